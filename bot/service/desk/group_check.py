"""Whether the advisors' group at Telegram, or a lone volunteer's chat, is as the desk needs it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.service.desk.setup_finding import Finding, note, ok, wrong

RIGHTS = {
    "can_manage_topics": "Manage Topics",
    "can_delete_messages": "Delete Messages",
    "can_pin_messages": "Pin Messages",
}
"""What the bot needs -> what Telegram calls it on the screen."""

OPEN_GROUP = "Open the group in Telegram and tap its name at the top."
EDIT = "Tap Edit (a pencil; on some phones it is in the menu with three dots)."
ADMINS = "Tap Administrators."
DAY = 24 * 60 * 60


class Absence(StrEnum):
    """Why nothing can be said about a chat."""

    UNKNOWN = "unknown"
    """Telegram knows no such chat, or the bot was never there."""
    OUTSIDE = "outside"
    """The bot is not in the group (any more)."""
    CLOSED = "closed"
    """The person stopped the bot, or never started it."""
    MOVED = "moved"
    """The group became a supergroup with another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A chat that cannot be looked at; `now` is its new number when it moved."""

    why: Absence
    now: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The private chat of a volunteer who works alone; the bot can write there. `known`: linked to an account."""

    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin:
    """An administrator of the group who is no bot; `known`: their Telegram is linked to an account of the desk."""

    name: str
    anonymous: bool
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group as Telegram shows it to the bot.

    `supergroup` and `forum` say of what kind it is, `public` is its public name. `rights` are those of the bot; None:
    it is no administrator. `members` counts everybody with the bot, `linked` are advisors who are inside, `outside` the
    names of advisors with a linked Telegram who are not. `vanishes` is how many seconds messages stay (0: for good).
    """

    title: str
    supergroup: bool = True
    forum: bool = False
    public: str = ""
    rights: frozenset[str] | None = None
    admins: tuple[Admin, ...] = ()
    members: int = 0
    linked: int = 0
    outside: tuple[str, ...] = ()
    hides_members: bool = False
    shows_history: bool = False
    vanishes: int = 0


Seen = Group | Alone | Absent


def check_group(seen: Seen, *, bot: str) -> Iterator[Finding]:
    """Yield what is to be said about the chat the desk is to work in; `bot` is the bot's name without @."""
    match seen:
        case Absent():
            yield _absent(seen, bot)
        case Alone(known=known):
            yield ok("The bot can write to this private chat, where one volunteer works alone.")
            if not known:
                yield _not_linked("This Telegram account is linked to no account of the desk.")
        case Group():
            yield from _kind(seen)
            yield from _closed_to_others(seen)
            yield from _rights(seen, bot)
            yield from _people(seen)
            yield from _good_to_know(seen)
        case _:
            assert_never(seen)


def _absent(absent: Absent, bot: str) -> Finding:
    match absent.why:
        case Absence.MOVED:
            return wrong(
                f"The group became a supergroup, and its number is now {absent.now}.",
                f"Set MERIT_DESK_GROUP={absent.now} and start Merit again.",
            )
        case Absence.CLOSED:
            return wrong(
                "The bot cannot write to this person: they never started it, or they stopped it.",
                f"Let them open https://t.me/{bot} in Telegram and tap Start (or Restart).",
            )
        case Absence.OUTSIDE:
            return wrong(
                "The bot is not in the group.",
                OPEN_GROUP,
                f"Tap Add, search for @{bot} and add it.",
                "Make it an administrator: run this command again, it says with which rights.",
            )
        case Absence.UNKNOWN:
            return wrong(
                "Telegram knows no such chat, or the bot was never in it.",
                f"Add @{bot} to the group. If it is there, send any message in the group.",
                "Check the number: of a supergroup it begins with -100, of a person it is their Telegram id.",
                "Set MERIT_DESK_GROUP to it, or try another one with --group.",
            )
        case _:
            assert_never(absent.why)


def _kind(group: Group) -> Iterator[Finding]:
    if group.supergroup and group.forum:
        yield ok(f"“{group.title}” is a group with topics.")
        return
    yield wrong(
        f"“{group.title}” has no topics: every ticket needs a topic of its own.",
        OPEN_GROUP,
        EDIT,
        "Tap Topics and switch them on.",
        *(
            ()
            if group.supergroup
            else (
                "The group gets a new number by this: run this command again, it tells the number.",
            )
        ),
    )


def _closed_to_others(group: Group) -> Iterator[Finding]:
    if group.public:
        yield wrong(
            f"The group is public (@{group.public}): everybody can read what people write to you.",
            OPEN_GROUP,
            EDIT,
            "Tap Group Type, choose Private Group, and save.",
        )
    else:
        yield ok("The group is private.")
    yield note(
        "Whoever has an invitation link can come in and read everything. Telegram does not show a bot "
        "the links other people made, so look yourself.",
        OPEN_GROUP,
        f"{EDIT} Tap Invite Links.",
        "Revoke every link you do not need. For a new advisor make one for 1 person, or one where you "
        "approve who comes in.",
    )


def _rights(group: Group, bot: str) -> Iterator[Finding]:
    if group.rights is None:
        yield wrong(
            "The bot is no administrator.",
            OPEN_GROUP,
            f"{EDIT} {ADMINS}",
            f"Tap Add Admin and choose @{bot}.",
            f"Switch on {', '.join(RIGHTS.values())}. The other rights can be off. Save.",
        )
        return
    lacks = [name for right, name in RIGHTS.items() if right not in group.rights]
    if not lacks:
        yield ok(f"The bot is administrator and may {_listed(RIGHTS.values())}.")
        return
    yield wrong(
        f"The bot is administrator, but it may not {_listed(lacks)}.",
        OPEN_GROUP,
        f"{EDIT} {ADMINS}",
        f"Tap @{bot}.",
        f"Switch on {', '.join(lacks)} and save.",
    )


def _people(group: Group) -> Iterator[Finding]:
    for each in group.admins:
        if each.anonymous:
            yield wrong(
                f"{each.name} is an anonymous administrator: Merit cannot see who writes, so it takes "
                "nothing from them.",
                OPEN_GROUP,
                f"{EDIT} {ADMINS}",
                f"Tap {each.name} and switch off Remain Anonymous.",
            )
        elif not each.known:
            yield _not_linked(
                f"{each.name} is an administrator of the group, and linked to no account of the desk."
            )
    others = group.members - 1 - group.linked
    if others > 0:
        yield note(
            f"Of {_people_words(group.members - 1)} in the group, {group.linked} are linked to an account of the "
            f"desk and {others} are not. These can read everything in the group, and Merit takes nothing from them. "
            "Bots count as people here."
        )
    elif group.linked:
        yield ok(
            f"All {_people_words(group.linked)} in the group are linked to an account of the desk."
        )
    for name in group.outside:
        yield note(f"{name} has an account with a linked Telegram and is not in the group.")


def _good_to_know(group: Group) -> Iterator[Finding]:
    if group.vanishes:
        yield wrong(
            f"Messages in the group delete themselves after {_days(group.vanishes)}: cards and conversations go "
            "missing before a ticket is closed.",
            OPEN_GROUP,
            f"{EDIT} Tap Auto-Delete Messages, and switch it off. Merit deletes topics itself.",
        )
    shown = "can" if group.shows_history else "cannot"
    yield note(f"New members {shown} read what was written before they came (Chat History).")
    hidden = "do not see" if group.hides_members else "see"
    yield note(f"Members {hidden} who else is in the group (Hide Members).")


def _not_linked(what: str) -> Finding:
    return note(
        what,
        "If they are to work at the desk, invite them: merit desk invite NAME --role advisor",
        "They link their Telegram on the desk's page Settings, with the code it shows.",
    )


def _listed(names: Iterable[str]) -> str:
    words = [name.lower() for name in names]
    return ", ".join(words[:-1]) + (" and " if words[1:] else "") + words[-1]


def _people_words(count: int) -> str:
    return f"{count} person" if count == 1 else f"{count} people"


def _days(seconds: int) -> str:
    days = max(1, seconds // DAY)
    return "1 day" if days == 1 else f"{days} days"

"""How a ticket looks in the advisors' group: its title, card, line and messages, in the language of the group."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from bot.core.language import Language, LanguageCode
from bot.core.media import Media
from bot.core.render import NOT_TRANSLATED, render_say, render_text
from bot.core.text import Text, literal
from bot.core.ticket import AdvisorId, Move, TeamId, Ticket
from bot.core.turn import Say
from bot.service.desk import card_words
from bot.service.desk.cards import CardView, card, language_name, next_moves, topic_name
from bot.service.desk.desk import Opened
from bot.service.desk.forum_buttons import DeskPress, Press, desk_token
from bot.service.desk.shared_words import stopped_by
from bot.service.library import Catalog, Library
from bot.service.ports import Sealer
from bot.telegram import desk_post_words as post_words
from bot.telegram import desk_words as words
from bot.telegram.desk_place import Place
from bot.telegram.desk_posts import (
    CAPTIONED,
    Post,
    Readers,
    calls,
    failures,
    posts,
    without_media,
)
from bot.telegram.desk_steps import Due, Wanted
from bot.telegram.outbound import MAX_CAPTION

CARD_UNITS = 3500
"""Letters of a card: it is one message, whatever stands on it."""
_PRIVATE_PREFIX = "-100"

Markup = list[list[dict[str, str]]]
Names = Mapping[AdvisorId, str]

_PRESSES: Mapping[Move, Press] = {
    Move.CLAIM: Press.CLAIM,
    Move.RELEASE: Press.RELEASE,
    Move.TAKE_OVER: Press.TAKE_OVER,
    Move.CLOSE: Press.CLOSE,
    Move.REOPEN: Press.REOPEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumSettings:
    """How the group is used: `mode` is full or card, `card_topics` those for which it is always card.

    `language` is the group's, `desk_url` the address of the web desk, or empty.
    """

    group: int
    language: LanguageCode = "en"
    mode: str = "full"
    card_topics: frozenset[str] = frozenset()
    desk_url: str = ""
    zone: tzinfo = UTC

    def full(self, ticket: Ticket) -> bool:
        """Whether the words of this ticket may stand in the group."""
        topics = {ticket.topic, "danger"} if ticket.danger else {ticket.topic}
        return self.mode == "full" and not topics & self.card_topics

    @property
    def rule(self) -> str:
        """By which rule the words of tickets may stand in the group."""
        return ":".join((self.mode, *sorted(self.card_topics)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything a ticket shows, and in `wanted` what that is compared by.

    `failed` says of messages that they did not arrive, `again` that the topic is a new one.
    """

    title: str
    card: str
    buttons: Markup
    line: str
    line_buttons: Markup
    failed: Mapping[int, str]
    again: str
    desk_link: dict[str, str]
    wanted: Wanted

    def due(self, nth: int) -> Due:
        """Return a message that belongs into the topic."""
        return next(due for due in self.wanted.messages if due.nth == nth)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A catalog that does not remark what is not translated: advisors see that for themselves."""

    catalog: Catalog

    @property
    def language(self) -> Language:
        """The language."""
        return self.catalog.language

    def find(self, place: str, source: str) -> str | None:
        """Return the confirmed translation or None."""
        return None if place == NOT_TRANSLATED.place else self.catalog.find(place, source)

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        """Return the confirmed form for `count` or None."""
        return self.catalog.find_plural(place, one, many, count)

    def date(self, day: date) -> str:
        """Return the day in words."""
        return self.catalog.date(day)


class Looks:
    """Says and draws everything for one group."""

    def __init__(
        self,
        settings: ForumSettings,
        library: Library,
        sealer: Sealer,
        now: Callable[[], datetime],
    ) -> None:
        self.settings = settings
        self.zones: Mapping[TeamId, tzinfo] = {}
        """Whose clock moments are said on, by the team of a ticket."""
        self.in_words: set[tuple[str, int]] = set()
        """Messages, by code and nth, whose file Telegram does not take any more: it is told in words."""
        self._library = library
        self._sealer = sealer
        self._now = now

    def look(self, opened: Opened, place: Place, names: Names) -> Look:
        """Return how a ticket looks, with the topic it has now."""
        ticket, settings = opened.kept.ticket, self.settings
        full = settings.full(ticket)
        view = CardView(
            release=self._library.release,
            now=self._now(),
            names=names,
            zone=self._zone(ticket),
            content=full,
        )
        shown = self.parts([card(opened, view)])[0][:CARD_UNITS]
        buttons = self.card_buttons(ticket)
        line, link = self._line(opened, names), self._link(place)
        in_general = settings.group < 0
        failed = list(failures(opened.said, place))
        again = post_words.ONLY_CARD if place.bare else post_words.AGAIN
        return Look(
            title=self._title(opened),
            card=shown,
            buttons=buttons,
            line=line,
            line_buttons=link,
            failed={nth: "\n".join(self.parts([[text]])) for nth, _, text in failed},
            again="\n".join(self.parts([[again]])),
            desk_link=self.desk_link(ticket.code),
            wanted=Wanted(
                card=self._digest(shown, buttons),
                line=self._digest(line, link) if in_general else "",
                closed=not ticket.open,
                messages=tuple(self._messages(opened, place, names)),
                failed={nth: told for nth, told, _ in failed},
                topics=in_general,
            ),
        )

    def parts(self, paragraphs: Iterable[Sequence[Text]]) -> list[str]:
        """Return what is said as texts Telegram takes."""
        say = Say(paragraphs=tuple(tuple(each) for each in paragraphs))
        return [each.text for each in render_say(say, self._catalog, lambda _press: "")]

    def word(self, text: Text) -> str:
        """Return a text in the language of the group."""
        return render_text(text, self._catalog).words

    def button(self, label: Text, press: DeskPress) -> dict[str, str]:
        """Return a button."""
        token = desk_token(press, self.settings.group, self._sealer)
        return {"text": self.word(label), "callback_data": token}

    def card_buttons(self, ticket: Ticket) -> Markup:
        """Return the buttons of a ticket's next moves."""
        row: list[dict[str, str]] = []
        rows: Markup = [row]
        for move in next_moves(ticket):
            if move is Move.SNOOZE:
                rows.append([self._snooze(ticket.code, days) for days in words.SNOOZE])
            else:
                press = DeskPress(code=ticket.code, press=_PRESSES[move])
                row.append(self.button(card_words.MOVES[move], press))
        link = self.desk_link(ticket.code)
        return [*rows, [link]] if link else rows

    def desk_link(self, code: str) -> dict[str, str]:
        """Return a button that opens the ticket at the web desk, or nothing when there is none."""
        url = self.settings.desk_url
        return {"text": self.word(words.TO_DESK), "url": f"{url}/ticket/{code}"} if url else {}

    @property
    def _catalog(self) -> Quiet:
        return Quiet(catalog=self._library.catalog(self.settings.language))

    def _snooze(self, code: str, days: int) -> dict[str, str]:
        press = DeskPress(code=code, press=Press.SNOOZE, detail=str(days))
        return self.button(words.SNOOZE[days], press)

    def _title(self, opened: Opened) -> str:
        ticket = opened.kept.ticket
        code = ticket.code.replace("-", "")
        return " · ".join(each for each in (code, opened.kept.facts.language, ticket.topic) if each)

    def _line(self, opened: Opened, names: Names) -> str:
        ticket, release = opened.kept.ticket, self._library.release
        text = words.LINE_HAS if ticket.assignee else words.LINE
        # Who has it and no more: with whose turn it is, the line would be edited with every message.
        taken = literal(f"✓ {ticket.code}")
        values: dict[str, Text] = {
            "state": taken
            if ticket.assignee
            else card_words.STATES[ticket.state].with_values(code=ticket.code),
            "topic": topic_name(release, ticket.topic),
            "language": language_name(release, opened.kept.facts.language),
        }
        if ticket.assignee:
            values["advisor"] = self._who(ticket.assignee, names)
        return self.parts([[text.with_values(**values)]])[0]

    def _link(self, place: Place) -> Markup:
        group = str(self.settings.group)
        if not group.startswith(_PRIVATE_PREFIX) or not place.thread:
            return []
        url = f"https://t.me/c/{group.removeprefix(_PRIVATE_PREFIX)}/{place.thread}"
        return [[{"text": self.word(words.TO_TOPIC), "url": url}]]

    def _messages(self, opened: Opened, place: Place, names: Names) -> Iterator[Due]:
        """Yield what belongs into the topic; rendered only where it may have to be posted or edited."""
        if self.settings.full(opened.kept.ticket):
            readers = Readers(
                who=lambda advisor: self._who(advisor, names),
                language=self.settings.language,
                release=self._library.release,
            )
            found = posts(opened.said, place, readers)
        else:
            found = calls(opened.said)
        for post in found:
            version = self._version(post)
            if post.nth > place.last or (version and not place.stands(post.nth, version)):
                yield self._due(opened.kept.ticket.code, post, version)
            else:
                yield Due(nth=post.nth, parts=())

    def _version(self, post: Post) -> str:
        made = post.rendering
        if made is None:
            return post.version
        return f"{post.version}~{self._digest(made.text, made.by)[:8]}"

    def _zone(self, ticket: Ticket) -> tzinfo:
        """Return whose clock its moments are said on; of one without a team, that of the first team by its id."""
        first = self.zones[min(self.zones)] if self.zones else self.settings.zone
        return self.zones.get(ticket.team, first)

    def _due(self, code: str, post: Post, version: str) -> Due:
        parts, media = (post.head, *post.body), post.media
        if media is not None and not self._can_be_posted(code, post, media):
            parts = (post.head, *without_media(post, media))
        shown = self.parts([[each] for each in parts])
        posted = media if parts == (post.head, *post.body) else None
        if posted is not None and units(shown[0]) > MAX_CAPTION:
            shown = [*self.parts([[post.head]]), *self.parts([[each] for each in post.body])]
        return Due(
            nth=post.nth,
            parts=tuple(shown),
            version=version,
            media=posted,
            link=post.link or posted is not media,
            theirs=post.theirs,
        )

    def _can_be_posted(self, code: str, post: Post, media: Media) -> bool:
        known = media.kind in CAPTIONED and bool(media.ref)
        return known and (code, post.nth) not in self.in_words

    def _who(self, advisor: AdvisorId, names: Names) -> Text:
        name = names.get(advisor)
        return literal(name) if name else card_words.SOMEBODY

    def _digest(self, text: str, buttons: Any) -> str:
        # Keyed: what stands on a card could be guessed from a plain hash of it.
        written = hashlib.sha256(f"{text}\n{buttons}".encode("utf-8", "surrogatepass")).digest()
        return self._sealer.sign("desk-card", written).hex()[:16]


def units(text: str) -> int:
    """Return how long Telegram takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def advisors_of(opened: Opened) -> set[AdvisorId]:
    """Return everybody whose name a ticket shows."""
    ticket = opened.kept.ticket
    named = {ticket.assignee, ticket.had_by, *(AdvisorId(each.message.by) for each in opened.said)}
    return {each for each in named if each} | stopped_by(opened.session.talk.blocking)

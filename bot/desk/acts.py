"""What advisors do with a ticket: moves, answers, notes. Each form is taken once, and what is refused says why."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from aiohttp import web

from bot.core.text import Text
from bot.core.ticket import (
    NO_DETAILS,
    AdvisorId,
    Details,
    Move,
    Reason,
    Refusal,
    TeamId,
    Ticket,
)
from bot.desk.ticket import NOTHING_SENT, Sent, opened_for, shown
from bot.desk.visit import Visit
from bot.desk.words import MOVES, REFUSALS
from bot.service.desk.availability import absence
from bot.service.desk.desk import Opened, Outcome, Signed
from bot.service.desk.permissions import Permission, Sight, actor, may, may_act, sees
from bot.service.desk.sending_files import Given

LONGEST = 3500
"""Letters it may have: with our own words it is one message at Telegram, so that all of it can be taken back."""
SNOOZES = {"1": timedelta(days=1), "3": timedelta(days=3), "7": timedelta(days=7)}
"""How long a ticket can be put away, by the days a page names."""
_MOVES: Mapping[str, Move] = {each.value: each for each in MOVES}


Work = Callable[[], Awaitable[Outcome | Text]]
"""Does it; a Text says why not, where that is no matter of the ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The ticket as the advisor's form found it, and what was typed into the form."""

    opened: Opened
    sight: Sight
    sent: Sent = NOTHING_SENT

    @property
    def ticket(self) -> Ticket:
        """The ticket."""
        return self.opened.kept.ticket


async def move(visit: Visit) -> web.StreamResponse:
    """Make the move a form names."""
    opened, sight = await opened_for(visit)
    ticket, wanted = opened.kept.ticket, _MOVES.get(visit.field("move"))
    if wanted is None:
        raise web.HTTPBadRequest
    if not may_act(visit.advisor, ticket):
        raise web.HTTPForbidden
    if wanted is Move.ASSIGN and await _is_away(visit, AdvisorId(visit.field("to"))):
        sent = Sent(problem=visit.speech.word("assign_away"))
        return await shown(visit, opened, sight, sent, status=409)
    details, now = await _details(visit, wanted), visit.site.now()
    return await carry_out(
        visit,
        Before(opened=opened, sight=sight),
        wanted.value,
        lambda: visit.site.desk.move(ticket.code, wanted, signed(visit), now, details),
    )


async def answer(visit: Visit) -> web.StreamResponse:
    """Send the person what was typed."""
    opened, words = await all_of(visit), visit.field("words").strip()
    file, sending = visit.attached, visit.site.sending
    bare = file is not None and not words
    sent = Sent(problem="" if bare else unfit(visit, words), answer=words)
    before = Before(opened=opened, sight=Sight.ALL, sent=sent)
    if sent.problem:
        return await shown(visit, opened, Sight.ALL, sent, status=400)
    if file is None or sending is None:
        return await send(visit, before, words)
    language, now, code = visit.advisor.reply_language, visit.site.now(), before.ticket.code
    given = Given(content=file.content, name=file.name, words=words, language=language)
    return await carry_out(
        visit, before, Move.ANSWER.value, lambda: sending.send(code, signed(visit), given, now)
    )


async def send(visit: Visit, before: Before, body: Text | str) -> web.StreamResponse:
    """Send something to the person, once."""
    language, now = visit.advisor.reply_language, visit.site.now()
    return await carry_out(
        visit,
        before,
        Move.ANSWER.value,
        lambda: visit.site.desk.answer(
            before.ticket.code, signed(visit), body, now, language=language
        ),
    )


async def note(visit: Visit) -> web.StreamResponse:
    """Keep what was typed as a note."""
    opened, words = await all_of(visit), visit.field("words").strip()
    sent = Sent(problem=unfit(visit, words), note=words)
    if sent.problem:
        return await shown(visit, opened, Sight.ALL, sent, status=400)
    language, now = visit.advisor.reply_language, visit.site.now()
    before = Before(opened=opened, sight=Sight.ALL, sent=sent)
    return await carry_out(
        visit,
        before,
        "note",
        lambda: visit.site.desk.note(
            before.ticket.code, signed(visit), words, now, language=language
        ),
    )


async def change(visit: Visit) -> web.StreamResponse:
    """Replace the words of a message that went to the person."""
    opened, words = await all_of(visit), visit.field("words").strip()
    nth, now = nth_of(visit), visit.site.now()
    sent = Sent(problem=unfit(visit, words), changed={nth: words})
    if sent.problem:
        return await shown(visit, opened, Sight.ALL, sent, status=400)
    before = Before(opened=opened, sight=Sight.ALL, sent=sent)
    code, recalling = before.ticket.code, visit.site.recalling
    return await carry_out(
        visit,
        before,
        "change",
        lambda: recalling.change(code, nth, signed(visit), words, now),
    )


async def undo(visit: Visit) -> web.StreamResponse:
    """Take a message back from the person."""
    opened = await all_of(visit)
    nth, now = nth_of(visit), visit.site.now()
    before = Before(opened=opened, sight=Sight.ALL)
    code, recalling = before.ticket.code, visit.site.recalling
    return await carry_out(
        visit, before, "undo", lambda: recalling.undo(code, nth, signed(visit), now)
    )


def nth_of(visit: Visit) -> int:
    """Return the place of a message, as the address says it."""
    return int(visit.request.match_info["nth"])


async def carry_out(visit: Visit, before: Before, deed: str, work: Work) -> web.Response:
    """Do it once, note that it was done, and show the ticket again; or say why nothing was done."""
    outcome = await visit.site.once.run(visit.field("once"), work, Refusal | Text)
    if outcome is None:
        return _back(visit, before.ticket, deed)
    if isinstance(outcome, Refusal | Text):
        return await _refused(visit, before, outcome)
    await visit.note(f"ticket_{deed}", outcome.code)
    return _back(visit, outcome, deed)


async def _refused(visit: Visit, before: Before, why: Refusal | Text) -> web.Response:
    text = why if isinstance(why, Text) else REFUSALS[why.why]
    sent = replace(before.sent, problem=visit.speech.text(text))
    fresh = await visit.site.desk.open(before.ticket.code) or before.opened
    return await shown(visit, fresh, before.sight, sent, status=409)


def signed(visit: Visit) -> Signed:
    """Return who acts."""
    return Signed(actor=actor(visit.advisor), name=visit.advisor.name)


def _back(visit: Visit, ticket: Ticket, deed: str) -> web.Response:
    """Go back to the ticket, or to the queue if it is now with a team this advisor is not in."""
    if sees(visit.advisor, ticket) is Sight.NOTHING:
        return visit.to("/queue")
    return visit.to(f"/ticket/{ticket.code}?done={deed}")


async def all_of(visit: Visit) -> Opened:
    """Return a ticket this advisor sees all of; who sees only its card writes nothing into it."""
    opened, sight = await opened_for(visit)
    if sight is not Sight.ALL or not may_act(visit.advisor, opened.kept.ticket):
        raise web.HTTPForbidden
    return opened


async def _is_away(visit: Visit, advisor: AdvisorId) -> bool:
    """Whether somebody said that they are away: nothing is handed to them then."""
    found = await visit.site.staff.one(advisor)
    return found is not None and absence(found, visit.today) is not None


def unfit(visit: Visit, words: str) -> str:
    """Return what is wrong with words that are to be sent, or nothing."""
    if not words:
        return visit.speech.word("empty_words")
    return visit.speech.word("too_long") if len(words) > LONGEST else ""


async def _details(visit: Visit, wanted: Move) -> Details:
    """Return what the move needs besides, as far as the form says it and it exists."""
    match wanted:
        case Move.CLOSE:
            known = {each.value: each for each in Reason}
            return Details(reason=known.get(visit.field("reason")))
        case Move.SNOOZE:
            pause = SNOOZES.get(visit.field("days"))
            until = 0 if pause is None else int((visit.site.now() + pause).timestamp())
            return Details(until=until)
        case Move.ASSIGN:
            to = AdvisorId(visit.field("to"))
            found = await visit.site.staff.one(to)
            fits = found is not None and may(found, Permission.ACT)
            return Details(to=to) if fits else NO_DETAILS
        case Move.TRANSFER:
            teams = {team.id for team in await visit.site.teams()}
            team = TeamId(visit.field("team"))
            return Details(team=team) if team in teams else NO_DETAILS
        case _:
            return NO_DETAILS

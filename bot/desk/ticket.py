"""The page of one ticket: what is known, what was said, what can be done. Each ticket is checked on its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.core.ticket import Move, TeamId, Ticket
from bot.core.ticket_code import read_code
from bot.desk.abuse import NO_ABUSE, abuse_of
from bot.desk.between import Between, between
from bot.desk.conversation import Reader
from bot.desk.offers import can_answer, offered
from bot.desk.queue import team_names
from bot.desk.security import writes
from bot.desk.story import Story, story_of
from bot.desk.visit import Visit
from bot.service.desk.advisor import Advisor
from bot.service.desk.availability import Absence, absence, deserted, members
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Permission, Sight, may, sees
from bot.service.desk.shared_words import CAUSES

FRAGMENTS = {"head": "_head.html", "talk": "_talk.html", "actions": "_actions.html"}
HOUR = 60 * 60
SEEN = "seen"
"""The deed of looking at what a person said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was typed and could not be used, so that nobody types it twice; `problem` says why."""

    problem: str = ""
    answer: str = ""
    note: str = ""
    changed: Mapping[int, str] = field(default_factory=dict)
    """New words for messages, by their place."""


NOTHING_SENT = Sent()


async def opened_for(visit: Visit) -> tuple[Opened, Sight]:
    """Return the ticket the address names, and how much of it this advisor sees; 404 for nothing of it."""
    code = read_code(visit.request.match_info["code"])
    opened = None if code is None else await visit.site.desk.open(code)
    sight = Sight.NOTHING if opened is None else sees(visit.advisor, opened.kept.ticket)
    if opened is None or sight is Sight.NOTHING:
        raise web.HTTPNotFound
    return opened, sight


async def ticket(visit: Visit) -> web.StreamResponse:
    """Show a ticket, or the part of it that changes; that somebody read it goes into the audit trail."""
    if visit.fragment not in {"", *FRAGMENTS}:
        raise web.HTTPNotFound
    opened, sight = await opened_for(visit)
    return await shown(visit, opened, sight)


async def shown(
    visit: Visit, opened: Opened, sight: Sight, sent: Sent = NOTHING_SENT, *, status: int = 200
) -> web.Response:
    """Return the page of a ticket, with what was typed if it could not be used."""
    template = FRAGMENTS.get(visit.fragment, "ticket.html")
    if sight is Sight.ALL:
        await _note_seen(visit, opened.kept.ticket.code)
    context = await _context(visit, opened, sight)
    return await visit.page(template, status=status, sent=sent, **context)


async def _note_seen(visit: Visit, code: str) -> None:
    """Keep in the audit trail that somebody reads a ticket; an open page says it once, though it draws itself anew."""
    first = visit.site.seen.take(f"{visit.who.session.token_hash.hex()} {code}")
    if first or (not visit.fragment and not writes(visit.request)):
        await visit.note(SEEN, code)


async def _context(visit: Visit, opened: Opened, sight: Sight) -> Mapping[str, Any]:
    advisor, ticket_, names = visit.advisor, opened.kept.ticket, await visit.names()
    library, everything = visit.site.library, sight is Sight.ALL
    now = int(visit.site.now().timestamp())
    reader = Reader(
        speech=visit.speech,
        library=library,
        names=names,
        advisor=advisor,
        undo_since=now - (await visit.site.recalling.periods()).undo_hours * HOUR,
    )
    moves = offered(advisor, ticket_, now)
    return {
        "title": "ticket",
        "kept": opened.kept,
        "ticket": ticket_,
        "names": names,
        "teams": team_names(await visit.site.teams(), [opened.kept]),
        "everything": everything,
        "story": story_of(opened, library, visit.site.now()) if everything else Story(),
        "lines": reader.lines(opened) if everything else (),
        "moves": moves,
        "can_answer": everything and can_answer(advisor, ticket_, now),
        "megabytes": 0 if visit.site.sending is None else visit.site.sending.megabytes,
        "may_note": everything and may(advisor, Permission.ACT),
        "may_look": everything and ticket_.open and may(advisor, Permission.ACT),
        "abuse": await abuse_of(visit, opened) if everything else NO_ABUSE,
        "causes": CAUSES,
        "between": await between(visit, opened) if everything else Between(),
        "others": await _others(visit, ticket_) if Move.ASSIGN in moves else (),
        "teams_away": await _teams_away(visit) if Move.TRANSFER in moves else (),
        "done": visit.request.query.get("done", ""),
    }


async def _others(visit: Visit, about: Ticket) -> Sequence[tuple[Advisor, Absence | None]]:
    """Return who could have it instead, and how long each is away."""
    return [
        (each, absence(each, visit.today))
        for each in await visit.site.staff.all()
        if may(each, Permission.ACT) and each.id != about.assignee
    ]


async def _teams_away(visit: Visit) -> Sequence[TeamId]:
    """Return the teams everybody of which is away."""
    everybody = await visit.site.staff.all()
    return [
        team.id
        for team in await visit.site.teams()
        if members(team.id, everybody) and deserted(team.id, everybody, visit.today)
    ]

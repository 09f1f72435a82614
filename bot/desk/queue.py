"""The queue: what may be dangerous first, then what waited longest; filters narrow the rest, never the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.core.team import Team
from bot.core.ticket import AdvisorId, State, TeamId
from bot.core.ticket_code import read_code
from bot.desk.readings import Placed
from bot.desk.rows import Look
from bot.desk.site import ROOT
from bot.desk.speech import elapsed
from bot.desk.visit import TEMPLATES, Visit
from bot.desk.waiting_room import placed, waits_for
from bot.service.desk.advisor import Advisor
from bot.service.desk.permissions import Sight, sees
from bot.service.ticket_values import KeptTicket, TicketFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What an advisor wants to see of the queue; empty means all."""

    spoken: bool = False
    mine: bool = False
    topic: str = ""
    country: str = ""
    team: str = ""

    @property
    def on(self) -> bool:
        """Whether it hides anything."""
        return self != Filter()

    def passes(self, kept: KeptTicket, advisor: Advisor) -> bool:
        """Whether a ticket is to be shown."""
        ticket, facts = kept.ticket, kept.facts
        return (
            (not self.spoken or _reads(advisor, facts.language))
            and (not self.mine or ticket.assignee == advisor.id)
            and self.topic in {"", ticket.topic}
            and self.country in {"", facts.country}
            and self.team in {"", ticket.team}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the queue, with the name of its heading, and its tickets as rows of the page."""

    name: str
    rows: Sequence[Markup]


async def queue(visit: Visit) -> web.StreamResponse:
    """Show the queue, or the part of it that changes."""
    advisor, wanted = visit.advisor, _filter(visit)
    found = await placed(visit.site, advisor)
    waiting = sum(waits_for(kept, advisor) for kept, _ in found)
    if visit.fragment == "waiting":
        return await visit.page("_waiting.html", waiting=waiting)
    teams = team_names(await visit.site.teams(), [kept for kept, _ in found])
    shown = [each for each in found if each[0].ticket.danger or wanted.passes(each[0], advisor)]
    template = "_queue.html" if visit.fragment == "list" else "queue.html"
    return await visit.page(
        template,
        title="queue",
        waiting=waiting,
        sections=_sections(visit, shown, await _names(visit), teams),
        hidden=len(found) - len(shown),
        wanted=wanted,
        query=visit.request.query_string if wanted.on else "",
        topics=sorted(({kept.ticket.topic for kept, _ in found} | {wanted.topic}) - {""}),
        countries=sorted(({kept.facts.country for kept, _ in found} | {wanted.country}) - {""}),
        teams=teams,
    )


async def search(visit: Visit) -> web.StreamResponse:
    """Go to the ticket with a code, as people say it on the phone."""
    words = visit.request.query.get("code", "")[:40]
    code = read_code(words)
    kept = None if code is None else await visit.site.desk.store.ticket(code)
    if kept is not None and sees(visit.advisor, kept.ticket) is not Sight.NOTHING:
        return visit.to(f"/ticket/{kept.ticket.code}")
    return await visit.page("search.html", status=404, title="search", code=code, words=words)


def team_names(teams: Sequence[Team], found: Sequence[KeptTicket]) -> Mapping[TeamId, str]:
    """Return the names of the teams there are, and of those tickets are with."""
    ids = {each.ticket.team: str(each.ticket.team) for each in found if each.ticket.team}
    return {**ids, **{team.id: team.name for team in teams}}


async def _names(visit: Visit) -> Mapping[AdvisorId, str]:
    """Return the names of all advisors; pages woken by the same change read them once."""
    site = visit.site
    return await site.readings.shared("names", site.news.place, visit.names)


def _sections(
    visit: Visit,
    shown: Sequence[Placed],
    names: Mapping[AdvisorId, str],
    teams: Mapping[TeamId, str],
) -> Sequence[Section]:
    parts: dict[str, list[Markup]] = {"emergency": [], "overdue": [], "wait": [], "others": []}
    for kept, overdue in shown:
        parts[_part(kept, visit.advisor, overdue=overdue)].append(_row(visit, kept, names, teams))
    return [Section(name=name, rows=rows) for name, rows in parts.items() if rows]


def _part(kept: KeptTicket, advisor: Advisor, *, overdue: bool) -> str:
    if kept.ticket.danger:
        return "emergency"
    if overdue:
        return "overdue"
    return "wait" if _waits(kept, advisor) else "others"


def _row(
    visit: Visit,
    kept: KeptTicket,
    names: Mapping[AdvisorId, str],
    teams: Mapping[TeamId, str],
) -> Markup:
    ticket, since = kept.ticket, kept.ticket.turn_at or kept.changed_at.timestamp()
    look = Look(
        language=visit.speech.language.code,
        whole=kept.facts != TicketFacts(),
        mine=ticket.assignee == visit.advisor.id,
        holder=names.get(ticket.assignee or ticket.had_by, "?"),
        team=(ticket.team, teams.get(ticket.team, "")),
        age=elapsed(since, visit.site.now()),
    )

    def draw() -> str:
        template = visit.request.config_dict[TEMPLATES].get_template("_row.html")
        said = {"say": visit.speech.word, "speech": visit.speech, "root": ROOT}
        return template.render(kept=kept, look=look, since=since, **said)

    return visit.site.rows.drawn(kept, look, draw)


def _waits(kept: KeptTicket, advisor: Advisor) -> bool:
    return waits_for(kept, advisor) or kept.ticket.state is State.ACTIVE


def _reads(advisor: Advisor, language: str) -> bool:
    return any(language == each or language.startswith(f"{each}-") for each in advisor.languages)


def _filter(visit: Visit) -> Filter:
    query = visit.request.query
    return Filter(
        spoken="spoken" in query,
        mine="mine" in query,
        topic=query.get("topic", "")[:40],
        country=query.get("country", "")[:40],
        team=query.get("team", "")[:40],
    )

"""Teams, for leads and admins: when they are there, what they take, what they promise, and who of them is away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.core.hosts import HOSTS
from bot.core.team import Team, team_from_json, team_to_json
from bot.core.team_fields import UnfitTeam
from bot.core.text import Text
from bot.core.ticket import TeamId
from bot.core.waiting import opening_words
from bot.core.week import WEEKDAYS
from bot.desk.site import DeskSite
from bot.desk.team_form import ZONES, TeamForm, form_of, new_id, sent_form, written
from bot.desk.visit import Visit
from bot.service.desk.advisor import Advisor, DeskRole
from bot.service.desk.audit import Deed
from bot.service.desk.availability import Absence, absence, deserted, members
from bot.service.desk.permissions import may_change

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A team as the list shows it."""

    team: Team
    opening: Text
    leads: Sequence[Advisor]
    members: Sequence[tuple[Advisor, Absence | None]]
    deserted: bool


async def teams(visit: Visit) -> web.StreamResponse:
    """Show the teams this advisor may change."""
    advisors = await visit.site.staff.all()
    return await visit.page(
        "teams.html",
        title="teams",
        seen=[_seen(visit, team, advisors) for team in await _mine(visit)],
        done=visit.request.query.get("done", "") != "",
    )


async def new(visit: Visit) -> web.StreamResponse:
    """Show the form for a new team."""
    return await _form(visit, None, TeamForm())


async def team(visit: Visit) -> web.StreamResponse:
    """Show a team with the days it is closed, as they were understood."""
    found = await _named(visit)
    return await _form(visit, found, form_of(found))


async def add(visit: Visit) -> web.StreamResponse:
    """Keep a new team."""
    form = sent_form(visit)
    taken = [each.id for each in await visit.site.planning.teams.all()]
    return await _keep(visit, None, form, new_id(form.name, taken))


async def change(visit: Visit) -> web.StreamResponse:
    """Keep what was changed about a team."""
    found = await _named(visit)
    return await _keep(visit, found, sent_form(visit), found.id)


async def remove(visit: Visit) -> web.StreamResponse:
    """Forget a team no open ticket is with."""
    found, site = await _named(visit), visit.site
    left = sum(each.ticket.team == found.id for each in await site.desk.queue())
    if left:
        problem = visit.speech.word("team_in_use", tickets=left)
        return await _form(visit, found, form_of(found), problem=problem, status=409)
    await site.planning.teams.remove(found.id)
    site.planning.changed()
    await visit.note(Deed.TEAM_REMOVED, about=found.id)
    return visit.to("/teams?done=removed")


async def _keep(
    visit: Visit, before: Team | None, form: TeamForm, team_id: TeamId
) -> web.StreamResponse:
    planning = visit.site.planning
    try:
        after = team_from_json(written(form, team_id), planning.regions)
    except UnfitTeam as error:
        unfit = {each.field: each.would_do for each in error.unfit}
        problem = visit.speech.word("team_unfit")
        return await _form(visit, before, form, problem=problem, unfit=unfit, status=400)
    await planning.teams.put(after)
    planning.changed()
    if before is None:
        await visit.note(Deed.TEAM_ADDED, about=team_id)
    else:
        await visit.note(Deed.TEAM_CHANGED, about=f"{team_id} {_changed(before, after)}".strip())
    return visit.to(f"/teams/{team_id}?done=saved")


def _changed(before: Team, after: Team) -> str:
    """Return the names of the fields that are others now."""
    old, new_ = team_to_json(before), team_to_json(after)
    return ",".join(name for name, value in new_.items() if old[name] != value)


async def _form(
    visit: Visit,
    found: Team | None,
    form: TeamForm,
    *,
    problem: str = "",
    unfit: Mapping[str, Text] | None = None,
    status: int = 200,
) -> web.Response:
    release = visit.site.library.release
    topics = sorted(value for answer, value in release.labels if answer == "topic")
    return await visit.page(
        "team.html",
        status=status,
        title="teams",
        team=found,
        form=form,
        problem=problem,
        unfit=unfit or {},
        done=visit.request.query.get("done", "") == "saved",
        choices={"topics": topics, "countries": sorted(HOSTS)},
        known_languages=list(release.languages.values()),
        zones=ZONES,
        regions=visit.site.planning.regions,
        weekdays=WEEKDAYS,
        days=() if found is None else days_off(visit.site, found),
    )


def days_off(site: DeskSite, found: Team) -> Sequence[tuple[date, str]]:
    """Return the days of the next twelve months on which a team is closed; those it chose itself have no name."""
    today = site.now().astimezone(found.hours.zone).date()
    names: dict[date, str] = dict.fromkeys(found.hours.closed, "")
    if found.holidays:
        names |= site.planning.holidays(found.holidays, (today.year, today.year + 1))
    return sorted((day, name) for day, name in names.items() if today <= day < today + YEAR)


def _seen(visit: Visit, found: Team, advisors: Iterable[Advisor]) -> Seen:
    site, today = visit.site, visit.today
    everybody = list(advisors)
    of_team = members(found.id, everybody)
    hours = found.hours_with(day for day, _ in days_off(site, found))
    return Seen(
        team=found,
        opening=opening_words(hours, site.now(), found.hours.zone),
        leads=[each for each in of_team if each.role is DeskRole.LEAD],
        members=[(each, absence(each, today)) for each in of_team],
        deserted=deserted(found.id, everybody, today),
    )


async def _mine(visit: Visit) -> Sequence[Team]:
    found = await visit.site.planning.teams.all()
    return [each for each in found if may_change(visit.advisor, each.id)]


async def _named(visit: Visit) -> Team:
    """Return the team the address names; 403 for who may not change it."""
    team_id = TeamId(visit.request.match_info["team"])
    found = await visit.site.planning.teams.all()
    named = next((each for each in found if each.id == team_id), None)
    if named is None:
        raise web.HTTPNotFound
    if not may_change(visit.advisor, team_id):
        raise web.HTTPForbidden
    return named

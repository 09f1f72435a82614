"""Advisors, for admins: inviting them, roles, teams, closing accounts."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.core.ticket import AdvisorId, TeamId
from bot.desk.site import ROOT
from bot.desk.visit import Visit
from bot.desk.words_account import DENIALS
from bot.service.desk.advisor import DeskRole
from bot.service.desk.outcomes import Denied, Done
from bot.service.desk.staff import Invited, Wanted
from bot.service.desk.tokens import entry_address

LONGEST = 200
_ROLES: Mapping[str, DeskRole] = {each.value: each for each in DeskRole}


async def advisors(visit: Visit) -> web.StreamResponse:
    """Show every account."""
    return await _page(visit)


async def invite(visit: Visit) -> web.StreamResponse:
    """Make an account and show its link, once."""
    wanted = Wanted(
        name=visit.field("name")[:LONGEST],
        role=_role(visit),
        languages=tuple(
            code
            for code in visit.fields("languages")
            if code in visit.site.library.release.languages
        ),
        teams=await _teams(visit),
    )
    return await _invited(visit, await visit.site.staff.invite(visit.advisor.id, wanted))


async def change(visit: Visit) -> web.StreamResponse:
    """Do to an account what the form says."""
    act = _ACTS.get(visit.field("act"))
    if act is None:
        raise web.HTTPBadRequest
    outcome = await act(visit, AdvisorId(visit.request.match_info["advisor"]))
    if isinstance(outcome, Done):
        return visit.to("/advisors?done=saved")
    return await _invited(visit, outcome)


async def _role_of(visit: Visit, advisor: AdvisorId) -> Done | Denied | Invited:
    return await visit.site.staff.change_role(visit.advisor.id, advisor, _role(visit))


async def _teams_of(visit: Visit, advisor: AdvisorId) -> Done | Denied | Invited:
    return await visit.site.staff.change_teams(visit.advisor.id, advisor, await _teams(visit))


async def _deactivate(visit: Visit, advisor: AdvisorId) -> Done | Denied | Invited:
    return await visit.site.staff.deactivate(visit.advisor.id, advisor)


async def _again(visit: Visit, advisor: AdvisorId) -> Done | Denied | Invited:
    return await visit.site.staff.invite_again(visit.advisor.id, advisor)


Act = Callable[[Visit, AdvisorId], Awaitable[Done | Denied | Invited]]
_ACTS: Mapping[str, Act] = {
    "role": _role_of,
    "teams": _teams_of,
    "deactivate": _deactivate,
    "again": _again,
}


async def _invited(visit: Visit, outcome: Invited | Done | Denied) -> web.Response:
    if isinstance(outcome, Invited):
        return await _page(visit, link=entry_address(visit.site.address, outcome.token))
    return await _page(visit, outcome if isinstance(outcome, Denied) else None)


async def _page(visit: Visit, denied: Denied | None = None, link: str = "") -> web.Response:
    release = visit.site.library.release
    return await visit.page(
        "advisors.html",
        status=200 if denied is None else 400,
        title="advisors",
        everybody=await visit.site.staff.all(),
        problem="" if denied is None else visit.speech.text(DENIALS[denied.why]),
        done=visit.request.query.get("done", "") == "saved",
        link=link,
        teams={team.id: team.name for team in await visit.site.teams()},
        known_languages=list(release.languages.values()),
        form_root=f"{ROOT}/advisors",
    )


def _role(visit: Visit) -> DeskRole:
    role = _ROLES.get(visit.field("role"))
    if role is None:
        raise web.HTTPBadRequest
    return role


async def _teams(visit: Visit) -> frozenset[TeamId]:
    known = {team.id for team in await visit.site.teams()}
    return frozenset(TeamId(each) for each in visit.fields("teams")) & known

"""Every page and form of the desk, and who may have it. What is not in this table does not exist."""

from aiohttp import web

from bot.desk import (
    acts,
    advisors,
    asking,
    audit,
    availability,
    blocking,
    entering,
    events,
    files,
    finding,
    interpreting,
    periods,
    profile,
    queue,
    replying,
    settings,
    setup,
    static_files,
    statistics,
    teams,
    ticket,
    translating,
)
from bot.desk.guard import Door, Handler, Route
from bot.desk.visit import Visit
from bot.service.desk.permissions import Permission

TICKET = "/ticket/{code}"


def _get(
    path: str, handler: Handler, needs: Permission | Door, *, by_itself: bool = False
) -> Route:
    return Route(method="GET", path=path, handler=handler, needs=needs, by_itself=by_itself)


def _post(
    path: str, handler: Handler, needs: Permission | Door, *, takes_file: bool = False
) -> Route:
    return Route(method="POST", path=path, handler=handler, needs=needs, takes_file=takes_file)


async def nowhere(_visit: Visit) -> web.StreamResponse:
    """Say that there is no such page."""
    raise web.HTTPNotFound


async def here(_visit: Visit) -> web.StreamResponse:
    """Say nothing: somebody types, and a session in which somebody types goes on."""
    return web.Response(status=web.HTTPNoContent.status_code)


_OWN, _ACT, _TEAMS = Permission.OWN_ACCOUNT, Permission.ACT, Permission.CHANGE_TEAMS

ROUTES: tuple[Route, ...] = (
    _get("/static/{name}", static_files.static, Door.PUBLIC),
    _get("/login", entering.login, Door.PUBLIC),
    _post("/login/passkey", entering.passkey, Door.PUBLIC),
    _get("/enter", entering.link, Door.PUBLIC),
    _post("/enter", entering.enter, Door.PUBLIC),
    _get("/second", entering.second, Door.BEGUN),
    _post("/second", entering.show_second, Door.BEGUN),
    _get("/setup", setup.setup, Door.BEGUN),
    _post("/setup/app", setup.new_app, Door.BEGUN),
    _post("/setup/app/confirm", setup.confirm_app, Door.BEGUN),
    _post("/setup/passkey", setup.new_passkey, Door.BEGUN),
    _post("/logout", entering.log_out, Door.BEGUN),
    _get("", entering.home, _OWN),
    _get("/", entering.home, _OWN),
    _get("/here", here, _OWN),
    _get("/queue", queue.queue, Permission.SEE_QUEUE),
    _get("/search", queue.search, Permission.SEE_TICKET),
    _get("/events", events.events, Permission.SEE_QUEUE, by_itself=True),
    _get(TICKET, ticket.ticket, Permission.SEE_TICKET),
    _post(f"{TICKET}/move", acts.move, _ACT),
    _get(f"{TICKET}/file/{{nth:[0-9]{{1,9}}}}", files.file, Permission.SEE_TICKET),
    _post(f"{TICKET}/answer", acts.answer, _ACT, takes_file=True),
    _post(f"{TICKET}/note", acts.note, _ACT),
    _post(f"{TICKET}/line/{{nth:[0-9]{{1,9}}}}/change", acts.change, _ACT),
    _post(f"{TICKET}/line/{{nth:[0-9]{{1,9}}}}/undo", acts.undo, _ACT),
    _post(f"{TICKET}/profile", profile.look, _ACT),
    _get(f"{TICKET}/find", finding.search, _ACT),
    _get(f"{TICKET}/cards", asking.cards, _ACT),
    _post(f"{TICKET}/cards", asking.send_cards, _ACT),
    _get(f"{TICKET}/entry/{{entry}}", asking.entry, _ACT),
    _post(f"{TICKET}/entry/{{entry}}", asking.send_entry, _ACT),
    _get(f"{TICKET}/flow/{{flow}}", asking.flow, _ACT),
    _post(f"{TICKET}/flow/{{flow}}", asking.send_flow, _ACT),
    _post(f"{TICKET}/machine/ask", asking.ask_machine, _ACT),
    _post(f"{TICKET}/machine/look", translating.look, _ACT),
    _post(f"{TICKET}/machine/send", translating.send, _ACT),
    _post(f"{TICKET}/machine/heard", translating.heard, _ACT),
    _post(f"{TICKET}/interpreter", translating.interpreter, _ACT),
    _post(f"{TICKET}/interpreter/wait", translating.wait, _ACT),
    _post(f"{TICKET}/line/{{nth:[0-9]{{1,9}}}}/drop", translating.drop, _ACT),
    _get("/interpret", interpreting.jobs, Permission.INTERPRET),
    _get("/interpret/{code}", interpreting.job, Permission.INTERPRET),
    _post("/interpret/{code}/{nth:[0-9]{1,9}}", interpreting.translate, Permission.INTERPRET),
    _get(f"{TICKET}/reply/{{reply}}", replying.reply, _ACT),
    _post(f"{TICKET}/reply/{{reply}}", replying.send_reply, _ACT),
    _post(f"{TICKET}/person/pause", blocking.pause, _ACT),
    _post(f"{TICKET}/person/propose", blocking.propose, _ACT),
    _post(f"{TICKET}/person/agree", blocking.agree, Permission.AGREE_TO_BLOCK),
    _post(f"{TICKET}/person/lift", blocking.lift, _ACT),
    _get("/settings", settings.settings, _OWN),
    _post("/settings", settings.save, _OWN),
    _post("/settings/away", availability.away, _ACT),
    _post("/settings/here", availability.here, _ACT),
    _post("/settings/session", settings.end_session, _OWN),
    _post("/settings/passkey", settings.remove_passkey, _OWN),
    _post("/settings/app", settings.remove_app, _OWN),
    _post("/settings/codes", setup.new_codes, _OWN),
    _post("/settings/telegram", settings.link_telegram, _OWN),
    _post("/settings/telegram/unlink", settings.unlink_telegram, _OWN),
    _get("/advisors", advisors.advisors, Permission.MANAGE_ADVISORS),
    _post("/advisors", advisors.invite, Permission.MANAGE_ADVISORS),
    _post("/advisors/{advisor}", advisors.change, Permission.MANAGE_ADVISORS),
    _get("/statistics", statistics.statistics, Permission.SEE_STATISTICS),
    _get("/statistics.csv", statistics.download, Permission.SEE_STATISTICS),
    _get("/teams", teams.teams, _TEAMS),
    _get("/teams/new", teams.new, Permission.CHANGE_DESK),
    _post("/teams", teams.add, Permission.CHANGE_DESK),
    _get("/teams/{team}", teams.team, _TEAMS),
    _post("/teams/{team}", teams.change, _TEAMS),
    _post("/teams/{team}/remove", teams.remove, Permission.CHANGE_DESK),
    _get("/periods", periods.periods, Permission.CHANGE_DESK),
    _post("/periods", periods.decide, Permission.CHANGE_DESK),
    _get("/audit", audit.audit, Permission.SEE_AUDIT),
)

NOWHERE = Route(method="*", path="/{rest:.*}", handler=nowhere, needs=Door.PUBLIC)
"""Everything else."""

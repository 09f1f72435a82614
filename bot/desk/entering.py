"""Coming in: the login page, one-time links, the second factor, passkeys, and going out again."""

from aiohttp import web

from bot.desk.identity import forget, remember, token_of
from bot.desk.visit import Visit
from bot.desk.words_account import DENIALS
from bot.service.desk.account_ports import Purpose
from bot.service.desk.outcomes import Denied, Opened, Refused
from bot.service.desk.permissions import Permission, may

LONGEST = 200
"""Signs of a link that are looked at."""


async def home(visit: Visit) -> web.StreamResponse:
    """Go to the page an advisor begins with."""
    if may(visit.advisor, Permission.INTERPRET):
        return visit.to("/interpret")
    return visit.to("/queue" if may(visit.advisor, Permission.SEE_QUEUE) else "/audit")


async def login(visit: Visit) -> web.StreamResponse:
    """Say how to come in; who is in goes on."""
    if visit.known is not None:
        return visit.to("" if visit.known.session.second else "/second")
    return await _login(visit)


async def link(visit: Visit) -> web.StreamResponse:
    """Show a button for a one-time link: messengers open links to preview them, and that must not use it up."""
    token = visit.request.query.get("link", "")[:LONGEST]
    purpose = await visit.site.entering.purpose(token, visit.browser)
    if isinstance(purpose, Refused):
        return await _login(visit, purpose)
    return await visit.page("enter.html", title="enter", link=token, invited=_invites(purpose))


async def enter(visit: Visit) -> web.StreamResponse:
    """Use a link up: an invitation leads to the first second factor, a login link asks for it."""
    token, entering = visit.field("link")[:LONGEST], visit.site.entering
    purpose = await entering.purpose(token, visit.browser)
    if isinstance(purpose, Refused):
        return await _login(visit, purpose)
    if _invites(purpose):
        opened = await entering.accept(token, visit.field("name"), visit.browser)
    else:
        opened = await entering.enter(token, visit.browser)
    if isinstance(opened, Refused):
        return await _login(visit, opened)
    if isinstance(opened, Denied):
        problem = visit.speech.text(DENIALS[opened.why])
        return await visit.page(
            "enter.html", status=400, title="enter", link=token, invited=True, problem=problem
        )
    return came_in(visit, opened, "/second" if opened.advisor.enrolled else "/setup")


async def second(visit: Visit) -> web.StreamResponse:
    """Ask for the second factor; who has none sets one up."""
    if visit.who.session.second:
        return visit.to("")
    if not visit.advisor.enrolled:
        return visit.to("/setup")
    return await _second(visit)


async def show_second(visit: Visit) -> web.StreamResponse:
    """Open the desk for a right code, of the app or of the recovery codes."""
    code, entering = visit.field("code")[:LONGEST], visit.site.entering
    if visit.field("kind") == "recovery":
        opened = await entering.with_recovery(visit.who, code, visit.browser)
    else:
        opened = await entering.with_totp(visit.who, code, visit.browser)
    if isinstance(opened, Refused):
        return await _second(visit, opened)
    return came_in(visit, opened, "")


async def passkey(visit: Visit) -> web.StreamResponse:
    """Open the desk for a passkey."""
    answer = visit.field("answer")
    opened = await visit.site.entering.with_passkey(visit.site.place, answer, visit.browser)
    if isinstance(opened, Refused):
        return await _login(visit, opened)
    return came_in(visit, opened, "")


async def log_out(visit: Visit) -> web.StreamResponse:
    """End this session, also one that is over already."""
    await visit.site.sessions.log_out(token_of(visit.request))
    response = visit.to("/login")
    forget(visit.request, response)
    return response


def came_in(visit: Visit, opened: Opened, path: str) -> web.Response:
    """Give the browser its new token and send it on."""
    response = visit.to(path)
    remember(visit.request, response, opened.token)
    return response


def refusal(visit: Visit, refused: Refused) -> str:
    """Say that it did not work, the same for whatever was wrong."""
    if refused.wait:
        return visit.speech.word("refused_wait", seconds=refused.wait)
    return visit.speech.word("refused")


async def _login(visit: Visit, refused: Refused | None = None) -> web.Response:
    return await visit.page(
        "login.html",
        status=200 if refused is None else 400,
        title="login",
        options=visit.site.entering.passkey_options(visit.site.place),
        problem="" if refused is None else refusal(visit, refused),
    )


async def _second(visit: Visit, refused: Refused | None = None) -> web.Response:
    return await visit.page(
        "second.html",
        status=200 if refused is None else 400,
        title="second",
        has_totp=visit.advisor.has_totp,
        options=visit.site.entering.passkey_options(visit.site.place),
        has_passkey=visit.advisor.passkeys > 0,
        problem="" if refused is None else refusal(visit, refused),
    )


def _invites(purpose: Purpose) -> bool:
    return purpose is Purpose.INVITE

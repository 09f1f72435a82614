"""Second factors of one's own: an app with a picture to scan, a passkey, recovery codes."""

from urllib.parse import parse_qs, urlsplit

import segno
from aiohttp import web
from markupsafe import Markup

from bot.desk.entering import came_in
from bot.desk.identity import browser_of, remember
from bot.desk.visit import Visit
from bot.desk.words_account import DENIALS
from bot.service.desk.outcomes import Denied, Opened
from bot.service.desk.sessions import Known

LONGEST = 500
"""Signs of an address for an app that are drawn."""


async def setup(visit: Visit) -> web.StreamResponse:
    """Offer the kinds of second factors there are."""
    return await _offer(visit)


async def new_app(visit: Visit) -> web.StreamResponse:
    """Show the picture an authenticator app scans."""
    made = await visit.site.factors.new_totp(visit.who)
    if isinstance(made, Denied):
        return await _offer(visit, made)
    return await _picture(visit, made.uri)


async def confirm_app(visit: Visit) -> web.StreamResponse:
    """Let the app be a second factor if it shows the right code."""
    agent = browser_of(visit.request).agent
    opened = await visit.site.factors.confirm_totp(visit.who, visit.field("code")[:40], agent)
    if isinstance(opened, Denied):
        return await _picture(visit, visit.field("uri")[:LONGEST], opened)
    return await _with_codes(visit, opened)


async def new_passkey(visit: Visit) -> web.StreamResponse:
    """Keep the passkey a browser made."""
    opened = await visit.site.factors.add_passkey(
        visit.who,
        visit.site.place,
        visit.field("answer"),
        visit.field("name")[:LONGEST],
        browser_of(visit.request).agent,
    )
    return await (
        _offer(visit, opened) if isinstance(opened, Denied) else _with_codes(visit, opened)
    )


async def new_codes(visit: Visit) -> web.StreamResponse:
    """Show fresh recovery codes; those before are worth nothing any more."""
    codes = await visit.site.factors.new_codes(visit.who)
    if isinstance(codes, Denied):
        raise web.HTTPForbidden
    return await visit.page("codes.html", title="codes", codes=codes)


async def _with_codes(visit: Visit, opened: Opened) -> web.Response:
    """Go on in the fresh session; who has no recovery codes gets some at once."""
    if await visit.site.factors.codes_left(opened.advisor.id):
        return came_in(visit, opened, "/settings?done=saved")
    known = Known(session=opened.session, advisor=opened.advisor)
    codes = await visit.site.factors.new_codes(known)
    response = await visit.page("codes.html", title="codes", codes=codes)
    remember(visit.request, response, opened.token)
    return response


async def _offer(visit: Visit, denied: Denied | None = None) -> web.Response:
    options = await visit.site.factors.passkey_options(visit.who, visit.site.place)
    if isinstance(
        options, Denied
    ):  # a second factor is owed, and setting up another one is no way around it
        return visit.to("/second")
    return await visit.page(
        "setup.html",
        status=200 if denied is None else 400,
        title="setup",
        options=options,
        problem="" if denied is None else visit.speech.text(DENIALS[denied.why]),
    )


async def _picture(visit: Visit, uri: str, denied: Denied | None = None) -> web.Response:
    secret = next(iter(parse_qs(urlsplit(uri).query).get("secret", ())), "")
    if not secret:
        return await _offer(visit, denied)
    return await visit.page(
        "app.html",
        status=200 if denied is None else 400,
        title="setup",
        uri=uri,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=_drawn(uri, visit.speech.word("scan_alt")),
        problem="" if denied is None else visit.speech.text(DENIALS[denied.why]),
    )


def _drawn(uri: str, title: str) -> Markup:
    """Return the picture as SVG; segno escapes what it writes into it."""
    drawn = segno.make(uri, error="m").svg_inline(border=4, omitsize=True, title=title)
    return Markup(drawn)  # noqa: S704 - made by segno of squares and an escaped title

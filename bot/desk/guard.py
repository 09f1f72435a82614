"""What stands before every page of the desk: who asks, whether they may, whether a form is ours; kind words if not."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aiohttp import hdrs, web
from multidict import MultiDict

from bot.desk.attached import brings_file
from bot.desk.identity import browser_of, chosen_language, keep_language, token_of
from bot.desk.security import HEADERS, writes
from bot.desk.site import DESK, DeskSite
from bot.desk.speech import Speech, language_for
from bot.desk.visit import Visit
from bot.desk.words import BROKEN, NO_TICKET, PROBLEMS
from bot.logs import logger
from bot.service.desk.permissions import Permission, may
from bot.service.desk.sessions import Known
from bot.service.ports import StoreError

LANGUAGE = "page_language"
"""The setting that says which language an advisor's pages are in."""

TYPED = ("words", "translation")
"""Fields with what an advisor wrote themselves."""
UNREAD = frozenset({web.HTTPUnauthorized.status_code, web.HTTPForbidden.status_code})
"""Refusals that come before the form is read."""

MOST_UNREAD = 64 * 1024
"""Bytes of a form that are read of somebody who may not send it."""

Handler = Callable[[Visit], Awaitable[web.StreamResponse]]


class Door(StrEnum):
    """Pages no role is needed for."""

    PUBLIC = "public"
    """Everybody."""
    BEGUN = "begun"
    """Whoever a link let in, before the second factor too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page or a form: every one says who may have it."""

    method: str
    path: str
    handler: Handler
    needs: Permission | Door
    by_itself: bool = False
    """Pages ask for it on their own, so it keeps no session alive."""
    takes_file: bool = False
    """The form may bring a file."""


def guarded(route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return the handler aiohttp calls for a route."""

    async def handle(request: web.Request) -> web.StreamResponse:
        site = request.config_dict[DESK]
        visit = _stranger(request, site)
        try:
            visit = await _met(visit, route)
            if writes(request):
                visit = await _read(visit, route)
                _check_form(visit, route)
            response = await route.handler(visit)
        except web.HTTPException as refused:
            if refused.status in UNREAD:
                visit = await _read_all_the_same(visit)
            response = _way_in(visit, refused) or await problem(visit, refused.status)
        except StoreError as error:
            logger.warning("web_store_failed", error=type(error).__name__, path_kind=route.path)
            response = await problem(visit, web.HTTPServiceUnavailable.status_code)
        except ConnectionResetError:
            raise
        except Exception as error:  # noqa: BLE001 - nobody sees a traceback, whatever it is
            logger.error("web_failed", error=type(error).__name__, path_kind=route.path)
            response = await problem(visit, web.HTTPInternalServerError.status_code)
        return _dressed(request, response)

    return handle


async def problem(visit: Visit, status: int) -> web.Response:
    """Return the page for an error: what happened in plain words, no details, and what was typed."""
    of_ticket = status == web.HTTPNotFound.status_code and "code" in visit.request.match_info
    words = visit.speech.text(NO_TICKET if of_ticket else PROBLEMS.get(status, BROKEN))
    # The store may be what failed, so nothing is looked up for the frame of this page.
    alone = replace(visit, known=None)
    typed = [each for name in TYPED if (each := visit.field(name).strip())]
    return await alone.page(
        "problem.html", status=status, words=words, status_code=status, typed=typed
    )


def _dressed(request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
    if response.prepared:
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "lang" in request.query:
        keep_language(request, response, request.query["lang"][:20])
    return response


def _stranger(request: web.Request, site: DeskSite) -> Visit:
    """Return the visit of somebody nobody has looked at yet."""
    accept = request.headers.get(hdrs.ACCEPT_LANGUAGE, "")
    code = language_for(site.library, chosen_language(request), accept=accept)
    speech = Speech(site.library, code, site.zone, site.now())
    return Visit(request=request, site=site, speech=speech, form={})


async def _met(visit: Visit, route: Route) -> Visit:
    """Return the visit with who it is; raise the answer for who may not."""
    known = await _known(visit, route)
    if known is not None:
        visit = replace(visit, known=known, speech=await _spoken(visit, known))
    if not _admitted(route, known):
        raise _refusal(known)
    return visit


async def _read(visit: Visit, route: Route) -> Visit:
    """Return the visit with what a form sent."""
    request, forms = visit.request, visit.site.forms
    if route.takes_file and forms is not None and brings_file(request):
        form, attached = await forms.read(request)
        return replace(visit, form=form, attached=attached)
    return replace(visit, form=await _form(request))


async def _read_all_the_same(visit: Visit) -> Visit:
    """Return the visit with what somebody typed who may not send it (any more), so that their words are not lost."""
    request = visit.request
    if visit.form or not writes(request):
        return visit
    if request.content_length is None or request.content_length > MOST_UNREAD:
        return visit
    try:
        return replace(visit, form=await _form(request))
    except web.HTTPException:
        return visit


def _check_form(visit: Visit, route: Route) -> None:
    """Raise 409 for a form that is not of this session."""
    known = visit.known
    ours = known is None or visit.site.sessions.is_form_token(known.session, visit.field("token"))
    if route.needs is not Door.PUBLIC and not ours:
        raise web.HTTPConflict


async def _known(visit: Visit, route: Route) -> Known | None:
    token = token_of(visit.request)
    if not token:
        return None
    by_hand = not route.by_itself and not visit.fragment
    agent = browser_of(visit.request).agent
    return await visit.site.sessions.known(token, agent, by_hand=by_hand)


async def _spoken(visit: Visit, known: Known) -> Speech:
    request, site = visit.request, visit.site
    code = language_for(
        site.library,
        chosen_language(request),
        str(known.advisor.settings.get(LANGUAGE, "")),
        accept=request.headers.get(hdrs.ACCEPT_LANGUAGE, ""),
    )
    return Speech(site.library, code, await site.zone_of(known.advisor), site.now())


def _admitted(route: Route, known: Known | None) -> bool:
    """Whether a route opens; without a second factor only those do that are for showing one."""
    if route.needs is Door.PUBLIC:
        return True
    if known is None:
        return False
    if route.needs is Door.BEGUN:
        return True
    return known.session.second and may(known.advisor, route.needs)


def _refusal(known: Known | None) -> web.HTTPException:
    if known is None:
        return web.HTTPUnauthorized(headers={hdrs.LOCATION: "/login"})
    if not known.session.second:
        return web.HTTPUnauthorized(headers={hdrs.LOCATION: "/second"})
    return web.HTTPForbidden()


def _way_in(visit: Visit, refused: web.HTTPException) -> web.Response | None:
    """Return where somebody who has to log in goes; a form or a fragment is refused instead."""
    way = refused.headers.get(hdrs.LOCATION)
    return None if way is None or writes(visit.request) or visit.fragment else visit.to(way)


async def _form(request: web.Request) -> Mapping[str, Sequence[str]]:
    """Return the fields of a form; raise 400 for what is none."""
    try:
        sent = await request.post()
    except (ValueError, LookupError):
        raise web.HTTPBadRequest from None
    words = MultiDict((name, value) for name, value in sent.items() if isinstance(value, str))
    return {name: words.getall(name) for name in words}

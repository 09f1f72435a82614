"""Answers when something is wrong: plain words in the visitor's language, never a traceback."""

from html import escape
from importlib.resources import files
from string import Template

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.logs import logger
from bot.service.ports import StoreError
from bot.web.languages import direction_of, first_language
from bot.web.site import SITE
from bot.web.words import BROKEN, PROBLEMS, TO_CHAT, in_language

RETRY_SECONDS = 2
"""When a page tries again after the store could not save."""

_PAGE = Template(files("bot.web").joinpath("page/problem.html").read_text("utf-8"))


@web.middleware
async def kind_answers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer in words whatever goes wrong; the log gets the kind of error and the route."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        response = problem(request, refused.status)
        if hdrs.ALLOW in refused.headers:
            response.headers[hdrs.ALLOW] = refused.headers[hdrs.ALLOW]
        return response
    except StoreError as error:
        logger.warning("web_store_failed", error=type(error).__name__, path_kind=_route(request))
        return problem(request, web.HTTPServiceUnavailable.status_code)
    except ConnectionResetError:
        raise
    except Exception as error:  # noqa: BLE001 - a visitor never sees a traceback, whatever it is
        logger.error("web_failed", error=type(error).__name__, path_kind=_route(request))
        return problem(request, web.HTTPInternalServerError.status_code)


def problem(request: web.Request, status: int) -> web.Response:
    """Return the answer for `status`: JSON for the page's scripts, a small page for people."""
    library = request.app[SITE].library
    language = first_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), library)
    catalog = library.catalog(language)
    words = in_language(PROBLEMS.get(status, BROKEN), catalog)
    if request.path.startswith("/chat/"):
        response = web.json_response({"error": words}, status=status)
    else:
        page = _PAGE.substitute(
            language=escape(language),
            direction=direction_of(language, library),
            words=escape(words),
            to_chat=escape(in_language(TO_CHAT, catalog)),
        )
        response = web.Response(text=page, status=status, content_type="text/html")
    if status == web.HTTPServiceUnavailable.status_code:
        response.headers[hdrs.RETRY_AFTER] = str(RETRY_SECONDS)
    return response


def _route(request: web.Request) -> str:
    """Return the route's pattern: a path may hold what a visitor typed."""
    resource = request.match_info.route.resource
    return "unknown" if resource is None else resource.canonical

"""What every answer of the preview carries and which requests are turned away; the same rules as in the chat."""

from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_BODY = 64 * 1024
"""Bytes."""
_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Server": "Merit",
}
"""On every answer; a test keeps them equal to those of the chat."""

LOCAL = web.AppKey("local", bool)
"""Whether only this machine reaches the server."""


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on an answer just before it leaves."""
    for name, value in HEADERS.items():
        response.headers[name] = value


@web.middleware
async def only_own_names(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away a page of another site that made its own name point to this machine (DNS rebinding)."""
    if request.app[LOCAL] and _name(request.headers.get(hdrs.HOST, "")) not in LOOPBACK:
        raise web.HTTPMisdirectedRequest
    return await handler(request)


@web.middleware
async def only_own_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away what another site makes a browser send."""
    writes = request.method not in {hdrs.METH_GET, hdrs.METH_HEAD}
    if writes and not _from_own_page(request):
        raise web.HTTPForbidden
    return await handler(request)


def _from_own_page(request: web.Request) -> bool:
    """Browsers say where a request comes from; older ones only in Origin."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = urlsplit(request.headers.get(hdrs.ORIGIN, "")).netloc
    return origin != "" and origin == request.headers.get(hdrs.HOST)


def _name(host: str) -> str:
    """Return the name in a Host header, without port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""

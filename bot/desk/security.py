"""What every answer of the desk carries, and which requests are turned away before anything reads them."""

from urllib.parse import urlsplit

from aiohttp import hdrs, web

from bot.desk.identity import encrypted

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
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
    "Referrer-Policy": "same-origin",  # without any, older browsers say of our own forms that they come from "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}
"""On every answer, errors too."""

_HSTS = "max-age=31536000"
_SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})


def headers_for(request: web.Request) -> dict[str, str]:
    """Return what an answer to this request carries; nothing is stored on a shared computer."""
    more = {"Strict-Transport-Security": _HSTS} if encrypted(request) else {}
    return {**HEADERS, hdrs.CACHE_CONTROL: "no-store", **more}


def writes(request: web.Request) -> bool:
    """Whether the request may change something."""
    return request.method not in _SAFE


def from_own_page(request: web.Request) -> bool:
    """Whether a page of ours sent this: browsers say so; older ones only in Origin."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = urlsplit(request.headers.get(hdrs.ORIGIN, "")).netloc
    return origin != "" and origin == request.headers.get(hdrs.HOST)

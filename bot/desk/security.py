"""What answers of the desk carry beside, or stricter than, what the web server puts on every answer.

The server also turns away what another site makes a browser send; each form has a token of its session besides.
"""

from aiohttp import hdrs, web

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
    "Referrer-Policy": "same-origin",  # without any, older browsers say of our own forms that they come from "null"
    hdrs.CACHE_CONTROL: "no-store",
}
"""On every answer, errors too; nothing is stored on a shared computer."""

_SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})


def writes(request: web.Request) -> bool:
    """Whether the request may change something."""
    return request.method not in _SAFE

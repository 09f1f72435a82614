"""Who sits before a page of the desk: a session token in a cookie that no script and no other site can use."""

import ipaddress

from aiohttp import hdrs, web

from bot.service.desk.entering import Browser

_COOKIE = "merit_desk"
_LANGUAGE = "merit_desk_language"


def encrypted(request: web.Request) -> bool:
    """Whether the browser came over https, also when a proxy before us ended the encryption."""
    return request.secure or request.headers.get("X-Forwarded-Proto") == "https"


def token_of(request: web.Request) -> str:
    """Return the session token that came with the request, or nothing."""
    return request.cookies.get(_cookie(request), "")


def remember(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Let the browser show the token until it is closed."""
    response.set_cookie(
        _cookie(request),
        token,
        path="/",
        secure=encrypted(request),
        httponly=True,
        samesite="Strict",
    )


def forget(request: web.Request, response: web.StreamResponse) -> None:
    """Let the browser forget the token and what it keeps of our pages."""
    response.del_cookie(
        _cookie(request), path="/", secure=encrypted(request), httponly=True, samesite="Strict"
    )
    response.headers["Clear-Site-Data"] = '"cache"'


def browser_of(request: web.Request) -> Browser:
    """Return who asks; what a proxy on this machine says about the address is believed."""
    peer = request.remote or ""
    passed_on = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    address = passed_on if passed_on and _is_here(peer) else peer
    return Browser(agent=request.headers.get(hdrs.USER_AGENT, ""), address=address)


def chosen_language(request: web.Request) -> str:
    """Return the language that was chosen on this device, or nothing."""
    return request.query.get("lang", "") or request.cookies.get(_LANGUAGE, "")


def keep_language(request: web.Request, response: web.StreamResponse, code: str) -> None:
    """Let the browser remember a chosen language; nothing takes the choice back."""
    if not code:
        response.del_cookie(_LANGUAGE, path="/")
        return
    response.set_cookie(
        _LANGUAGE, code, path="/", secure=encrypted(request), httponly=True, samesite="Strict"
    )


def _is_here(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False


def _cookie(request: web.Request) -> str:
    return f"__Host-{_COOKIE}" if encrypted(request) else _COOKIE

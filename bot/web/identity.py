"""Who sits before a page: a random secret in a cookie, which is all Merit knows of a visitor."""

import re
from dataclasses import dataclass
from itertools import count
from secrets import token_urlsafe

from aiohttp import web

_COOKIE = "merit_person"
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_NAME = re.compile(r"[a-z0-9]{1,16}")
_KEPT = 180 * 24 * 3600
"""Seconds a browser keeps the cookie after the last visit."""


def person_query(name: str) -> str:
    """Return what addresses of the person `name` end with."""
    return f"?person={name}" if name else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A person in a browser: `name` tells several of them in one browser apart, `address` is their secret."""

    name: str
    address: str

    def __repr__(self) -> str:
        """Return nothing that tells who it is."""
        return f"Visitor(name={self.name!r})"

    @property
    def query(self) -> str:
        """Return what addresses of this visitor end with."""
        return person_query(self.name)


def visitor_name(request: web.Request) -> str:
    """Return which of the browser's people is meant; raises 404 for a name that cannot be one."""
    name = request.query.get("person", "")
    if name and not _NAME.fullmatch(name):
        raise web.HTTPNotFound
    return name


def known_visitor(request: web.Request) -> Visitor | None:
    """Return the visitor whose cookie came with the request, or None."""
    name = visitor_name(request)
    address = request.cookies.get(_cookie(request, name), "")
    return Visitor(name=name, address=address) if _SECRET.fullmatch(address) else None


def visitor_of(request: web.Request) -> Visitor:
    """Return the visitor whose cookie came with the request; raises 401 without one."""
    visitor = known_visitor(request)
    if visitor is None:
        raise web.HTTPUnauthorized
    return visitor


def new_visitor(request: web.Request) -> Visitor:
    """Return a visitor nobody has met, under the name in the request."""
    return Visitor(name=visitor_name(request), address=token_urlsafe(32))


def remember(request: web.Request, response: web.StreamResponse, visitor: Visitor) -> None:
    """Let the browser show next time who it is; no script and no other site can read or send it."""
    response.set_cookie(
        _cookie(request, visitor.name),
        visitor.address,
        max_age=_KEPT,
        path="/",
        secure=encrypted(request),
        httponly=True,
        samesite="Strict",
    )


def next_name(request: web.Request) -> str:
    """Return the name of the next person who may try Merit in this browser."""
    here = visitor_name(request)
    names = (str(number) for number in count(2))
    return next(
        name for name in names if name != here and _cookie(request, name) not in request.cookies
    )


def encrypted(request: web.Request) -> bool:
    """Whether the browser came over https, also when a proxy before us ended the encryption."""
    return request.secure or request.headers.get("X-Forwarded-Proto") == "https"


def _cookie(request: web.Request, name: str) -> str:
    host_only = "__Host-" if encrypted(request) else ""
    return f"{host_only}{_COOKIE}_{name}" if name else f"{host_only}{_COOKIE}"

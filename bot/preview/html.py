"""HTML made of values: every word goes in escaped, so nothing anybody wrote becomes markup."""

from collections.abc import Iterable
from html import escape

Attribute = str | int | bool | None
_EMPTY = frozenset({"input", "br", "img", "meta", "link"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, /, *children: str | None, **attributes: Attribute) -> Html:
    """Return an element; a child that is no Html is escaped, an attribute that is None or False is left out.

    `_` in the name of an attribute is a hyphen; one at its end is dropped (`class_`).
    """
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    if name in _EMPTY:
        return Html(opening)
    return Html(f"{opening}{join(children)}</{name}>")


def join(children: Iterable[str | None]) -> Html:
    """Return the children one after the other, those that are no Html escaped."""
    return Html("".join(_inner(child) for child in children if child is not None))


def _inner(child: str) -> str:
    return child if isinstance(child, Html) else escape(child, quote=False)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'

"""Small parts several panels share: forms, links to lines of files, badges."""

from pathlib import PurePosixPath
from urllib.parse import quote

from bot.content.where import Location
from bot.preview.html import Html, tag
from bot.preview.view import Scene, View


def form(view: View, what: str, *children: str | None, class_: str = "", id_: str = "") -> Html:
    """Return a form whose values do `what` in this view."""
    return tag(
        "form",
        *children,
        method="post",
        action=view.address(what),
        class_=class_ or None,
        id=id_ or None,
    )


def link(view: View, words: str, *, class_: str = "", current: bool = False) -> Html:
    """Return a link to another view."""
    return tag(
        "a",
        words,
        href=view.address(),
        class_=class_ or None,
        aria_current="page" if current else None,
    )


def place_in_file(at: Location | None, scene: Scene) -> Html:
    """Return `file:line`, with a button that copies it and, on this machine, a link that opens the editor there."""
    if at is None:
        return tag("span", "Merit's own words, the same in every flow", class_="soft")
    words = str(at)
    parts = [
        tag("code", words, class_="at"),
        tag("button", "Copy", type="button", data_copy=words, aria_label=f"Copy {words}"),
    ]
    if scene.folder:
        whole = PurePosixPath(scene.folder, at.path).as_posix()
        address = f"vscode://file/{quote(whole.lstrip('/'))}:{at.line}"
        parts.append(
            tag("a", "Open in VS Code", href=address, aria_label=f"Open {words} in VS Code")
        )
    return tag("span", *parts, class_="file")

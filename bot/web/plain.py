"""The chat without scripts: the whole conversation on one page, every answer a form."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from uuid import uuid4

from aiohttp import hdrs, web

from bot.core.language import Direction
from bot.core.message import VOICE_MEDIA_TYPE, Button, OutboundKind
from bot.core.ticket_code import SIGNS
from bot.service.ports import Line, Speaker
from bot.web.chat import lines_of
from bot.web.identity import Visitor, known_visitor, new_visitor, remember, visitor_name
from bot.web.incoming import Unreadable, form_message
from bot.web.languages import direction_of, first_language, spoken_language
from bot.web.lines import file_address
from bot.web.site import SITE, Site
from bot.web.uploads import is_upload
from bot.web.words import PAGE as WORDS
from bot.web.words import in_language

_PAGE = Template(files("bot.web").joinpath("page/plain.html").read_text("utf-8"))
_LINE = Template(
    '<div class="line $speaker$asking"><div class="bubble" lang="$language" dir="$direction">'
    '<p class="text">$text</p>$file</div>$form</div>'
)
_FORM = Template(
    '<form class="buttons" method="post" action="$action">'
    '<input type="hidden" name="id" value="$id">$rows</form>'
)
_BUTTON = Template('<button name="press" value="$value">$label</button>')
_UPLOAD = Template(
    '<form class="upload" method="post" enctype="multipart/form-data" action="$action">'
    '<input type="hidden" name="id" value="$id"><label for="file">$attach</label>'
    '<input type="file" id="file" name="file" accept="$accept" required>'
    '<button class="strong">$send</button></form>'
)
_ACCEPT = "image/jpeg,image/png,image/webp,application/pdf,application/json,.json"
"""What a browser offers first; what a file is decides later."""
_LINK = Template('<a href="$link" target="_blank" rel="noopener noreferrer" dir="ltr">$link</a>')
_ADDRESS = re.compile(
    r"(https?://[^\s\u200e\u200f\u2066-\u2069<>\"]*[^\s\u200e\u200f\u2066-\u2069<>\".,;:!?)\]'،؛؟።])"
)
_CODE = re.compile(rf"\b([{SIGNS}]{{2}}-[{SIGNS}]{{2}})\b(?!-)")
"""A ticket's code, which is read aloud as one: it never breaks at its hyphen."""
_FILE = Template('<p class="file"><a href="$link" download>$filename</a></p>')
_SOUND = Template(
    '<p class="file"><audio controls preload="none" src="$link" aria-label="$label"></audio></p>'
)
_OWN_ORIGIN = {"Referrer-Policy": "same-origin"}
"""Older browsers tell a form's origin only when they may tell our own pages who sent them."""


async def plain(request: web.Request) -> web.Response:
    """Return the conversation so far with a form under it."""
    site, visitor = request.app[SITE], known_visitor(request)
    lines = await lines_of(site, visitor)
    wished = first_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), site.library)
    shown = visitor or Visitor(name=visitor_name(request), address="")
    text = _written(site, shown, lines, spoken_language(lines) or wished)
    response = web.Response(text=text, content_type="text/html", headers=_OWN_ORIGIN)
    if visitor is not None:
        remember(request, response, visitor)
    return response


async def answer(request: web.Request) -> web.Response:
    """Take a form in, from a stranger too, and show the page again with the answer."""
    site, visitor = request.app[SITE], known_visitor(request) or new_visitor(request)
    wished = first_language(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), site.library)
    try:
        if site.uploads is not None and is_upload(request):
            client_id, content = await site.uploads.read(request)
            with site.uploads.held(client_id, content, visitor, wished) as brought:
                await site.intake.receive(brought)
        else:
            message = form_message(await request.post(), visitor, wished)
            await site.intake.receive(message)
    except Unreadable:
        raise web.HTTPBadRequest from None
    response = web.Response(
        status=web.HTTPSeeOther.status_code,
        headers={hdrs.LOCATION: f"/plain{visitor.query}#newest"},
    )
    remember(request, response, visitor)
    return response


def _written(site: Site, visitor: Visitor, lines: Sequence[Line], language: str) -> str:
    catalog = site.library.catalog(language)
    words = {name: escape(in_language(text, catalog)) for name, text in WORDS.items()}
    languages = "".join(
        f'<option value="/language {escape(each.code)}" lang="{escape(each.code)}"'
        f"{' selected' if each.code == language else ''}>{escape(each.native)}</option>"
        for each in site.library.release.languages.values()
        if each.offered
    )
    action = escape(f"/plain{visitor.query}")
    return _PAGE.substitute(
        {f"word_{name}": word for name, word in words.items()},
        language=escape(language),
        direction=direction_of(language, site.library),
        action=action,
        id=uuid4(),
        languages=languages,
        lines="\n".join(_drawn(lines, visitor, action, words)),
        upload=_upload(lines, action, words) if site.uploads is not None else "",
        start="" if lines else f'<button name="command" value="/start">{words["start"]}</button>',
    )


def _drawn(
    lines: Sequence[Line], visitor: Visitor, action: str, words: Mapping[str, str]
) -> list[str]:
    replaced = {
        line.message.on: line.message.rows
        for line in lines
        if line.message.kind is OutboundKind.KEYBOARD
    }
    return [
        _LINE.substitute(
            speaker=line.speaker,
            asking=" asking" if line.message.rows else "",
            language=escape(line.message.language),
            direction="auto" if line.speaker is Speaker.PERSON else line.message.direction,
            text=_text(line) or (words["not_kept"] if line.speaker is Speaker.PERSON else ""),
            file=_file(line, visitor, words["listen"]),
            form=_form(line, replaced.get(str(line.sequence), line.message.rows), action),
        )
        for line in lines
        if line.message.kind is OutboundKind.SEND
    ]


def _text(line: Line) -> str:
    """Return what was said as HTML; only Merit's own addresses become links."""
    text = line.message.text
    if line.speaker is Speaker.PERSON:
        return escape(text)
    return "".join(
        _LINK.substitute(link=escape(piece))
        if at % 2
        else _CODE.sub(r'<span class="code" dir="ltr">\1</span>', escape(piece))
        for at, piece in enumerate(_ADDRESS.split(text))
    )


def _form(line: Line, rows: Sequence[Sequence[Button]], action: str) -> str:
    if not rows:
        return ""
    mirrored = line.message.direction is Direction.RIGHT_TO_LEFT
    drawn = "".join(
        f'<div class="row" dir="{line.message.direction}">'
        + "".join(_button(button, line) for button in (reversed(row) if mirrored else row))
        + "</div>"
        for row in rows
    )
    return _FORM.substitute(action=action, id=uuid4(), rows=drawn)


def _button(button: Button, line: Line) -> str:
    return _BUTTON.substitute(
        value=escape(f"{button.token}@{line.sequence}"), label=escape(button.label)
    )


def _upload(lines: Sequence[Line], action: str, words: Mapping[str, str]) -> str:
    """Return the form for a file if the question that waits asks for one."""
    said = [line.message for line in lines if line.message.kind is OutboundKind.SEND]
    if not said or not said[-1].asks_file:
        return ""
    return _UPLOAD.substitute(
        action=action, id=uuid4(), accept=_ACCEPT, attach=words["attach"], send=words["send"]
    )


def _file(line: Line, visitor: Visitor, label: str) -> str:
    attachment = line.message.attachment
    if attachment is None:
        return ""
    link = escape(file_address(line.sequence, attachment.filename, visitor))
    if attachment.media_type == VOICE_MEDIA_TYPE:
        return _SOUND.substitute(link=link, label=label)
    return _FILE.substitute(link=link, filename=escape(attachment.filename))


ROUTES = (web.get("/plain", plain), web.post("/plain", answer))

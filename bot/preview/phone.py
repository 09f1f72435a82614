"""The phone: the conversation in one language, with bubbles, buttons and a text box as on Telegram."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.core.language import Direction
from bot.core.message import Button, OutboundMessage
from bot.core.press import press_to_ids
from bot.core.render import render_say
from bot.core.typed import LONGEST_TYPED
from bot.preview.html import Html, join, tag
from bot.preview.parts import form
from bot.preview.play import Line
from bot.preview.view import Scene
from bot.service.library import Catalog

_SPECIAL = re.compile(
    '(?P<link>https?://[^\\s\u200e\u200f\u2066-\u2069<>"]+?)(?=[.,;:!?)\\]\'،؛؟።]*(?:[\\s\u200e\u200f\u2066-\u2069<>"]|$))'
    "|(?<![\\w/.:])(?P<command>/[a-z][a-z0-9_]{1,31})(?![\\w/-]|\\.\\w)"
)


def phone(scene: Scene, language: str, *, main: bool) -> Html:
    """Return the phone of `language`; only in the main one the person writes."""
    catalog = scene.edition.catalog(language)
    spoken = catalog.language
    lines = (
        _line(line, at, scene, catalog, main=main) for at, line in enumerate(scene.played.lines)
    )
    name = f"Conversation in {spoken.english}"
    return tag(
        "section",
        tag(
            "header",
            tag("img", src="/page/merit.svg", alt="", width=36, height=36),
            tag("div", tag("strong", "Merit"), tag("span", "bot", class_="soft"), class_="who"),
            tag("span", spoken.native, class_="spoken", lang=language, dir=spoken.direction),
        ),
        tag(
            "div",
            *lines,
            class_="log",
            id=f"log-{language}",
            role="log",
            aria_label=name,
            aria_live=None if main else "off",
            tabindex=0,
            dir=spoken.direction,
        ),
        _composer(scene, spoken.direction) if main else None,
        class_="phone" if main else "phone second",
        aria_label=f"Phone, {spoken.english}",
        id=f"phone-{'main' if main else 'beside'}",
    )


def _line(line: Line, at: int, scene: Scene, catalog: Catalog, *, main: bool) -> Html:
    if line.note:
        return tag("p", line.note, class_="note", dir="ltr", lang="en")
    if line.say is None:
        bubble = tag("div", tag("p", line.words, class_="text", dir="auto"), class_="bubble")
        return tag("div", tag("span", "You: ", class_="hidden"), bubble, class_="line person")
    messages = list(render_say(line.say, catalog, press_to_ids))
    parts = (_message(message, at, scene, main=main) for message in messages)
    return join(parts)


def _message(message: OutboundMessage, at: int, scene: Scene, *, main: bool) -> Html:
    looked_up = scene.view.line == at
    place = tag(
        "a",
        tag("span", "Where is this written?", class_="hidden"),
        tag("span", "⌖", aria_hidden="true"),
        href=_where(scene, at),
        class_="where",
        aria_current="true" if looked_up else None,
        lang="en",
    )
    text = tag(
        "p",
        *_pieces(message.text, live=main),
        class_="text",
        lang=message.language,
        dir=message.direction,
    )
    bubble = tag(
        "div",
        tag("span", "Merit: ", class_="hidden"),
        text,
        place,
        class_="bubble here" if looked_up else "bubble",
    )
    inside = (bubble, _rows(message, live=main))
    whole = form(scene.view, "/do", *inside) if main else tag("div", *inside)
    return tag("div", whole, class_="line merit")


def _where(scene: Scene, at: int) -> str:
    return replace(scene.view, place="", line=at).address()


def _pieces(text: str, *, live: bool) -> Iterator[str]:
    """Yield a text with its links and commands as what one can press."""
    begun = 0
    for found in _SPECIAL.finditer(text):
        yield text[begun : found.start()]
        begun = found.end()
        if found["link"]:
            yield tag(
                "a", found[0], href=found[0], target="_blank", rel="noopener noreferrer", dir="ltr"
            )
        elif not live:
            yield tag("bdi", found[0], class_="command", dir="ltr")
        else:
            yield tag("button", found[0], name="say", value=found[0], class_="command", dir="ltr")
    yield text[begun:]


def _rows(message: OutboundMessage, *, live: bool) -> Html | None:
    """Return the buttons; in a right-to-left row they are written in reading order and drawn from the right."""
    if not message.rows:
        return None
    mirrored = message.direction is Direction.RIGHT_TO_LEFT
    rows = (tuple(reversed(row)) if mirrored else row for row in message.rows)
    drawn = (
        tag(
            "div",
            *(_button(b, message, live=live) for b in row),
            class_="row",
            dir=message.direction,
        )
        for row in rows
    )
    return tag("div", *drawn, class_="buttons", role="group", aria_label="Choices")


def _button(button: Button, message: OutboundMessage, *, live: bool) -> Html:
    return tag(
        "button" if live else "span",
        button.label,
        name="press" if live else None,
        value=button.token if live else None,
        lang=message.language,
        dir=message.direction,
    )


def _composer(scene: Scene, direction: Direction) -> Html:
    menu = tag("button", "☰", name="say", value="/menu", class_="quiet", aria_label="Menu")
    words = tag(
        "input",
        name="say",
        id="words",
        maxlength=LONGEST_TYPED,
        autocomplete="off",
        aria_label="Write a message",
        placeholder="Message",
        dir=direction,
        required=True,
    )
    send = tag("button", "➤", class_="strong", aria_label="Send")
    return tag(
        "div",
        form(scene.view, "/do", menu),
        form(scene.view, "/do", words, send, class_="words", id_="say"),
        class_="composer",
    )

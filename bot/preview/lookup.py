"""Looking up: where the words of a bubble, or a step, stand in the files."""

from collections.abc import Iterator
from dataclasses import replace

from bot.content.graph import beginning
from bot.core.render import render_text
from bot.core.text import Text
from bot.core.turn import Say
from bot.preview.html import Html, tag
from bot.preview.panel_graph import jump_form
from bot.preview.parts import link, place_in_file
from bot.preview.view import Panel, Scene


def lookup(scene: Scene) -> Html | None:
    """Return what was looked up, or None."""
    view = scene.view
    lines = scene.played.lines
    if 0 <= view.line < len(lines) and (say := lines[view.line].say) is not None:
        return _box("Where this is written", list(_texts(say, scene)), scene)
    if view.place:
        return _box(f"Step {view.place}", [_step(scene)], scene)
    return None


def _box(title: str, rows: list[Html], scene: Scene) -> Html:
    close = link(scene.view.plain(), "Close", class_="small")
    return tag(
        "section",
        tag("h2", title),
        close,
        tag("ul", *rows),
        class_="lookup",
        id="lookup",
        aria_label=title,
        tabindex=-1,
    )


def _step(scene: Scene) -> Html:
    place = scene.view.place
    at = scene.where(place)
    known = at is not None and place.count("/") >= 1
    return tag(
        "li",
        place_in_file(at, scene) if known else tag("span", "There is no such step."),
        jump_form(scene, place) if known else None,
    )


def _texts(say: Say, scene: Scene) -> Iterator[Html]:
    """Yield a row for each text of a message, and below them the step of its question."""
    seen: set[str] = set()
    for text, kind in _named(say):
        if not text.place or text.place in seen:
            continue
        seen.add(text.place)
        yield _row(text, kind, scene)
    for press in {offer.press.flow: offer.press for offer in say.offers}.values():
        place = f"{press.flow}/{press.step}"
        shown = link(scene.view.at(Panel.GRAPH).looking_up(place), f"Show {place}", class_="small")
        yield tag("li", shown, jump_form(scene, place))


def _named(say: Say) -> Iterator[tuple[Text, str]]:
    for lines in say.paragraphs:
        for text in lines:
            yield text, "text"
            inner = (value for value in text.values.values() if isinstance(value, Text))
            yield from ((value, "inserted") for value in inner)
    yield from ((offer.label, "button") for offer in say.offers)


def _row(text: Text, kind: str, scene: Scene) -> Html:
    catalog = scene.edition.catalog(scene.played.session.language)
    rendered = render_text(replace(text, values={}) if text.place else text, catalog)
    untranslated = None if rendered.translated else tag("span", "not translated", class_="badge")
    return tag(
        "li",
        tag("q", beginning(rendered.words), dir="auto"),
        tag("span", f"{kind} ", tag("code", text.place), class_="soft"),
        untranslated,
        place_in_file(scene.where(text.place), scene),
    )

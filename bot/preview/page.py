"""The page: the bar, one or two phones, what was looked up, and the panel."""

from bot.core.language import Language
from bot.preview.html import Html, join, tag
from bot.preview.lookup import lookup
from bot.preview.panel_findings import counted, findings_panel
from bot.preview.panel_graph import Picture, graph_panel
from bot.preview.panel_knows import knows_panel
from bot.preview.panel_missed import missed_panel
from bot.preview.panel_steps import steps_panel
from bot.preview.panel_test import recording_panel
from bot.preview.parts import form, link
from bot.preview.phone import phone
from bot.preview.shelf import Snapshot
from bot.preview.view import TITLES, Panel, Scene, View

_HEAD = Html(
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark">'
    '<link rel="icon" href="/page/merit.svg" type="image/svg+xml">'
    '<link rel="stylesheet" href="/page/base.css"><link rel="stylesheet" href="/page/phone.css">'
    '<link rel="stylesheet" href="/page/panels.css"><link rel="stylesheet" href="/page/graph.css">'
    '<script type="module" src="/page/preview.js"></script>'
)


def page(scene: Scene, picture: Picture | None) -> str:
    """Return the whole page."""
    languages = [scene.played.session.language]
    beside = scene.view.beside
    if beside in scene.edition.release.languages and beside not in languages:
        languages.append(beside)
    phones = (phone(scene, code, main=at == 0) for at, code in enumerate(languages))
    return _whole(
        _bar(scene),
        tag(
            "main",
            tag("h1", "Preview", class_="hidden"),
            tag("div", *_notices(scene), id="notices", role="status"),
            tag(
                "div", *phones, class_="phones two" if len(languages) > 1 else "phones", id="phones"
            ),
            tag("div", lookup(scene), _panel(scene, picture), class_="desk", id="desk"),
            id="main",
        ),
        number=scene.snapshot.number,
    )


def _whole(*parts: Html, number: int) -> str:
    head = tag("head", _HEAD, tag("title", "Merit preview"))
    return "<!doctype html>\n" + tag(
        "html", head, tag("body", *parts, data_number=number), lang="en", dir="ltr"
    )


def broken_page(snapshot: Snapshot, view: View) -> str:
    """Return the page that is shown as long as there was no content that could be used."""
    listed = (
        tag("li", tag("pre", str(finding), tabindex=0), class_=finding.severity.value)
        for finding in snapshot.findings
    )
    return _whole(
        tag("header", _brand(view), class_="bar", id="bar"),
        tag(
            "main",
            tag("h1", "The content cannot be used yet"),
            tag("p", "Correct these errors and save; the conversation begins by itself."),
            tag("ul", *listed, class_="findings"),
            class_="alone",
            id="main",
        ),
        number=snapshot.number,
    )


def _brand(view: View) -> Html:
    logo = tag("img", src="/page/merit.svg", alt="", width=28, height=28)
    return tag("a", logo, tag("strong", "Merit preview"), href=f"/p/{view.tab}", class_="brand")


def _bar(scene: Scene) -> Html:
    errors = [finding for finding in scene.findings if finding.severity.value == "error"]
    sound = scene.snapshot.sound
    words = "As saved on disk" if sound and not errors else counted(scene.findings).capitalize()
    state = link(
        scene.view.at(Panel.FINDINGS), words, class_="state good" if not errors else "state bad"
    )
    return tag(
        "header",
        _brand(scene.view),
        state,
        tag("span", "", id="connection", role="status"),
        _speak(scene),
        _beside(scene),
        form(scene.view, "/undo", tag("button", "Undo", class_="small"), id_="undo"),
        form(scene.view, "/over", tag("button", "Start over", class_="small"), id_="over"),
        class_="bar",
        id="bar",
    )


def _name(language: Language) -> str:
    return f"{language.english} · {language.native}" + (
        "" if language.offered else " (not offered)"
    )


def _speak(scene: Scene) -> Html:
    now = scene.played.session.language
    options = (
        tag("option", _name(language), value=code, selected=code == now)
        for code, language in scene.edition.release.languages.items()
    )
    return form(
        scene.view,
        "/speak",
        tag("label", "Language", for_="speak"),
        tag("select", *options, name="language", id="speak", data_auto=True),
        tag("button", "Switch", class_="small fallback"),
        class_="line-form",
    )


def _beside(scene: Scene) -> Html:
    view, now = scene.view, scene.played.session.language
    hidden = {"show": view.panel, "flow": view.flow, "place": view.place}
    options = [
        tag("option", _name(language), value=code, selected=code == view.beside)
        for code, language in scene.edition.release.languages.items()
        if code != now
    ]
    return tag(
        "form",
        *(tag("input", type="hidden", name=n, value=v) for n, v in hidden.items() if v),
        tag("label", "Beside it", for_="beside"),
        tag("select", tag("option", "nothing", value=""), *options, name="beside", id="beside", data_auto=True),
        tag("button", "Show", class_="small fallback"),
        method="get",
        action=f"/p/{view.tab}",
        class_="line-form",
    )  # fmt: skip


def _notices(scene: Scene) -> list[Html]:
    found = []
    if not scene.snapshot.sound:
        here = link(scene.view.at(Panel.FINDINGS), "See the findings.")
        words = "A file has an error, so the phone shows the last version that worked. "
        found.append(tag("p", words, here, class_="notice bad"))
    if scene.played.parting is not None:
        words = f"Since you saved, the conversation goes another way. {scene.played.parting.why}"
        found.append(tag("p", words, class_="notice"))
    if scene.problem:
        found.append(tag("p", scene.problem, class_="notice bad"))
    return found


def _panel(scene: Scene, picture: Picture | None) -> Html:
    tabs = (
        link(scene.view.at(panel), _title(panel, scene), current=panel is scene.view.panel)
        for panel in Panel
    )
    return join(
        (
            tag("nav", *tabs, class_="tabs", aria_label="Panels", id="tabs"),
            tag(
                "section",
                tag("h2", TITLES[scene.view.panel], class_="hidden"),
                _inside(scene, picture),
                class_="panel",
                id=f"panel-{scene.view.panel}",
                aria_label=TITLES[scene.view.panel],
            ),
        )
    )


def _title(panel: Panel, scene: Scene) -> str:
    if panel is Panel.FINDINGS and scene.findings:
        return f"{TITLES[panel]} ({len(scene.findings)})"
    return TITLES[panel]


def _inside(scene: Scene, picture: Picture | None) -> Html:
    match scene.view.panel:
        case Panel.STEPS:
            return steps_panel(scene)
        case Panel.KNOWS:
            return knows_panel(scene)
        case Panel.FINDINGS:
            return findings_panel(scene)
        case Panel.GRAPH:
            return graph_panel(scene, picture)
        case Panel.TEST:
            return recording_panel(scene)
        case Panel.MISSED:
            return missed_panel(scene)

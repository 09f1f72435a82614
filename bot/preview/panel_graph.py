"""The panel of the graph: the flow as a picture with the current step lit, or as text where Graphviz is missing."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from bot.content.graph import Drawing, Mark
from bot.content.graph_text import to_dot, to_mermaid
from bot.content.graphviz import NoPictureError, installed, svg
from bot.content.load import Studied
from bot.content.picture import UnknownError, picture
from bot.preview.html import Html, tag
from bot.preview.parts import form
from bot.preview.view import Panel, Scene

MOST_PICTURES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A flow as a drawing and as SVG; `svg` is empty where there is no Graphviz."""

    drawing: Drawing
    svg: str = ""


@dataclass(slots=True)
class Pictures:
    """The latest pictures, made in a thread of their own."""

    _made: OrderedDict[tuple[int, str, str], tuple[Studied, Picture]] = field(
        default_factory=OrderedDict
    )

    async def picture(self, scene: Scene) -> Picture | None:
        """Return the picture of the flow that is looked at, or None when it cannot be drawn."""
        studied, language = scene.snapshot.newest, scene.played.session.language
        key = (id(studied), scene.flow, language)
        if key not in self._made:
            try:
                made = await asyncio.to_thread(_draw, studied, scene.flow, language)
            except UnknownError:
                return None
            self._made[key] = (studied, made)  # keeping it, so that its id stays its own
            while len(self._made) > MOST_PICTURES:
                self._made.popitem(last=False)
        return self._made[key][1]


def _draw(studied: Studied, flow: str, language: str) -> Picture:
    drawing = picture(studied, flow, language, link=lambda place: f"#{place}")
    if not installed():
        return Picture(drawing=drawing)
    try:
        return Picture(drawing=drawing, svg=svg(to_dot(drawing)))
    except NoPictureError:
        return Picture(drawing=drawing)


def graph_panel(scene: Scene, made: Picture | None) -> Html:
    """Return the picture, its legend, and the ways out of each step as a list for those who do not see it."""
    if made is None:
        return tag(
            "p", "This flow cannot be drawn while its file cannot be read. See the findings."
        )
    chosen = form_of_flows(scene)
    legend = tag(
        "p",
        *(tag("span", mark.value, class_=f"key {mark.value}") for mark in Mark),
        tag("span", "here", class_="key here"),
        class_="legend",
    )
    if not made.svg:
        text = tag(
            "pre", to_mermaid(made.drawing), tabindex=0, aria_label="Mermaid", class_="mermaid"
        )
        return tag("div", chosen, _without_picture(), _ways(made.drawing, scene), text)
    name = f"Graph of the flow {scene.flow}"
    return tag(
        "div",
        chosen,
        legend,
        tag("div", Html(_lit(made.svg, scene)), class_="graph", role="region", tabindex=0,
            aria_label=name, id="graph"),
        tag("details", tag("summary", "The same as a list"), _ways(made.drawing, scene), id="ways"),
    )  # fmt: skip


def form_of_flows(scene: Scene) -> Html:
    """Return the choice of the flow that is drawn."""
    names = list(scene.snapshot.newest.content.built)
    options = (tag("option", name, value=name, selected=name == scene.flow) for name in names)
    return tag(
        "form",
        tag("input", type="hidden", name="show", value=Panel.GRAPH),
        tag("input", type="hidden", name="beside", value=scene.view.beside) if scene.view.beside else None,
        tag("label", "Flow ", for_="graph-flow"),
        tag("select", *options, name="flow", id="graph-flow", data_auto=True),
        tag("button", "Draw", class_="small fallback"),
        method="get",
        action=f"/p/{scene.view.tab}",
        class_="line-form",
    )  # fmt: skip


def _lit(picture_: str, scene: Scene) -> str:
    """Return the SVG with the current and the looked-up step marked, and links that lead to this page."""
    lit = picture_
    flow = scene.flow
    for word, place in (("here", "/".join(scene.played.here or ())), ("chosen", scene.view.place)):
        at, _, step = place.partition("/")
        if at == flow:
            step = step.partition("/")[0]
            lit = lit.replace(f'id="step_{step}" class="', f'id="step_{step}" class="{word} ')
    view = scene.view.at(Panel.GRAPH)
    before = replace(view, place="@", line=-1, flow=flow).address()
    address = str(tag("i", href=before)).removeprefix('<i href="').partition('"')[0]
    return lit.replace('xlink:href="#', f'xlink:href="{address.replace("%40", "")}')


def _without_picture() -> Html:
    return tag("p", "Install Graphviz to see a picture (on Debian: apt-get install graphviz). Until then: the ways as "
               "a list, and Mermaid text.", class_="soft")  # fmt: skip


def _ways(drawing: Drawing, scene: Scene) -> Html:
    """Return every step with where it leads."""
    names = {node.id: node.name for node in drawing.nodes}
    items = []
    for node in drawing.nodes:
        out = [edge for edge in drawing.edges if edge.start == node.id]
        ways = (
            tag("li", f"{edge.label.replace(chr(10), ' / ')} → " if edge.label else "→ ", names[edge.end], dir="auto")
            for edge in out
        )  # fmt: skip
        here = scene.played.here == (scene.flow, node.id)
        items.append(
            tag(
                "li",
                tag("strong", node.name, class_="here" if here else None),
                f" {node.words}" if node.words else None,
                *(tag("span", mark.value, class_=f"badge {mark.value}") for mark in node.marks),
                tag("ul", *ways) if out else None,
                dir="auto",
            )
        )
    return tag("ol", *items, class_="ways")


def jump_form(scene: Scene, place: str) -> Html:
    """Return the button that goes on at the step of `place`."""
    at = "/".join(place.split("/")[:2])
    return form(
        scene.view, "/jump", tag("button", f"Jump to {at}", name="to", value=at, class_="small")
    )

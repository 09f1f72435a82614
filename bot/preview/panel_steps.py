"""The panel of flows: what can be started, and every step of the flow that is looked at, to jump to."""

from dataclasses import replace

from bot.content.graph import beginning, figure
from bot.content.texts import texts_of_step
from bot.content.where import Location, broken_steps
from bot.core.flow import Flow, Step
from bot.core.render import render_text
from bot.preview.html import Html, tag
from bot.preview.parts import form, link
from bot.preview.view import Panel, Scene


def steps_panel(scene: Scene) -> Html:
    """Return the commands, the flows, and the steps of one of them."""
    release = scene.edition.release
    commands = (
        tag("button", f"/{name}", name="say", value=f"/{name}", class_="chip")
        for name in sorted(release.commands)
    )
    flows = (_flow(flow, scene) for flow in release.flows.values())
    return tag(
        "div",
        tag("h3", "Start with a command"),
        form(scene.view, "/do", *commands, class_="chips"),
        tag("h3", "Flows"),
        tag("ul", *flows, class_="flows"),
    )


def _flow(flow: Flow, scene: Scene) -> Html:
    chosen = flow.id == scene.flow
    title = render_text(flow.title, scene.edition.catalog("en")).words
    view = replace(scene.view.plain(), flow=flow.id)
    head = tag(
        "a",
        tag("strong", flow.id),
        " ",
        tag("span", title, class_="soft"),
        href=view.address(),
        aria_current="true" if chosen else None,
    )
    return tag("li", head, _steps(flow, scene) if chosen else None)


def _steps(flow: Flow, scene: Scene) -> Html:
    broken = broken_steps(flow.id, scene.findings, scene.snapshot.newest.content)
    steps = (_step(step, flow, scene, broken=step.id in broken) for step in flow.steps.values())
    picture = link(
        replace(scene.view.plain().at(Panel.GRAPH), flow=flow.id), "Show as a graph", class_="small"
    )
    return tag(
        "div", tag("p", picture), form(scene.view, "/jump", tag("ol", *steps)), class_="steps"
    )


def _step(step: Step, flow: Flow, scene: Scene, *, broken: bool) -> Html:
    here = scene.played.here == (flow.id, step.id)
    place = f"{flow.id}/{step.id}"
    at: Location | None = scene.where(place)
    state = " ".join(word for word, is_so in (("here", here), ("broken", broken)) if is_so)
    return tag(
        "li",
        tag(
            "button",
            tag("span", step.id, class_="id"),
            " ",
            tag("span", first_words(step, scene), class_="soft", dir="auto"),
            name="to",
            value=place,
            title=f"Jump to {place}" + (f", {at}" if at else ""),
        ),
        tag("span", figure(step).value, class_=f"figure {figure(step).value}"),
        tag("strong", "here", class_="badge") if here else None,
        tag("strong", "broken", class_="badge bad") if broken else None,
        class_=state or None,
    )


def first_words(step: Step, scene: Scene) -> str:
    """Return the beginning of what a step says, in the language of the conversation."""
    catalog = scene.edition.catalog(scene.played.session.language)
    piece = next(texts_of_step(step), None)
    return "" if piece is None else beginning(render_text(piece.text, catalog).words)

"""The drawing of one flow of a content folder, with what is wrong in it and where everything stands."""

from collections.abc import Callable

from bot.content.flows import FLOWS
from bot.content.graph import Drawing, Look, draw
from bot.content.graph_fold import folded
from bot.content.load import Studied
from bot.content.release import Content
from bot.content.report import closest, listed
from bot.content.where import broken_steps, location
from bot.core.flow import FlowId
from bot.core.language import LanguageCode


class UnknownError(Exception):
    """There is no such flow or language; the message names what there is."""


def picture(
    studied: Studied,
    flow: str,
    language: LanguageCode,
    link: Callable[[str], str] | None = None,
) -> Drawing:
    """Return the drawing of `flow` in `language`; `link` says what a click on a place leads to, else its file."""
    content = studied.content
    built = content.built.get(FlowId(flow))
    if built is None:
        _refuse_unreadable(flow, content)
        raise UnknownError(f"There is no flow '{flow}'. {_hint(flow, content.built)}")
    if language not in studied.catalogs:
        raise UnknownError(
            f"There is no language '{language}'. {_hint(language, studied.catalogs)}"
        )

    def where(place: str) -> str:
        return str(location(place, content) or "")

    def file(place: str) -> str:
        at = location(place, content)
        return "" if at is None else f"{at.path}#L{at.line}"

    broken = broken_steps(FlowId(flow), studied.findings, content)
    look = Look(
        words=studied.catalogs[language],
        broken=broken,
        lost=[step for step in built.scope.steps if step not in built.flow.steps],
        where=where,
        link=link or file,
    )
    return folded(draw(built.flow, content.release, look))


def _refuse_unreadable(flow: str, content: Content) -> None:
    """Say what is wrong in the file of a flow that is there but cannot be read."""
    path = f"{FLOWS}/{flow}.yaml"
    found = [str(each) for each in content.findings if each.path == path]
    if found:
        raise UnknownError(
            f"The flow '{flow}' cannot be drawn before this is corrected:\n{found[0]}"
        )


def _hint(word: str, known: object) -> str:
    names = [str(name) for name in known] if hasattr(known, "__iter__") else []
    meant = closest(word, names)
    if meant:
        return f"Did you mean '{meant}'?"
    return f"There are: {listed(names)}." if names else "There are none."

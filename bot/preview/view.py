"""What a tab shows beside the conversation: it stands in the address, so that Back works and nothing has to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from bot.content.edition import Edition
from bot.content.where import Location
from bot.core.finding import Finding
from bot.preview.missed import Missed
from bot.preview.play import Played
from bot.preview.shelf import Snapshot


class Panel(StrEnum):
    """The panels beside the phone."""

    STEPS = "steps"
    KNOWS = "knows"
    FINDINGS = "findings"
    GRAPH = "graph"
    TEST = "test"
    MISSED = "missed"


TITLES = {
    Panel.STEPS: "Flows",
    Panel.KNOWS: "What Merit knows",
    Panel.FINDINGS: "Findings",
    Panel.GRAPH: "Graph",
    Panel.TEST: "Test",
    Panel.MISSED: "Missed questions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The tab, the panel, the second language (or none), the flow looked at, the place and the line looked up."""

    tab: str
    panel: Panel = Panel.STEPS
    beside: str = ""
    flow: str = ""
    place: str = ""
    line: int = -1

    @classmethod
    def of(cls, tab: str, query: Mapping[str, str]) -> "View":
        """Return the view an address asks for; what it cannot mean is left out."""
        line = query.get("line", "")
        panel = query.get("show", "")
        return cls(
            tab=tab,
            panel=Panel(panel) if panel in set(Panel) else Panel.STEPS,
            beside=query.get("beside", "")[:40],
            flow=query.get("flow", "")[:80],
            place=query.get("place", "")[:200],
            line=int(line) if line.isascii() and line.isdigit() and len(line) < 7 else -1,  # noqa: PLR2004
        )

    def address(self, what: str = "") -> str:
        """Return the address of this view, or of `what` can be done in it."""
        given = {
            "show": "" if self.panel is Panel.STEPS else self.panel,
            "beside": self.beside,
            "flow": self.flow,
            "place": self.place,
            "line": str(self.line) if self.line >= 0 else "",
        }
        query = urlencode({name: value for name, value in given.items() if value})
        return f"/p/{self.tab}{what}" + (f"?{query}" if query else "")

    def at(self, panel: Panel) -> "View":
        """Return this view with another panel."""
        return replace(self, panel=panel)

    def looking_up(self, place: str) -> "View":
        """Return this view with a place looked up, and its flow."""
        return replace(self, place=place, line=-1, flow=place.partition("/")[0])

    def plain(self) -> "View":
        """Return this view with nothing looked up."""
        return replace(self, place="", line=-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a page is made of. `folder` is empty where files on this machine are nobody's business."""

    view: View
    snapshot: Snapshot
    edition: Edition
    played: Played
    problem: str = ""
    folder: str = ""
    missed: tuple[Missed, ...] = ()

    @property
    def flow(self) -> str:
        """The flow that is looked at: the chosen one, or the one under way."""
        if self.view.flow in self.edition.release.flows:
            return self.view.flow
        if self.view.flow in self.snapshot.newest.content.built:
            return self.view.flow
        here = self.played.here
        return str(here[0]) if here else next(iter(self.edition.release.flows), "")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong on disk, errors first."""
        return self.snapshot.findings

    def where(self, place: str) -> Location | None:
        """Return where `place` stands on disk."""
        return self.snapshot.where(place)

"""The panel of findings: what `merit check` says, errors first, each leading to its step."""

from bot.content.where import Location, step_of
from bot.core.finding import Finding, Severity
from bot.preview.html import Html, tag
from bot.preview.parts import link, place_in_file
from bot.preview.view import Panel, Scene

MOST_SHOWN = 100


def counted(findings: tuple[Finding, ...]) -> str:
    """Return how many errors and warnings there are."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    parts = [f"{errors} error{'s' * (errors != 1)}"] if errors else []
    parts += [f"{warnings} warning{'s' * (warnings != 1)}"] if warnings else []
    return " and ".join(parts) or "nothing to correct"


def findings_panel(scene: Scene) -> Html:
    """Return every finding with its line of the file."""
    findings = scene.findings
    state = f"{scene.snapshot.counts}: {counted(findings)}." if scene.snapshot.counts else ""
    checking = "" if scene.snapshot.checked else " Playing the conversation tests …"
    more = len(findings) - MOST_SHOWN
    return tag(
        "div",
        tag("p", (state or f"{counted(findings).capitalize()}.") + checking, class_="soft"),
        tag("ul", *(_finding(f, scene) for f in findings[:MOST_SHOWN]), class_="findings"),
        tag("p", f"and {more} more; `merit check` shows all") if more > 0 else None,
    )


def _finding(finding: Finding, scene: Scene) -> Html:
    head, _, excerpt = str(finding).partition("\n")
    step = step_of(finding, scene.snapshot.newest.content)
    shown = None
    if step is not None:
        view = scene.view.at(Panel.GRAPH).looking_up("/".join(step))
        shown = link(view, f"Show {'/'.join(step)}", class_="small")
    at = Location(path=finding.path, line=finding.line)
    return tag(
        "li",
        tag("strong", finding.severity.value, class_="badge"),
        tag("p", head, dir="auto"),
        tag("pre", excerpt, tabindex=0, aria_label="The line in the file") if excerpt else None,
        tag("p", place_in_file(at, scene), shown, class_="actions"),
        class_=finding.severity.value,
    )

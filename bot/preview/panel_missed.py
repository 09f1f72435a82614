"""The panel of missed questions: groups of them, the nearest entry, and what adds a phrase to it."""

from bot.core.entry import EntryId
from bot.preview.html import Html, tag
from bot.preview.missed import Missed
from bot.preview.view import Scene

MOST_SHOWN = 50


def missed_panel(scene: Scene) -> Html:
    """Return the groups, the largest first, each with the nearest entry and what adds a phrase to it."""
    missed = scene.missed
    if not missed:
        how = "Start the preview with --gaps FILE to see what people asked in vain: merit faq gaps --json > FILE"
        return tag("div", tag("p", how, class_="soft"))
    more = len(missed) - MOST_SHOWN
    return tag(
        "div",
        tag(
            "p",
            "What people asked in vain and left for you. Nobody knows who they are.",
            class_="soft",
        ),
        tag("ul", *(_group(each, scene) for each in missed[:MOST_SHOWN]), class_="findings"),
        tag("p", f"and {more} more groups") if more > 0 else None,
    )


def _group(missed: Missed, scene: Scene) -> Html:
    entry = scene.edition.release.entries.get(EntryId(missed.nearest))
    nearest = (
        f"Nearest: {missed.nearest} ({missed.chance:.2f})" if missed.nearest else "Nothing is near."
    )
    title = "" if entry is None else f": {entry.question.source}"
    return tag(
        "li",
        tag("strong", f"{missed.count} × {', '.join(missed.languages)}", class_="badge"),
        *(tag("p", question, dir="auto") for question in missed.questions),
        tag("p", f"{nearest}{title}"),
        tag("pre", missed.command, tabindex=0, aria_label="The command that adds a phrase"),
    )

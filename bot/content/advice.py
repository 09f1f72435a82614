"""What does not stop a release but an editor should know: reviews, plain language, doubtful conditions."""

from datetime import date

from bot.content.checks import ADVICE_CHECKS, SEEN_ADVICE
from bot.content.checks.sources import read_in_future, reviews
from bot.content.fields import Fields
from bot.content.release import Content, look_through, note_problems
from bot.content.report import START


def advise(content: Content, today: date | None = None, *, hints: bool = True) -> None:
    """Add `hints` to the reports of `content`, and what is said about time when `today` is given."""
    for built in content.built.values() if hints else ():
        note_problems(content, built.flow, ADVICE_CHECKS)
    if content.sound and hints:
        look_through(content, SEEN_ADVICE)
    if today is not None:
        _times(content, today)


def _times(content: Content, today: date) -> None:
    for file in content.files:
        if file.node is not None:
            reviews(Fields(node=file.node, report=file.report, what="A flow", at=START), today)
    for built in content.built.values():
        note_problems(content, built.flow, (lambda flow, _release: read_in_future(flow, today),))

"""What does not stop a release but an editor should know: reviews, plain language, doubtful conditions."""

from datetime import date

from bot.content.checks import ADVICE_CHECKS, SEEN_ADVICE
from bot.content.checks.plain import hints_in
from bot.content.checks.sources import read_in_future, reviews
from bot.content.release import Content, look_through, note_problems
from bot.content.report import START, Report
from bot.content.scope import Spot
from bot.core.text import Text


def advise(content: Content, today: date | None = None, *, hints: bool = True) -> None:
    """Add `hints` to the reports of `content`, and what is said about time when `today` is given."""
    for built in content.built.values() if hints else ():
        note_problems(content, built.flow, ADVICE_CHECKS)
    if hints:
        _knowledge(content)
    if content.sound and hints:
        look_through(content, SEEN_ADVICE)
    if today is not None:
        _times(content, today)


def _times(content: Content, today: date) -> None:
    for report in content.reports:
        reviews(report, today)
    for built in content.built.values():
        note_problems(content, built.flow, (lambda flow, _release: read_in_future(flow, today),))


def _knowledge(content: Content) -> None:
    """Add hints for plain language to the entries of the knowledge base, the saved replies and the question cards."""
    for built in content.knowledge.entries.values():
        entry = built.entry
        for text in (entry.question, *(variant.text for variant in entry.variants)):
            spot = built.scope.spots.get(text.place)
            if spot is not None:
                _plain(text, built.scope.report, spot)
    for reply in content.knowledge.replies:
        if reply.reply is not None:
            last = len(reply.report.lines)
            _plain(reply.reply.text, reply.report, Spot(at=START, last_line=last))
    for card in content.knowledge.cards:
        if card.card is not None:
            _plain(card.card.ask, card.report, card.scope.spots[card.card.ask.place])


def _plain(text: Text, report: Report, spot: Spot) -> None:
    for hint in hints_in(text.source):
        at = report.locate(hint.needle, spot.at, spot.last_line)
        report.add(hint.code, at, hint.message)

"""Question cards: cards/<slug>.yaml, questions an advisor sends and a person answers in their own language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.fields import Fields, as_list, as_text, named_items
from bot.content.fields import as_block as block_of
from bot.content.keys.cards import CARD, TYPED
from bot.content.nodes import BlockNode
from bot.content.report import START, Mark, Report
from bot.content.reviews import read_review
from bot.content.scope import Scope
from bot.content.slugs import named_as_its_file
from bot.content.texts import LONGEST_LABEL, LONGEST_TEXT, Piece
from bot.content.yaml import read_file
from bot.core.flow import FlowId, Release
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.text import Text

FOLDER = "cards"
LONGEST_TITLE = 60
"""Letters of a title: it stands in a list, and on a button of the advisors."""
LEAST, MOST = 2, 10
"""Choices of a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltCard:
    """A card (or None where it cannot be asked), with the scope that knows where its texts stand."""

    card: QuestionCard | None
    scope: Scope

    @property
    def report(self) -> Report:
        """What was found in its file."""
        return self.scope.report


def read_cards(folder: Path) -> list[BuiltCard]:
    """Return every question card, by name."""
    return [_read(file) for file in sorted((folder / FOLDER).glob("*.yaml"))]


def card_pieces(release: Release) -> Iterator[Piece]:
    """Yield the texts of the question cards for translators."""
    for card in release.cards.values():
        yield Piece(
            text=card.title, kind="Name of a question card, for advisors", longest=LONGEST_TITLE
        )
        yield Piece(text=card.ask, kind="Question of an advisor")
        for label in card.choices.values():
            yield Piece(text=label, kind="Button", longest=LONGEST_LABEL, after=card.ask.source)


def _read(file: Path) -> BuiltCard:
    node, report = read_file(file, f"{FOLDER}/{file.name}")
    block = None if node is None else block_of(node, report, "A question card")
    if node is None and not report.findings:
        report.add("F016", START, "The file is empty. It begins with `card: name`.")
    scope = Scope(flow=FlowId(""), report=report, answers={})
    card = None if block is None else _card(file.stem, block, scope)
    return BuiltCard(card=None if report.failed else card, scope=scope)


def _card(stem: str, block: BlockNode, scope: Scope) -> QuestionCard | None:
    fields = Fields(node=block, report=scope.report, what="A question card", at=START)
    fields.only(*CARD.names)
    named_as_its_file(fields, "card", stem)
    review = read_review(fields)
    critical = fields.yes("critical", default=False)
    title, ask = (
        _words(fields, key, scope, f"{FOLDER}/{stem}/{key}", longest, critical=critical)
        for key, longest in (("title", LONGEST_TITLE), ("ask", LONGEST_TEXT))
    )
    choices = _choices(fields, scope, f"{FOLDER}/{stem}", critical=critical)
    typed = fields.one_of("answer", TYPED)
    if fields.has("answer") == fields.has("choices"):
        _unfit(
            fields.at if not fields.has("answer") else fields.mark("answer"),
            "A question card has either `choices:` or `answer:`.",
            scope,
        )
    if title is None or ask is None:
        return None
    return QuestionCard(
        id=stem,
        title=title,
        ask=ask,
        answer=CardAnswer(typed or CardAnswer.CHOICE),
        choices=choices,
        owner=review.owner,
        reviewed=review.reviewed,
    )


def _words(
    fields: Fields, key: str, scope: Scope, place: str, longest: int, *, critical: bool
) -> Text | None:
    if not fields.has(key):
        fields.missing(key)
    text = scope.words(fields, key, place, critical=critical)
    if text is not None:
        _fits(text, "F044", longest, fields.mark(key), scope.report)
    return text


def _choices(fields: Fields, scope: Scope, place: str, *, critical: bool) -> Mapping[str, Text]:
    node = fields.node_of("choices")
    if node is None:
        return {}
    report, choices = scope.report, dict[str, Text]()
    for key, value in named_items(as_list(node, report, "'choices:'"), report, "A choice"):
        words = as_text(value, report, f"The choice '{key.text}'", words=True)
        if words is None:
            continue
        label = scope.text(words, f"{place}/choices/{key.text}", critical=critical)
        _fits(label, "F045", LONGEST_LABEL, words.at, report)
        if label.source in {other.source for other in choices.values()}:
            report.add("F080", words.at, f"Two buttons read '{label.source}'. Change one.")
        choices[key.text] = label
    if not report.failed and not LEAST <= len(choices) <= MOST:
        _unfit(
            node.at, f"A question card has {LEAST} to {MOST} choices, not {len(choices)}.", scope
        )
    return choices


def _unfit(at: Mark, message: str, scope: Scope) -> None:
    scope.report.add("F038", at, message)


def _fits(text: Text, code: str, longest: int, at: Mark, report: Report) -> None:
    letters = len(text.source)
    if letters > longest:
        what = "label" if code == "F045" else "text"
        report.add(
            code, at, f"This {what} has {letters} letters; at most {longest} fit. Shorten it."
        )
    if "{" in text.source or "}" in text.source:
        report.add("Q010", at, "Nothing is put into a question card. Write it without { and }.")

"""What a conversation test says Merit knows: before it begins, and at its end."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.fields import Fields
from bot.content.nodes import BlockNode, ListNode, Node, TextNode
from bot.content.report import Mark, Report, closest, listed
from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue, Record
from bot.core.flow import Release

UNKNOWN = "unknown"
"""What a test says of an answer Merit does not have."""
NOT_KNOWN = "not known"
"""The same, for an answer with a value called `unknown`."""

_ONE_WORD = frozenset(
    {
        AnswerType.TEXT,
        AnswerType.DATE,
        AnswerType.COUNTRY,
        AnswerType.SPOKEN,
        AnswerType.CONTACT,
        AnswerType.PLACE,
        AnswerType.OCCUPATION,
        AnswerType.SKILL,
    }
)
"""Types whose values are written as one text, which only the engine judges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One answer: its value; for several told things their number, or the answers each has (`records`)."""

    name: str
    value: AnswerValue
    at: Mark
    records: tuple[Record, ...] | None = None


def read_known(fields: Fields, key: str, release: Release) -> Iterator[Known]:
    """Yield the answers below `key`; note those that do not exist or cannot have their value."""
    node = fields.node_of(key)
    if node is not None and not isinstance(node, BlockNode):
        fields.report.add("F060", node.at, f"Write answers and values: `{key}: {{country: nl}}`.")
    elif node is not None:
        yield from _known(node, fields.report, release)


def _known(block: BlockNode, report: Report, release: Release) -> Iterator[Known]:
    for entry in block:
        name, at = entry.key.text, entry.key.at
        spec = release.answers.get(name)
        if spec is None:
            hint = closest(name, release.answers)
            report.add("F031", at, f"There is no answer called '{name}'.", suggestion=hint)
            continue
        try:
            if spec.type is AnswerType.RECORDS and isinstance(entry.value, ListNode):
                records = tuple(_record(item, report, release) for item in entry.value.items)
                yield Known(name=name, value=len(records), at=at, records=records)
            else:
                yield Known(name=name, value=_value(entry.value, spec), at=at)
        except ValueError as error:
            report.add("F060", entry.value.at, str(error))


def _record(node: Node, report: Report, release: Release) -> Record:
    """Return the answers of one told thing."""
    if isinstance(node, BlockNode):
        return {known.name: known.value for known in _known(node, report, release)}
    raise ValueError("Write each with its answers: `[{job_title: Baker}, {job_title: Cook}]`.")


def _value(node: Node, spec: AnswerSpec) -> AnswerValue:
    items = node.items if isinstance(node, ListNode) else (node,)
    return value_of([item.text for item in items if isinstance(item, TextNode)], spec)


def value_of(words: list[str], spec: AnswerSpec) -> AnswerValue:
    """Return the value that is written as `words`; raise ValueError when the answer cannot have it."""
    if words == [NOT_KNOWN] or (words == [UNKNOWN] and UNKNOWN not in spec.values):
        return None
    one = words[0] if len(words) == 1 else None
    match spec.type:
        case AnswerType.NUMBER | AnswerType.RECORDS if one is not None and one.isdecimal():
            return int(one)
        case AnswerType.ONE_OF | AnswerType.YES_NO if one in spec.values:
            return one
        case AnswerType.SOME_OF if words and set(words) <= set(spec.values):
            return tuple(words)
        case AnswerType.FILE if words:
            return tuple(words)
        case _ if one is not None and spec.type in _ONE_WORD:
            return one
    possible = f" It can be {listed(spec.values)}." if spec.values else ""
    raise ValueError(f"'{spec.name}' cannot have this value.{possible}")


def difference(wanted: Known, known: Answers, records: tuple[Record, ...]) -> str | None:
    """Return in words what Merit knows instead of what is wanted, or None when it is the same."""
    value = known.get(wanted.name)
    if (value or None) != (
        wanted.value or None
    ):  # no record is as good as an unknown number of them
        return in_words(value)
    for told, expected in zip(records, wanted.records or (), strict=False):
        if any(told.get(name) != each for name, each in expected.items()):
            return "; ".join(_told(record) for record in records)
    return None


def _told(record: Record) -> str:
    return ", ".join(f"{name} {in_words(value)}" for name, value in record.items())


def in_words(value: AnswerValue) -> str:
    """Return an answer as an editor writes it."""
    if value is None:
        return UNKNOWN
    return ", ".join(value) if isinstance(value, tuple) else str(value)

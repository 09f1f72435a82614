"""Declared answers: what a flow may ask for, with type, bounds and purpose."""

import re
from collections.abc import Mapping
from keyword import iskeyword

from bot.content.fields import Fields, as_block, as_text, is_id
from bot.content.nodes import BlockNode, ListNode, Node, TextNode
from bot.content.report import Mark, Report
from bot.core.answer import BUILT_IN, AnswerSpec, AnswerType

LONGEST_TEXT = 4000
_TYPES = tuple(AnswerType)
_RANGE = re.compile(r"(\d{1,9})\s*-\s*(\d{1,9})")


def read_answers(
    node: BlockNode | None,
    report: Report,
    *,
    kept: bool,
    taken: Mapping[str, AnswerSpec] = BUILT_IN,
) -> tuple[dict[str, AnswerSpec], dict[str, Mark]]:
    """Return the answers declared in `node` by name, and where each stands; `taken` names cannot be used again."""
    specs: dict[str, AnswerSpec] = {}
    marks: dict[str, Mark] = {}
    for entry in node or ():
        if not _free(entry.key, report, taken):
            continue
        block = as_block(entry.value, report, f"'{entry.key.text}:'")
        if block is None:
            continue
        fields = Fields(
            node=block, report=report, what=f"The answer '{entry.key.text}'", at=entry.key.at
        )
        spec = _answer(entry.key.text, fields, kept=kept)
        if spec is not None:
            specs[spec.name] = spec
            marks[spec.name] = entry.key.at
    return specs, marks


def _free(name: TextNode, report: Report, taken: Mapping[str, AnswerSpec]) -> bool:
    if not is_id(name, report):
        return False
    if iskeyword(name.text) or name.text == "known":
        report.add(
            "F022",
            name.at,
            f"'{name.text}' is a word of the conditions and cannot be the name of an answer.",
        )
        return False
    if name.text in taken:
        where = "built in" if name.text in BUILT_IN else "declared in flows/answers.yaml"
        report.add(
            "F037",
            name.at,
            f"The answer '{name.text}' is already {where}. Use that one, or another name.",
        )
        return False
    return True


def _answer(name: str, fields: Fields, *, kept: bool) -> AnswerSpec | None:
    fields.only(*_TYPES, "personal", "purpose")
    types = [type_ for type_ in _TYPES if fields.has(type_)]
    if len(types) != 1:
        fields.report.add(
            "F036",
            fields.at,
            f"The answer '{name}' needs exactly one of: {', '.join(f'{t}:' for t in _TYPES)}.",
        )
        return None
    personal = fields.yes("personal", default=True)
    purpose = fields.text("purpose")
    if personal and not purpose and not fields.has("purpose"):
        fields.missing(
            "purpose",
            "Say in plain English what a personal answer is for, or write `personal: no`.",
        )
    values, least, most = _bounds(types[0], fields)
    return AnswerSpec(
        name=name,
        type=types[0],
        values=values,
        least=least,
        most=most,
        personal=personal,
        kept=kept,
        purpose=purpose,
    )


def _bounds(type_: AnswerType, fields: Fields) -> tuple[tuple[str, ...], int, int]:
    match type_:
        case AnswerType.ONE_OF | AnswerType.SOME_OF:
            node = fields.node_of(type_)
            return (() if node is None else id_list(node, fields.report)), 0, 0
        case AnswerType.NUMBER | AnswerType.TEXT:
            return (), *_range(type_, fields)


def _range(type_: AnswerType, fields: Fields) -> tuple[int, int]:
    node = fields.text_node(type_)
    found = None if node is None else _RANGE.fullmatch(node.text.strip())
    if (
        found is None
        or int(found[1]) > int(found[2])
        or (type_ is AnswerType.TEXT and int(found[2]) > LONGEST_TEXT)
    ):
        if node is not None:
            example = "0-120" if type_ is AnswerType.NUMBER else f"1-2000, at most {LONGEST_TEXT}"
            fields.report.add("F036", node.at, f"Write the smallest and the largest: {example}.")
        return 0, 0
    return int(found[1]), int(found[2])


def id_list(node: Node, report: Report) -> tuple[str, ...]:
    """Return the ids of `[a, b]` or of a list with dashes."""
    if not isinstance(node, ListNode):
        report.add("F012", node.at, "Write the choice ids in square brackets: [yes, no].")
        return ()
    ids: dict[str, Mark] = {}
    for item in node.items:
        word = as_text(item, report, "Each choice id")
        if word is None or not is_id(word, report):
            continue
        if word.text in ids:
            report.add("F010", word.at, f"'{word.text}' stands here twice.")
        ids[word.text] = word.at
    return tuple(ids)

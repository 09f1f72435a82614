"""Declared answers: what a flow may ask for, with type, bounds, purpose and the name it has on a card."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from keyword import iskeyword

from bot.content.fields import Fields, as_block, as_text, is_id
from bot.content.ids import id_list
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.profile_fields import KEYS as PROFILE_KEYS
from bot.content.profile_fields import read_profile_field
from bot.content.report import Mark, Report, closest
from bot.core.answer import BUILT_IN, AnswerSpec, AnswerType
from bot.core.condition import WORDS
from bot.core.sending import PROFILE
from bot.core.text import Text

LONGEST_TEXT = 4000
LONGEST_NAME = 30
"""Letters of a label, which names an answer on a card."""
MOST_FILES = 5
MOST_RECORDS = 20
USUAL_RECORDS = 12

_TYPES = tuple(AnswerType)
_RANGE = re.compile(r"(\d{1,9})\s*-\s*(\d{1,9})")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PRECISIONS = ("day", "month", "year")


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
    if iskeyword(name.text) or name.text in WORDS:
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
    types = [type_ for type_ in _TYPES if fields.has(type_)]
    if len(types) != 1:
        fields.only(*_TYPES, *_MORE_KEYS)
        fields.report.add(
            "F036",
            fields.at,
            f"The answer '{name}' needs exactly one of: {', '.join(f'{t}:' for t in _TYPES)}.",
        )
        return None
    reader, keys = _READERS[types[0]]
    fields.only(types[0], *keys, "personal", "purpose", "label", "forgets", *PROFILE_KEYS)
    personal = fields.yes("personal", default=True)
    purpose = fields.text("purpose")
    if personal and not purpose and not fields.has("purpose"):
        fields.missing(
            "purpose",
            "Say in plain English what a personal answer is for, or write `personal: no`.",
        )
    spec = AnswerSpec(
        name=name,
        type=types[0],
        most=0,
        personal=personal,
        kept=kept,
        purpose=purpose,
        label=_label(name, fields),
        forgets=_forgets(fields),
        profile=read_profile_field(fields),
    )
    return reader(spec, fields)


def _forgets(fields: Fields) -> tuple[str, ...]:
    node = fields.node_of("forgets")
    return () if node is None else id_list(node, fields.report)


def _label(name: str, fields: Fields) -> Text | None:
    node = fields.text_node("label", words=True)
    if node is None:
        return None
    source = node.text.strip()
    if len(source) > LONGEST_NAME:
        _note(fields, node, f"This label has {len(source)} letters; at most {LONGEST_NAME} fit.")
    if "\n" in source or "{" in source or "}" in source:
        _note(fields, node, "A label is a few plain words, like: Your country")
    return Text(place=f"answers/{name}/label", source=source)


def _note(fields: Fields, node: Node, message: str, suggestion: str = "") -> None:
    fields.report.add("F036", node.at, message, suggestion=suggestion)


def _ranged(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    node = fields.text_node(spec.type)
    found = None if node is None else _RANGE.fullmatch(node.text.strip())
    text = spec.type is AnswerType.TEXT
    if found is None or int(found[1]) > int(found[2]) or (text and int(found[2]) > LONGEST_TEXT):
        if node is not None:
            example = f"1-2000, at most {LONGEST_TEXT}" if text else "0-120"
            _note(fields, node, f"Write the smallest and the largest: {example}.")
        return spec
    return replace(spec, least=int(found[1]), most=int(found[2]))


def _chosen(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    node = fields.node_of(spec.type)
    values = () if node is None else id_list(node, fields.report)
    return replace(spec, values=values, was=_was(values, fields))


def _was(values: tuple[str, ...], fields: Fields) -> dict[str, str]:
    """Return today's value by the one it had in earlier releases."""
    was: dict[str, str] = {}
    for entry in fields.block("was") or ():
        today = as_text(entry.value, fields.report, f"'{entry.key.text}:'")
        if not is_id(entry.key, fields.report) or today is None:
            continue
        if entry.key.text in values:
            _note(
                fields, entry.key, f"'{entry.key.text}' is still a value, so it was nothing else."
            )
        elif today.text not in values:
            _note(
                fields,
                today,
                f"'{today.text}' is no value of this answer. Write `old: new`, like `every: all`.",
                closest(today.text, values),
            )
        else:
            was[entry.key.text] = today.text
    return was


def _dated(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    precision = fields.one_of("date", _PRECISIONS) or "year"
    earliest, latest = (_bound(key, precision, fields) for key in ("from", "to"))
    if (
        "today" not in {earliest, latest}
        and earliest
        and latest
        and latest < earliest[: len(latest)]
    ):
        _note(fields, fields.node_of("to") or fields.node, "This is before `from:`.")
    return replace(spec, precision=precision, earliest=earliest, latest=latest)


def _bound(key: str, precision: str, fields: Fields) -> str:
    node = fields.text_node(key)
    if node is None or node.text == "today":
        return "" if node is None else "today"
    found = _DATE.fullmatch(node.text)
    if found is None or not _exists(found) or len(node.text) > _LENGTHS[precision]:
        example = {"day": "2019-05-03, 2019-05, 2019", "month": "2019-05, 2019", "year": "2019"}
        _note(
            fields,
            node,
            f"'{node.text}' cannot be used here. Write a date like {example[precision]}, or today.",
            closest(node.text, ["today"]),
        )
        return ""
    return node.text


_LENGTHS = {"day": 10, "month": 7, "year": 4}
"""Characters of a date of each precision."""


def _exists(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _yes_or_no(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    fields.one_of(spec.type, ("any",))
    return replace(spec, values=("yes", "no"))


def _any(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    fields.one_of(spec.type, ("any",))
    return spec


def _spoken(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    fields.one_of(spec.type, ("with level",))
    return spec


def _contact(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    return replace(spec, accepts=_accepted(fields, spec.type, ("phone", "email")))


def _file(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    if not spec.personal:
        node = fields.node_of("personal") or fields.node
        _note(fields, node, "A photo or document is always personal. Take out `personal: no`.")
    accepts = _accepted(fields, spec.type, ("photo", "document"), (PROFILE,))
    most = _at_most(fields, 1, 1 if accepts == (PROFILE,) else MOST_FILES)
    return replace(spec, accepts=accepts, least=1, most=most)


def _accepted(
    fields: Fields, key: str, kinds: tuple[str, ...], others: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the kind that is named, or all `kinds` for any; `others` have to be named."""
    word = fields.one_of(key, ("any", *kinds, *others))
    return (word,) if word in {*kinds, *others} else kinds


def _records(spec: AnswerSpec, fields: Fields) -> AnswerSpec:
    return replace(
        spec, flow=fields.id(spec.type), most=_at_most(fields, USUAL_RECORDS, MOST_RECORDS)
    )


def _at_most(fields: Fields, usual: int, limit: int) -> int:
    node = fields.text_node("at most")
    if node is None:
        return usual
    if re.fullmatch(r"[0-9]{1,3}", node.text) and 1 <= int(node.text) <= limit:
        return int(node.text)
    _note(fields, node, f"'at most:' is a number from 1 to {limit}.")
    return usual


Reader = Callable[[AnswerSpec, Fields], AnswerSpec]

_READERS: Mapping[AnswerType, tuple[Reader, tuple[str, ...]]] = {
    AnswerType.TEXT: (_ranged, ()),
    AnswerType.NUMBER: (_ranged, ()),
    AnswerType.ONE_OF: (_chosen, ("was",)),
    AnswerType.SOME_OF: (_chosen, ("was",)),
    AnswerType.YES_NO: (_yes_or_no, ()),
    AnswerType.DATE: (_dated, ("from", "to")),
    AnswerType.COUNTRY: (_any, ()),
    AnswerType.SPOKEN: (_spoken, ()),
    AnswerType.CONTACT: (_contact, ()),
    AnswerType.OCCUPATION: (_any, ()),
    AnswerType.SKILL: (_any, ()),
    AnswerType.PLACE: (_any, ()),
    AnswerType.FILE: (_file, ("at most",)),
    AnswerType.RECORDS: (_records, ("at most",)),
}
"""What reads the value of each type, and the other keys it may have."""

_MORE_KEYS = (
    *("from", "to", "at most", "was", "personal", "purpose", "label", "forgets"),
    *PROFILE_KEYS,
)

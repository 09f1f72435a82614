"""JSON Schemas of the content files, made from the table of keys: editors complete, explain and mark with them.

They are draft 07 with what yaml-language-server adds: `defaultSnippets`, `errorMessage`, `patternErrorMessage`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.content.fields import ID
from bot.content.keys import BLOCKS, FILES, KINDS, Block, File, Form, Key
from bot.content.report import listed
from bot.content.slugs import SLUG
from bot.core.condition import LONGEST

FOLDER = "schema"
DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]

_ID_PATTERN = f"^{ID.pattern}$"
_NO_ID = "An id is made of a-z, 0-9 and _, and begins with a letter."
_NO_SLUG = "An id here is made of a-z, 0-9 and -, and begins with a letter."
_PLAIN = ["string", "number", "boolean"]
"""What YAML makes of a text without quotation marks; Merit reads each as a text."""
_END = 1
"""The line break with which a text below `|` ends is no letter."""
_MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December)"
_PAGE_DATE = rf"(((\d{{1,2}} )?{_MONTH} )?\d{{4}}|\d{{4}}-\d\d(-\d\d)?)"
_PATTERNS: Mapping[Form, tuple[str, str]] = {
    Form.ID: (_ID_PATTERN, _NO_ID),
    Form.SLUG: (f"^{SLUG.pattern}$", _NO_SLUG),
    Form.DAY: (r"^\d{4}-\d\d-\d\d$", "This is not a date. Write it like 2026-11-23."),
    Form.DATE: (
        r"^(today|\d{4}(-\d\d(-\d\d)?)?)$",
        "Write a date like 2019, 2019-05 or 2019-05-03, or today.",
    ),
    Form.DURATION: (
        r"^[1-9]\d{0,3} (minute|hour|day|week)s?$",
        "Write how long like 3 days: minutes, hours, days or weeks.",
    ),
    Form.REVIEWED: (
        r"^(never|\d{4}-\d\d-\d\d)$",
        "Write never, or the day of the review like 2026-11-23.",
    ),
    Form.INTERVAL: (
        r"^[1-9]\d? (week|month|year)s?$",
        "This is not an interval. Write it like 6 months.",
    ),
    Form.LINK: (
        r"^https?://[^\s/]+\.[^\s]+$",
        "This is not the address of a page. Write it with https://",
    ),
    Form.RANGE: (
        r"^\d{1,9}\s*-\s*\d{1,9}$",
        "Write the smallest and the largest, like 0-120.",
    ),
    Form.PUBLISHED: (
        rf"^{_PAGE_DATE}( to {_PAGE_DATE})?$",
        "This is not a date. Write 2025, 2025-12, 2025-12-03, December 2025, 3 December 2025 or 2018 to 2020.",
    ),
}
_NUMBERS_TOO = frozenset({Form.PUBLISHED, Form.DATE})
"""Forms whose values YAML can take for numbers."""


def schemas() -> dict[str, str]:
    """Return the text of each schema file by its path in the content folder."""
    return {f"{FOLDER}/{file.name}.schema.json": _text(_of_file(file)) for file in FILES}


def write_schemas(folder: Path) -> list[str]:
    """Write the schema files that differ from what is generated; return their paths."""
    written = outdated(folder)
    (folder / FOLDER).mkdir(exist_ok=True)
    for path in written:
        (folder / path).write_text(schemas()[path], encoding="utf-8")
    return written


def outdated(folder: Path) -> list[str]:
    """Return the paths of the schema files in `folder` that are missing or differ from what is generated."""
    return [path for path, text in schemas().items() if _read(folder / path) != text]


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _of_file(file: File) -> Schema:
    firsts = [file.block] if file.block else list(file.named.holds if file.named else ())
    return {
        "$schema": DRAFT,
        "title": file.title,
        "description": BLOCKS[file.block].means if file.block else file.title,
        **_whole(file),
        "definitions": dict(sorted(_definitions(firsts))),
    }


def _whole(file: File) -> Schema:
    if file.named is not None:
        return {
            "type": "object",
            "properties": {key.name: _key(key) for key in file.extra},
            "additionalProperties": _key(file.named),
        }
    whole = {"$ref": _ref(file.block)}
    if file.listed:
        return {"type": "array", "items": whole, "errorMessage": "The file is a list of tests."}
    return whole


def _definitions(firsts: list[str]) -> Iterator[tuple[str, Schema]]:
    """Yield the definitions of the blocks `firsts` and of every block that can stand in them."""
    waiting, seen = [*firsts], {*firsts}
    while waiting:
        name = waiting.pop()
        kinds = KINDS.get(name)
        inner = [kind.name for kind in kinds] if kinds else _held(BLOCKS[name])
        yield _definition_name(name), _one_kind(name, kinds) if kinds else _block(BLOCKS[name])
        waiting += [each for each in inner if each not in seen]
        seen.update(inner)


def _held(block: Block) -> list[str]:
    return list(dict.fromkeys(name for key in block.keys for name in key.holds))


def _definition_name(name: str) -> str:
    return name.replace(" ", "_")


def _ref(name: str) -> str:
    return f"#/definitions/{_definition_name(name)}"


def _block(block: Block) -> Schema:
    needed = [key.name for key in block.keys if key.needed]
    schema: Schema = {
        "type": "object",
        "description": block.means,
        "properties": {key.name: _key(key) for key in block.keys},
        "propertyNames": _names(block.names),
    }
    if needed:
        schema["required"] = needed
    rules = [
        *([_exactly_one(block.alternatives)] if block.alternatives else ()),
        *(_unless(key) for key in block.keys if key.unless[0]),
    ]
    if rules:
        schema["allOf"] = rules
    if block.snippet and block.label == "":
        schema["defaultSnippets"] = [_snippet(block)]
    return schema


def _names(names: Iterable[str]) -> Schema:
    return {
        "enum": list(names),
        "errorMessage": f"There is no such key here. Possible are {listed(names)}.",
    }


def _exactly_one(names: Iterable[str]) -> Schema:
    return {
        "if": {"oneOf": [{"required": [name]} for name in names]},
        "else": {
            "propertyNames": {
                "const": "",
                "errorMessage": f"Exactly one of these belongs here: {listed(names)}.",
            }
        },
    }


def _unless(key: Key) -> Schema:
    other, value = key.unless
    present: Schema = {"required": [other]}
    if value:
        present["properties"] = {other: {"const": value}}
    return {"if": present, "else": {"required": [key.name]}}


def _snippet(block: Block) -> Schema:
    body = {block.label: block.snippet} if block.label else block.snippet
    return {"label": block.name, "description": block.means, "body": body}


def _one_kind(name: str, kinds: tuple[Block, ...]) -> Schema:
    """Return the schema of a block whose one key of `kinds` decides which others it may have."""
    firsts = [kind.keys[0] for kind in kinds]
    return {
        "type": "object",
        "description": f"Exactly one key names the kind of {name}: {listed(key.name for key in firsts)}.",
        "properties": {key.name: _offered(key) for key in firsts},
        "allOf": [
            *(
                {"if": {"required": [kind.keys[0].name]}, "then": {"$ref": _ref(kind.name)}}
                for kind in kinds
            ),
            _exactly_one([key.name for key in firsts]),
        ],
    }


def _offered(key: Key) -> Schema:
    """Return what completion needs to know of the key; what may stand behind it is said where it belongs."""
    return {"description": key.means, "type": _key(key)["type"]}


def _key(key: Key) -> Schema:
    schema: Schema = {"description": key.means, **_FORMS.get(key.form, _plain)(key)}
    if key.examples:
        schema["examples"] = list(key.examples)
    return schema


def _plain(key: Key) -> Schema:
    if key.form in _PATTERNS:
        pattern, message = _PATTERNS[key.form]
        kinds: Any = ["string", "number"] if key.form in _NUMBERS_TOO else "string"
        return {"type": kinds, "pattern": pattern, "patternErrorMessage": message}
    return {"type": _PLAIN, "minLength": 1}


def _words(key: Key) -> Schema:
    return {
        "type": _PLAIN,
        "minLength": 1,
        "maxLength": key.longest + _END,
        "description": f"{key.means} At most {key.longest} letters.",
    }


def _condition(_key: Key) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST + _END}


def _enum(key: Key) -> Schema:
    words = ("yes", "no") if key.form is Form.YES_NO else key.words
    return {"type": "string", "enum": list(words), "errorMessage": f"Possible are {listed(words)}."}


def _ids(_key: Key) -> Schema:
    return _in_brackets(_ID_PATTERN, _NO_ID)


def _slugs(_key: Key) -> Schema:
    return _in_brackets(f"^{SLUG.pattern}$", _NO_SLUG)


def _in_brackets(pattern: str, message: str) -> Schema:
    return {
        "type": "array",
        "items": {"type": "string", "pattern": pattern, "patternErrorMessage": message},
        "minItems": 1,
        "uniqueItems": True,
        "errorMessage": "Write ids in square brackets: [a, b].",
    }


def _slots(key: Key) -> Schema:
    return {"type": "object", "additionalProperties": _enum(key)}


def _phrases(_key: Key) -> Schema:
    return {
        "type": "array",
        "items": {"type": _PLAIN, "minLength": 1},
        "minItems": 1,
        "errorMessage": "Begin each phrase with a dash and a space.",
    }


_VALUE: Schema = {"type": [*_PLAIN, "array"], "items": {"type": _PLAIN}}


def _values(_key: Key) -> Schema:
    return {
        "type": "object",
        "additionalProperties": _VALUE,
        "errorMessage": "Write answers and values: {country: nl}.",
    }


def _known(key: Key) -> Schema:
    """Return the schema of answers of which one can be a list of told things, each with answers of its own."""
    told = {"type": "array", "items": {"type": "object", "additionalProperties": _VALUE}}
    return {**_values(key), "additionalProperties": {"anyOf": [_VALUE, told]}}


def _renames(_key: Key) -> Schema:
    name = {"pattern": _ID_PATTERN, "patternErrorMessage": _NO_ID}
    return {
        "type": "object",
        "propertyNames": name,
        "additionalProperties": {"type": "string", **name},
        "errorMessage": "Write `old: new`.",
    }


def _count(_key: Key) -> Schema:
    return {"type": "integer", "minimum": 1, "errorMessage": "Write a number."}


def _percent(_key: Key) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": 100}


def _texts(_key: Key) -> Schema:
    return {"type": [*_PLAIN, "array"], "items": {"type": _PLAIN}}


def _lines(key: Key) -> Schema:
    (name,) = key.holds
    return {"$ref": _ref(name)}


def _list(key: Key) -> Schema:
    refs = [{"$ref": _ref(name)} for name in key.holds]
    return {
        "type": "array",
        "items": refs[0] if len(refs) == 1 else {"anyOf": refs},
        "minItems": 1,
        "errorMessage": "Begin each item with a dash and a space.",
    }


def _lines_or_list(key: Key) -> Schema:
    return {"anyOf": [_lines(key), _list(key)]}


def _named_list(key: Key) -> Schema:
    plain = _key(Key(name=key.name, means=key.means, form=key.plain))
    return {
        "type": "array",
        "items": {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "propertyNames": {"pattern": _ID_PATTERN, "patternErrorMessage": _NO_ID},
            "additionalProperties": {"anyOf": [plain, _lines(key)]} if key.holds else plain,
        },
        "minItems": 1,
        "errorMessage": "Begin each item with a dash and a space: `- id: words`.",
    }


def _choices(key: Key) -> Schema:
    named, short = _named_list(key), _ids(key)
    return {**named, "items": {"anyOf": [named["items"], short["items"]]}}


def _named_blocks(key: Key) -> Schema:
    (name,) = key.holds
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": _ID_PATTERN, "patternErrorMessage": _NO_ID},
        "additionalProperties": {"$ref": _ref(name)},
        "defaultSnippets": [_snippet(block) for block in _inside(name) if block.snippet],
    }


def _inside(name: str) -> tuple[Block, ...]:
    return KINDS.get(name) or (BLOCKS[name],)


_FORMS: Mapping[Form, Callable[[Key], Schema]] = {
    Form.WORDS: _words,
    Form.LABEL: _words,
    Form.CONDITION: _condition,
    Form.YES_NO: _enum,
    Form.ENUM: _enum,
    Form.IDS: _ids,
    Form.SLUGS: _slugs,
    Form.SLOTS: _slots,
    Form.PHRASES: _phrases,
    Form.VALUES: _values,
    Form.KNOWN: _known,
    Form.RENAMES: _renames,
    Form.COUNT: _count,
    Form.PERCENT: _percent,
    Form.TEXTS: _texts,
    Form.BLOCK: _lines,
    Form.LIST: _list,
    Form.BLOCK_OR_LIST: _lines_or_list,
    Form.NAMED_LIST: _named_list,
    Form.CHOICES: _choices,
    Form.NAMED_BLOCKS: _named_blocks,
}

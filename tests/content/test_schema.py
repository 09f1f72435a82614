"""The JSON Schemas say what the readers accept: the same keys, the same values, on every file there is."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.cli import main
from bot.content.keys import BLOCKS, FILES, KINDS, File, Key
from bot.content.nodes import BlockNode, ListNode, Node, Style, TextNode
from bot.content.schema import outdated, schemas
from bot.content.yaml import read_bytes
from tests.content.folder import GOOD_STEPS, LANGUAGES, findings, flow, write
from tests.content.mistakes import ALL, TEST, TRIP, TRIP_TEST, Mistake

ROOT = Path(__file__).resolve().parents[2]
NUMBER = re.compile(r"[-+]?\d+|[-+]?(?:\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain(node: Node | None) -> Any:
    """The file as an editor's YAML 1.2 sees it: unquoted numbers are numbers."""
    match node:
        case None:
            return None
        case BlockNode():
            return {entry.key.text: plain(entry.value) for entry in node}
        case ListNode():
            return [plain(item) for item in node.items]
        case TextNode(style=Style.PLAIN, text=text) if text.lower() in WORDS:
            return WORDS[text.lower()]
        case TextNode(style=Style.PLAIN, text=text) if NUMBER.fullmatch(text):
            return float(text)
        case TextNode():
            return node.text


def file_kind(path: str) -> File | None:
    """The kind of file whose pattern fits last, as an editor decides."""
    return next((file for file in FILES if _fits(path, file.globs)), None)


def _fits(path: str, globs: tuple[str, ...]) -> bool:
    return _matches(path, globs[0]) and not any(_matches(path, glob[1:]) for glob in globs[1:])


def _matches(path: str, glob: str) -> bool:
    pattern = re.escape(glob).replace(r"\*\*/", "(?:.+/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(pattern, path) is not None


def mistakes_in(path: str, data: bytes) -> list[str]:
    kind = file_kind(path)
    assert kind is not None, path
    schema = json.loads(schemas()[f"schema/{kind.name}.schema.json"])
    checker = jsonschema.Draft7Validator(schema)
    return [error.message for error in checker.iter_errors(plain(read_bytes(data, path)[0]))]


SHIPPED = [
    path.relative_to(ROOT).as_posix()
    for file in FILES
    for path in sorted(ROOT.glob(file.globs[0]))
    if file_kind(path.relative_to(ROOT).as_posix()) is file
]


def test_the_committed_schemas_are_those_that_are_generated():
    assert outdated(ROOT) == [], "Run: merit schema --write"
    assert sorted(path.name for path in (ROOT / "schema").iterdir()) == sorted(
        path.split("/")[1] for path in schemas()
    )


@pytest.mark.parametrize("path", schemas())
def test_a_schema_is_one(path: str):
    jsonschema.Draft7Validator.check_schema(json.loads(schemas()[path]))


@pytest.mark.parametrize("path", SHIPPED)
def test_every_shipped_file_fits_its_schema(path: str):
    assert mistakes_in(path, (ROOT / path).read_bytes()) == []


EXAMPLES = re.findall(
    r"```yaml file=(\S+)\n(.*?)```",
    (ROOT / "docs" / "editors" / "faq-format.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_every_example_of_the_knowledge_base_fits_its_schema(path: str, text: str):
    assert mistakes_in(path, text.encode()) == []


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(each, id=f"{number}-{each.code}")
        for number, each in enumerate(ALL)
        if each.code in {"F020", "F021", "F027", "F028"} and file_kind(each.path)
    ],
)
def test_a_mistake_in_a_key_does_not_fit_the_schema(mistake: Mistake):
    text = mistake.text if isinstance(mistake.text, bytes) else mistake.text.encode()
    assert mistakes_in(mistake.path, text)


HEAD = {
    "flow": "zzz: x\n",
    "trigger": "start_on:\n  zzz: x\n",
    "source": "sources:\n  - zzz: x\n",
    **{
        kind.name: f"answers:\n  age:\n    {kind.keys[0].name}: x\n    zzz: x\n"
        for kind in KINDS["answer"]
    },
}
STEPS = {
    "choice": "choose: x\n  choices:\n    - a:\n        zzz: x",
    "route when": "route:\n    - zzz: x",
    "route otherwise": "route:\n    - otherwise: hello\n      zzz: x",
    "item": "plan: x\n  items:\n    - a:\n        zzz: x",
}
TERMS = {
    "groups": "groups:\n  - food:\n      label: Food\nzzz: x\n",
    "group": "groups:\n  - food:\n      zzz: x\n",
    "term": "groups:\n  - food:\n      terms:\n        - cook:\n            zzz: x\n",
}
OTHERS: dict[str, dict[str, str | bytes]] = {
    "shared_answers": {"flows/answers.yaml": "zzz: x\n"},
    "test": {TRIP: flow(GOOD_STEPS), TEST: TRIP_TEST + "  zzz: x\n"},
    "line": {TRIP: flow(GOOD_STEPS), TEST: TRIP_TEST.replace("- bot: hello", "- zzz: hello")},
    "language": {"locales/languages.yaml": LANGUAGES + "  zzz: x\n"},
    "entry": {"faq/trip.yaml": "zzz: x\n"},
    "entry when": {"faq/trip.yaml": "answers:\n  - zzz: x\n  - otherwise: x\n"},
    "entry otherwise": {"faq/trip.yaml": "answers:\n  - otherwise: x\n    zzz: x\n"},
    "shared_sources": {"faq/sources.yaml": "zzz: x\n"},
    "asking": {"faq/asking/en.yaml": "zzz: x\n"},
    "reply": {"replies/trip.yaml": "zzz: x\n"},
    "card": {"cards/trip.yaml": "zzz: x\n"},
    "danger": {"emergency/words/en.yaml": "zzz: x\n"},
    "story": {"stories/trip.yaml": "zzz: x\n"},
    "story consent": {"stories/trip.yaml": "consent:\n  zzz: x\n"},
    **{
        f"{kind} {part}": {f"taxonomy/{file}.yaml": text}
        for kind, file in (("occupation", "occupations"), ("skill", "skills"))
        for part, text in TERMS.items()
    },
    "alarm": {"emergency/words/en.yaml": "words:\n  zzz:\n    - x\n"},
}
PROBES: dict[str, dict[str, str | bytes]] = {
    **{name: {TRIP: flow(GOOD_STEPS, head=head)} for name, head in HEAD.items()},
    **{name: {TRIP: flow(f"hello:\n  {lines}\n")} for name, lines in STEPS.items()},
    **{
        kind.name: {TRIP: flow(f"hello:\n  {kind.keys[0].name}: x\n  zzz: x\n")}
        for kind in KINDS["step"]
    },
    **OTHERS,
}
"""For each block, files in which it has a key that cannot be."""


def possible(message: str) -> set[str]:
    """The words a finding lists as possible."""
    listed = message.partition("Possible are ")[2].partition(". ")[0]
    most, _, last = listed.rstrip(".").rpartition(" or ")
    return {*most.split(", "), last} - {""}


def test_there_is_a_probe_for_every_block():
    assert set(PROBES) == set(BLOCKS)


@pytest.mark.parametrize("name", PROBES)
def test_a_reader_accepts_the_keys_of_the_table_and_no_other(name: str, tmp_path: Path):
    found = [each for each in findings(tmp_path, PROBES[name]) if "'zzz'" in each.message]
    assert found, name
    assert possible(found[0].message) == set(BLOCKS[name].names)


ENUMS = [(kind.name, kind.keys[0]) for kind in KINDS["step"] if kind.keys[0].words]


@pytest.mark.parametrize(("name", "key"), ENUMS, ids=[name for name, _ in ENUMS])
def test_a_reader_accepts_the_values_of_the_table_and_no_other(name: str, key: Any, tmp_path: Path):
    found = findings(tmp_path, {TRIP: flow(f"hello:\n  {key.name}: zzz\n")})
    messages = [each.message for each in found if each.code == "F027"]
    assert possible(messages[0]) == set(key.words)


HEAD_ENUMS = {
    "need": "start_on:\n  need: zzz\n",
    "arrival": "start_on:\n  command: x\n  arrival: zzz\n",
    "grade": "sources:\n  - id: a\n    title: A\n    link: https://a.org\n    read: 2026-01-01\n    grade: zzz\n",
}


@pytest.mark.parametrize("name", HEAD_ENUMS)
def test_a_reader_accepts_the_values_of_the_table_at_the_head_of_a_flow(name: str, tmp_path: Path):
    found = findings(tmp_path, {TRIP: flow(GOOD_STEPS, head=HEAD_ENUMS[name])})
    messages = [each.message for each in found if each.code == "F027"]
    words = {key.words for block in BLOCKS.values() for key in block.keys if key.name == name}
    assert {tuple(sorted(possible(messages[0])))} == {tuple(sorted(each)) for each in words}


ANSWER_ENUMS = [kind.keys[0] for kind in KINDS["answer"] if kind.keys[0].words]


@pytest.mark.parametrize("key", ANSWER_ENUMS, ids=[key.name for key in ANSWER_ENUMS])
def test_a_reader_accepts_the_values_of_the_table_in_an_answer(key: Key, tmp_path: Path):
    head = f"answers:\n  age:\n    {key.name}: zzz\n    personal: no\n"
    found = findings(tmp_path, {TRIP: flow(GOOD_STEPS, head=head)})
    messages = [each.message for each in found if each.code == "F027"]
    assert possible(messages[0]) == set(key.words)


@pytest.mark.parametrize("name", ["direction", "offered", "status"])
def test_a_reader_accepts_the_values_of_the_table_in_a_language(name: str, tmp_path: Path):
    before, key, after = LANGUAGES.rpartition(f"  {name}: ")
    text = f"{before}{key}zzz\n{after.partition(chr(10))[2]}"
    found = findings(tmp_path, {"locales/languages.yaml": text})
    messages = [each.message for each in found if each.code == "F027"]
    (words,) = {key.words for key in BLOCKS["language"].keys if key.name == name}
    assert possible(messages[0]) == set(words)


def test_every_key_says_in_one_sentence_what_it_means():
    for block in BLOCKS.values():
        for key in block.keys:
            assert re.fullmatch(r".+[.:]|.+https://", key.means, re.DOTALL), (block.name, key.name)


def test_schemas_are_written_once_and_then_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = write(tmp_path, {})
    assert main(["schema", str(folder)]) == 1
    assert "out of date: schema/flow.schema.json" in capsys.readouterr().out
    assert main(["schema", "--write", str(folder)]) == 0
    assert main(["schema", str(folder)]) == 0
    assert "up to date" in capsys.readouterr().out


def test_schemas_are_only_written_beside_content(tmp_path: Path):
    assert main(["schema", "--write", str(tmp_path)]) == 2


def test_the_settings_for_visual_studio_code_name_every_schema_and_its_files():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    expected = {f"./schema/{file.name}.schema.json": list(file.globs) for file in FILES}
    assert settings["yaml.schemas"] == expected


def test_the_task_of_visual_studio_code_reads_what_the_check_writes(tmp_path: Path):
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    (finding, *_) = findings(tmp_path, {TRIP: flow("hello:\n  sya: x\n")})
    found = re.match(pattern["regexp"], str(finding).split("\n")[0])
    assert found
    assert found[pattern["file"]] == TRIP
    assert (int(found[pattern["line"]]), found[pattern["code"]]) == (finding.line, finding.code)

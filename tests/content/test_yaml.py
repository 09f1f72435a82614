"""Reading YAML: every value stays text, places are exact, and nothing in a file can harm the reader."""

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.nodes import BlockNode, ListNode, Node, TextNode
from bot.content.report import Mark
from bot.content.yaml import MOST_NODES, read_bytes
from bot.core.finding import Finding


def read(text: str) -> tuple[Node | None, list[Finding]]:
    node, report = read_bytes(text.encode("utf-8", "surrogatepass"), "flows/trip.yaml")
    return node, report.findings


def plain(node: Node | None) -> object:
    match node:
        case TextNode():
            return node.text
        case ListNode():
            return [plain(item) for item in node.items]
        case BlockNode():
            return {entry.key.text: plain(entry.value) for entry in node}
        case None:
            return None


def test_every_value_stays_the_text_it_was_written_as():
    words = [
        "no",
        "on",
        "yes",
        "null",
        "~",
        "01067",
        "9:30",
        "1.10",
        "2026-11-23",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
    ]
    node, found = read("".join(f"k{number}: {word}\n" for number, word in enumerate(words)))
    assert found == []
    assert plain(node) == {f"k{number}": word for number, word in enumerate(words)}


def test_words_that_mean_something_to_other_readers_are_ordinary_keys():
    node, found = read("no: a\nyes: b\non: c\n1: d\n")
    assert found == []
    assert plain(node) == {"no": "a", "yes": "b", "on": "c", "1": "d"}


def test_every_node_knows_its_line_and_column():
    node, _ = read("steps:\n  hello:\n    say: |\n      سلام\n    next: bye\n")
    assert isinstance(node, BlockNode)
    steps = node.entries[0].value
    assert isinstance(steps, BlockNode)
    hello = steps.entries[0].value
    assert isinstance(hello, BlockNode)
    assert hello.entries[1].value.at == Mark(line=5, column=11)
    assert hello.entries[0].value == TextNode(
        text="سلام\n",
        at=Mark(line=3, column=10),
        last_line=4,
        end=Mark(line=5, column=1),
        style=hello.entries[0].value.style,  # type: ignore[union-attr]
    )


def test_a_file_from_windows_is_read_like_any_other():
    """With a byte-order mark and CR LF line ends."""
    node, found = read("\ufeffflow: trip\r\ntitle: A trip\r\n")
    assert found == []
    assert plain(node) == {"flow": "trip", "title": "A trip"}


def test_an_empty_file_holds_nothing_and_is_no_mistake_of_yaml():
    assert read("# only a comment\n") == (None, [])


def test_every_tab_is_reported_at_once():
    _, found = read("a:\n\tb: c\n\td: e\n")
    assert [(each.code, each.line) for each in found] == [("F004", 2), ("F004", 3)]


def test_every_name_that_stands_twice_is_reported_with_the_first_line():
    node, found = read("a: 1\nb: 2\na: 3\nb: 4\na: 5\n")
    assert [(each.code, each.line) for each in found] == [("F010", 3), ("F010", 4), ("F010", 5)]
    assert all(
        f"in line {first}" in each.message for each, first in zip(found, (1, 2, 1), strict=True)
    )
    assert plain(node) == {"a": "1", "b": "2"}


BOMBS = {
    "nesting in brackets": "[" * 100_000,
    "nesting in braces": "{" * 100_000,
    "nesting by dashes": "- " * 100_000,
    "nesting by question marks": "? " * 100_000,
    "aliases": "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n",
    "merge keys": "a: &a {x: y}\nb: &b {<<: [*a, *a]}\n",
    "many values": "[" + "a," * (MOST_NODES + 1) + "]",
    "a large file": "a: " + "x" * (1024 * 1024),
    "a python object": "a: !!python/object/apply:os.system [ls]\n",
}


def test_bombs_are_refused_before_anything_is_built_from_them():
    for name, bomb in BOMBS.items():
        begun = time.process_time()
        node, found = read(bomb)
        assert node is None, name
        assert found[0].code in {"F002", "F003"}, name
        assert time.process_time() - begun < 5, name


letters = st.text(
    alphabet="ab :-#'\"[]{}|>&*!%@`?,\n\t\r\u00a0\u2028\x85\x00\ufeff\\~<0é😀", max_size=60
)


@settings(max_examples=400, deadline=None)
@given(letters | st.text(max_size=60))
@example("a: [\n")
@example("a: \ud800")
@example("\u2028")
@example("a\n:\n")
def test_no_text_makes_anything_but_nodes_and_findings(text: str):
    node, found = read(text)
    assert node is not None or found or not text.strip("\ufeff") or plain(node) is None
    for each in found:
        assert each.line >= 1
        assert each.column >= 1
        assert str(each)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_make_anything_but_nodes_and_findings(data: bytes):
    read_bytes(data, "flows/trip.yaml")

"""A flow as a picture: what is drawn how, and no words of anybody can break the drawing."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.content.graph import Drawing, Edge, Figure, Mark, Node, beginning, clean
from bot.content.graph_fold import MOST_NODES, folded
from bot.content.graph_text import to_dot, to_mermaid
from bot.content.graphviz import NoPictureError, svg
from bot.content.load import Studied, study
from bot.content.picture import UnknownError, picture
from tests.content.folder import flow, write

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = study(ROOT)
needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")

TRIP = flow(
    """
    hello:
      say: Hello.
      when: not known(age)
    luggage:
      ask: What do you take along?
      save: luggage
      choices:
        - bag: A bag
        - bicycle: A bicycle
        - none:
            label: Nothing
            next: bye
    way:
      choose: What next?
      choices:
        - base:
            label: Something else
            flow: base
        - on: Go on
    decide:
      route:
        - when: age < 12
          next: plan
        - otherwise: send
    plan:
      plan: Do this.
      items:
        - ticket: Buy a ticket.
      next: bye
    send:
      handoff: about
      message: words
    more:
      flow: base
    bye:
      end: done
    """,
    head="""
    answers:
      luggage:
        one of: [bag, bicycle, none]
        personal: no
      age:
        number: 0-120
        personal: no
      words:
        text: 1-100
        personal: no
      about:
        one of: [work, other]
        personal: no
    """,
)


def drawn(folder: Path, text: str, language: str = "en") -> Drawing:
    return picture(studied(folder, text), "trip", language)


def studied(folder: Path, text: str) -> Studied:
    return study(write(folder, {"flows/trip.yaml": text}))


def edges(drawing: Drawing) -> set[tuple[str, str, str]]:
    return {(edge.start, edge.end, edge.label) for edge in drawing.edges}


def test_each_kind_of_step_has_a_figure_of_its_own(tmp_path: Path):
    figures = {node.id: node.figure for node in drawn(tmp_path, TRIP).nodes}
    assert figures == {
        "start": Figure.START,
        "hello": Figure.SAY,
        "luggage": Figure.QUESTION,
        "way": Figure.QUESTION,
        "way:base": Figure.CALL,
        "decide": Figure.ROUTE,
        "plan": Figure.PLAN,
        "send": Figure.HANDOFF,
        "more": Figure.CALL,
        "bye": Figure.END,
    }


def test_edges_say_which_answer_or_condition_leads_where(tmp_path: Path):
    assert edges(drawn(tmp_path, TRIP)) == {
        ("start", "hello", ""),
        ("hello", "luggage", ""),
        ("luggage", "way", "A bag\nA bicycle"),
        ("luggage", "bye", "Nothing"),
        ("way", "way:base", "Something else"),
        ("way:base", "decide", ""),
        ("way", "decide", "Go on"),
        ("decide", "plan", "age < 12"),
        ("decide", "send", "otherwise"),
        ("plan", "bye", ""),
        ("send", "more", ""),
        ("more", "bye", ""),
    }


def test_a_node_says_where_it_stands_and_when_it_is_passed_over(tmp_path: Path):
    node = next(node for node in drawn(tmp_path, TRIP).nodes if node.id == "hello")
    assert node.tooltip == "flows/trip.yaml:20"
    assert node.link == "flows/trip.yaml#L20"
    assert node.when == "not known(age)"


def test_broken_unreached_and_untranslated_steps_are_marked(tmp_path: Path):
    text = TRIP.replace("age < 12", "agee < 12").replace("when: not known(age)", "when: agee")
    text = text.replace("  more:", "  lonely:\n    say: Nobody comes here.\n    next: bye\n  more:")
    text = text.replace("    handoff: about\n", "    handoff: about\n    next: more\n")
    broken = {node.id: node.marks for node in drawn(tmp_path, text).nodes}
    assert broken["hello"] == (Mark.BROKEN,)
    assert Mark.BROKEN in broken["decide"]
    assert Mark.UNREACHED in broken["lonely"]
    dutch = {node.id: node.marks for node in drawn(tmp_path, TRIP, "nl").nodes}
    assert dutch["hello"] == (Mark.UNTRANSLATED,)
    assert dutch["decide"] == ()


def test_an_unknown_flow_or_language_names_the_one_that_was_meant(tmp_path: Path):
    content = studied(tmp_path, TRIP)
    with pytest.raises(UnknownError, match="no flow 'tripp'. Did you mean 'trip'"):
        picture(content, "tripp", "en")
    with pytest.raises(UnknownError, match="no language 'xx'. There are: en, nl or ar"):
        picture(content, "trip", "xx")


def test_a_flow_that_cannot_be_read_is_not_called_unknown(tmp_path: Path):
    content = studied(tmp_path, TRIP.replace("steps:", "steps"))
    with pytest.raises(
        UnknownError, match=r"'trip' cannot be drawn.*\nflows/trip\.yaml:\d+:1 F009"
    ):
        picture(content, "trip", "en")


@pytest.mark.parametrize("language", SHIPPED.catalogs)
@pytest.mark.parametrize("name", SHIPPED.content.built)
def test_every_shipped_flow_is_drawn_in_every_language(name: str, language: str):
    drawing = picture(SHIPPED, name, language)
    assert len(drawing.nodes) <= MOST_NODES
    shown = {node.name for node in drawing.nodes}
    assert {*SHIPPED.content.built[name].flow.steps} <= shown  # type: ignore[index]
    assert_sound(drawing)


@needs_dot
@pytest.mark.parametrize("name", ["menu", "recognition"])
def test_a_picture_carries_places_and_the_words_of_the_language(name: str):
    made = svg(to_dot(picture(SHIPPED, name, "ar")))
    assert made.startswith("<svg")
    assert f"flows/{name}.yaml#L" in made
    assert re.search("[\u0621-\u064a]", made)
    assert " style=" not in made


def test_a_large_flow_is_folded(tmp_path: Path):
    says = "".join(f"step_{n}:\n  say: Line {n}.\n" for n in range(20))
    asks = "".join(
        f"ask_{n}:\n  choose: Which?\n  choices:\n    - x:\n        label: X\n        flow: base\n"
        f"    - y:\n        label: Y\n        flow: base\n        next: ask_{n}\n"
        for n in range(45)
    )
    drawing = drawn(tmp_path, flow(f"{says}{asks}end:\n  end: done\n"))
    assert len(drawing.nodes) == MOST_NODES
    assert drawing.nodes[1].name == "step_0 … step_19"
    assert drawing.nodes[1].words == "20 messages"
    assert drawing.nodes[-1].name.endswith("more steps")
    assert_sound(drawing)


def test_only_plain_messages_are_folded_and_circles_stay():
    nodes = [Node(id=f"s{n}", figure=Figure.SAY, name=f"s{n}") for n in range(MOST_NODES + 5)]
    ways = [Edge(start=f"s{n}", end=f"s{n + 1}") for n in range(len(nodes) - 1)]
    ways.append(Edge(start=nodes[-1].id, end=nodes[-1].id, label="again"))
    drawing = folded(Drawing(title="t", nodes=tuple(nodes), edges=tuple(ways)))
    assert [node.name for node in drawing.nodes] == [f"s0 … s{MOST_NODES + 3}", nodes[-1].name]
    assert {(edge.start, edge.end) for edge in drawing.edges} == {("s0", "s84"), ("s84", "s84")}


# ---------------------------------------------------------------- words that try to break the picture

HOSTILE = st.text() | st.sampled_from(
    ['"]; evil [label="', "\\", '\\"', "&quot;&#34;", "<b>", "-->", "\u202e\u2066", "#34;", "\ud800",
     "a\nb", "end", "1. list", "- x", "`**md**`", "%%{init: {}}%%", "]]", "}}"]
)  # fmt: skip
_DOT_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MERMAID_LINE = re.compile(
    r"  n\d+(?:[(\[{>]{1,2}[/\\]?\"[^\"`#<>;]*\"[/\\]?[)\]}]{1,2}| -->(?:\|\"[^\"`#<>;]*\"\|)? n\d+)"
)


def assert_sound(drawing: Drawing) -> None:
    """Every line of both texts has the form it should have, whatever the words are."""
    dot = to_dot(drawing).splitlines()
    bare = [_DOT_STRING.sub("S", line) for line in dot]
    assert bare[0] == "digraph S {"
    assert bare[-1] == "}"
    attribute = r"\w+=(?:S|[\w.]+)"
    form = rf"  (?:n\d+|n\d+ -> n\d+|graph|node|edge)(?: \[{attribute}(?:, {attribute})*\])?"
    assert [line for line in bare[1:-1] if not re.fullmatch(form, line)] == []
    for line in to_mermaid(drawing).splitlines()[1:]:
        if not line.startswith(("  class ", "  classDef ", "  click ")):
            plain = re.sub(r"#\d+;", "E", line).replace("<br/>", "B")
            assert _MERMAID_LINE.fullmatch(plain), line


def hostile(words: str) -> Drawing:
    node = Node(
        id=words, figure=Figure.QUESTION, name=words, words=words, when=words, link=words,
        tooltip=words, marks=(Mark.BROKEN,),
    )  # fmt: skip
    other = Node(id="other", figure=Figure.ROUTE, name="other")
    return Drawing(
        title=words, nodes=(node, other), edges=(Edge(start=words, end="other", label=words),)
    )


@given(HOSTILE)
def test_no_words_break_the_form_of_dot_or_mermaid(words: str):
    assert_sound(hostile(words))


@given(HOSTILE)
def test_the_beginning_of_a_text_is_one_short_line(words: str):
    assert len(beginning(words)) <= 31
    assert "\n" not in beginning(words)


@needs_dot
def test_graphviz_shows_hostile_words_as_they_are():
    words = [
        '"]; evil [label="',
        "\\N \\l \\",
        "&quot;",
        "<b>x</b>",
        "\u202ex",
        "a & b",
        "ሰላም",
        "سلام",
    ]
    nodes = [Node(id=str(n), figure=Figure.SAY, name=word) for n, word in enumerate(words)]
    dot = to_dot(Drawing(title="t", nodes=tuple(nodes), edges=()))
    made = subprocess.run(
        ["dot", "-Tdot_json"], input=dot.encode(), capture_output=True, check=True
    )
    labels = [each["label"].strip("\u2068\u2069") for each in json.loads(made.stdout)["objects"]]
    unescaped = [label.replace("&amp;", "&").replace("\\\\", "\\") for label in labels]
    assert unescaped == [clean(word) for word in words]


# ---------------------------------------------------------------- the command


def test_the_command_prints_mermaid_or_dot_and_writes_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    assert main(["graph", "menu"]) == 0
    assert capsys.readouterr().out.startswith("flowchart TD\n")
    assert main(["graph", "menu", "--dot", "--language", "ar"]) == 0
    assert capsys.readouterr().out.startswith("digraph ")
    monkeypatch.setenv("PATH", "")
    assert main(["graph", "menu", "--svg", str(tmp_path / "menu.svg")]) == 2
    assert "apt-get install graphviz" in capsys.readouterr().err


def test_the_command_names_broken_steps_and_what_it_cannot_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = str(write(tmp_path, {"flows/trip.yaml": TRIP.replace("age < 12", "agee < 12")}))
    assert main(["graph", "trip", folder]) == 1
    said = capsys.readouterr()
    assert "class n" in said.out
    assert "Broken, see `merit check`: decide" in said.err
    assert main(["graph", "nothing", folder]) == 2
    assert "There is no flow 'nothing'." in capsys.readouterr().err


@needs_dot
def test_the_command_writes_the_picture_where_it_may(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["graph", "menu", "--svg", str(tmp_path / "menu.svg")]) == 0
    assert (tmp_path / "menu.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["graph", "menu", "--svg", str(tmp_path / "no" / "menu.svg")]) == 2
    assert "cannot be written: No such file" in capsys.readouterr().err
    with pytest.raises(NoPictureError, match="Graphviz failed"):
        svg("digraph {")

"""A drawing in the two languages of pictures: DOT for Graphviz, and Mermaid, which forges and documents show."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from bot.content.graph import Drawing, Edge, Figure, Mark, Node, clean, in_its_direction

_FONT = "Noto Sans,Noto Sans Arabic,Noto Sans Ethiopic,sans-serif"
_HEAD = (
    'graph [rankdir=TB, nodesep=0.3, ranksep=0.42, bgcolor=transparent, margin=0.1, tooltip=" "]',
    (
        f'node [fontname="{_FONT}", fontsize=10.5, style="filled,rounded", color="#55635f", '
        'fillcolor="#ffffff", fontcolor="#1d2b2a", margin="0.16,0.09", target="_top"]'
    ),
    (
        f'edge [fontname="{_FONT}", fontsize=9, color="#55635f", fontcolor="#3d4a47", arrowsize=0.7, '
        'tooltip=" "]'
    ),
)
_SHAPES = {
    Figure.START: 'shape=plain, style="", fontcolor="#0f5e5a"',
    Figure.SAY: "shape=box",
    Figure.QUESTION: 'shape=hexagon, style="filled", fillcolor="#d3e8e2", margin="0.02,0.02"',
    Figure.ROUTE: 'shape=diamond, style="filled", fillcolor="#fff2d6", margin="0.02,0.02"',
    Figure.CALL: 'shape=box, style="filled", peripheries=2, fillcolor="#e3ecf6"',
    Figure.PLAN: 'shape=note, style="filled", fillcolor="#e9e4f5"',
    Figure.CARD: 'shape=tab, style="filled", fillcolor="#e9e4f5"',
    Figure.DO: 'shape=parallelogram, style="filled", fillcolor="#f3e7da"',
    Figure.HANDOFF: 'shape=invhouse, style="filled", margin="0.05,0.02", fillcolor="#f6dfe9"',
    Figure.END: 'shape=oval, style="filled,bold"',
    Figure.UNREADABLE: 'shape=octagon, style="filled"',
    Figure.FOLDED: 'shape=folder, style="filled"',
}
_MARKS = {
    Mark.UNTRANSLATED: 'fillcolor="#d9d9d9", fontcolor="#4a4a4a"',
    Mark.BROKEN: 'color="#a1261b", fillcolor="#ffd9d4", fontcolor="#7a130a", penwidth=2',
}


def to_dot(drawing: Drawing) -> str:
    """Return the drawing for Graphviz; a node's SVG element has the id `step_<id>` and its marks as classes."""
    names = _names(drawing.nodes)
    body = [*_HEAD, *(_dot_node(names[node.id], node) for node in drawing.nodes)]
    body += [_dot_edge(edge, names) for edge in drawing.edges]
    lines = "\n".join(f"  {line}" for line in body)
    return f"digraph {_quoted(drawing.title or 'flow')} {{\n{lines}\n}}\n"


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    """Return the name of every node in the text: no id can be mistaken for a word of the language."""
    return {node.id: f"n{number}" for number, node in enumerate(nodes)}


def _lines(node: Node) -> list[str]:
    when = f"only if {node.when}" if node.when else ""
    return [line for line in (node.words, node.name, when) if line]


def _dot_node(name: str, node: Node) -> str:
    look = [_SHAPES[node.figure], *(_MARKS[mark] for mark in _MARKS if mark in node.marks)]
    if Mark.UNREACHED in node.marks:
        look.append('style="filled,dashed"')
    attributes = [
        f"label={_label(_lines(node))}",
        *look,
        f"id={_quoted(f'step_{node.id}')}",
        f"class={_quoted(' '.join((node.figure, *node.marks)))}",
        f"tooltip={_quoted(node.tooltip or node.name)}",
        *([f"URL={_quoted(node.link)}"] if node.link else []),
    ]
    return f"{name} [{', '.join(attributes)}]"


def _dot_edge(edge: Edge, names: dict[str, str]) -> str:
    label = f" [label={_label(edge.label.splitlines())}]" if edge.label else ""
    return f"{names[edge.start]} -> {names[edge.end]}{label}"


def _label(lines: Iterable[str]) -> str:
    return _quoted("\n".join(in_its_direction(line) for line in lines))


def _quoted(words: str) -> str:
    """Return `words` as a string of DOT in which nothing is an escape or an entity."""
    safe = clean(words).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return '"' + safe.replace("\n", "\\n").replace("\t", " ") + '"'


_FRAMES = {
    Figure.START: ("((", "))"),
    Figure.SAY: ("(", ")"),
    Figure.QUESTION: ("{{", "}}"),
    Figure.ROUTE: ("{", "}"),
    Figure.CALL: ("[[", "]]"),
    Figure.PLAN: ("[/", "/]"),
    Figure.CARD: ("[\\", "\\]"),
    Figure.DO: ("[(", ")]"),
    Figure.HANDOFF: (">", "]"),
    Figure.END: ("([", "])"),
    Figure.UNREADABLE: ("[", "]"),
    Figure.FOLDED: ("[", "]"),
}
_CLASSES = (
    "classDef untranslated fill:#d9d9d9,stroke:#55635f,color:#4a4a4a",
    "classDef broken fill:#ffd9d4,stroke:#a1261b,color:#7a130a,stroke-width:2px",
    "classDef unreached stroke-dasharray:4 3",
)
_SPECIAL = re.compile(r"[^\w\s,:?!'()/+\u0080-\U0010ffff-]|(?<=\d)\.|^-")
"""What Mermaid could take for its own signs, or for Markdown, is written as its number."""


def to_mermaid(drawing: Drawing) -> str:
    """Return the drawing as a Mermaid flowchart."""
    names = _names(drawing.nodes)
    lines = ["flowchart TD"]
    lines += [_mermaid_node(names[node.id], node) for node in drawing.nodes]
    lines += [_mermaid_edge(edge, names) for edge in drawing.edges]
    lines += _CLASSES if any(node.marks for node in drawing.nodes) else ()
    lines += _mermaid_marks(drawing.nodes, names)
    lines += [
        f'click {names[node.id]} href "{quote(clean(node.link), safe="/#?=&:")}" {_spelled([node.tooltip])}'
        for node in drawing.nodes
        if node.link
    ]
    return "\n  ".join(lines) + "\n"


def _mermaid_node(name: str, node: Node) -> str:
    opening, closing = _FRAMES[node.figure]
    return f"{name}{opening}{_spelled(_lines(node))}{closing}"


def _mermaid_edge(edge: Edge, names: dict[str, str]) -> str:
    label = f"|{_spelled(edge.label.splitlines())}|" if edge.label else ""
    return f"{names[edge.start]} -->{label} {names[edge.end]}"


def _mermaid_marks(nodes: Iterable[Node], names: dict[str, str]) -> Iterator[str]:
    for mark in (Mark.UNTRANSLATED, Mark.BROKEN, Mark.UNREACHED):
        marked = ",".join(names[node.id] for node in nodes if mark in node.marks)
        if marked:
            yield f"class {marked} {mark}"


def _spelled(lines: Iterable[str]) -> str:
    safe = (
        _SPECIAL.sub(lambda found: f"#{ord(found[0])};", in_its_direction(clean(line)))
        for line in lines
    )
    return '"' + "<br/>".join(safe).replace("\n", "<br/>") + '"'

"""Folding a drawing that is too large to be read: straight runs of messages become one node, the rest is counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.content.graph import Drawing, Edge, Figure, Node

MOST_NODES = 80
"""Nodes that can be read as one picture."""
REST = "…"


def folded(drawing: Drawing) -> Drawing:
    """Return the drawing with at most `MOST_NODES` nodes."""
    if len(drawing.nodes) <= MOST_NODES:
        return drawing
    return _cut(_without_runs(drawing))


def _without_runs(drawing: Drawing) -> Drawing:
    nodes = {node.id: node for node in drawing.nodes}
    names: dict[str, str] = {}
    for first, *more in _runs(drawing):
        names.update(dict.fromkeys(more, first))
        nodes[first] = replace(
            nodes[first],
            figure=Figure.FOLDED,
            name=f"{first} … {more[-1]}",
            words=f"{len(more) + 1} messages",
        )
    kept = tuple(node for id_, node in nodes.items() if id_ not in names)
    return replace(drawing, nodes=kept, edges=tuple(_moved(drawing.edges, names)))


def _cut(drawing: Drawing) -> Drawing:
    if len(drawing.nodes) <= MOST_NODES:
        return drawing
    shown, hidden = drawing.nodes[: MOST_NODES - 1], drawing.nodes[MOST_NODES - 1 :]
    rest = Node(id=REST, figure=Figure.FOLDED, name=f"and {len(hidden)} more steps")
    names = {node.id: REST for node in hidden}
    return replace(drawing, nodes=(*shown, rest), edges=tuple(_moved(drawing.edges, names)))


def _moved(edges: Iterable[Edge], names: Mapping[str, str]) -> Iterator[Edge]:
    """Yield the edges with nodes under their new names, without those that became a circle, each once."""
    moved: dict[Edge, None] = {}
    for edge in edges:
        new = replace(
            edge, start=names.get(edge.start, edge.start), end=names.get(edge.end, edge.end)
        )
        if new.start != new.end or new == edge:
            moved[new] = None
    yield from moved


def _runs(drawing: Drawing) -> Iterator[Sequence[str]]:
    """Yield runs of two or more unmarked messages that only lead from one to the next."""
    plain = {node.id for node in drawing.nodes if node.figure is Figure.SAY and not node.marks}
    leads: dict[str, list[str]] = {}
    comes: dict[str, list[str]] = {}
    for edge in drawing.edges:
        leads.setdefault(edge.start, []).append(edge.end)
        comes.setdefault(edge.end, []).append(edge.start)
    after = {
        id_: ends[0]
        for id_, ends in leads.items()
        if id_ in plain and len(ends) == 1 and ends[0] in plain and len(comes[ends[0]]) == 1
    }
    for first in after.keys() - set(after.values()):
        run = [first]
        while run[-1] in after:
            run.append(after[run[-1]])
        yield run

"""Finding what can be sent, by words in the advisor's own language or by id."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.flow import Release
from bot.core.fold import fold
from bot.core.render import render_text
from bot.core.text import Text
from bot.service.desk.asking import suggested
from bot.service.library import Catalog

MOST_FOUND = 20
EVERY_WORD, IN_TITLE, AT_START, BY_ID = 1, 2, 3, 4
"""How well something fits, the best last."""


class Kind(StrEnum):
    """What can be sent by id."""

    REPLY = "reply"
    CARD = "card"
    ENTRY = "entry"
    FLOW = "flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that can be sent: `title` for the advisor, `text` as the person reads it (none of a flow)."""

    kind: Kind
    id: str
    title: Text
    text: Text | None = None


def everything(release: Release) -> Iterator[Found]:
    """Yield all that can be sent, the kinds in the order of `Kind`."""
    for reply in release.replies.values():
        yield Found(kind=Kind.REPLY, id=reply.id, title=reply.title, text=reply.text)
    for card in release.cards.values():
        yield Found(kind=Kind.CARD, id=card.id, title=card.title, text=card.ask)
    for entry in release.entries.values():
        if not entry.stub:
            text = entry.variants[-1].text
            yield Found(kind=Kind.ENTRY, id=str(entry.id), title=entry.question, text=text)
    for flow in suggested(release).values():
        yield Found(kind=Kind.FLOW, id=str(flow.id), title=flow.title)


def find(
    release: Release, catalog: Catalog, words: str, *, only: frozenset[Kind] = frozenset(Kind)
) -> Sequence[Found]:
    """Return what fits all the words, the best first; without any, the replies and cards there are.

    Each word may stand in the title or the text, in the advisor's language or in English, or in the id.
    """
    some = [each for each in everything(release) if each.kind in only]
    wanted = fold(words)
    if not wanted:
        return [each for each in some if each.kind in {Kind.REPLY, Kind.CARD}]
    fitting = [(_fits(each, catalog, wanted), each) for each in some]
    best = sorted((pair for pair in fitting if pair[0]), key=lambda pair: -pair[0])
    return [each for _, each in best[:MOST_FOUND]]


def _fits(found: Found, catalog: Catalog, wanted: str) -> int:
    """Return how well something fits, 0 for not at all."""
    if wanted == fold(found.id):
        return BY_ID
    titles = _readings(found.title, catalog)
    if any(title.startswith(wanted) for title in titles):
        return AT_START
    words = wanted.split()
    if _all_in(words, f"{' '.join(titles)} {fold(found.id)}"):
        return IN_TITLE
    text = () if found.text is None else _readings(found.text, catalog)
    return EVERY_WORD if _all_in(words, " ".join((*titles, *text))) else 0


def _readings(text: Text, catalog: Catalog) -> tuple[str, str]:
    return fold(render_text(text, catalog).words), fold(text.source)


def _all_in(words: Sequence[str], whole: str) -> bool:
    return all(word in whole for word in words)

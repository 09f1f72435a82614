"""Finding something to send: one field for saved replies, question cards, answers and guides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.core.render import render_text
from bot.core.text import Text
from bot.desk.acts import all_of
from bot.desk.visit import Visit
from bot.service.desk.finding import Found, Kind, find
from bot.service.desk.translating import person_language
from bot.service.library import Catalog

LONGEST = 200
_KINDS: Mapping[Kind, str] = {
    Kind.REPLY: "kind_reply",
    Kind.CARD: "kind_card",
    Kind.ENTRY: "kind_entry",
    Kind.FLOW: "kind_flow",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Texts in one language; `translated` is False when a part of them stands in English instead."""

    words: str
    translated: bool


def read_in(texts: Iterable[Text], catalog: Catalog) -> Reading:
    """Return texts as they are read in a language, each on a line of its own."""
    rendered = [render_text(each, catalog) for each in texts]
    return Reading(
        words="\n".join(each.words for each in rendered),
        translated=all(each.translated for each in rendered),
    )


async def search(visit: Visit) -> web.StreamResponse:
    """Show what fits the words, kind by kind, and whether the person reads it in their language."""
    opened = await all_of(visit)
    words = visit.request.query.get("q", "")[:LONGEST]
    library = visit.site.library
    found = find(library.release, library.catalog(visit.speech.language.code), words)
    theirs = library.catalog(person_language(opened))
    return await visit.page(
        "find.html",
        title="find",
        ticket=opened.kept.ticket,
        q=words,
        groups=_grouped(found),
        read={(each.kind, each.id) for each in found if _is_read(each, theirs)},
    )


def _grouped(found: Sequence[Found]) -> Sequence[tuple[Kind, str, Sequence[Found]]]:
    """Return what was found by its kind, each with the word of the page for it; kinds with nothing are left out."""
    groups = [
        (kind, word, [each for each in found if each.kind is kind]) for kind, word in _KINDS.items()
    ]
    return [group for group in groups if group[2]]


def _is_read(found: Found, theirs: Catalog) -> bool:
    return read_in([found.title if found.text is None else found.text], theirs).translated

"""Sending by id: question cards, answers of the knowledge base, guides; each is looked at before it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.core.asides import answer_says
from bot.core.asked import as_written
from bot.core.cards_asked import Reader, card_choices
from bot.core.entry import EntryId
from bot.core.flow import FlowId
from bot.core.inquiring import needed
from bot.core.phrases import ADVISOR_SUGGESTS
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.text import Text
from bot.desk.acts import Before, all_of, carry_out, signed
from bot.desk.finding import read_in
from bot.desk.visit import Visit
from bot.service.desk.asking import answers_of, suggested
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Sight
from bot.service.desk.translating import person_language
from bot.service.library import Catalog

TYPED = frozenset({CardAnswer.DATE, CardAnswer.NUMBER, CardAnswer.WORDS})
"""Cards the person answers by typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing to send: its texts and the labels of its buttons; `hint` is a word of the page about it."""

    title: Text
    texts: Sequence[Text]
    buttons: Sequence[Text] = ()
    hint: str = ""


async def cards(visit: Visit) -> web.StreamResponse:
    """Show question cards as both sides read them."""
    opened = await all_of(visit)
    chosen = _chosen(visit, visit.request.query.getall("card", []))
    if not chosen:
        return visit.to(f"/ticket/{opened.kept.ticket.code}/find")
    parts = [_card(each, visit) for each in chosen]
    return await _page(visit, opened, "cards", parts, {"card": [each.id for each in chosen]})


async def send_cards(visit: Visit) -> web.StreamResponse:
    """Ask the person question cards."""
    opened, now = await all_of(visit), visit.site.now()
    chosen, code = (
        [each.id for each in _chosen(visit, visit.fields("card"))],
        opened.kept.ticket.code,
    )
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL),
        "ask",
        lambda: visit.site.asking.ask(code, signed(visit), chosen, now),
    )


async def entry(visit: Visit) -> web.StreamResponse:
    """Show an answer of the knowledge base as both sides read it."""
    opened, release = await all_of(visit), visit.site.library.release
    found = release.entries.get(EntryId(visit.request.match_info["entry"]))
    if found is None:
        raise web.HTTPNotFound
    answers = answers_of(release, opened.session, visit.site.now())
    said = answer_says(found, release, answers)
    lines = [line for paragraph in said.paragraphs for line in paragraph]
    missing = needed(found, release, answers) is not None
    part = Part(title=found.question, texts=lines, hint="preview_depends" if missing else "")
    return await _page(visit, opened, f"entry/{found.id}", [part])


async def send_entry(visit: Visit) -> web.StreamResponse:
    """Send an answer of the knowledge base."""
    opened, now = await all_of(visit), visit.site.now()
    code, wanted = opened.kept.ticket.code, visit.request.match_info["entry"]
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL),
        "answer",
        lambda: visit.site.asking.answer_with(code, signed(visit), wanted, now),
    )


async def flow(visit: Visit) -> web.StreamResponse:
    """Show the message with the button that starts a guide."""
    opened = await all_of(visit)
    found = suggested(visit.site.library.release).get(FlowId(visit.request.match_info["flow"]))
    if found is None:
        raise web.HTTPNotFound
    text = ADVISOR_SUGGESTS.with_values(advisor=visit.advisor.name)
    part = Part(title=found.title, texts=[text], buttons=[found.title], hint="preview_flow")
    return await _page(visit, opened, f"flow/{found.id}", [part])


async def send_flow(visit: Visit) -> web.StreamResponse:
    """Send the button that starts a guide."""
    opened, now = await all_of(visit), visit.site.now()
    code, wanted = opened.kept.ticket.code, visit.request.match_info["flow"]
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL),
        "suggest",
        lambda: visit.site.asking.suggest(code, signed(visit), wanted, now),
    )


async def ask_machine(visit: Visit) -> web.StreamResponse:
    """Ask the person whether a machine may translate."""
    opened, now = await all_of(visit), visit.site.now()
    if not visit.site.translating.on:
        raise web.HTTPBadRequest
    code = opened.kept.ticket.code
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL),
        "ask_machine",
        lambda: visit.site.asking.ask_about_machine(code, signed(visit), now),
    )


def _chosen(visit: Visit, ids: Sequence[str]) -> Sequence[QuestionCard]:
    known = visit.site.library.release.cards
    return [known[each] for each in dict.fromkeys(ids) if each in known]


def _card(card: QuestionCard, visit: Visit) -> Part:
    reader = Reader(spell=as_written, today=visit.site.now().date())
    buttons = [each.label for each in card_choices(card, reader)]
    typed = card.answer in TYPED
    return Part(
        title=card.title,
        texts=[card.ask],
        buttons=buttons,
        hint="preview_typed" if typed else "",
    )


async def _page(
    visit: Visit,
    opened: Opened,
    place: str,
    parts: Sequence[Part],
    hidden: Mapping[str, Sequence[str]] | None = None,
) -> web.Response:
    library, theirs = visit.site.library, person_language(opened)
    yours, read = library.catalog(visit.speech.language.code), library.catalog(theirs)
    both = [(each, _both(each, yours), _both(each, read)) for each in parts]
    return await visit.page(
        "preview.html",
        title="preview",
        ticket=opened.kept.ticket,
        place=place,
        parts=both,
        person_language=theirs,
        hidden=hidden or {},
    )


def _both(part: Part, catalog: Catalog) -> Mapping[str, object]:
    """Return the texts and the buttons of a part in one language."""
    texts, buttons = read_in(part.texts, catalog), read_in(part.buttons, catalog)
    translated = texts.translated and buttons.translated
    return {
        "words": texts.words,
        "buttons": buttons.words.replace("\n", " · "),
        "translated": translated,
        "language": catalog.language.code if texts.translated else "en",
    }

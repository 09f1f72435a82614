"""Saved replies: filled in by the advisor in their language, looked at, then sent in the person's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.core.entry import SavedReply
from bot.core.language import SOURCE_LANGUAGE
from bot.core.render import render_text
from bot.core.replies import BadValueError, SlotType, filled
from bot.core.text import Text, literal
from bot.desk.acts import Before, all_of, send
from bot.desk.visit import Visit
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Sight

_WRONG: Mapping[str, str] = {
    SlotType.DATE: "wrong_date",
    SlotType.TIME: "wrong_time",
    SlotType.AMOUNT: "wrong_amount",
}
"""The words of the page for a value that does not fit, by the type of its placeholder."""
FIELD = "with-"
"""What the names of the fields begin with that fill a reply in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A reply as far as it is filled in: with lines where something is missing; `ready` once it can be sent."""

    saved: SavedReply
    text: Text
    given: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    ready: bool = False


async def reply(visit: Visit) -> web.StreamResponse:
    """Show a saved reply with its fields."""
    opened, saved = await _chosen(visit)
    return await _page(visit, opened, Filled(saved=saved, text=_open_slots(saved)))


async def send_reply(visit: Visit) -> web.StreamResponse:
    """Show what the person will read, or send it once the advisor has looked at it."""
    opened, saved = await _chosen(visit)
    given = {name: visit.field(FIELD + name) for name in saved.slots}
    try:
        text = filled(saved, given)
    except BadValueError as error:
        problem = visit.speech.word(_WRONG.get(saved.slots[error.slot], "wrong_line"))
        unfit = Filled(saved=saved, text=_open_slots(saved), given=given, problem=problem)
        return await _page(visit, opened, unfit)
    if visit.field("step") != "send":
        return await _page(visit, opened, Filled(saved=saved, text=text, given=given, ready=True))
    return await send(visit, Before(opened=opened, sight=Sight.ALL), text)


async def _chosen(visit: Visit) -> tuple[Opened, SavedReply]:
    opened = await all_of(visit)
    saved = visit.site.library.release.replies.get(visit.request.match_info["reply"])
    if saved is None:
        raise web.HTTPNotFound
    return opened, saved


async def _page(visit: Visit, opened: Opened, filled_in: Filled) -> web.Response:
    theirs = opened.kept.facts.language or SOURCE_LANGUAGE
    rendered = render_text(filled_in.text, visit.site.library.catalog(theirs))
    return await visit.page(
        "reply.html",
        status=400 if filled_in.problem else 200,
        title="reply",
        ticket=opened.kept.ticket,
        saved=filled_in.saved,
        given=filled_in.given,
        ready=filled_in.ready,
        problem=filled_in.problem,
        yours=visit.speech.text(filled_in.text),
        theirs=rendered.words,
        their_language=theirs if rendered.translated else SOURCE_LANGUAGE,
        person_language=theirs,
        translated=rendered.translated,
    )


def _open_slots(saved: SavedReply) -> Text:
    """Return the reply with a line where something is to be filled in."""
    return saved.text.with_values(**{name: literal("____") for name in saved.slots})

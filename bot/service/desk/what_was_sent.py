"""What a line of a ticket says by ids, for whoever reads it: the texts that were sent, the question of an answer."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.core.cards_asked import card_answer_shown
from bot.core.entry import EntryId
from bot.core.flow import FlowId, Release
from bot.core.machine_asked import TRANSLATION
from bot.core.replies import BadValueError, filled
from bot.core.text import Text, literal, pgettext
from bot.core.ticket_message import TicketMessage
from bot.core.wording import source_lines

CARD_SENT = pgettext("desk/sent/card", "Question card: {title}")
CARD_ANSWER = pgettext("desk/sent/card_answer", "Answer to the question card: {title}")
ENTRY_SENT = pgettext("desk/sent/entry", "Answer from the knowledge base: {title}")
FLOW_SENT = pgettext("desk/sent/flow", "Button that starts: {title}")
MACHINE_ASKED = pgettext(
    "desk/sent/machine_asked", "The person is asked whether a machine may translate."
)
WAITS_FOR_INTERPRETER = pgettext(
    "desk/sent/waits", "Waits for an interpreter. It goes to the person when it is translated."
)
WAS_SENT = pgettext("desk/sent/was_sent", "An interpreter translated it, and it was sent.")
WAS_DROPPED = pgettext("desk/sent/was_dropped", "It was not sent.")
INTERPRETER_ASKED = pgettext("desk/sent/interpreter_asked", "An interpreter was asked for")
INTERPRETER_STOPPED = pgettext("desk/sent/interpreter_stopped", "No interpreter is needed any more")
MACHINE_YES = pgettext("desk/sent/machine_yes", "The person lets a machine translate")
MACHINE_NO = pgettext("desk/sent/machine_no", "The person does not want a machine to translate")

_EVENTS: Mapping[tuple[str, str], Text] = {
    ("interpreter", "asked"): INTERPRETER_ASKED,
    ("interpreter", "stopped"): INTERPRETER_STOPPED,
    ("machine", "yes"): MACHINE_YES,
    ("machine", "no"): MACHINE_NO,
}
_NOTES: Mapping[str, Text] = {"sent": WAS_SENT, "dropped": WAS_DROPPED}

Shown = tuple[Text, tuple[Text, ...]]
"""A label, and the texts under it."""


def event_shown(message: TicketMessage) -> Text | None:
    """Return what an event says that is no move; None when it is another one."""
    return next(
        (text for (key, value), text in _EVENTS.items() if message.about.get(key) == value), None
    )


def what_was_sent(message: TicketMessage, release: Release) -> tuple[Shown, ...]:
    """Return what a line says beside the words in it; nothing for one of words only.

    What the content does not have any more stands as its id.
    """
    about = message.about
    if "waited" in about:
        return ((_NOTES.get(str(about["waited"]), WAS_DROPPED), ()),)
    return tuple(
        shown for key, show in _SHOWS.items() if key in about for shown in show(about, release)
    )


def reply_shown(about: Mapping[str, Any], release: Release) -> Text | None:
    """Return a saved reply as it was sent; where a value is not known any more, dots stand for it."""
    place, values = about.get("place"), about.get("values", {})
    saved = next((each for each in release.replies.values() if each.text.place == place), None)
    if saved is None:
        return None
    try:
        return filled(saved, {name: str(values.get(name, "")) for name in saved.slots})
    except BadValueError:
        return saved.text.with_values(**dict.fromkeys(saved.slots, "…"))


def _cards(about: Mapping[str, Any], release: Release) -> Iterator[Shown]:
    for id_ in about["cards"]:
        card = release.cards.get(str(id_))
        title = literal(str(id_)) if card is None else card.title
        yield CARD_SENT.with_values(title=title), () if card is None else (card.ask,)


def _answer(about: Mapping[str, Any], release: Release) -> Iterator[Shown]:
    card, answer = release.cards.get(str(about["card"])), about.get("answer")
    title = literal(str(about["card"])) if card is None else card.title
    asked = () if card is None else (card.ask,)
    if answer is None:
        yield CARD_ANSWER.with_values(title=title), asked
    elif card is None:
        yield CARD_ANSWER.with_values(title=title), (literal(str(answer)),)
    else:
        yield CARD_ANSWER.with_values(title=title), (*asked, card_answer_shown(card, answer))


def _entry(about: Mapping[str, Any], release: Release) -> Iterator[Shown]:
    entry = release.entries.get(EntryId(str(about["entry"])))
    if entry is None:
        yield ENTRY_SENT.with_values(title=literal(str(about["entry"]))), ()
        return
    place = about.get("place")
    sent = next((each for each in entry.variants if each.text.place == place), entry.variants[-1])
    yield ENTRY_SENT.with_values(title=entry.question), (sent.text, *source_lines(sent.sources))


def _flow(about: Mapping[str, Any], release: Release) -> Iterator[Shown]:
    if about["flow"] == TRANSLATION:
        yield MACHINE_ASKED, ()
        return
    flow = release.flows.get(FlowId(str(about["flow"])))
    title = literal(str(about["flow"])) if flow is None else flow.title
    yield FLOW_SENT.with_values(title=title), ()


def _waits(_about: Mapping[str, Any], _release: Release) -> Iterator[Shown]:
    yield WAITS_FOR_INTERPRETER, ()


_SHOWS: Mapping[str, Callable[[Mapping[str, Any], Release], Iterator[Shown]]] = {
    "cards": _cards,
    "card": _answer,
    "entry": _entry,
    "flow": _flow,
    "waits": _waits,
}

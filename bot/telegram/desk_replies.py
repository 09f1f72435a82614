"""Saved replies and question cards in the advisors' group: found by a word, shown as both sides read them, and sent."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from secrets import token_hex

from bot.core.entry import SavedReply
from bot.core.language import SOURCE_LANGUAGE
from bot.core.question_card import QuestionCard
from bot.core.render import render_text
from bot.core.replies import BadValueError, SlotType, filled
from bot.core.text import Text, literal
from bot.service.desk.cards import language_name
from bot.service.desk.finding import Kind, find
from bot.service.desk.forum_buttons import DeskPress, Press
from bot.telegram import desk_words as words
from bot.telegram.desk_room import Scene

MOST = 5
"""Replies that are offered at a time."""
REMEMBERED = 200
"""Replies that were shown and can still be sent."""

_GIVEN = re.compile(r"([a-z_][a-z0-9_]*)=(.*?)(?=\s+[a-z_][a-z0-9_]*=|$)", re.DOTALL)
_EXAMPLES = {SlotType.DATE: "2026-12-01", SlotType.TIME: "14:30", SlotType.AMOUNT: "50"}

Sendable = SavedReply | QuestionCard


class Shown:
    """What was shown and not sent yet: a text, or the id of a card.

    A restart forgets it, and nothing but a second search is lost.
    """

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, Text | str] = OrderedDict()

    def keep(self, body: Text | str) -> str:
        """Return the name under which it can be sent."""
        name = token_hex(6)
        self._bodies[name] = body
        while len(self._bodies) > REMEMBERED:
            self._bodies.popitem(last=False)
        return name

    def what(self, name: str) -> Text | str | None:
        """Return what was shown under this name."""
        return self._bodies.get(name)

    def forget(self, name: str) -> None:
        """Let it not be sent once more."""
        del self._bodies[name]


def offer(scene: Scene, message: int, asked: str, shown: Shown, kind: Kind) -> None:
    """Offer what fits the words; show at once what is named with what to fill in."""
    name, _, given = asked.partition(" ")
    values = {slot: value.strip() for slot, value in _GIVEN.findall(given)}
    named = _known(scene, kind).get(name)
    if named is not None and (values or not _slots(named)):
        _show(scene, named, values, message, shown)
        return
    release, catalog = scene.room.library.release, scene.catalog
    found = find(release, catalog, asked, only=frozenset({kind}))[:MOST]
    if not found:
        scene.say(words.NO_REPLY, reply_to=message)
        return
    button = scene.room.looks.button
    rows = [
        [
            button(
                literal(render_text(each.title, catalog).words),
                DeskPress(code=scene.code, press=Press.REPLY, detail=_detail(each.kind, each.id)),
            )
        ]
        for each in found
    ]
    scene.say(words.WHICH_REPLY, buttons=rows, reply_to=message)


def show(scene: Scene, detail: str, message: int, shown: Shown) -> Text:
    """Show what a button stands for; return what to say to the press."""
    known = {
        _detail(kind, id_): each
        for kind in (Kind.REPLY, Kind.CARD)
        for id_, each in _known(scene, kind).items()
    }
    if detail not in known:
        return words.OLD_BUTTON
    _show(scene, known[detail], {}, message, shown)
    return words.SHOWN


def _show(scene: Scene, what: Sendable, values: dict[str, str], message: int, shown: Shown) -> None:
    """Show how both sides read it, with a button that sends it, or how to fill it in."""
    try:
        text = filled(what, values) if isinstance(what, SavedReply) else what.ask
    except BadValueError:
        _show_blanks(scene, what, message)
        return
    name = shown.keep(text if isinstance(what, SavedReply) else what.id)
    press = DeskPress(code=scene.code, press=Press.SAY, detail=name)
    send = scene.room.looks.button(words.SEND, press)
    scene.say(*_both(scene, text), buttons=[[send]], reply_to=message)


def _show_blanks(scene: Scene, what: Sendable, message: int) -> None:
    """Show a reply with lines where something is to be filled in, and how that is written."""
    slots = _slots(what)
    blank = _text(what).with_values(**{name: literal("____") for name in slots})
    values = (f"{name}={_EXAMPLES.get(SlotType(kind), '…')}" for name, kind in slots.items())
    how = words.FILL_IN.with_values(example=" ".join(("/reply", what.id, *values)))
    yours = literal(render_text(blank, scene.catalog).words)
    scene.say(words.YOU_READ, yours, how, reply_to=message)


def _both(scene: Scene, text: Text) -> Iterator[Text]:
    room = scene.room
    language = scene.opened.kept.facts.language or SOURCE_LANGUAGE
    theirs = render_text(text, room.library.catalog(language))
    if language != scene.advisor.reply_language:
        yield words.YOU_READ
        yield literal(render_text(text, scene.catalog).words)
    head = words.THEY_READ if theirs.translated else words.NO_TRANSLATION
    yield head.with_values(language=language_name(room.library.release, language))
    yield literal(theirs.words)


def _known(scene: Scene, kind: Kind) -> Mapping[str, Sendable]:
    release = scene.room.library.release
    return release.replies if kind is Kind.REPLY else release.cards


def _slots(what: Sendable) -> Mapping[str, str]:
    return what.slots if isinstance(what, SavedReply) else {}


def _text(what: Sendable) -> Text:
    return what.text if isinstance(what, SavedReply) else what.ask


def _detail(kind: Kind, id_: str) -> str:
    """Return a short name for a button, whose length is limited."""
    return hashlib.sha256(f"{kind}/{id_}".encode()).hexdigest()[:12]

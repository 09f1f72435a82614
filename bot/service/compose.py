"""From a turn to what is stored and sent: final words, numbered messages, one unit for the store."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import starmap

from bot.core.event import ConsentWithdrawn, ErasureRequested, ProfileForgotten
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.message import (
    VOICE_MEDIA_TYPE,
    Attachment,
    ChannelName,
    Command,
    Content,
    OutboundMessage,
    Pressed,
    Upload,
    Words,
)
from bot.core.phrases import ERASED
from bot.core.render import render_say, without_bidi_controls
from bot.core.session import Session
from bot.core.text import Text
from bot.core.turn import Say, Turn
from bot.service.buttons import token_of
from bot.service.drafts import kept_session, waiting_aside
from bot.service.files import settled
from bot.service.library import Catalog, Library
from bot.service.notes import notes_of
from bot.service.ports import (
    EraseUnit,
    KeptFile,
    Line,
    Outgoing,
    Person,
    Queued,
    Sealer,
    Speaker,
    TurnUnit,
)

SENT = "📎"
"""What stands in a kept conversation where the person sent a file, in any language."""

KEEPS_TRANSCRIPT = frozenset({ChannelName.WEB, ChannelName.TERMINAL})
"""Channels that show the conversation from our own store, because no messenger keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One unit for the store and what follows once it is durable."""

    unit: TurnUnit | EraseUnit
    queued: tuple[Queued, ...] = ()
    farewell: Line | None = None


def first_language(hint: str | None, library: Library) -> LanguageCode:
    """Return the language to begin in: the one the person's app is set to if we offer it, else the source language."""
    offered = library.release.languages
    for code in (hint or "", (hint or "").partition("-")[0]):
        if code in offered and offered[code].offered:
            return code
    return SOURCE_LANGUAGE


def speller(library: Library, *languages: LanguageCode) -> Callable[[Text], Iterable[str]]:
    """Return a function that gives a label in English and in `languages`, for recognising it when typed."""
    catalogs = [library.catalog(language) for language in dict.fromkeys(languages)]

    def spell(text: Text) -> Iterable[str]:
        if not text.place:
            return (str(text.values["words"]),)
        found = (catalog.find(text.place, text.source) for catalog in catalogs)
        return (text.source, *(words for words in found if words is not None))

    return spell


def words_of(
    says: Iterable[Say],
    person: Person,
    language: LanguageCode,
    library: Library,
    sealer: Sealer,
    *,
    on: str | None,
) -> list[OutboundMessage]:
    """Return what is said in its final words, with buttons only `person` can press."""
    messages: list[OutboundMessage] = []
    for say in says:
        catalog = library.catalog(say.language or language)
        written = render_say(say, catalog, lambda press: token_of(press, person.id, sealer), on=on)
        messages += _spoken(list(written), say.recording, catalog) if say.recording else written
    return messages


def _spoken(
    written: list[OutboundMessage], place: str, catalog: Catalog
) -> Sequence[OutboundMessage]:
    """Return messages with the recording of the text at `place`; without any it is a message of its own."""
    sound = catalog.recording(place)
    if sound is None:
        return written
    language = catalog.language
    *others, last = written or [
        OutboundMessage(language=language.code, direction=language.direction)
    ]
    voice = Attachment(
        filename=f"{place.replace('/', '-')}.ogg", media_type=VOICE_MEDIA_TYPE, content=sound
    )
    return [*others, replace(last, attachment=voice)]


def compose_turn(
    person: Person,
    turn: Turn,
    messages: Sequence[OutboundMessage],
    *,
    content: Content | None,
    now: datetime,
    files: tuple[KeptFile, ...] = (),
) -> Composed:
    """Return the unit that stores a turn together with everything it wants to send.

    `content` is what the person did to cause it; None when they did nothing, so that nothing follows about whether
    they can be reached. `files` just came; those no answer holds any more go.
    """
    turn, gone = settled(person.session, turn, files, waiting_aside(person, turn.session))
    kept = person.channel in KEEPS_TRANSCRIPT
    lines = _lines(person, turn, messages, content, now) if kept else ()
    outgoing = () if kept else tuple(starmap(_outgoing, enumerate(messages, person.sequence + 1)))
    unit = TurnUnit(
        person=person,
        session=kept_session(person, turn.session),
        sequence=person.sequence + len(lines) + len(outgoing),
        at=now,
        outgoing=outgoing,
        lines=lines,
        reachable=True if content is not None else person.reachable,
        withdrawn=any(event in turn.events for event in (ConsentWithdrawn(), ProfileForgotten())),
        tickets=notes_of(turn, person, content, now),
        files=tuple(file for file in files if file.id not in gone),
        dropped=gone,
    )
    queued = tuple(
        Queued(person_id=person.id, channel=person.channel, address=person.address, outgoing=out)
        for out in outgoing
    )
    return Composed(unit=unit, queued=queued)


def _outgoing(sequence: int, message: OutboundMessage) -> Outgoing:
    return Outgoing(sequence=sequence, message=message)


def _lines(
    person: Person,
    turn: Turn,
    messages: Sequence[OutboundMessage],
    content: Content | None,
    now: datetime,
) -> tuple[Line, ...]:
    heard = _heard(content, turn.session)
    said = [] if heard is None else [(Speaker.PERSON, heard)]
    said += [(Speaker.MERIT, message) for message in messages]
    return tuple(
        Line(sequence=number, speaker=speaker, message=message, at=now)
        for number, (speaker, message) in enumerate(said, person.sequence + 1)
    )


def _heard(content: Content | None, session: Session) -> OutboundMessage | None:
    """Return the person's own line: typed words only with consent, commands always, presses show on the button."""
    match content:
        case Words(text=text):
            kept = without_bidi_controls(text) if session.consented else ""
        case Command(name=name):
            kept = f"/{name}"
        case Upload():
            kept = SENT
        case _:
            return None
    return OutboundMessage(text=kept, language=session.language)


def compose_erasure(
    person: Person,
    turn: Turn,
    library: Library,
    *,
    fresh: Callable[[ChannelName, str], Person],
    now: datetime,
) -> Composed:
    """Return the unit that deletes everything, with last words that leave nothing behind once they are delivered."""
    catalog = library.catalog(turn.session.language)
    (message,) = render_say(Say(paragraphs=((ERASED,),)), catalog, lambda _press: "")
    if person.channel in KEEPS_TRANSCRIPT:
        line = Line(sequence=person.sequence + 1, speaker=Speaker.MERIT, message=message, at=now)
        return Composed(unit=EraseUnit(person=person), farewell=line)
    successor = replace(fresh(person.channel, person.address), closing=True)
    farewell = Outgoing(sequence=1, message=message)
    queued = Queued(
        person_id=successor.id,
        channel=person.channel,
        address=person.address,
        outgoing=farewell,
        closing=True,
    )
    return Composed(
        unit=EraseUnit(person=person, successor=successor, farewell=farewell), queued=(queued,)
    )


def is_erasure(turn: Turn) -> bool:
    """Whether the person confirmed that everything is to be deleted."""
    return any(isinstance(event, ErasureRequested) for event in turn.events)


def pressed_on(content: Content) -> str | None:
    """Return the message whose buttons were pressed."""
    return content.on if isinstance(content, Pressed) else None

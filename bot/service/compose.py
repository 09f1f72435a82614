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
    Edited,
    OutboundKind,
    OutboundMessage,
    Pressed,
    Reachability,
    Upload,
    Words,
)
from bot.core.phrases import ERASED
from bot.core.render import render_say, without_bidi_controls
from bot.core.session import Session, session_to_json
from bot.core.text import Text
from bot.core.turn import Say, Turn
from bot.service.buttons import token_of
from bot.service.drafts import ASIDE, kept_session, tried_beside, waiting_aside
from bot.service.files import settled
from bot.service.library import Catalog, Library
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
from bot.service.ticket_changes import change_of_ticket
from bot.service.ticket_values import TicketChange

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
    # What advisors and time do concerns the real conversation, also while the person tries a draft.
    tried = tried_beside(person, turn.session) if content is None else {}
    waits = tried or waiting_aside(person, turn.session)
    turn, gone = settled(person.session, turn, files, waits)
    lines, outgoing = _numbered(person, turn, messages, content, now)
    aside = {**tried, ASIDE: session_to_json(turn.session)} if tried else None
    unit = TurnUnit(
        person=person,
        session=aside or kept_session(person, turn.session),
        sequence=person.sequence + len(lines) + len(outgoing),
        at=now,
        outgoing=outgoing,
        lines=lines,
        reachable=True if content is not None else person.reachable,
        withdrawn=any(event in turn.events for event in (ConsentWithdrawn(), ProfileForgotten())),
        ticket=change_of_ticket(turn, person, content, now),
        files=tuple(file for file in files if file.id not in gone),
        dropped=gone,
    )
    queued = tuple(
        Queued(person_id=person.id, channel=person.channel, address=person.address, outgoing=out)
        for out in outgoing
    )
    return Composed(unit=unit, queued=queued)


def _numbered(
    person: Person,
    turn: Turn,
    messages: Sequence[OutboundMessage],
    content: Content | None,
    now: datetime,
) -> tuple[tuple[Line, ...], tuple[Outgoing, ...]]:
    """Return the lines of a conversation that is kept here, or else what goes out, numbered on from the last."""
    if person.channel in KEEPS_TRANSCRIPT:
        messages = _offering_files(messages, turn.session)
        return _lines(person, turn, messages, content, now), ()
    return (), tuple(starmap(_outgoing, enumerate(messages, person.sequence + 1)))


def with_ticket(composed: Composed, change: TicketChange) -> Composed:
    """Return a composed turn that also stores what an advisor, or time itself, does to the ticket."""
    assert isinstance(composed.unit, TurnUnit)  # noqa: S101 - nothing is done to the ticket of who is deleted
    return replace(composed, unit=replace(composed.unit, ticket=change))


def without_ticket(composed: Composed, number: int) -> Composed:
    """Return a composed turn that also deletes a ticket with all that was said."""
    assert isinstance(composed.unit, TurnUnit)  # noqa: S101 - of who is deleted no ticket is left
    return replace(composed, unit=replace(composed.unit, purged=(number,)))


def _offering_files(
    messages: Sequence[OutboundMessage], session: Session
) -> Sequence[OutboundMessage]:
    """Return the messages with a way to send a file below the last, while one would go to the advisors."""
    if session.talk.live is None or not messages or messages[-1].kind is not OutboundKind.SEND:
        return messages
    return [*messages[:-1], replace(messages[-1], asks_file=True)]


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


def stays_deleted(person: Person, content: Content) -> bool:
    """Whether this is only the echo of a deletion: a second tap, or the person blocking the bot afterwards.

    Nobody is stored for it, so whoever deleted everything stays deleted until they write again.
    """
    echo = isinstance(content, Pressed | Reachability | Edited)
    return echo and (person.version == 0 or person.closing)


def pressed_on(content: Content) -> str | None:
    """Return the message whose buttons were pressed."""
    return content.on if isinstance(content, Pressed) else None

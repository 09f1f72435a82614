"""An advisor sends the person a file: cleaned like those of persons, kept with the ticket, recalled like words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Any, Protocol

from bot.core import phrases
from bot.core.media import MOST_FILES, Media, MediaKind, files_of, media_to_json, with_file
from bot.core.message import VOICE_MEDIA_TYPE, ChannelName, FileKind, Upload
from bot.core.render import without_bidi_controls
from bot.core.session import Session
from bot.core.text import Text, literal, pgettext
from bot.core.ticket import Move, Refusal
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Say
from bot.service.desk.desk import GONE, Brought, Deed, Desk, Outcome, Signed
from bot.service.files import file_id, room_for
from bot.service.ports import KeptFile

CAPTION = 750
"""Letters, as Telegram counts them, that fit under a file together with who writes; longer words go before it."""
LONGEST_NAME = 60
MEGABYTE = 1_000_000
KILOBYTE = 1_000

NOT_TAKEN = pgettext(
    "desk/file/not_taken", "This Merit takes no files. The operator can change that."
)
TOO_LARGE = pgettext("desk/file/too_large", "The file is too large: at most {size} MB.")
NO_ROOM = pgettext(
    "desk/file/no_room", "Merit cannot keep more files of this person. Nothing was sent."
)
UNREADABLE = pgettext(
    "desk/file/unreadable",
    "Merit cannot open this file. Nothing was sent. Send a PDF or a photo (JPEG or PNG).",
)
ENCRYPTED = pgettext("desk/file/encrypted", "This PDF has a password. Nothing was sent.")
NOT_FETCHED = pgettext(
    "desk/file/not_fetched", "Merit could not get this file. Nothing was sent. Please try again."
)

_REFUSED = {
    phrases.FILE_TOO_LARGE.place: TOO_LARGE,
    phrases.FILE_UNREADABLE.place: UNREADABLE,
    phrases.FILE_ENCRYPTED.place: ENCRYPTED,
    phrases.NO_ROOM.place: NO_ROOM,
}
"""What an advisor is told where a person would be told this."""

_KINDS = {
    "image/jpeg": (MediaKind.PHOTO, ".jpg"),
    "application/pdf": (MediaKind.DOCUMENT, ".pdf"),
    VOICE_MEDIA_TYPE: (MediaKind.VOICE, ".ogg"),
}


class Cleaning(Protocol):
    """Taking what says too much out of a file, and getting one that a channel has."""

    @property
    def megabytes(self) -> int:
        """How large a file may be."""

    async def clean(self, content: bytes, *, room: int) -> KeptFile | Text:
        """Return the file without its metadata if it has at most `room` kilobytes, or why it cannot be taken."""

    async def raw(self, channel: ChannelName, upload: Upload, *, most: int) -> bytes | None:
        """Return a file as it was sent; None when it has more than `most` bytes or cannot be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as an advisor gave it, or with `ref` as Telegram knows it; `words` go with it, in `language`.

    `kind` is how it was sent at Telegram. `about` is kept beside what is known of the file.
    """

    content: bytes = b""
    ref: str = ""
    kind: MediaKind | None = None
    name: str = ""
    words: str = ""
    language: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingFiles:
    """What it takes; without `cleaning` no files are taken."""

    desk: Desk
    cleaning: Cleaning | None = None

    @property
    def megabytes(self) -> int:
        """How large a file may be; 0 where none are taken."""
        return 0 if self.cleaning is None else self.cleaning.megabytes

    async def send(self, code: str, by: Signed, given: Given, now: datetime) -> Outcome | Text:
        """Send a file to the person; only who has the ticket can. Return why it was not sent, if it was not.

        Words that do not fit under it go before it.
        """
        deed = await self.deed(code, by, given, now)
        if not isinstance(deed, Deed):
            return deed
        if not fits_below(given.words):
            words, language = given.words, given.language
            before = await self.desk.answer(code, by, words, now, language=language)
            if isinstance(before, Refusal):
                return before
        return await self.desk.act(code, by, now, deed)

    async def deed(
        self, code: str, by: Signed, given: Given, now: datetime
    ) -> Deed | Refusal | Text:
        """Return the answer that brings a file, without words that do not fit under it, or why there is none."""
        opened = await self.desk.open(code)
        if opened is None:
            return GONE
        if self.cleaning is None:
            return NOT_TAKEN
        file = await self._taken(self.cleaning, given, opened.session)
        if isinstance(file, Text):
            return file
        words = given.words if fits_below(given.words) else ""
        return _deed(by, replace(given, words=words), file, now)

    async def _taken(self, cleaning: Cleaning, given: Given, session: Session) -> KeptFile | Text:
        most = cleaning.megabytes * MEGABYTE
        content: bytes | None = given.content
        if given.ref:
            upload = Upload(kind=FileKind.DOCUMENT, ref=given.ref)
            content = await cleaning.raw(ChannelName.TELEGRAM, upload, most=most)
        if content is None:
            return NOT_FETCHED
        if not 0 < len(content) <= most:
            return TOO_LARGE.with_values(size=cleaning.megabytes)
        room = _room(session)
        if _is_spoken(content):
            return _spoken(content, room)
        found = await cleaning.clean(content, room=room)
        return found if isinstance(found, KeptFile) else _refused(found, cleaning.megabytes)


def _deed(by: Signed, given: Given, file: KeptFile, now: datetime) -> Deed:
    """Return the answer that brings the file."""
    kind, ending = _KINDS[file.media_type]
    name = named(given.name, ending)
    media = Media(
        kind=given.kind or kind,
        ref=given.ref,
        file=file.id,
        name=name,
        size=len(file.content),
        type=file.media_type,
    )
    message = TicketMessage(
        side=Side.ADVISOR,
        at=int(now.timestamp()),
        text=given.words,
        language=given.language,
        by=by.actor.id,
        about={**given.about, "media": media_to_json(media)},
    )

    def brings(session: Session, _number: int) -> Brought:
        talk = session.talk
        number = 0 if talk.ticket is None else talk.ticket.number
        kept = replace(talk, files=with_file(talk.files, number, file.id))
        return Brought(
            session=replace(session, talk=kept), says=(_say(by, given.words),), file=file, name=name
        )

    return Deed(message=message, move=Move.ANSWER, brings=brings)


def _say(by: Signed, words: str) -> Say:
    if not words:
        return Say(paragraphs=((phrases.ADVISOR_SENDS.with_values(advisor=by.name),),))
    who = phrases.ADVISOR_WRITES.with_values(advisor=by.name)
    return Say(paragraphs=((who,), (literal(words),)))


def named(given: str, ending: str) -> str:
    """Return what a file is called, with the ending that fits what it is."""
    last = without_bidi_controls(given).replace("\\", "/").rpartition("/")[2]
    stem = "".join(letter for letter in PurePosixPath(last).stem if letter.isprintable())
    return f"{stem.strip(' .')[:LONGEST_NAME] or 'file'}{ending}"


def _room(session: Session) -> int:
    """Return how many kilobytes of files can still be kept with the person's ticket."""
    ticket = session.talk.ticket
    number = 0 if ticket is None else ticket.number
    full = len(files_of(session.talk.files, number)) >= MOST_FILES
    return 0 if full else room_for(session)


def _is_spoken(content: bytes) -> bool:
    """Whether it is a voice message as messengers record it: Ogg with Opus in it."""
    return content.startswith(b"OggS") and b"OpusHead" in content[:64]


def _spoken(content: bytes, room: int) -> KeptFile | Text:
    if len(content) > room * KILOBYTE:
        return NO_ROOM
    id_ = file_id(token_hex(8), len(content))
    return KeptFile(id=id_, media_type=VOICE_MEDIA_TYPE, content=content)


def _refused(reason: Text, megabytes: int) -> Text:
    text = _REFUSED[reason.place]
    return text.with_values(size=megabytes) if text is TOO_LARGE else text


def fits_below(words: str) -> bool:
    """Whether words can stand under a file at Telegram, with who writes them."""
    return len(words.encode("utf-16-le", "replace")) // 2 <= CAPTION

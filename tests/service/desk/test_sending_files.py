"""An advisor sends a person a file: cleaned, kept with the ticket, taken back like words, gone with the ticket."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.core import phrases
from bot.core.media import MOST_FILES, MediaKind, media_of, with_file
from bot.core.message import (
    VOICE_MEDIA_TYPE,
    Attachment,
    ChannelName,
    OutboundKind,
    OutboundMessage,
    Upload,
)
from bot.core.session import session_from_json, session_to_json
from bot.core.text import Text
from bot.core.ticket import Details, Move, Reason, Refusal, Ticket, Why
from bot.service.desk.clock import DeskClock
from bot.service.desk.desk import GONE, Deed, Desk
from bot.service.desk.recalling import Recalling
from bot.service.desk.sending_files import (
    CAPTION,
    ENCRYPTED,
    NO_ROOM,
    NOT_FETCHED,
    NOT_TAKEN,
    TOO_LARGE,
    UNREADABLE,
    Given,
    SendingFiles,
    named,
)
from bot.service.files import MOST_KEPT, file_id
from bot.service.ports import DeliveryUnit, KeptFile
from bot.service.ticket_values import KeptMessage
from tests.core.samples import NOW
from tests.memory import PlainSealer
from tests.service.desk.test_desk import ADA, BO, taken
from tests.service.test_receive import Somebody
from tests.service.test_ticket_media import photo, writer

PDF = b"%PDF-1.7 a form"
VOICE = b"OggS" + bytes(24) + b"OpusHead" + bytes(100)


@dataclass
class CleanFiles:
    """Everything is a clean PDF, or what `refuses` says."""

    megabytes: int = 1
    media_type: str = "application/pdf"
    refuses: Text | None = None
    has: bytes | None = PDF
    room: list[int] = field(default_factory=list)

    async def clean(self, content: bytes, *, room: int) -> KeptFile | Text:
        self.room.append(room)
        if self.refuses is not None:
            return self.refuses
        id_ = file_id(f"{len(self.room) + 100:016x}", len(content))
        return KeptFile(id=id_, media_type=self.media_type, content=content)

    async def raw(self, channel: ChannelName, upload: Upload, *, most: int) -> bytes | None:
        assert channel is ChannelName.TELEGRAM
        return self.has


async def sending(
    channel: ChannelName = ChannelName.TELEGRAM, cleaning: CleanFiles | None = None
) -> tuple[Somebody, SendingFiles, str]:
    somebody, desk, code = await taken(channel)
    return somebody, SendingFiles(desk=desk, cleaning=cleaning or CleanFiles()), code


async def said(desk: Desk, code: str) -> list[KeptMessage]:
    opened = await desk.open(code)
    assert opened is not None
    return list(opened.said)


def latest(somebody: Somebody) -> OutboundMessage:
    return list(somebody.store.outbox.values())[-1][0].message


def kept(somebody: Somebody) -> set[str]:
    return set(somebody.store.files.get(somebody.person.id, {}))


async def test_a_file_reaches_the_person_with_the_words_under_it_and_is_kept():
    somebody, files, code = await sending()
    given = Given(content=PDF, name="C:\\\\me\\form.docx", words="Fill this in.", language="en")
    assert isinstance(await files.send(code, ADA, given, NOW), Ticket)
    message = latest(somebody)
    assert message.attachment == Attachment(
        filename="form.pdf", media_type="application/pdf", content=PDF
    )
    assert message.text.endswith("Fill this in.")
    assert message.recalled
    line = (await said(files.desk, code))[-1]
    media = media_of(line.message.about)
    assert media is not None
    assert (media.kind, media.name, media.size) == (MediaKind.DOCUMENT, "form.pdf", len(PDF))
    assert line.message.text == "Fill this in."
    assert line.sequence is not None
    assert kept(somebody) == {media.file}


async def test_a_file_alone_says_who_sends_it():
    somebody, files, code = await sending(cleaning=CleanFiles(media_type="image/jpeg"))
    await files.send(code, ADA, Given(content=b"x", name=""), NOW)
    attachment = latest(somebody).attachment
    assert attachment is not None
    assert attachment.filename == "file.jpg"
    assert "sends you a file" in latest(somebody).text


async def test_long_words_go_before_the_file():
    somebody, files, code = await sending()
    words = "x" * (CAPTION + 1)
    await files.send(code, ADA, Given(content=PDF, words=words, language="en"), NOW)
    *_, before, last = (out.message for out, _, _ in somebody.store.outbox.values())
    assert (before.attachment, words in before.text) == (None, True)
    assert last.attachment is not None
    assert words not in last.text
    lines = [each.message for each in await said(files.desk, code)][-2:]
    assert [(each.text, media_of(each.about) is None) for each in lines] == [
        (words, True),
        ("", False),
    ]


@pytest.mark.parametrize("words", ["short", "x" * (CAPTION + 1)])
async def test_only_who_has_the_ticket_sends_files(words: str):
    somebody, files, code = await sending()
    before = len(somebody.store.outbox)
    given = Given(content=PDF, words=words, language="en")
    assert await files.send(code, BO, given, NOW) == Refusal(why=Why.NOT_YOURS)
    assert len(somebody.store.outbox) == before
    assert kept(somebody) == set()


async def test_of_a_ticket_that_is_not_there_nothing_is_sent():
    _, files, _ = await sending()
    assert await files.send("22-22", ADA, Given(content=PDF), NOW) == GONE


async def test_where_no_files_are_taken_the_advisor_is_told():
    _, files, code = await sending()
    without = SendingFiles(desk=files.desk)
    assert (files.megabytes, without.megabytes) == (1, 0)
    assert await without.send(code, ADA, Given(content=PDF), NOW) == NOT_TAKEN


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (phrases.FILE_UNREADABLE, UNREADABLE),
        (phrases.FILE_ENCRYPTED, ENCRYPTED),
        (phrases.NO_ROOM, NO_ROOM),
        (phrases.FILE_TOO_LARGE.with_values(size=1), TOO_LARGE.with_values(size=1)),
    ],
)
async def test_why_a_file_cannot_be_sent_is_told_in_words_for_advisors(reason: Text, told: Text):
    somebody, files, code = await sending(cleaning=CleanFiles(refuses=reason))
    assert await files.send(code, ADA, Given(content=PDF), NOW) == told
    assert kept(somebody) == set()


@pytest.mark.parametrize("content", [b"", b"x" * 1_000_001])
async def test_a_file_of_no_or_too_many_bytes_is_not_even_looked_at(content: bytes):
    cleaning = CleanFiles()
    _, files, code = await sending(cleaning=cleaning)
    told = await files.send(code, ADA, Given(content=content), NOW)
    assert told == TOO_LARGE.with_values(size=1)
    assert cleaning.room == []


async def test_a_file_telegram_has_is_fetched_and_stays_known_by_its_reference():
    somebody, files, code = await sending()
    given = Given(ref="T", kind=MediaKind.PHOTO, name="a.pdf", about={"from": "77"})
    assert isinstance(await files.send(code, ADA, given, NOW), Ticket)
    attachment = latest(somebody).attachment
    assert attachment is not None
    assert attachment.content == PDF
    about = (await said(files.desk, code))[-1].message.about
    media = media_of(about)
    assert media is not None
    assert (media.kind, media.ref, about["from"]) == (MediaKind.PHOTO, "T", "77")


async def test_a_file_telegram_does_not_give_is_not_sent():
    _, files, code = await sending(cleaning=CleanFiles(has=None))
    assert await files.send(code, ADA, Given(ref="T"), NOW) == NOT_FETCHED


async def test_a_voice_message_is_played_and_not_looked_into():
    cleaning = CleanFiles(has=VOICE)
    somebody, files, code = await sending(cleaning=cleaning)
    await files.send(code, ADA, Given(ref="V", kind=MediaKind.VOICE), NOW)
    assert latest(somebody).attachment == Attachment(
        filename="file.ogg", media_type=VOICE_MEDIA_TYPE, content=VOICE
    )
    assert cleaning.room == []


async def test_a_deed_can_be_had_before_it_is_done():
    _, files, code = await sending()
    deed = await files.deed(code, ADA, Given(content=PDF, words="x" * (CAPTION + 1)), NOW)
    assert isinstance(deed, Deed)
    assert deed.message is not None
    assert deed.message.text == ""


async def test_the_room_for_files_of_a_person_is_that_of_their_own_too():
    somebody = await writer()
    await somebody.gives(photo())
    desk = Desk(store=somebody.store, library=somebody.library, sealer=PlainSealer())
    (ticket,) = await desk.queue()
    await desk.move(ticket.ticket.code, Move.CLAIM, ADA, NOW)
    cleaning = CleanFiles()
    files = SendingFiles(desk=desk, cleaning=cleaning)
    await files.send(ticket.ticket.code, ADA, Given(content=PDF), NOW)
    assert cleaning.room == [MOST_KEPT - 2]
    assert len(kept(somebody)) == 2


async def test_there_are_only_so_many_files_of_one_ticket():
    somebody, files, code = await sending(cleaning=CleanFiles(has=VOICE))
    session = session_from_json(somebody.session)
    ids = session.talk.files
    for number in range(MOST_FILES):
        ids = with_file(ids, 1, file_id(f"{number:016x}", 1))
    full = replace(session, talk=replace(session.talk, files=ids))
    somebody.store.people[somebody.person.id] = replace(
        somebody.person, session=session_to_json(full)
    )
    assert await files.send(code, ADA, Given(ref="V"), NOW) == NO_ROOM


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("form.docx", "form.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\u202egpj.exe", "agpj.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("x" * 300, "x" * 60 + ".pdf"),
    ],
)
def test_a_file_has_a_name_that_harms_nobody(given: str, name: str):
    assert named(given, ".pdf") == name


async def test_a_file_that_was_sent_is_taken_back_with_its_message():
    somebody, files, code = await sending()
    await files.send(code, ADA, Given(content=PDF, words="Fill this in."), NOW)
    line = (await said(files.desk, code))[-1]
    number = line.sequence or 0
    unit = DeliveryUnit(person_id=somebody.person.id, sent=(number,), refs=((number, "4711"),))
    await somebody.store.commit(unit)
    recalling = Recalling(desk=files.desk)
    changed = await recalling.change(code, line.nth, ADA, "Other words", NOW)
    assert changed == Refusal(why=Why.NOT_NOW)
    assert isinstance(await recalling.undo(code, line.nth, ADA, NOW), Ticket)
    assert (latest(somebody).kind, latest(somebody).on) == (OutboundKind.REMOVE, "4711")
    assert len(kept(somebody)) == 1


async def test_in_the_browser_the_line_loses_its_file_when_it_is_taken_back():
    somebody, files, code = await sending(ChannelName.WEB)
    await files.send(code, ADA, Given(content=PDF), NOW)
    lines = somebody.store.lines[somebody.person.id]
    assert lines[-1].message.attachment is not None
    line = (await said(files.desk, code))[-1]
    await Recalling(desk=files.desk).undo(code, line.nth, ADA, NOW)
    assert [each.message.attachment for each in lines] == [None] * len(lines)


@pytest.mark.parametrize("takes", [True, False])
async def test_whoever_cannot_send_files_hears_so_when_an_advisor_begins_to_talk(takes: bool):
    somebody, desk, code = await taken(ChannelName.WEB)
    told = replace(desk, takes=lambda _channel: takes)
    await told.move(code, Move.TAKE_OVER, BO, NOW)
    lines = somebody.store.lines[somebody.person.id]
    here = [
        each.message.text for each in lines if each.message.text == phrases.NO_FILES_HERE.source
    ]
    assert len(here) == (0 if takes else 1)


async def test_the_files_of_a_ticket_are_deleted_with_its_messages():
    somebody = await writer()
    await somebody.gives(photo())
    desk = Desk(store=somebody.store, library=somebody.library, sealer=PlainSealer())
    (ticket,) = await desk.queue()
    code = ticket.ticket.code
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await SendingFiles(desk=desk, cleaning=CleanFiles()).send(code, ADA, Given(content=PDF), NOW)
    await desk.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ANSWERED))
    assert len(kept(somebody)) == 2
    late = NOW
    for _ in range(40):
        late += timedelta(days=1)
        clock = DeskClock(
            store=somebody.store,
            library=somebody.library,
            sealer=PlainSealer(),
            now=lambda late=late: late,  # type: ignore[misc]
            sent=lambda _person, _queued: None,
        )
        await clock.look()
    assert await desk.open(code) is None
    assert kept(somebody) == set()
    assert session_from_json(somebody.session).talk.files == ()

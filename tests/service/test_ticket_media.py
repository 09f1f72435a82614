"""What a person sends to the advisors beside words: kept with the ticket where that can be, gone with the ticket."""

import json
from dataclasses import dataclass, field, replace

import pytest

from bot.core import phrases
from bot.core.blocking import Blocking, Cause, Stop
from bot.core.media import MOST_FILES, Media, MediaKind, media_of, with_file
from bot.core.message import (
    ChannelName,
    Content,
    Edited,
    FileKind,
    Shared,
    SharedKind,
    Unsupported,
    Upload,
)
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.text import Text
from bot.core.ticket import AdvisorId, Move, State
from bot.core.ticket_message import Side, TicketMessage
from bot.service.desk.desk import Desk
from bot.service.files import MOST_KEPT, file_id
from tests.core.samples import NOW
from tests.memory import PlainSealer
from tests.service.desk.test_desk import ADA
from tests.service.test_files import PaperFiles
from tests.service.test_receive import Somebody

FIRST = file_id(f"{1:016x}", 2000)
_NOW = int(NOW.timestamp())
STOPPED = Blocking(pause=Stop(by=AdvisorId("ada"), at=_NOW, until=_NOW + 3600, cause=Cause.INSULTS))


@dataclass
class AnyChannel(PaperFiles):
    """Files that can be sent over every channel."""

    def takes(self, channel: ChannelName) -> bool:
        return True


@dataclass
class Writer(Somebody):
    """A person who wrote to the advisors."""

    files: PaperFiles | None = field(default_factory=AnyChannel)
    topics: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        self.receiver = replace(
            self.receiver, files=self.files, in_topics=lambda _ticket: self.topics
        )

    async def asks(self) -> "Writer":
        for words in ("/main", "1", "1", "/human", "please help"):
            await self.says(words)
        return self

    @property
    def sent(self) -> list[TicketMessage]:
        """What reached the advisors after the first words."""
        return self.store.heard[1:]

    @property
    def media(self) -> Media:
        media = media_of(self.sent[-1].about)
        assert media is not None
        return media

    @property
    def told(self) -> list[str]:
        return [item.outgoing.message.text for item in self.handed]

    @property
    def kept(self) -> set[str]:
        return set(self.store.files.get(self.person.id, {}))

    def now_is(self, session: Session) -> None:
        self.store.people[self.person.id] = replace(self.person, session=session_to_json(session))


async def writer(
    channel: ChannelName = ChannelName.TELEGRAM,
    files: PaperFiles | None = None,
    *,
    off: bool = False,
    topics: bool = True,
) -> Writer:
    return await Writer(
        channel=channel, files=None if off else files or AnyChannel(), topics=topics
    ).asks()


def photo(ref: str = "L", **more: str) -> Upload:
    return Upload(kind=FileKind.PHOTO, ref=ref, **more)  # type: ignore[arg-type]


async def test_a_photo_is_kept_cleaned_with_the_message_it_belongs_to():
    somebody = await writer()
    await somebody.gives(photo(words="my diploma", name="\u202ediploma.jpg", message="77"))
    (message,) = somebody.sent
    assert (message.side, message.text, message.language) == (Side.PERSON, "my diploma", "en")
    assert somebody.media == Media(
        kind=MediaKind.PHOTO, ref="L", file=FIRST, name="diploma.jpg", size=2000, type="image/jpeg"
    )
    assert somebody.kept == {FIRST}
    assert any("passed this on" in each for each in somebody.told)


async def test_the_words_under_a_photo_can_be_changed_later():
    somebody = await writer()
    await somebody.gives(photo(words="my diplma", message="77"))
    await somebody.gives(Edited(ref="77", text="my diploma"))
    (message,) = somebody.sent
    assert (message.text, [text for text, _ in message.earlier]) == ("my diploma", ["my diplma"])
    assert somebody.media.file == FIRST


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (Unsupported(kind="voice", ref="V", message="7"), MediaKind.VOICE),
        (Unsupported(kind="sticker", ref="V"), MediaKind.STICKER),
        (Unsupported(kind="video", ref="V", words="look"), MediaKind.VIDEO),
    ],
)
async def test_what_nobody_can_clean_goes_by_reference(content: Content, kind: MediaKind):
    somebody = await writer()
    await somebody.gives(content)
    assert (somebody.media.kind, somebody.media.ref, somebody.media.file) == (kind, "V", "")
    assert somebody.kept == set()
    assert somebody.files is not None
    assert somebody.files.fetched == []


@pytest.mark.parametrize(
    "reason", [phrases.FILE_UNREADABLE, phrases.FILE_ENCRYPTED, phrases.FILE_NOT_FETCHED]
)
async def test_a_file_that_cannot_be_kept_goes_by_reference(reason: Text):
    somebody = await writer(files=AnyChannel(refuses=reason))
    await somebody.gives(photo())
    assert (somebody.media.ref, somebody.media.file) == ("L", "")


async def test_of_a_file_that_is_too_large_the_person_is_told_the_limit_and_the_words_arrive():
    too_large = phrases.FILE_TOO_LARGE.with_values(size=10)
    somebody = await writer(files=AnyChannel(refuses=too_large))
    await somebody.gives(photo(words="my diploma"))
    (message,) = somebody.sent
    assert (message.text, media_of(message.about)) == ("my diploma", None)
    assert any("10" in each and "MB" in each for each in somebody.told)


async def test_without_topics_the_person_is_told_what_advisors_cannot_see():
    somebody = await writer(topics=False)
    await somebody.gives(Unsupported(kind="voice", ref="V"))
    assert somebody.sent == []
    assert phrases.NOT_SEEN_BY_ADVISORS.source in somebody.told


async def test_where_no_files_are_kept_they_go_by_reference_or_the_person_is_told():
    somebody = await writer(off=True)
    await somebody.gives(photo())
    assert (somebody.media.ref, somebody.media.file) == ("L", "")
    hidden = await writer(off=True, topics=False)
    await hidden.gives(photo())
    assert phrases.NO_FILES_HERE.source in hidden.told


async def test_in_the_browser_what_turns_out_to_be_a_photo_is_one():
    somebody = await writer(ChannelName.WEB)
    await somebody.gives(Upload(kind=FileKind.DOCUMENT, ref="held", size=5))
    assert (somebody.media.kind, somebody.media.ref) == (MediaKind.PHOTO, "")
    pdf = await writer(ChannelName.WEB, AnyChannel(media_type="application/pdf"))
    await pdf.gives(Upload(kind=FileKind.DOCUMENT, ref="held", size=5))
    assert (pdf.media.kind, pdf.media.type) == (MediaKind.DOCUMENT, "application/pdf")


async def test_in_the_browser_a_file_that_cannot_be_kept_is_not_passed_on():
    somebody = await writer(ChannelName.WEB, AnyChannel(refuses=phrases.FILE_UNREADABLE))
    await somebody.gives(Upload(kind=FileKind.DOCUMENT, ref="held"))
    assert somebody.sent == []
    (lines,) = somebody.store.lines.values()
    assert phrases.FILE_UNREADABLE.source in [line.message.text for line in lines]


async def test_in_the_browser_there_is_a_way_to_send_a_file_while_advisors_listen():
    somebody = Writer(channel=ChannelName.WEB)
    await somebody.says("/main")
    (lines,) = somebody.store.lines.values()
    assert not lines[-1].message.asks_file
    await somebody.asks()
    assert lines[-1].message.asks_file


async def test_a_form_that_waits_goes_on_waiting_and_gets_its_answer():
    somebody = await writer()
    question = somebody.told[-1]
    await somebody.gives(photo())
    assert somebody.told[-1] == question
    before = len(somebody.sent)
    await somebody.says("1")
    assert len(somebody.sent) == before


async def test_whom_the_advisors_do_not_hear_now_is_told_so_and_nothing_is_fetched():
    somebody = await writer()
    session = session_from_json(somebody.session)
    somebody.now_is(replace(session, talk=replace(session.talk, blocking=STOPPED)))
    await somebody.gives(photo(words="take that"))
    assert somebody.sent == []
    assert somebody.files is not None
    assert somebody.files.fetched == []
    assert any("do not take messages from you" in each for each in somebody.told)


@pytest.mark.parametrize("kind", SharedKind)
async def test_a_place_or_a_number_goes_along_as_it_is(kind: SharedKind):
    somebody = await writer()
    await somebody.gives(Shared(kind=kind, value="52.09,5.12", message="8"))
    assert (somebody.media.kind, somebody.media.value) == (kind.value, "52.09,5.12")


async def test_without_a_live_ticket_files_are_taken_only_where_they_are_asked_for():
    somebody = Writer()
    await somebody.says("/main")
    await somebody.gives(photo())
    await somebody.gives(Shared(kind=SharedKind.LOCATION, value="52.09,5.12"))
    await somebody.gives(Unsupported(kind="voice", ref="V"))
    assert somebody.store.heard == []
    assert somebody.files is not None
    assert somebody.files.fetched == []


async def test_the_room_for_files_is_shared_with_those_of_answers():
    somebody = await writer(files=AnyChannel(size=9_000_000))
    await somebody.gives(photo("a"))
    await somebody.gives(photo("b"))
    assert somebody.files is not None
    assert somebody.files.room == [MOST_KEPT, MOST_KEPT - 9000]


async def test_after_many_files_the_rest_goes_by_reference():
    somebody = await writer()
    session = session_from_json(somebody.session)
    files = session.talk.files
    for number in range(MOST_FILES):
        files = with_file(files, 1, file_id(f"{number:016x}", 1))
    somebody.now_is(replace(session, talk=replace(session.talk, files=files)))
    await somebody.gives(photo())
    assert somebody.media.file == ""
    assert somebody.files is not None
    assert somebody.files.fetched == []


async def test_deleting_everything_takes_the_files_of_the_ticket_along():
    somebody = await writer()
    await somebody.gives(photo())
    await somebody.says("/delete")
    await somebody.presses("Yes")
    assert somebody.store.files == {}


async def test_files_stay_when_the_person_goes_on_with_something_else():
    somebody = await writer()
    await somebody.gives(photo())
    for words in ("/main", "hello", "/start"):
        await somebody.says(words)
    assert somebody.kept == {FIRST}


async def test_an_advisor_who_takes_a_ticket_sees_what_was_sent_before():
    somebody = await writer()
    await somebody.gives(photo())
    desk = Desk(store=somebody.store, library=somebody.library, sealer=PlainSealer())
    (kept,) = await desk.queue()
    await desk.move(kept.ticket.code, Move.CLAIM, ADA, NOW)
    opened = await desk.open(kept.ticket.code)
    assert opened is not None
    assert opened.kept.ticket.state is State.ACTIVE
    media = media_of(opened.said[1].message.about)
    assert media is not None
    assert media.file == FIRST
    assert somebody.kept == {FIRST}
    assert json.dumps(somebody.session)

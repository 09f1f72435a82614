"""Files are fetched only where a question asks for one, kept with the turn, and gone when no answer holds them."""

from dataclasses import dataclass, field, replace

import pytest

from bot.core import phrases
from bot.core.message import ChannelName, FileKind, Unsupported, Upload, Words
from bot.core.text import Text
from bot.service.compose import SENT
from bot.service.files import MOST_KEPT, file_id
from bot.service.ports import Conflict, EraseUnit, KeptFile, StoreError
from tests.core.test_sending import release
from tests.memory import SampleLibrary
from tests.service.test_receive import Somebody

KILOBYTE = 1000


@dataclass
class PaperFiles:
    """Files that are clean already; `refuses` is said instead. What was fetched, and the room there was, is kept."""

    refuses: Text | None = None
    media_type: str = "image/jpeg"
    size: int = 2 * KILOBYTE
    fetched: list[str] = field(default_factory=list)
    room: list[int] = field(default_factory=list)

    def takes(self, channel: ChannelName) -> bool:
        return channel is ChannelName.TELEGRAM

    async def take(self, channel: ChannelName, upload: Upload, *, room: int) -> KeptFile | Text:
        self.fetched.append(upload.ref)
        self.room.append(room)
        if self.refuses is not None:
            return self.refuses
        id_ = file_id(f"{len(self.fetched):016x}", self.size)
        return KeptFile(id=id_, media_type=self.media_type, content=bytes(self.size))

    async def raw(self, channel: ChannelName, upload: Upload, *, most: int) -> bytes | None:
        raise AssertionError("Nothing here asks for a profile.")


@dataclass
class Sender(Somebody):
    """A person who agreed and is asked for files."""

    files: PaperFiles | None = field(default_factory=PaperFiles)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.receiver = replace(self.receiver, files=self.files)

    async def sends(self, ref: str = "r", words: str = "") -> None:
        await self.gives(Upload(kind=FileKind.PHOTO, ref=ref, words=words))

    @property
    def kept(self) -> set[str]:
        return set(self.store.files.get(self.person.id, {}))

    @property
    def held(self) -> set[str]:
        """Every file an answer holds."""
        answers = self.session["answers"]
        return {each for value in answers.values() if isinstance(value, list) for each in value}

    @property
    def fetched(self) -> list[str]:
        assert self.files is not None
        return self.files.fetched


async def asked_for(*names: str, files: PaperFiles | None = None, off: bool = False) -> Sender:
    """Somebody who said yes and waits at the first of these questions."""
    library = SampleLibrary(release=release(*names))
    sender = Sender(library=library, files=None if off else files or PaperFiles())
    await sender.says("/one")
    if not off:
        await sender.presses("Yes")
    return sender


async def test_a_file_is_kept_in_the_same_unit_as_the_answer_that_holds_it() -> None:
    sender = await asked_for("photo", "story")
    await sender.sends()
    (unit,) = [each for each in sender.store.committed if getattr(each, "files", ())]
    assert sender.session["answers"]["photo"] == [file_id(f"{1:016x}", 2000)]
    assert sender.kept == sender.held
    assert unit.session["answers"] == sender.session["answers"]  # type: ignore[union-attr]
    assert sender.last == "story?"


async def test_a_file_nobody_asked_for_is_not_even_fetched() -> None:
    sender = await asked_for("story")
    await sender.sends()
    assert sender.fetched == []
    assert phrases.NOT_ASKED.source in [item.outgoing.message.text for item in sender.handed]


async def test_where_no_files_are_taken_the_question_does_not_come() -> None:
    sender = await asked_for("photo", off=True)
    assert not any("photo?" in item.outgoing.message.text for item in sender.handed)
    await sender.sends()
    assert any(phrases.UNSUPPORTED.source in i.outgoing.message.text for i in sender.handed)


async def test_over_a_channel_without_files_the_question_does_not_come() -> None:
    sender = Sender(
        channel=ChannelName.TERMINAL, library=SampleLibrary(release=release("photo", "story"))
    )
    await sender.says("/one")
    await sender.presses("Yes")
    (lines,) = sender.store.lines.values()
    said = [line.message.text for line in lines]
    assert "story?" in said
    assert "photo?" not in said


async def test_without_consent_nothing_is_fetched() -> None:
    sender = Sender(library=SampleLibrary(release=release("photo")))
    await sender.says("/one")
    await sender.sends()
    await sender.presses("No")
    await sender.sends()
    assert sender.fetched == []


async def test_words_of_danger_under_a_file_are_answered_and_flagged_and_the_file_is_not_fetched() -> (
    None
):
    sender = await asked_for("photo")
    await sender.sends(words="he beats me")
    assert sender.fetched == []
    (message,) = sender.store.heard
    assert (message.about["danger"], message.text) == ("violence", "he beats me")


async def test_words_of_danger_under_a_video_are_flagged() -> None:
    sender = await asked_for("photo")
    await sender.gives(Unsupported(kind="video", words="he beats me"))
    assert [message.text for message in sender.store.heard] == ["he beats me"]


async def test_a_file_that_cannot_be_taken_leaves_nothing() -> None:
    sender = await asked_for("photo", files=PaperFiles(refuses=phrases.FILE_UNREADABLE))
    await sender.sends()
    assert sender.kept == set()
    assert phrases.FILE_UNREADABLE.source in [item.outgoing.message.text for item in sender.handed]


async def test_what_it_is_counts_and_not_how_it_was_sent() -> None:
    sender = await asked_for("letter", "story", files=PaperFiles(media_type="application/pdf"))
    await sender.sends()
    assert sender.last == "story?"
    other = await asked_for("letter", "story")
    await other.sends()
    assert other.kept == set()
    assert other.last != "story?"


async def test_another_photo_takes_the_place_of_the_first_and_the_first_is_gone() -> None:
    sender = await asked_for("photo", "story")
    await sender.sends("a")
    await sender.says("/back")
    assert sender.kept == set()
    await sender.sends("b")
    assert sender.kept == sender.held == {file_id(f"{2:016x}", 2000)}


async def test_a_changed_answer_drops_its_files_and_going_back_does_not_bring_them_back() -> None:
    sender = await asked_for("papers", "story", "town")
    await sender.sends("a")
    await sender.presses("Remove")
    assert sender.kept == set()
    await sender.sends("b")
    await sender.presses("Done")
    await sender.says("my story")
    await sender.says("/one")
    assert sender.kept == sender.held
    await sender.presses("Remove")
    assert sender.kept == set()
    for _ in range(4):
        await sender.says("/back")
        assert sender.kept == sender.held


async def test_skipping_drops_what_was_sent() -> None:
    sender = await asked_for("papers")
    await sender.sends()
    await sender.presses(phrases.SKIP.source)
    assert sender.kept == set()


async def test_taking_back_the_yes_drops_the_files() -> None:
    sender = await asked_for("photo", "story")
    await sender.sends()
    session = {**sender.session, "frames": [["consent", "ask"]]}
    sender.store.people[sender.person.id] = replace(sender.person, session=session)
    await sender.says("no")
    assert sender.kept == set()


async def test_files_go_with_their_answer_also_when_none_are_taken_any_more() -> None:
    sender = await asked_for("papers", "story")
    await sender.sends()
    sender.receiver = replace(sender.receiver, files=None)
    await sender.presses("Remove")
    assert sender.kept == set()


async def test_deleting_everything_takes_the_files_along() -> None:
    sender = await asked_for("photo")
    await sender.sends()
    await sender.says("/delete")
    await sender.presses("Yes")
    assert isinstance(sender.store.committed[-1], EraseUnit)
    assert sender.store.files == {}


async def test_a_file_of_a_turn_that_lost_a_race_is_fetched_again_and_kept_once() -> None:
    sender = await asked_for("photo", "story")
    sender.store.failing.append(Conflict())
    await sender.sends()
    assert len(sender.fetched) == 2
    assert sender.kept == sender.held
    assert len(sender.kept) == 1


async def test_a_file_the_store_could_not_take_is_asked_for_again_by_the_channel() -> None:
    sender = await asked_for("photo", "story")
    sender.store.failing.append(StoreError())
    with pytest.raises(StoreError):
        await sender.gives(Upload(kind=FileKind.PHOTO, ref="r"), "77")
    assert sender.kept == set()
    await sender.gives(Upload(kind=FileKind.PHOTO, ref="r"), "77")
    await sender.gives(Upload(kind=FileKind.PHOTO, ref="r"), "77")
    assert len(sender.kept) == 1
    assert len(sender.fetched) == 2


async def test_there_is_room_for_so_many_files_of_one_person() -> None:
    files = PaperFiles(size=9_000 * KILOBYTE)
    sender = await asked_for("papers", "photo", files=files)
    for ref in "abc":
        await sender.sends(ref)
    assert files.room == [MOST_KEPT, MOST_KEPT - 9_000, MOST_KEPT - 18_000]


async def test_words_that_look_like_a_file_are_only_words() -> None:
    sender = await asked_for("story", "photo")
    await sender.gives(Words(text=file_id("0" * 16, 9_000_000)))
    await sender.sends()
    assert sender.files is not None
    assert sender.files.room == [MOST_KEPT]


async def test_in_the_browser_a_sent_file_is_a_line_without_its_content() -> None:
    sender = Sender(channel=ChannelName.WEB, library=SampleLibrary(release=release("story")))
    await sender.says("/one")
    await sender.presses("Yes")
    await sender.sends()
    (lines,) = sender.store.lines.values()
    assert SENT in [line.message.text for line in lines]

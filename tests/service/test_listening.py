"""The recording of a text goes out as a spoken message, in the language and the release the turn is made with."""

from dataclasses import dataclass, replace

from bot.core.flow import AskStep, FlowId, Release, StepId
from bot.core.message import ChannelName
from bot.core.turn import Say
from bot.service.compose import words_of
from bot.service.library import Catalog
from tests.core.samples import RELEASE
from tests.memory import English, MemoryStore, PlainSealer, SampleLibrary
from tests.service.test_receive import Somebody

PLACE = "q/country"
SOUND = b"OggS a voice"
HEARD = replace(RELEASE, recordings=frozenset({("en", PLACE), ("ar", PLACE)}))


@dataclass
class Spoken(English):
    """A catalog with one recording in English and one in Arabic."""

    def recording(self, place: str) -> bytes | None:
        return SOUND + self.language.code.encode() if place == PLACE else None


@dataclass
class SpokenLibrary(SampleLibrary):
    """The sample release with the recordings of its first question."""

    release: Release = HEARD

    def catalog(self, language: str) -> Catalog:
        return Spoken(RELEASE.languages[language])

    def edition(self, *, draft: bool) -> "SpokenLibrary":
        return self


async def test_the_person_hears_the_question_in_their_language_and_it_waits_on() -> None:
    somebody = Somebody(library=SpokenLibrary(), hint="ar")
    await somebody.says("/main")
    before = len(somebody.handed)
    await somebody.presses("Listen")
    (message,) = [item.outgoing.message for item in somebody.handed[before:]]
    assert message.attachment is not None
    assert message.attachment.content == SOUND + b"ar"
    assert message.attachment.media_type == "audio/ogg"
    assert message.attachment.filename == "q-country.ogg"
    assert (message.text, message.rows, message.language) == ("", (), "ar")
    assert message.direction == "rtl"
    await somebody.presses("Netherlands")
    assert somebody.session["answers"]["country"] == "nl"


async def test_a_channel_that_keeps_its_lines_keeps_the_recording() -> None:
    somebody = Somebody(library=SpokenLibrary(), channel=ChannelName.WEB)
    await somebody.says("/main")
    await somebody.presses("Listen")
    (lines,) = somebody.store.lines.values()
    attachment = lines[-1].message.attachment
    assert attachment is not None
    assert attachment.content == SOUND + b"en"


def test_a_tester_reads_under_the_recording_that_this_is_a_test() -> None:
    person = MemoryStore().fresh(ChannelName.TELEGRAM, "1")
    step = RELEASE.flows[FlowId("main")].steps[StepId("country")]
    assert isinstance(step, AskStep)
    question = step.text
    (message,) = words_of(
        [Say(paragraphs=((question,),), recording=PLACE)],
        person,
        "en",
        SpokenLibrary(),
        PlainSealer(),
        on=None,
    )
    assert message.text == question.source
    assert message.attachment is not None


def test_a_recording_that_is_not_there_leaves_the_words() -> None:
    person = MemoryStore().fresh(ChannelName.TELEGRAM, "1")
    says = [Say(recording="gone")]
    assert words_of(says, person, "en", SpokenLibrary(), PlainSealer(), on=None) == []

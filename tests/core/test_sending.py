"""A shared place or number, and files where a question asks for them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.alarm import AlarmKind, AlarmPhrase, compile_alarms
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.event import DangerSeen, TicketWritten
from bot.core.flow import Arrival, EndStep, FlowId, Release, SayStep, StepId
from bot.core.message import FileKind, Received, Shared, SharedKind, Unsupported, Upload
from bot.core.run import Run
from bot.core.sending import FileRefused, wanted
from bot.core.session import Consent, Session
from tests.core.form import RELEASE, ask
from tests.core.samples import CONSENT, DELETE, NOW, flow, text
from tests.core.talker import Talker

S = StepId
SPECS = {
    spec.name: spec
    for spec in (
        AnswerSpec(name="photo", type=AnswerType.FILE, accepts=("photo",), least=1, most=1, kept=True),
        AnswerSpec(name="papers", type=AnswerType.FILE, accepts=("photo", "document"), least=1, most=3, kept=True),
        AnswerSpec(name="letter", type=AnswerType.FILE, accepts=("document",), least=1, most=1, kept=True),
        AnswerSpec(name="town", type=AnswerType.PLACE, kept=True),
        AnswerSpec(name="reach", type=AnswerType.CONTACT, accepts=("phone", "email"), kept=True),
        AnswerSpec(name="mail", type=AnswerType.CONTACT, accepts=("email",), kept=True),
        AnswerSpec(name="story", type=AnswerType.TEXT, least=1, most=200, kept=True),
    )
}  # fmt: skip
AGREED = Consent(given=True, text="", language="en", at="2026-11-23T12:00:00+00:00")
BOTH = (FileKind.PHOTO, FileKind.DOCUMENT)


def release(*names: str) -> Release:
    """A release with the flow `one` that asks for these answers in turn, and the commands /one and /hello."""
    steps = [ask(name, name, after) for name, after in zip(names, [*names[1:], "end"], strict=True)]
    one = flow("one", *steps, EndStep(id=S("end"), quiet=True))
    hello = flow("hello", SayStep(id=S("hi"), text=text("hi", "Hello.")))
    flows = {each.id: each for each in (*RELEASE.flows.values(), one, hello, CONSENT, DELETE)}
    return replace(
        RELEASE,
        flows=flows,
        answers={**RELEASE.answers, **SPECS},
        commands={
            **RELEASE.commands,
            "one": (one.id, Arrival.REPLACE),
            "hello": (hello.id, Arrival.RETURN),
            "delete": (DELETE.id, Arrival.REPLACE),
        },
        needs={**RELEASE.needs, "consent": FlowId("consent")},
        alarms=compile_alarms(
            [AlarmPhrase(words="he beats me", language="en", kind=AlarmKind.VIOLENCE)]
        ),
    )


def asked_for(*names: str) -> Talker:
    """A person who is asked for these answers in turn."""
    talker = Talker(release=release(*names), session=Session(consent=AGREED))
    talker.says("/one")
    return talker


def photo(nth: int = 1, **more: str) -> Received:
    return Received(file=f"f{nth}", kind=FileKind.PHOTO, **more)


def test_a_shared_place_answers_the_question_for_one() -> None:
    talker = asked_for("town", "story")
    talker.gives(Shared(kind=SharedKind.LOCATION, value="52.09,5.12"))
    assert talker.session.answers["town"] == "52.09,5.12"
    assert talker.seen == ["story?"]


def test_a_shared_number_answers_the_question_for_a_contact() -> None:
    talker = asked_for("reach")
    talker.gives(Shared(kind=SharedKind.CONTACT, value="+31 6 12345678"))
    assert talker.session.answers["reach"] == "+31612345678"


@pytest.mark.parametrize(
    ("question", "given_"),
    [
        ("mail", Shared(kind=SharedKind.CONTACT, value="+31612345678")),
        ("town", Shared(kind=SharedKind.LOCATION, value="")),
        ("reach", Shared(kind=SharedKind.CONTACT, value="12")),
    ],
)
def test_what_is_shared_and_does_not_fit_is_asked_for_again(question: str, given_: Shared) -> None:
    talker = asked_for(question)
    talker.gives(given_)
    assert talker.session.answers == {}
    assert talker.session.misses == 1
    assert talker.seen[-1] == f"{question}?"


@pytest.mark.parametrize("kind", SharedKind)
def test_what_is_shared_unasked_is_not_kept(kind: SharedKind) -> None:
    talker = asked_for("story")
    talker.gives(Shared(kind=kind, value="+31612345678"))
    assert talker.seen == [phrases.NOT_ASKED.source, "story?"]
    assert talker.session.answers == {}


def test_one_photo_answers_the_question_for_one() -> None:
    talker = asked_for("photo", "story")
    talker.gives(photo())
    assert talker.session.answers["photo"] == ("f1",)
    assert talker.seen == ["story?"]


def test_several_files_are_counted_until_there_are_as_many_as_may_be() -> None:
    talker = asked_for("papers", "story")
    assert "_done" not in [offer.press.choice for offer in talker.offers]
    talker.gives(photo(1))
    assert phrases.files_so_far(1, 3).source in talker.seen
    talker.gives(Received(file="f2", kind=FileKind.DOCUMENT))
    talker.gives(photo(3))
    assert talker.session.answers["papers"] == ("f1", "f2", "f3")
    assert talker.seen == ["story?"]


def test_fewer_files_are_enough() -> None:
    talker = asked_for("papers", "story")
    talker.gives(photo())
    talker.presses("_done")
    assert talker.session.answers["papers"] == ("f1",)
    assert talker.seen == ["story?"]


def test_files_sent_before_an_interruption_are_still_there_after_it() -> None:
    talker = asked_for("papers")
    talker.gives(photo(1))
    talker.says("/hello")
    assert phrases.files_so_far(1, 3).source in talker.seen
    talker.gives(photo(2))
    talker.presses("_done")
    assert talker.session.answers["papers"] == ("f1", "f2")


def test_files_can_be_removed_again() -> None:
    talker = asked_for("papers")
    talker.gives(photo(1))
    talker.presses("_remove")
    assert talker.seen[-2:] == [phrases.REMOVED.source, "papers?"]
    assert (talker.session.answers, talker.session.picked) == ({}, ())
    talker.presses("_skip")
    assert talker.session.answers["papers"] is None


def test_more_files_than_may_be_are_not_kept() -> None:
    talker = asked_for("papers")
    talker.session = replace(
        talker.session, answers={"papers": ("f1", "f2", "f3")}, picked=("f1", "f2", "f3")
    )
    talker.gives(photo(4))
    assert talker.seen[0] == phrases.FILES_FULL.source
    assert talker.session.picked == ("f1", "f2", "f3")


def test_another_photo_takes_the_place_of_the_one_that_was_asked_for() -> None:
    talker = asked_for("photo", "story")
    talker.gives(photo(1))
    talker.presses("_back")
    talker.gives(photo(2))
    assert talker.session.answers["photo"] == ("f2",)


@pytest.mark.parametrize(
    ("question", "kind", "reason"),
    [
        ("photo", FileKind.DOCUMENT, phrases.NOT_A_PHOTO),
        ("letter", FileKind.PHOTO, phrases.NOT_A_DOCUMENT),
    ],
)
def test_what_a_file_is_decides_and_not_how_it_was_sent(
    question: str, kind: FileKind, reason: object
) -> None:
    talker = asked_for(question)
    run = Run.begin(talker.release, talker.session, NOW)
    assert all(wanted(run, Upload(kind=sent, ref="r")) for sent in BOTH)
    talker.gives(Received(file="f1", kind=kind))
    assert talker.seen[0] == reason.source  # type: ignore[attr-defined]
    assert talker.session.answers == {}


def test_files_that_cannot_be_taken_lead_to_help_in_the_end() -> None:
    talker = asked_for("photo")
    for _ in range(3):
        talker.gives(FileRefused(reason=phrases.FILE_UNREADABLE))
        assert talker.seen[0] == phrases.FILE_UNREADABLE.source
    assert "_human" in [offer.press.choice for offer in talker.offers]


def test_why_a_file_was_not_taken_is_said_after_a_long_time_too() -> None:
    talker = asked_for("photo")
    talker.session = replace(talker.session, heard_at=1)
    talker.gives(FileRefused(reason=phrases.FILE_UNREADABLE, words="mine"))
    assert talker.seen[:2] == [phrases.WORDS_NOT_KEPT.source, phrases.FILE_UNREADABLE.source]


def test_words_under_a_file_that_is_kept_are_not_lost_without_a_word() -> None:
    talker = asked_for("photo", "story")
    talker.gives(photo(words="this is from 2012"))
    assert talker.seen == [phrases.WORDS_NOT_KEPT.source, "story?"]
    assert talker.session.answers == {"photo": ("f1",)}


def test_words_under_what_is_not_taken_are_read_as_if_they_stood_alone() -> None:
    talker = asked_for("story")
    talker.gives(Unsupported(kind="video", words="I was a nurse"))
    assert talker.session.answers["story"] == "I was a nurse"
    assert talker.seen[0] == phrases.ONLY_WORDS.source


def test_words_of_danger_under_a_file_come_before_everything() -> None:
    talker = asked_for("photo")
    upload = Upload(kind=FileKind.PHOTO, ref="r", words="he beats me")
    assert not wanted(Run.begin(talker.release, talker.session, NOW), upload)
    talker.gives(Unsupported(kind=upload.kind, words=upload.words))
    assert talker.happened(DangerSeen)
    assert talker.seen[0] == "Call 112 now."


@pytest.mark.parametrize(
    ("kind", "files", "reason"),
    [
        ("photo", True, phrases.NOT_ASKED),
        ("document", True, phrases.NOT_ASKED),
        ("photo", False, phrases.UNSUPPORTED),
        ("voice", True, phrases.UNSUPPORTED),
    ],
)
def test_what_is_not_taken_is_said_truly(kind: str, files: bool, reason: object) -> None:
    talker = asked_for("story")
    talker.release = replace(talker.release, files=files)
    talker.gives(Unsupported(kind=kind))
    assert talker.seen == [reason.source, "story?"]  # type: ignore[attr-defined]


def test_where_no_files_are_taken_the_question_is_passed_over_before_consent_is_asked() -> None:
    talker = Talker(release=replace(release("photo"), files=False))
    talker.says("/one")
    assert "photo?" not in talker.seen
    assert not [frame for frame in talker.session.frames if frame.flow == "consent"]


def test_a_file_that_comes_when_its_question_is_gone_is_not_kept() -> None:
    talker = asked_for("story")
    talker.gives(photo())
    assert talker.seen == [phrases.NOT_ASKED.source, "story?"]


def test_without_consent_no_file_is_wanted() -> None:
    talker = asked_for("photo")
    talker.session = replace(talker.session, consent=None)
    run = Run.begin(talker.release, talker.session, NOW)
    assert not wanted(run, Upload(kind=FileKind.PHOTO, ref="r"))
    talker.gives(photo())
    assert talker.session.answers == {}


def test_going_back_forgets_what_was_sent() -> None:
    talker = asked_for("photo", "story")
    talker.gives(photo())
    talker.presses("_back")
    assert talker.session.answers == {}


DEEDS = st.one_of(
    st.builds(Received, file=st.sampled_from(["f1", "f2", "f3", "f4"]), kind=st.sampled_from(FileKind),
              words=st.sampled_from(["", "he beats me", "2012"])),
    st.builds(FileRefused, reason=st.just(phrases.FILE_UNREADABLE)),
    st.builds(Shared, kind=st.sampled_from(SharedKind), value=st.sampled_from(["", "52.09,5.12", "+31612345678", "x"])),
    st.builds(Unsupported, kind=st.sampled_from(["photo", "voice"]), words=st.sampled_from(["", "hello", "1"])),
    st.sampled_from(["/one", "/hello", "/menu", "/resume", "hello", "1"]),
    st.integers(0, 9),
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(DEEDS, max_size=20), st.booleans(), st.booleans())
def test_no_sequence_of_files_breaks_the_engine(
    deeds: list[object], agreed: bool, files: bool
) -> None:
    """An answer never holds more files than may be, none without consent, and there is always an answer."""
    start = Session(consent=AGREED if agreed else None)
    talker = Talker(
        release=replace(release("papers", "town", "photo", "reach"), files=files), session=start
    )
    talker.says("/one")
    for deed in deeds:
        match deed:
            case int() if talker.offers:
                talker.gives(talker.offers[deed % len(talker.offers)].press)
            case int():
                continue
            case str():
                talker.says(deed)
            case _:
                talker.gives(deed)  # type: ignore[arg-type]
        assert talker.last is not None
        to_advisors = any(isinstance(each, TicketWritten) for each in talker.last.events)
        assert talker.last.says or to_advisors or not talker.session.frames, (
            "only words to advisors, and a flow that ends quietly, are answered by nothing"
        )
        for name, most in (("papers", 3), ("photo", 1)):
            kept = talker.session.answers.get(name) or ()
            assert isinstance(kept, tuple)
            assert len(kept) <= most
            assert not kept or talker.session.consented
            assert not kept or files

"""A choice that has other names: what is typed is taken, asked for, answered, or refused with every button back."""

from dataclasses import replace

import pytest

from bot.core.entry import Entry, EntryId, Phrase, Variant
from bot.core.event import QuestionAsked
from bot.core.flow import Release
from bot.core.matching import Asking, build_knowledge
from bot.core.names import DID_YOU_MEAN, UNKNOWN_NAME
from tests.core.form import RELEASE, agreed
from tests.core.samples import text
from tests.core.talker import Talker

FEES = Entry(
    id=EntryId("fees"),
    question=text("faq/fees/question", "What does it cost?"),
    variants=(Variant(text=text("faq/fees/answer", "Nothing.")),),
    owner="team",
)
ASKING = {"en": Asking(starts=frozenset({("how", "can")}))}
PHRASES = [Phrase(entry=FEES.id, language="en", words="how can holland cost money")]


def release() -> Release:
    return replace(
        RELEASE,
        also={"country": {"holland": "nl", "flanders": "be"}},
        entries={FEES.id: FEES},
        knowledge=build_knowledge(PHRASES, ASKING),
    )


def asked() -> Talker:
    talker = agreed(release())
    talker.says("/form")
    return talker


def choices(talker: Talker) -> list[str]:
    return [
        str(offer.press.choice) for offer in talker.offers if not offer.press.choice.startswith("_")
    ]


def test_another_word_is_taken_like_the_button():
    talker = asked()
    talker.says("Holland")
    assert talker.session.answers["country"] == "nl"


def test_a_word_in_a_sentence_is_asked_for_and_the_button_takes_it():
    talker = asked()
    talker.says("I live in holland now")
    assert talker.seen[-1] == DID_YOU_MEAN.source
    assert choices(talker) == ["nl"]
    talker.presses("nl")
    assert talker.session.answers["country"] == "nl"
    assert not talker.session.pending


def test_when_that_was_not_meant_every_button_comes_back():
    talker = asked()
    talker.says("I live in holland now")
    talker.says("astronaut")
    assert UNKNOWN_NAME.source in talker.seen
    assert choices(talker) == ["nl", "be"]


@pytest.mark.parametrize("mark", ["", "?"])
def test_a_question_that_holds_such_a_word_is_answered(mark: str):
    talker = asked()
    talker.says(f"how can holland cost money{mark}")
    assert talker.happened(QuestionAsked)
    assert "Nothing." in talker.seen
    assert choices(talker) == ["nl", "be"]


def test_what_held_only_for_the_former_answer_is_forgotten_when_it_changes():
    forgetting = replace(
        release(),
        answers={
            **RELEASE.answers,
            "country": replace(RELEASE.answers["country"], forgets=("region", "goal")),
        },
    )
    talker = agreed(forgetting)
    talker.session = replace(
        talker.session, answers={"country": "be", "region": "north", "goal": "job", "age": 20}
    )
    talker.says("/form")
    talker.presses("nl")
    assert talker.session.answers == {"country": "nl", "age": 20}
    talker.session = replace(talker.session, answers={"country": "nl", "goal": "job"})
    talker.says("/form")
    talker.presses("nl")
    assert talker.session.answers["goal"] == "job"

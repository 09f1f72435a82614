"""While nobody has a ticket yet, Merit answers what it surely knows; once an advisor has it, Merit is quiet."""

from dataclasses import replace

from bot.core import phrases
from bot.core.event import QuestionAsked
from bot.core.meanwhile import FROM_MERIT
from bot.core.ticket import Move
from tests.core.talker import Talker
from tests.core.test_handoff import AGREED, advises, written
from tests.core.test_inquiring import COST, HOUSING, TIME, asks, knowing


def queued() -> Talker:
    """Somebody whose message waits in the queue."""
    talker = Talker(release=knowing(), session=AGREED)
    for words in ("/menu", "/human", "please help"):
        talker.says(words)
    return talker


def answered(talker: Talker) -> list[str]:
    assert talker.last is not None
    return [each.entry for each in talker.last.events if isinstance(each, QuestionAsked)]


def test_a_sure_answer_is_given_as_merits_own_and_the_question_goes_to_the_advisors_too():
    talker = asks(queued(), "is it dear?", (COST, 0.97))
    assert written(talker) == ["is it dear?"]
    assert answered(talker) == ["cost"]
    place = talker.seen.index(FROM_MERIT.source)
    assert talker.seen[place + 1] == "About cost."
    assert talker.seen[0] == phrases.PASSED_ON.source


def test_a_known_question_word_for_word_needs_no_search():
    talker = queued()
    talker.says("what do I pay")
    assert (written(talker), answered(talker)) == (["what do I pay"], ["cost"])


def test_what_is_not_sure_no_question_or_a_stub_is_left_to_the_advisors():
    for words, match in (
        ("is it dear?", (COST, 0.8)),
        ("I will come by", (COST, 0.97)),
        ("where do I live?", (HOUSING, 0.97)),
    ):
        talker = asks(queued(), words, match)
        assert (written(talker), answered(talker)) == ([words], [])


def test_what_depends_on_something_unknown_is_left_to_the_advisors():
    talker = asks(queued(), "how long is it?", (TIME, 0.97))
    assert (written(talker), answered(talker)) == (["how long is it?"], [])
    known = queued()
    known.session = replace(known.session, answers={"country": "be"})
    assert answered(asks(known, "how long is it?", (TIME, 0.97))) == ["time"]


def test_once_an_advisor_has_it_merit_is_quiet():
    talker = queued()
    advises(talker, Move.CLAIM)
    asks(talker, "is it dear?", (COST, 0.97))
    assert (written(talker), answered(talker), talker.seen) == (["is it dear?"], [], [])

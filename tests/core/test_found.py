"""What is done about a question: it is answered where that is probable, else offered, else an honest no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.condition import parse_condition
from bot.core.entry import Entry, EntryId, Match, Variant
from bot.core.found import CHOICES, NOTHING_FOUND, Decision, Found, Verdict, decide
from bot.core.text import Text

COUNTRY = AnswerSpec(name="country", type=AnswerType.ONE_OF, values=("nl", "be"), personal=False)


def entry(name: str, *variants: Variant, stub: bool = False) -> Entry:
    plain = Variant(text=Text(place=f"faq/{name}/answer", source="So it is."))
    return Entry(
        id=EntryId(name),
        question=Text(place=f"faq/{name}/question", source=name),
        variants=variants or (plain,),
        owner="team",
        stub=stub,
    )


RIGHTS = entry(
    "rights",
    Variant(
        text=Text(place="faq/rights/nl", source="Six weeks.", critical=True),
        when=parse_condition("country is nl", {"country": COUNTRY}),
    ),
    Variant(text=Text(place="faq/rights/otherwise", source="Ask the office.")),
)
ENTRIES = {
    each.id: each
    for each in (
        RIGHTS,
        entry("bus"),
        entry("train"),
        entry("boat"),
        entry("doctor", stub=True),
        entry("lawyer", stub=True),
    )
}


def found(*matches: tuple[str, float], three: float = 0.0, foreign: bool = False, exact=False):
    return Found(
        matches=tuple(Match(entry=EntryId(name), probability=chance) for name, chance in matches),
        among_three=three,
        language="en",
        foreign=foreign,
        exact=exact,
    )


def decided(search: Found, **answers: str) -> Decision:
    return decide(search, ENTRIES, answers)


def answer(name: str) -> Decision:
    return Decision(verdict=Verdict.ANSWER, entries=(EntryId(name),))


def choices(*names: str) -> Decision:
    return Decision(verdict=Verdict.CHOICES, entries=tuple(map(EntryId, names)))


def no_answer(*names: str) -> Decision:
    return Decision(verdict=Verdict.NO_ANSWER, entries=tuple(map(EntryId, names)))


def test_where_nothing_is_found_there_is_no_answer():
    assert decided(NOTHING_FOUND) == no_answer()


def test_an_entry_that_is_no_longer_there_is_passed_over():
    assert decided(found(("gone", 0.99), three=0.99)) == no_answer()
    assert decided(found(("gone", 0.99), ("bus", 0.95), three=1)) == answer("bus")


@pytest.mark.parametrize(("chance", "given"), [(0.9, True), (0.899, False)])
def test_a_probable_entry_is_answered(chance: float, given: bool):
    search = found(("bus", chance), ("train", 0.05), three=0.99)
    assert decided(search) == (answer("bus") if given else choices("bus", "train"))


@pytest.mark.parametrize(("chance", "given"), [(0.95, True), (0.949, False)])
def test_an_answer_about_rights_has_to_be_more_probable(chance: float, given: bool):
    search = found(("rights", chance), ("bus", 0.02), three=0.99)
    assert decided(search, country="nl") == (
        answer("rights") if given else choices("rights", "bus")
    )


def test_what_is_about_rights_follows_the_answer_this_person_would_get():
    search = found(("rights", 0.92), three=0.99)
    assert decided(search, country="be") == answer("rights")
    assert decided(search) == answer("rights")


def test_a_question_in_another_language_is_never_answered_without_asking():
    assert decided(found(("bus", 0.99), three=1, foreign=True)) == choices("bus")
    assert decided(found(("bus", 0.99), three=1, foreign=True, exact=True)) == choices("bus")
    assert decided(found(("bus", 0.3), three=0.3, foreign=True)) == no_answer()


def test_a_known_phrase_is_answered_however_probable():
    assert decided(found(("bus", 0.1), exact=True)) == answer("bus")
    assert decided(found(("rights", 0.1), exact=True), country="nl") == answer("rights")


def test_a_known_phrase_of_another_language_is_offered_however_probable():
    assert decided(found(("bus", 0.1), exact=True, foreign=True)) == choices("bus")


def test_at_most_three_entries_are_offered():
    search = found(("bus", 0.4), ("train", 0.2), ("boat", 0.1), ("rights", 0.1), three=0.7)
    assert decided(search) == choices("bus", "train", "boat")


@pytest.mark.parametrize(("three", "offered"), [(0.35, True), (0.349, False)])
def test_entries_are_offered_where_the_right_one_may_be_among_them(three: float, offered: bool):
    assert decided(found(("bus", 0.2), three=three)) == (choices("bus") if offered else no_answer())


@pytest.mark.parametrize("foreign", [False, True])
def test_a_probable_stub_says_whom_to_ask(foreign: bool):
    search = found(("doctor", 0.8), ("bus", 0.1), three=0.95, foreign=foreign)
    assert decided(search) == no_answer("doctor")


def test_a_stub_that_was_asked_word_for_word_is_said_whatever_stands_beside_it():
    search = found(("doctor", 0.4), ("bus", 0.39), three=0.9, exact=True)
    assert decided(search) == no_answer("doctor")


def test_an_entry_close_to_a_stub_is_offered_with_it():
    search = found(("doctor", 0.5), ("lawyer", 0.3), ("bus", 0.26), three=0.9)
    assert decided(search) == choices("doctor", "lawyer", "bus")


def test_an_entry_half_as_probable_as_a_stub_is_not_close():
    assert decided(found(("doctor", 0.5), ("bus", 0.25), three=0.9)) == no_answer("doctor")


def test_an_entry_behind_the_first_three_is_not_close_to_a_stub():
    search = found(("doctor", 0.4), ("lawyer", 0.3), ("doctor", 0.3), ("bus", 0.3), three=0.9)
    assert decided(search) == no_answer("doctor")


def test_beside_an_improbable_stub_entries_are_offered_if_one_may_be_right():
    assert decided(found(("doctor", 0.3), ("bus", 0.1), three=0.4)) == choices("doctor", "bus")
    assert decided(found(("doctor", 0.3), ("bus", 0.29), three=0.3)) == no_answer("doctor")


def test_among_stubs_alone_the_first_is_said_however_improbable():
    assert decided(found(("doctor", 0.1), ("lawyer", 0.1), three=0.9)) == no_answer("doctor")


searches = st.builds(
    found,
    st.tuples(st.sampled_from([*ENTRIES, "gone"]), st.floats(0, 1)),
    st.tuples(st.sampled_from([*ENTRIES, "gone"]), st.floats(0, 1)),
    three=st.floats(0, 1),
    foreign=st.booleans(),
    exact=st.booleans(),
)


@given(searches, st.sampled_from(["nl", "be"]))
def test_what_is_given_is_no_stub_and_what_is_offered_is_there(search: Found, country: str):
    decision = decided(search, country=country)
    assert all(each in ENTRIES for each in decision.entries)
    match decision.verdict:
        case Verdict.ANSWER:
            assert not search.foreign
            assert [ENTRIES[each].stub for each in decision.entries] == [False]
        case Verdict.CHOICES:
            assert 1 <= len(decision.entries) <= CHOICES
            assert not all(ENTRIES[each].stub for each in decision.entries)
        case Verdict.NO_ANSWER:
            assert [ENTRIES[each].stub for each in decision.entries] in ([], [True])

"""Questions in the middle of a form: recognised when they are clearly questions, answered from the entries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.asides import Aside, answer_says, aside
from bot.core.condition import parse_condition
from bot.core.entry import Entry, EntryId, Match, Phrase, Variant
from bot.core.flow import Release
from bot.core.matching import Asking, build_knowledge, find_entry
from bot.core.source import Source
from bot.core.text import Text, literal
from bot.core.tokens import tokens

COUNTRY = AnswerSpec(name="country", type=AnswerType.ONE_OF, values=("nl", "be"), personal=False)
SOURCE = Source(
    id="idw", title="IDW", link="https://www.idw.nl/", read=date(2026, 11, 23), published="2025"
)


def entry(name, *variants):
    return Entry(
        id=EntryId(name),
        question=Text(place=f"faq/{name}/question", source=name),
        variants=variants,
        owner="team",
    )


COST = entry(
    "recognition-cost",
    Variant(
        text=Text(place="faq/recognition-cost/nl", source="It costs 149 euro.", critical=True),
        when=parse_condition("country is nl", {"country": COUNTRY}),
        sources=(SOURCE, SOURCE),
    ),
    Variant(text=Text(place="faq/recognition-cost/otherwise", source="Ask the office.")),
)
FREE = entry("is-it-free", Variant(text=Text(place="faq/is-it-free/answer", source="Yes.")))
PHRASES = [
    Phrase(entry=COST.id, language="en", words="How much does recognition cost?"),
    Phrase(entry=COST.id, language="en", words="price of diploma recognition"),
    Phrase(entry=COST.id, language="ar", words="كم سعر معادلة الشهادة"),
    Phrase(entry=FREE.id, language="en", words="is this bot free"),
]


def asking(*, filler=(), **kinds):
    known = {
        kind: frozenset(tokens(phrase) for phrase in phrases) for kind, phrases in kinds.items()
    }
    return Asking(**known, filler=frozenset(filler))


ASKING = {
    "en": asking(
        starts=("how", "what", "can i", "do i"),
        anywhere=("can you tell me",),
        why=("why", "why do you ask"),
        help=("help", "i don't understand"),
        filler=("how", "much", "does", "the", "is", "this", "of", "a"),
    ),
    "ar": asking(starts=("كيف", "هل"), why=("ليش",), help=("ما فهمت",)),
}
RELEASE = Release(
    id="test",
    flows={},
    answers={"country": COUNTRY},
    languages={},
    labels={("country", "nl"): literal("The Netherlands")},
    entries={COST.id: COST, FREE.id: FREE},
    knowledge=build_knowledge(PHRASES, ASKING),
)


def ask(words, language="en"):
    return aside(words, RELEASE, language)


@pytest.mark.parametrize("words", ["Why?", "why do you ask me this", "ليش؟", "Why do you ask"])
def test_asking_for_the_reason_is_recognised(words):
    assert ask(words) is Aside.WHY


@pytest.mark.parametrize("words", ["help", "HELP!!", "Sorry, I dont understand this", "ما فهمت"])
def test_asking_for_help_is_recognised(words):
    assert ask(words) is Aside.HELP


@pytest.mark.parametrize(
    "words",
    [
        "How long must I wait",
        "is it dangerous?",
        "هل يمكنني العمل",
        "You can tell me? ok",
        "can i work",
    ],
)
def test_any_other_question_is_recognised_as_one(words):
    assert ask(words) is Aside.QUESTION


@pytest.mark.parametrize(
    "words", ["Damascus?", "I was a teacher", "how", "12", "", "???", "whatever", "Howard Street 5"]
)
def test_an_answer_is_not_taken_for_a_question(words):
    assert ask(words) is None


def test_a_long_message_that_mentions_why_is_no_aside():
    long = "I wrote to them and they never said why do you ask and so I have to start over again"
    assert ask(long) is None


def test_a_known_question_is_found_word_for_word_also_without_a_question_mark():
    for words in ("how much does recognition cost", "كم سعر معادلة الشهادة؟", "IS THIS BOT FREE"):
        found = ask(words)
        assert isinstance(found, Match), words
        assert found.score == 1


def test_a_question_with_nearly_the_same_words_is_found():
    found = ask("how much does the recognition cost?")
    assert isinstance(found, Match)
    assert found.entry == COST.id


def test_a_question_with_only_some_of_the_words_is_not_answered_with_a_guess():
    assert ask("how much does a house cost?") is Aside.QUESTION
    assert ask("is this free?") is Aside.QUESTION


def test_nearly_the_same_words_without_a_question_are_an_answer():
    assert ask("the price of my diploma recognition was high there") is None


def test_two_entries_that_fit_alike_are_not_guessed_between():
    alike = build_knowledge(
        [
            Phrase(entry=EntryId("one"), language="en", words="cost of recognition here"),
            Phrase(entry=EntryId("two"), language="en", words="cost of recognition there"),
        ]
    )
    assert find_entry(alike, "cost of recognition everywhere", ["en"]) is None


def test_words_of_other_languages_are_compared_only_as_a_whole():
    assert find_entry(RELEASE.knowledge, "كم سعر معادلة الشهادة هون", ["en"]) is None


def test_an_answer_says_which_country_it_is_for_and_where_it_comes_from():
    say = answer_says(COST, RELEASE, {"country": "nl"})
    (country,), (text, source) = say.paragraphs
    assert country.values == {"country": literal("The Netherlands"), "date": date(2026, 11, 23)}
    assert text.critical
    assert source.values["source"] == "https://www.idw.nl/"


def test_an_answer_for_everybody_names_no_country():
    ((text,),) = answer_says(COST, RELEASE, {}).paragraphs
    assert text.source == "Ask the office."
    assert COST.names == {"country"}


def test_an_answer_without_sources_is_given_without_a_date():
    only = entry(
        "x",
        Variant(text=literal("x"), when=parse_condition("country is nl", {"country": COUNTRY})),
        Variant(text=literal("y")),
    )
    (country,), _ = answer_says(only, RELEASE, {"country": "nl"}).paragraphs
    assert set(country.values) == {"country"}


@given(st.text(max_size=200))
def test_any_text_is_taken(words):
    ask(words)


@given(st.sampled_from(PHRASES))
def test_every_phrase_finds_its_entry(phrase):
    assert ask(phrase.words) == Match(entry=phrase.entry, score=1.0)

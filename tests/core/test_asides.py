"""Questions in the middle of a form: recognised when they are clearly questions, answered from the entries."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerSpec, AnswerType
from bot.core.asides import Aside, answer_says, aside
from bot.core.condition import parse_condition
from bot.core.entry import Entry, EntryId, Match, Phrase, Variant
from bot.core.flow import Release
from bot.core.found import Decision, Found, Verdict
from bot.core.matching import Asking, build_knowledge
from bot.core.message import Words
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


def asking(**kinds):
    return Asking(**{kind: frozenset(map(tokens, several)) for kind, several in kinds.items()})


ASKING = {
    "en": asking(
        starts=("how", "what", "can i", "do i"),
        anywhere=("can you tell me",),
        why=("why", "why do you ask"),
        help=("help", "i don't understand"),
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


def ask(words, language="en", found=None, *, eager=False):
    return aside(Words(text=words, found=found), RELEASE, language, {}, eager=eager)


def found(*matches, among_three=0.9):
    several = tuple(Match(entry=each, probability=chance) for each, chance in matches)
    return Found(matches=several, among_three=among_three, language="en")


NO_ANSWER = Decision(verdict=Verdict.NO_ANSWER)


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
    assert ask(words) == NO_ANSWER


@pytest.mark.parametrize(
    "words", ["Damascus?", "I was a teacher", "how", "12", "", "???", "whatever", "Howard Street 5"]
)
def test_an_answer_is_not_taken_for_a_question(words):
    assert ask(words) is None


def test_a_long_message_that_mentions_why_is_no_aside():
    long = "I wrote to them and they never said why do you ask and so I have to start over again"
    assert ask(long) is None


def test_a_known_question_is_found_word_for_word_also_without_a_question_mark():
    for words in ("how much does recognition cost", "IS THIS BOT FREE"):
        assert ask(words).verdict is Verdict.ANSWER, words


def test_a_known_question_of_another_language_is_asked_back_first():
    assert ask("كم سعر معادلة الشهادة؟") == Decision(verdict=Verdict.CHOICES, entries=(COST.id,))
    assert ask("كم سعر معادلة الشهادة؟", "ar").verdict is Verdict.ANSWER


def test_what_the_search_found_is_used_for_a_question():
    decision = ask("what do I pay for it?", found=found((COST.id, 0.97)))
    assert decision == Decision(verdict=Verdict.ANSWER, entries=(COST.id,))


def test_what_the_search_found_does_not_make_an_answer_a_question():
    assert ask("I paid a lot for it", found=found((COST.id, 0.97))) is None


def test_where_nothing_but_a_button_is_waited_for_also_what_is_no_question_is_looked_up():
    assert ask("price recognition", found=found((COST.id, 0.97)), eager=True) is not None
    assert ask("hello there", found=found((COST.id, 0.01), among_three=0.02), eager=True) is None


def test_a_phrase_of_an_entry_that_is_gone_finds_nothing():
    gone = replace(RELEASE, entries={FREE.id: FREE})
    words = Words(text="price of diploma recognition")
    assert aside(words, gone, "en", {}) is None


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


def test_what_else_an_answer_is_for_is_named_where_it_is_known_and_has_a_name():
    status = replace(COUNTRY, name="status", values=("asylum",))
    labelled = replace(status, label=literal("Status"))
    condition = parse_condition(
        "country is nl and status is asylum", {"country": COUNTRY, "status": status}
    )
    only = entry("x", Variant(text=literal("x"), when=condition), Variant(text=literal("y")))
    known = {"country": "nl", "status": "asylum"}

    def lines(spec):
        return answer_says(
            only, replace(RELEASE, answers={"country": COUNTRY, "status": spec}), known
        )

    assert len(lines(labelled).paragraphs[0]) == 2
    assert len(lines(status).paragraphs[0]) == 1


@given(st.text(max_size=200))
def test_any_text_is_taken(words):
    ask(words)


@given(st.sampled_from(PHRASES))
def test_every_phrase_finds_its_entry(phrase):
    assert ask(phrase.words, phrase.language).entries == (phrase.entry,)

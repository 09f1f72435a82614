"""Words of danger: found wherever they stand in a message, and never inside what is harmless."""

import time

from hypothesis import given
from hypothesis import strategies as st

from bot.core.alarm import NO_ALARMS, AlarmKind, AlarmPhrase, compile_alarms, find_alarm


def phrase(words, kind=AlarmKind.DANGER, language="en", *, alone=False):
    return AlarmPhrase(words=words, language=language, kind=kind, alone=alone)


ALARMS = compile_alarms(
    [
        phrase("suicide", AlarmKind.SUICIDE),
        phrase("kill me"),
        phrase("kill myself", AlarmKind.SUICIDE),
        phrase("i don't want to live", AlarmKind.SUICIDE),
        phrase("hits me", AlarmKind.VIOLENCE),
        phrase("emergency", alone=True),
        phrase("took my passport", AlarmKind.TRAFFICKING),
        phrase("suicide prevention", None),
        phrase("بدي موت", AlarmKind.SUICIDE, "ar"),
        phrase("خطر", AlarmKind.DANGER, "ar"),
        phrase("می‌خواهم بمیرم", AlarmKind.SUICIDE, "fa"),
        phrase("ሓደጋ", AlarmKind.DANGER, "ti"),
        phrase("maltraite", AlarmKind.VIOLENCE, "fr"),
    ]
)
WORDS = st.text(max_size=200)


def find(words):
    return find_alarm(ALARMS, words)


def test_a_phrase_is_found_anywhere_in_a_message_however_it_is_written():
    for words in (
        "KILL ME",
        "he will kill me!!",
        "please... he says he'll   kill\nme",
        "kiiiiill me",
    ):
        assert find(words) is AlarmKind.DANGER, words


def test_it_is_found_only_as_whole_words():
    assert find("I have the skill men need") is None
    assert find("خطره") is None


def test_an_apostrophe_makes_no_difference():
    for words in ("I dont want to live", "I don’t want to live", "i don't want to live any more"):
        assert find(words) is AlarmKind.SUICIDE


def test_what_a_harmless_phrase_holds_is_no_alarm_but_what_stands_beside_it_is():
    assert find("I worked in suicide prevention") is None
    assert find("suicide prevention, and now I think of suicide") is AlarmKind.SUICIDE


def test_a_word_that_counts_alone_counts_only_as_the_whole_message():
    assert find("Emergency!") is AlarmKind.DANGER
    assert find("I was a nurse in an emergency room") is None


def test_the_gravest_of_several_kinds_counts():
    assert find("he hits me and took my passport, I want to kill myself") is AlarmKind.SUICIDE
    assert find("he hits me and took my passport") is AlarmKind.VIOLENCE


def test_small_words_written_onto_an_arabic_or_tigrinya_word_do_not_hide_it():
    for words in ("انا بخطر", "والخطر كبير", "للخطر", "وبدي موت"):
        assert find(words) is not None, words
    assert find("ብሓደጋ") is AlarmKind.DANGER


def test_prefixes_are_taken_off_only_for_the_languages_that_have_them():
    assert find("بمي‌خواهم بمیرم") is None


def test_persian_verbs_are_found_however_their_prefix_is_typed():
    for words in ("می‌خواهم بمیرم", "میخواهم بمیرم", "می خواهم بمیرم", "ميخواهم بميرم"):
        assert find(words) is AlarmKind.SUICIDE, words


def test_nothing_is_found_without_a_list():
    assert find_alarm(NO_ALARMS, "kill me") is None
    assert find_alarm(compile_alarms([phrase("!!!")]), "!!!") is None


@given(WORDS)
def test_any_text_is_taken(words):
    find(words)


@given(
    before=WORDS, after=WORDS, number=st.integers(min_value=0, max_value=len(ALARMS.phrases) - 1)
)
def test_a_phrase_is_found_whatever_stands_around_it(before, after, number):
    known = ALARMS.phrases[number]
    message = known.words if known.alone else f"{before} . {known.words} . {after}"
    if known.kind is None:
        assert find(known.words) is None
    elif "prevention" not in message:
        assert find(message) is not None


def test_a_message_is_looked_through_in_well_under_a_millisecond():
    many = compile_alarms([phrase(f"word{number} then word{number + 1}") for number in range(2000)])
    message = (
        "I worked in a small shop and word7 then I moved to another town with my family, because"
    )
    rounds = 200
    begun = time.process_time()
    for _ in range(rounds):
        find_alarm(many, message)
    assert (time.process_time() - begun) / rounds < 0.001

"""Messages in a language: isolation, direction, layout, splitting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.flow import ChoiceId, FlowId, StepId
from bot.core.language import Language
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.render import (
    FIRST_STRONG_ISOLATE,
    LEFT_TO_RIGHT_ISOLATE,
    LONGEST_MESSAGE,
    POP_ISOLATE,
    RIGHT_TO_LEFT_MARK,
    render_say,
    render_text,
)
from bot.core.text import Text, literal, npgettext, pgettext
from bot.core.turn import Offer, Say
from tests.core.samples import LANGUAGES

ISOLATES = (FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE)


@dataclass
class Words:
    language: Language = LANGUAGES["en"]
    known: Mapping[str, str] = field(default_factory=dict)

    def find(self, place: str, source: str) -> str | None:
        return self.known.get(place, source if self.language.code == "en" else None)

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        if self.language.code == "en":
            return one if count == 1 else many
        return self.known.get(f"{place}/{count}")

    def date(self, day: date) -> str:
        return day.strftime("%d.%m.%Y")


ENGLISH = Words()
PRESS = Press(flow=FlowId("f"), step=StepId("s"), choice=ChoiceId("c"), asked=1)


def offer(label: str, *, picked: bool = False) -> Offer:
    return Offer(label=pgettext("label", label), press=PRESS, picked=picked)


def encode(press: Press) -> str:
    return press.choice


def test_an_inserted_value_is_isolated_from_the_sentence() -> None:
    text = pgettext("p", "Hello {name}.").with_values(name="أمينة")
    assert render_text(text, ENGLISH).words == f"Hello {FIRST_STRONG_ISOLATE}أمينة{POP_ISOLATE}."


@pytest.mark.parametrize(
    "value",
    [
        "+31 6 1234 5678",
        "2014-09-03",
        "a@example.org",
        "https://example.org/a",
        "/stop",
        "@merit_bot",
        "www.idw.nl",
    ],
)
def test_what_is_written_left_to_right_everywhere_stays_so(value: str) -> None:
    text = pgettext("p", "{x}").with_values(x=value)
    assert render_text(text, ENGLISH).words == f"{LEFT_TO_RIGHT_ISOLATE}{value}{POP_ISOLATE}"


def test_direction_controls_in_a_value_are_taken_out_and_joiners_stay() -> None:
    text = pgettext("p", "{x}").with_values(x="\u202eabc\u2066\u061cمی\u200cشود")
    assert render_text(text, ENGLISH).words == f"{FIRST_STRONG_ISOLATE}abcمی\u200cشود{POP_ISOLATE}"


def test_numbers_dates_and_nested_texts_are_inserted() -> None:
    text = pgettext("p", "{count} on {day}: {inner}").with_values(
        count=3, day=date(2026, 11, 23), inner=pgettext("i", "inside")
    )
    assert render_text(text, ENGLISH).words == (
        f"3 on {FIRST_STRONG_ISOLATE}23.11.2026{POP_ISOLATE}: {FIRST_STRONG_ISOLATE}inside{POP_ISOLATE}"
    )


def test_a_placeholder_without_a_value_stays_visible_and_braces_are_never_code() -> None:
    text = pgettext("p", "{unknown} {0.__class__} {x!r}").with_values(x="1")
    assert render_text(text, ENGLISH).words == "{unknown} {0.__class__} {x!r}"


def test_plural_forms_come_from_the_catalog_or_from_english() -> None:
    arabic = Words(language=LANGUAGES["ar"], known={"n/2": "خطوتان"})
    assert render_text(npgettext("n", "{count} step", "{count} steps", 2), arabic).words == "خطوتان"
    missing = render_text(npgettext("n", "{count} step", "{count} steps", 3), arabic)
    assert (missing.words, missing.translated) == ("3 steps", False)
    assert render_text(npgettext("n", "{count} step", "{count} steps", 1), arabic).words == "1 step"


def test_a_missing_translation_is_english_with_one_line_that_says_so() -> None:
    arabic = Words(language=LANGUAGES["ar"], known={"ui/not_translated": "لم يترجم بعد", "a": "أ"})
    say = Say(paragraphs=((pgettext("a", "A"),), (pgettext("b", "B"), pgettext("c", "C"))))
    (message,) = render_say(say, arabic, encode)
    shown = message.text.replace(RIGHT_TO_LEFT_MARK, "")
    assert shown == "أ\n\n\u2066B\u2069\n\u2066C\u2069\n\nلم يترجم بعد"


def test_english_of_several_lines_keeps_its_order_in_a_right_to_left_message() -> None:
    arabic = Words(language=LANGUAGES["ar"])
    (message,) = render_say(Say(paragraphs=((pgettext("a", "One.\n\nTwo."),),)), arabic, encode)
    assert message.text.count(LEFT_TO_RIGHT_ISOLATE) == message.text.count(POP_ISOLATE) == 2


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("ar", "Come on Monday!", f"{RIGHT_TO_LEFT_MARK}\u2068Come on Monday!\u2069"),
        ("ar", "- Room 2.", f"{RIGHT_TO_LEFT_MARK}\u2068- Room 2.\u2069"),
        ("ar", "تعال يوم Monday", f"{RIGHT_TO_LEFT_MARK}تعال يوم Monday"),
        ("ar", "12:30", f"{RIGHT_TO_LEFT_MARK}12:30"),
        ("en", "Come!\nشكرا!", "Come!\n\u2068شكرا!\u2069"),
        ("en", "\u202eשלום", "\u2068שלום\u2069"),
    ],
)
def test_what_somebody_wrote_is_laid_out_in_the_direction_of_its_own_letters(
    language: str, words: str, shown: str
) -> None:
    say = Say(paragraphs=((literal(words),),))
    (message,) = render_say(say, Words(language=LANGUAGES[language]), encode)
    assert message.text == shown


def test_a_nested_text_that_is_not_translated_counts_as_missing() -> None:
    arabic = Words(language=LANGUAGES["ar"], known={"a": "{x}"})
    rendered = render_text(pgettext("a", "{x}").with_values(x=pgettext("b", "B")), arabic)
    assert not rendered.translated


def test_without_a_translated_note_there_is_none() -> None:
    (message,) = render_say(
        Say(paragraphs=((pgettext("a", "A"),),)), Words(language=LANGUAGES["ar"]), encode
    )
    assert message.text == f"{RIGHT_TO_LEFT_MARK}{LEFT_TO_RIGHT_ISOLATE}A{POP_ISOLATE}"


def test_every_line_of_a_right_to_left_message_starts_right() -> None:
    arabic = Words(language=LANGUAGES["ar"], known={"a": "1. سطر\n\nسطر"})
    (message,) = render_say(Say(paragraphs=((pgettext("a", "A"),),)), arabic, encode)
    assert [line[:1] for line in message.text.split("\n")] == [
        RIGHT_TO_LEFT_MARK,
        "",
        RIGHT_TO_LEFT_MARK,
    ]
    assert message.direction == "rtl"


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    say = Say(
        offers=(
            offer("Yes"),
            offer("No"),
            offer("Maybe"),
            offer("I am really not sure"),
            offer("Skip"),
        )
    )
    (message,) = render_say(
        Say(paragraphs=((pgettext("q", "Q?"),),), offers=say.offers), ENGLISH, encode
    )
    assert [[button.label for button in row] for row in message.rows] == [
        ["Yes", "No"], ["Maybe"], ["I am really not sure"], ["Skip"],
    ]  # fmt: skip


def test_rows_are_mirrored_in_right_to_left_languages() -> None:
    arabic = Words(language=LANGUAGES["ar"], known={"label": "نعم"})
    say = Say(paragraphs=((literal("?"),),), offers=(offer("Yes"), offer("No", picked=True)))
    (message,) = render_say(say, arabic, encode)
    (row,) = message.rows
    assert [button.label.startswith(f"{RIGHT_TO_LEFT_MARK}✅") for button in row] == [True, False]


def test_a_keyboard_message_needs_the_message_it_belongs_to() -> None:
    say = Say(kind=OutboundKind.KEYBOARD, offers=(offer("Yes", picked=True),))
    assert list(render_say(say, ENGLISH, encode)) == []
    (message,) = render_say(say, ENGLISH, encode, on="7")
    assert (message.kind, message.on, message.text) == (OutboundKind.KEYBOARD, "7", "")
    assert message.rows[0][0].label == "✅ Yes"


def test_a_long_message_is_split_between_paragraphs_with_buttons_under_the_last() -> None:
    paragraphs = tuple((literal(f"{number} " + "word " * 300),) for number in range(6))
    messages = list(render_say(Say(paragraphs=paragraphs, offers=(offer("Yes"),)), ENGLISH, encode))
    assert len(messages) > 1
    assert [bool(message.rows) for message in messages] == [False] * (len(messages) - 1) + [True]


def test_the_number_of_a_step_stands_before_its_words() -> None:
    text = Text(place="a", source="Ask {x}.", values={"x": 1}, lead="2. ")
    assert render_text(text, ENGLISH).words == "2. Ask 1."


def test_an_empty_say_is_no_message() -> None:
    assert list(render_say(Say(), ENGLISH, encode)) == []


VALUES = st.text(max_size=40)


@given(VALUES, st.sampled_from(sorted(LANGUAGES)))
def test_isolates_are_balanced_whatever_a_person_writes(value: str, code: str) -> None:
    words = Words(language=LANGUAGES[code], known={"p": "— {x} —\n{x}"})
    (message,) = render_say(
        Say(paragraphs=((pgettext("p", "{x}").with_values(x=value),),)), words, encode
    )
    depth = 0
    for letter in message.text:
        depth += (letter in ISOLATES) - (letter == POP_ISOLATE)
        assert depth >= 0
    assert depth == 0


@given(st.text(min_size=1, max_size=9000))
def test_no_message_is_longer_than_telegram_takes(value: str) -> None:
    say = Say(paragraphs=((literal(value),), (phrases.STALE,)))
    for message in render_say(say, ENGLISH, encode):
        assert len(message.text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_MESSAGE + 200


def test_words_without_spaces_are_split_too() -> None:
    messages = list(render_say(Say(paragraphs=((literal("x" * 9000),),)), ENGLISH, encode))
    assert "".join(message.text.replace("\n\n", "") for message in messages) == "x" * 9000


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_isolated_stays_isolated_in_every_piece_of_a_long_message(language: str) -> None:
    text = pgettext("p", "You wrote: {words} That is all.").with_values(words="long words " * 900)
    messages = list(render_say(Say(paragraphs=((text,),)), Words(LANGUAGES[language]), encode))
    assert len(messages) > 2
    for message in messages:
        opened = sum(letter in ISOLATES for letter in message.text)
        assert opened == message.text.count(POP_ISOLATE)
        assert opened >= 1


@pytest.mark.parametrize(
    ("words", "run"),
    [
        ("اكتبوا /menu الآن", "/menu"),
        ("مثال: +31 6 12345678", "+31 6 12345678"),
        ("الموقع: enic-naric.net.", "enic-naric.net"),
        ("انظر https://example.org/a/b?c=d.", "https://example.org/a/b?c=d."),
        ("اكتبوا إلى a.person@example.org", "a.person@example.org"),
    ],
)
def test_what_is_written_from_left_to_right_keeps_its_order_in_a_right_to_left_text(
    words: str, run: str
):
    arabic = Words(LANGUAGES["ar"], {"p": words})
    shown = render_text(pgettext("p", "English"), arabic).words
    assert shown == words.replace(run, f"{LEFT_TO_RIGHT_ISOLATE}{run}{POP_ISOLATE}")


def test_numbers_and_words_of_a_left_to_right_text_stay_as_they_are():
    arabic = Words(LANGUAGES["ar"], {"p": "السعر 148.83 يورو في 2026"})
    assert render_text(pgettext("p", "x"), arabic).words == "السعر 148.83 يورو في 2026"
    assert render_text(pgettext("p", "Write /menu"), ENGLISH).words == "Write /menu"


def test_an_isolate_that_ended_before_the_cut_is_not_opened_again() -> None:
    text = pgettext("p", "{name} " + "wrote many words " * 300).with_values(name="Amina")
    _, second, *_ = render_say(Say(paragraphs=((text,),)), ENGLISH, encode)
    assert FIRST_STRONG_ISOLATE not in second.text

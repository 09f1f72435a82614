"""How answers are shown."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.answer import AnswerSpec, AnswerType, AnswerValue
from bot.core.language import Direction, Language
from bot.core.render import BIDI_CONTROLS, render_text
from bot.core.shown import shown_value
from bot.core.text import Text, literal, pgettext
from tests.core.asking_for import COUNTRIES, TONGUES
from tests.core.samples import RELEASE

LABELS = {("trip", "bus"): literal("A bus"), ("trip", "tram"): literal("A tram")}
WORLD = replace(RELEASE, countries=COUNTRIES, tongues=TONGUES, labels=LABELS)
SENTENCE = pgettext("test/sentence", "{answer}")


class English:
    """English words, as a catalog gives them."""

    language = Language(
        code="en", native="English", english="English", direction=Direction.LEFT_TO_RIGHT
    )

    def find(self, _place: str, source: str) -> str:
        return source

    def find_plural(self, _place: str, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    def date(self, day: date) -> str:
        return f"{day:%d %B %Y}"


def read_out(type_: AnswerType, value: AnswerValue) -> str:
    shown = shown_value(AnswerSpec(name="trip", type=type_), value, WORLD)
    rendered = render_text(SENTENCE.with_values(answer=shown), English())
    assert rendered.translated
    return BIDI_CONTROLS.sub("", rendered.words)


@pytest.mark.parametrize(
    ("type_", "value", "words"),
    [
        (AnswerType.TEXT, "hello", "hello"),
        (AnswerType.NUMBER, 7, "7"),
        (AnswerType.ONE_OF, "bus", "A bus"),
        (AnswerType.ONE_OF, "plane", "plane"),
        (AnswerType.SOME_OF, ("bus",), "A bus"),
        (AnswerType.SOME_OF, ("bus", "tram", "plane"), "A bus, A tram, plane"),
        (AnswerType.SOME_OF, (), ""),
        (AnswerType.YES_NO, "yes", "Yes"),
        (AnswerType.YES_NO, "no", "No"),
        (AnswerType.DATE, "2019", "2019"),
        (AnswerType.DATE, "2019-05", "May 2019"),
        (AnswerType.DATE, "2019-05-03", "03 May 2019"),
        (AnswerType.DATE, "2019 sh1398", "1398 (2019/2020)"),
        (AnswerType.DATE, "2019-04 sh1398-02", "1398-02 (April 2019 to May 2019)"),
        (AnswerType.DATE, "2019-05-03 sh1398-02-13", "1398-02-13 (03 May 2019)"),
        (AnswerType.DATE, "2016 eth2009", "2009 E.C. (2016/2017)"),
        (AnswerType.DATE, "some day", "some day"),
        (AnswerType.COUNTRY, "sy", "Syria"),
        (AnswerType.COUNTRY, "zz", "zz"),
        (AnswerType.SPOKEN, "ar/fluent", "Arabic: Fluent"),
        (AnswerType.SPOKEN, "ar", "Arabic"),
        (AnswerType.CONTACT, "+31612345678", "+31612345678"),
        (AnswerType.PLACE, "Kabul", "Kabul"),
        (AnswerType.FILE, ("f1",), "1 file"),
        (AnswerType.FILE, ("f1", "f2"), "2 files"),
        (AnswerType.RECORDS, 3, "3"),
        (AnswerType.TEXT, None, ""),
    ],
)
def test_an_answer_is_shown_in_words(type_: AnswerType, value: AnswerValue, words: str):
    assert read_out(type_, value) == words


def test_a_day_stands_alone_as_each_language_writes_it():
    shown = shown_value(AnswerSpec(name="trip", type=AnswerType.DATE), "2019-05-03", WORLD)
    assert isinstance(shown, Text)
    assert render_text(shown, English()).words == "03 May 2019"

"""Words as the template sets them."""

import pytest

from bot.documents.fonts import covered
from bot.documents.printable import Printable
from bot.documents.runs import Run, Setting, tag, written_in
from tests.documents.profiles import language

SETTING = Setting(printable=Printable(covered=covered()))
ARABIC, DUTCH = language("ar"), language("nl")


def apart(text: str) -> list[str]:
    """The pieces of `text` that keep their own direction."""
    words = SETTING.words(text, ARABIC)
    assert words is not None
    assert "".join(run.text for line in words.lines for run in line) == text.replace("\n", "")
    return [run.text for line in words.lines for run in line if run.way]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("اتصل 0612345678 الآن", ["0612345678"]),
        ("+31 (0)6-12.34 56 78", ["+31 (0)6-12.34 56 78"]),
        ("راسلني @halab_1، أو a.b+c@example.org.", ["@halab_1", "a.b+c@example.org"]),
        ("https://example.org/a?b=c).\nwww.example.org", ["https://example.org/a?b=c", "www.example.org"]),
        ("من 2014 إلى 2021", []),
        ("2014 - 2021", []),
        ("مرحبا", []),
    ],
)  # fmt: skip
def test_numbers_and_addresses_keep_their_direction(text, pieces):
    assert apart(text) == pieces


def test_what_is_too_long_for_a_line_may_be_broken():
    words = SETTING.words("https://example.org/" + "a" * 50, DUTCH)
    assert words is not None
    assert [run.way for run in words.lines[0]] == ["ltr"]


def test_a_whole_answer_can_be_a_number():
    words = SETTING.words("112", ARABIC, ltr=True)
    assert words is not None
    assert words.lines == ((Run(text="112", way="box"),),)
    assert not words.rtl


def test_words_without_letters_run_as_their_language_does():
    words = SETTING.words("2014", ARABIC)
    assert words is not None
    assert words.rtl
    assert SETTING.words("🥖", ARABIC) is None


@pytest.mark.parametrize(
    ("code", "tagged"),
    [("nl", ("nl", None)), ("prs", ("fa", "AF")), ("fa-af", ("fa", "AF")), ("ckb", ("ckb", None)),
     ("ku-latn", ("ku", None))],
)  # fmt: skip
def test_codes_take_the_form_of_the_pdf(code, tagged):
    assert tag(code) == tagged


def test_own_words_are_in_the_language_of_their_script():
    assert written_in("مخبز", ARABIC, DUTCH) == ARABIC
    assert written_in("Bakkerij", ARABIC, DUTCH) == DUTCH
    assert written_in("123", ARABIC, DUTCH) == ARABIC

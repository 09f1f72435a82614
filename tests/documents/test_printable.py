"""Words made ready for paper."""

import unicodedata

import pytest

from bot.documents.fonts import covered
from bot.documents.printable import LONG_WORD, MARKS, RUN, Printable, is_right_to_left

PRINTABLE = Printable(covered=covered())

LETTERS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ًٌٍَُِّْ ،؛؟٪ ٠١٢٣٤٥٦٧٨٩",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءأۀ ۰۱۲۳۴۵۶۷۸۹ «»",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسښشصضطظعغفقکګلمنڼوهیېيۍئ",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۓؤئۂ۔",
    "ti am": "".join(
        chr(n) for n in range(0x1200, 0x137D) if unicodedata.category(chr(n))[0] in "LPN"
    ),
    "uk ru": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЁЪЫЭ ’ʼ",
    "hu sk sl": "áéíóöőúüű ľĺŕôäťďňčšžýđć ÁÉÍÓÖŐÚÜŰ ĽĹŔÔÄŤĎŇČŠŽÝĐĆ „”",
    "es it nl fr": "ñ¿¡ªº àèéìíòùú ëïĳ œæçâêîôûÿ €– ÑŒÆÇÀÉ «»“”‘’…",
    "so ku tr": "çêîşû ğışöü İĞ ÇÊÎŞÛ '",
    "ln": "ɛɔƐƆ ɛ́ ɔ̂ ɔ̌ ɛ̌ áâǎéêíîóôúû",
    "marks": "*†‡§ […] · :",
}


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_every_letter_of_every_language_can_be_drawn(letters):
    assert set(unicodedata.normalize("NFC", letters)) <= PRINTABLE.covered
    for word in letters.split():
        if len(word) <= LONG_WORD and not set(word) & set("ًٌٍَُِّْ"):
            assert PRINTABLE.words(word) == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("🥖 Bakker", "Bakker"),
        ("Bakker 🥖\n\n\n  🥖 \n en  kok\t!", "Bakker\nen kok !"),
        ("a\r\nb\u2028c\vd", "a\nb\nc\nd"),
        ("王小明", "[…]"),
        ("王 小 明, Anna", "[…], Anna"),
        ("\x00\x1b[31mred\ue000", "[31mred"),
        ("نمی‌خواهم", "نمی‌خواهم"),
        ("👨‍👩‍👧 a", "a"),
        ("\u202eabc\u202c", "abc"),
        ("\u2067abc", "\u2067abc\u2069"),
        ("abc\u2069 d", "abc d"),
        ("\u2068a\u2069", "\u2068a\u2069"),
        ("\ud83d broken", "broken"),
        ("!? …", "!? …"),
        ("\u0301\u200d\u200b", ""),
        ("", ""),
    ],
)
def test_words_are_printed_without_what_cannot_be(written, printed):
    assert PRINTABLE.words(written) == printed


def test_a_long_run_may_be_broken_and_a_long_word_may_not():
    assert PRINTABLE.words("a" * LONG_WORD) == "a" * LONG_WORD
    broken = PRINTABLE.words("a" * 4000)
    assert broken.replace("\u200b", "") == "a" * 4000
    assert max(map(len, broken.split("\u200b"))) == RUN


def test_an_address_can_be_copied_as_it_is():
    address = "https://example.org/recognition-of-diplomas/how-it-works/step-one?lang=nl"
    assert PRINTABLE.words(address) == address


def test_a_run_is_not_broken_between_a_letter_and_its_mark():
    pieces = PRINTABLE.words("x" * (RUN - 1) + "b\u0301" * 40).split("\u200b")
    assert not any(unicodedata.combining(piece[0]) for piece in pieces)


def test_a_tower_of_marks_is_cut():
    assert PRINTABLE.words("b" + "\u0301" * 50) == "b" + "\u0301" * MARKS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abc", False),
        ("+31 عربي abc", True),
        ("123 !", None),
        ("\u2068abc\u2069، عربي", True),
        ("", None),
    ],
)
def test_direction_is_that_of_the_first_letter_outside_of_isolates(text, found):
    assert is_right_to_left(text) is found

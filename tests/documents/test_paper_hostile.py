"""What people and programs may put into a profile: it comes out as words, or not at all."""

import asyncio
from dataclasses import replace
from typing import Any, cast

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.profile import Profile, ProfileStep
from bot.documents import fonts
from bot.documents.errors import DocumentError
from bot.documents.paper import Paper
from tests.documents import reading
from tests.documents.profiles import baker, entry, fact, nurse, pair, photo, profile, same, section

PAPER = Paper()
LABEL = pair("ماذا فعلت", "Wat u deed")


def telling(words: str) -> Profile:
    """A profile with `words` in every place a person's words can be."""
    told = entry(fact(LABEL, same(words)), heading=same(words), when=same(words))
    step = ProfileStep(words=same(words), title=same(words), source=words)
    note = replace(baker().notes[0], by=words, words=same(words))
    return profile(
        "ar",
        "nl",
        section("work", pair("العمل", "Werk"), told),
        name=words,
        steps=(step,),
        notes=(note,),
    )


@pytest.mark.parametrize(
    "markup",
    [
        "#panic(1) *x* _y_ $z$",
        '#read("/etc/passwd")',
        "= x\n- y @z <a> `b` \\",
        "{page} {date} {advisor}",
    ],
)
async def test_markup_is_printed_as_it_was_written(markup):
    text = reading.text(await PAPER.pdf(telling(markup)))
    for word in markup.split():
        assert word in text


async def test_what_turns_lines_is_taken_out(tmp_path):
    pdf = await PAPER.pdf(
        telling("abc\u202e def\u202c \u2067\u2067ghi \u2069\u2069\u2069 jkl\u2066")
    )
    text = reading.text(pdf)
    assert not set("\u202e\u202d\u2067") & set(text)
    assert "def" in text
    assert reading.findings(pdf, tmp_path) == []


async def test_emoji_alone_leave_no_empty_lines_behind():
    text = reading.text(await PAPER.pdf(telling("🥖👨‍👩‍👧🇸🇾")))
    assert "Wat u deed" not in text
    assert "Werk" not in text


async def test_letters_the_fonts_lack_leave_a_gap_that_can_be_seen():
    text = reading.text(await PAPER.pdf(telling("王小明 in Beijing")))
    assert "[…] in Beijing" in text


@pytest.mark.parametrize("letter", ["W", "ع", "ቋ", "\u0301", "a\u0301", "/", "ab/", "#"])
async def test_four_thousand_characters_without_a_space_stay_on_the_page(letter):
    pdf = await PAPER.pdf(telling(letter * (4000 // len(letter))))
    assert pdf.startswith(b"%PDF")
    for left, right in reading.reach(pdf):
        assert left >= 40
        assert right <= 595 - 40


async def test_an_empty_profile_is_a_paper_with_its_title():
    text = reading.text(await PAPER.pdf(replace(profile("ar", "nl"), name="")))
    assert "Vaardighedenprofiel" in text


async def test_sections_and_entries_with_nothing_in_them_are_left_out():
    text = reading.text(
        await PAPER.pdf(profile("ar", "nl", section("x", pair("فارغ", "Leeg"), entry())))
    )
    assert "Leeg" not in text


@pytest.mark.parametrize("broken", [b"no picture", photo()[:200], b"\x89PNG\r\n\x1a\n", b"<svg/>"])
async def test_a_broken_photo_is_left_out(broken):
    assert await PAPER.pdf(replace(nurse(), photo=broken)) == await PAPER.pdf(
        replace(nurse(), photo=b"")
    )


async def test_a_large_photo_is_no_trouble():
    assert (await PAPER.pdf(replace(nurse(), photo=photo(2400, 3000)))).startswith(b"%PDF")


async def test_an_error_says_what_to_do_and_none_of_the_words(monkeypatch):
    broken = Paper()
    await broken.pdf(nurse())
    monkeypatch.setattr("bot.documents.printable.Printable.words", lambda _self, text: text)
    with pytest.raises(DocumentError, match="install Merit's packages anew") as raised:
        await broken.pdf(telling("geheim \ue000"))
    assert "geheim" not in str(raised.value)
    assert raised.value.__suppress_context__
    assert isinstance(raised.value.__context__, typst.TypstError)


def test_a_missing_font_is_named_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setitem(fonts._FOLDERS, fonts.LATIN, ("no_such_package", "files"))
    with pytest.raises(DocumentError, match=r"Noto Sans is not installed\. Run: pip install"):
        fonts.folders()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200) | st.text(alphabet=sorted(fonts.covered()), max_size=120))
def test_any_words_give_a_paper(words):
    assert asyncio.run(PAPER.pdf(telling(words))).startswith(b"%PDF")


class Panic(BaseException):
    """What the compiler raises when it breaks: no Exception."""


class Broken:
    """A press that breaks."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def pdf(self, profile: Profile, europass: bytes | None) -> bytes:
        raise self.error


@pytest.mark.parametrize("error", [Panic("geheim"), ValueError("geheim")])
async def test_whatever_the_compiler_raises_is_an_error_without_words_and_the_next_paper_is_made(
    error,
):
    paper = Paper(_press=cast("Any", Broken(error)))
    with pytest.raises(DocumentError, match="install Merit's packages anew") as raised:
        await paper.pdf(nurse())
    assert "geheim" not in str(raised.value)
    assert raised.value.__suppress_context__
    assert (await paper.pdf(nurse())).startswith(b"%PDF")


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_who_ends_the_program_ends_it_also_while_a_paper_is_made(error):
    with pytest.raises(error):
        Paper(_press=cast("Any", Broken(error())))._made(nurse(), None)

"""The profile as a PDF: what stands on it, for eyes, screen readers and archives."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from bot.core.profile import Profile, ProfileNote
from bot.documents.paper import Paper
from tests.documents import reading
from tests.documents.profiles import (
    ALL,
    MADE,
    OWN_STORY,
    baker,
    job,
    language,
    long_profile,
    nurse,
    pair,
    photo,
    section,
    tailor,
)

EUROPASS = '<?xml version="1.0" encoding="UTF-8"?><Candidate>خبّاز</Candidate>'.encode()


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper()


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element screen readers see, in reading order."""
    waiting: list[pikepdf.Object] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, pikepdf.Array):
            waiting[:0] = list(item)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            waiting[:0] = [item.K] if "/K" in item else []


def metadata(pdf: bytes, folder) -> str:
    path = folder / "meta.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as opened:
        return bytes(opened.Root.Metadata.read_bytes()).decode()


@pytest.mark.parametrize("made", [value for name, value in ALL.items() if name != "long"])
async def test_all_words_come_back_out_of_the_pdf(paper, made):
    profile = made()
    found = reading.words(reading.text(await paper.pdf(profile)))
    wanted = reading.printed(profile)
    in_arabic = reading.arabic(wanted)
    assert wanted - in_arabic <= found
    assert len(in_arabic & found) >= 0.85 * len(in_arabic)


async def test_it_is_a_pdf_with_the_title_in_both_languages_and_the_day_it_was_made(
    paper, tmp_path
):
    pdf = await paper.pdf(baker())
    assert pdf.startswith(b"%PDF")
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as opened:
        assert str(opened.docinfo["/Title"]) == "Vaardighedenprofiel · ملف المهارات"
        assert "20261126" in str(opened.docinfo["/CreationDate"])
        assert str(opened.Root.Lang) == "nl"


@pytest.mark.parametrize("made", ALL.values(), ids=ALL)
async def test_screen_readers_can_read_it(paper, tmp_path, made):
    assert reading.findings(await paper.pdf(made(), EUROPASS), tmp_path) == []


async def test_it_declares_pdf_ua_and_pdf_a(paper, tmp_path):
    plain = metadata(await paper.pdf(nurse()), tmp_path)
    attached = metadata(await paper.pdf(nurse(), EUROPASS), tmp_path)
    assert "<pdfuaid:part>1<" in plain
    assert "<pdfuaid:part>1<" in attached
    assert "<pdfaid:part>2<" in plain
    assert "<pdfaid:part>3<" in attached
    assert "<pdfaid:conformance>A<" in plain


async def test_screen_readers_change_their_voice_and_find_the_headings(paper, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(await paper.pdf(baker()))
    with pikepdf.open(path) as opened:
        elements = list(structure(opened))
        voices = {str(e.Lang) for e in elements if "/Lang" in e}
        levels = [str(e.S) for e in elements if str(e.S) in {"/H1", "/H2", "/H3"}]
    assert "ar" in voices
    assert levels[0] == "/H1"
    assert {"/H1", "/H2"} == set(levels)


async def test_the_europass_file_is_attached_as_it_is(paper):
    assert reading.attachments(await paper.pdf(baker(), EUROPASS)) == {"europass.xml": EUROPASS}
    assert reading.attachments(await paper.pdf(baker())) == {}


async def test_the_paper_says_that_the_europass_file_is_attached(paper):
    said = "Hetzelfde profiel is als Europass-XML"
    assert said in reading.text(await paper.pdf(baker(), EUROPASS))
    assert said not in reading.text(await paper.pdf(baker()))


async def test_the_same_profile_gives_the_same_bytes(paper):
    profile = replace(baker(), photo=photo())
    first = await paper.pdf(profile, EUROPASS)
    assert await paper.pdf(nurse()) != first
    assert await paper.pdf(profile, EUROPASS) == first
    assert await Paper().pdf(profile, EUROPASS) == first


async def test_a_fact_that_does_not_go_on_paper_is_not_there(paper):
    text = reading.text(await paper.pdf(baker()))
    assert "Niet gedrukt" not in text
    assert "Beroep" not in text  # it is in the heading


async def test_the_small_print_explains_only_the_marks_that_occur(paper):
    text = reading.text(await paper.pdf(tailor()))
    assert "* Z lastnimi besedami osebe, ni prevedeno" in text
    assert {"Prevedel", "svetovalec"} <= reading.words(text)
    assert "‡" in text
    assert "†" not in text
    assert "§" not in text


async def test_esco_is_named_when_one_of_its_concepts_is_used(paper):
    assert "ESCO-classificatie" in reading.text(await paper.pdf(baker()))
    assert "ESCO" not in reading.text(await paper.pdf(nurse()))


async def test_fixed_words_without_a_check_by_a_native_speaker_are_said_to_be_so(paper):
    drafts = pair("لم يراجع ناطق أصلي هذه الكلمات", "Niet nagekeken door een moedertaalspreker")
    assert "nagekeken" not in reading.text(await paper.pdf(nurse()))
    words = {**nurse().words, "drafts": drafts}
    assert "nagekeken" in reading.text(await paper.pdf(replace(nurse(), words=words)))


async def test_a_very_long_name_leaves_the_statement_on_the_first_page(paper):
    pages = reading.pages(await paper.pdf(replace(nurse(), name="Anna " * 800)))
    assert "own statement" in pages[0]
    assert "Anna" in pages[0]


async def test_the_photo_is_there_only_if_there_is_one(paper, tmp_path):
    def alternatives(pdf: bytes) -> list[str]:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        with pikepdf.open(path) as opened:
            return [str(e.Alt) for e in structure(opened) if "/Alt" in e]

    assert alternatives(await paper.pdf(replace(baker(), photo=photo()))) == ["Foto van de persoon"]
    assert alternatives(await paper.pdf(baker())) == []


async def test_every_page_says_which_of_how_many_it_is_in_both_languages(paper):
    pages = reading.pages(await paper.pdf(long_profile()))
    for number, page in enumerate(pages, start=1):
        assert f"الصفحة {number} من {len(pages)}" in page
        assert {str(number), str(len(pages)), "Pagina"} <= reading.words(page)


async def test_no_job_is_torn_apart_and_no_heading_stands_alone(paper):
    pages = reading.pages(await paper.pdf(long_profile()))
    assert 3 <= len(pages) <= 6
    for page in pages:
        assert page.count("Werkgever") == page.count(
            "Gereedschap"
        )  # the last and an early line of a job
        assert page.count("Diploma ") == page.count("Bewijs")
    assert "Bewijs" in next(page for page in pages if "Opleiding" in page)


async def test_an_entry_longer_than_a_page_goes_on_with_its_rows_beside_each_other(paper):
    tall = replace(
        job(), facts=tuple(replace(f, goes=job().facts[3].goes) for f in job().facts * 9)
    )
    pages = reading.pages(
        await paper.pdf(replace(baker(), sections=(section("w", pair("العمل", "Werk"), tall),)))
    )
    assert len(pages) > 2
    assert "2014 tot 2021" in pages[0] or "2021 tot 2014" in pages[0]
    for page in pages:  # the Dutch and the Arabic half of a row are on one page
        assert page.count("Familiebedrijf") == page.count("عائلي")


async def test_one_language_gives_one_column_without_marks(paper):
    dutch = language("nl")
    words = {id_: pair(p.host, p.host) for id_, p in baker().words.items()}
    text = reading.text(await paper.pdf(replace(baker(), language=dutch, words=words)))
    assert text.count("Vaardighedenprofiel") == 1
    assert "In de eigen woorden" not in text


async def test_an_advisors_long_note_in_one_language_stands_once(paper):
    words = replace(job().facts[3].words)
    note: ProfileNote = replace(baker().notes[0], words=words)
    text = reading.text(await paper.pdf(replace(baker(), sections=(), notes=(note,))))
    assert len(OWN_STORY) > 40
    assert text.count("1200") == 1


async def test_two_columns_can_both_run_from_right_to_left(paper):
    profile = replace(baker(), host=language("fa"), made=MADE)
    assert (await paper.pdf(profile)).startswith(b"%PDF")


async def test_eight_at_once_are_made_while_the_event_loop_goes_on(paper):
    profiles: list[Profile] = [made() for made in (baker, nurse) * 4]
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    ticking = asyncio.create_task(tick())
    pdfs = await asyncio.gather(*map(paper.pdf, profiles))
    ticking.cancel()
    assert len(set(pdfs)) == 2
    assert ticks > 100

"""A PDF people send keeps what its pages show, and nothing else."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, NameObject

from bot.scrub.jpegs import BrokenJpegError, bare_jpeg, bare_jpeg_2000
from bot.scrub.pdfs import MOST_PAGES, LockedPdfError, NotAPdfError, clean_pdf
from tests.scrub.papers import (
    MARK,
    everything_in,
    filled_form,
    jpeg,
    pdf,
    photo_object,
    picture,
    saved,
)


def test_everything_nobody_sees_is_gone_and_everything_one_sees_is_there() -> None:
    sent = pdf()
    assert everything_in(sent).count(MARK) > 12
    clean = clean_pdf(sent)
    assert MARK not in everything_in(clean)
    reader = PdfReader(BytesIO(clean))
    (page,) = reader.pages
    assert page.extract_text().strip() == "Diploma of nursing"
    assert [image.image.size for image in page.images if image.image] == [(80, 40)]
    assert page.mediabox.right == 300


@pytest.mark.parametrize(
    "word",
    ["/JavaScript", "/JS", "/OpenAction", "/AA", "/EmbeddedFile", "/AcroForm", "/Annots", "/URI", "/Metadata",
     "/Outlines", "/Names", "/Thumb", "/PieceInfo", "/Launch", "/Author"],
)  # fmt: skip
def test_nothing_that_runs_leads_away_or_lies_inside_is_left(word: str) -> None:
    assert word.encode() not in everything_in(clean_pdf(pdf()))


def test_a_photo_inside_a_page_stays_dot_by_dot_without_its_place() -> None:
    page = PdfReader(BytesIO(clean_pdf(pdf()))).pages[0]
    inside = page["/Resources"]["/XObject"]["/A"].get_data()  # type: ignore[index]
    image = Image.open(BytesIO(inside))
    assert image.tobytes() == Image.open(BytesIO(jpeg())).tobytes()
    assert not image.getexif()


def test_a_photo_that_is_packed_twice_is_looked_into_too() -> None:
    twice = photo_object(jpeg().hex().encode() + b">")
    twice[NameObject("/Filter")] = ArrayObject(
        [NameObject("/ASCIIHexDecode"), NameObject("/DCTDecode")]
    )
    assert MARK not in everything_in(clean_pdf(pdf(photo=twice)))


def test_a_jpeg_2000_inside_a_page_loses_its_notes() -> None:
    plain = saved(picture(), "JPEG2000")
    note = (len(MARK) + 8).to_bytes(4) + b"uuid" + MARK
    clean = clean_pdf(pdf(photo=photo_object(plain + note, "JPXDecode")))
    assert MARK not in everything_in(clean)


def test_a_page_with_a_broken_photo_is_refused() -> None:
    with pytest.raises(NotAPdfError):
        clean_pdf(pdf(photo=photo_object(jpeg()[:300])))


def test_what_was_written_into_a_form_stays_to_be_seen_and_cannot_be_changed() -> None:
    clean = clean_pdf(filled_form())
    assert MARK not in everything_in(clean)
    (page,) = PdfReader(BytesIO(clean)).pages
    drawn = page.get_contents()
    assert drawn is not None
    assert (
        b"q 2.00000 0.00000 0.00000 2.00000 100.00000 100.00000 cm /MeritOver0 Do Q"
        in drawn.get_data()
    )
    assert "/Annots" not in page
    assert "Samira" in page["/Resources"]["/XObject"]["/MeritOver0"].get_data().decode()  # type: ignore[index]


def test_one_with_a_password_is_refused_and_one_protected_against_changes_is_taken() -> None:
    with pytest.raises(LockedPdfError):
        clean_pdf(pdf(password="secret"))
    clean = clean_pdf(pdf(password=""))
    assert not PdfReader(BytesIO(clean)).is_encrypted
    assert MARK not in everything_in(clean)


def test_so_many_pages_and_no_more() -> None:
    assert len(PdfReader(BytesIO(clean_pdf(pdf(pages=MOST_PAGES)))).pages) == MOST_PAGES
    with pytest.raises(NotAPdfError):
        clean_pdf(pdf(pages=MOST_PAGES + 1))


def test_a_broken_table_of_contents_is_mended() -> None:
    sent = pdf()
    at = sent.rindex(b"startxref")
    assert PdfReader(BytesIO(clean_pdf(sent[:at] + b"startxref\n7\n%%EOF"))).pages[0].extract_text()


LOOP = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>> endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF"""
DEEP = (
    b"%PDF-1.4\n1 0 obj "
    + b"[" * 5000
    + b"]" * 5000
    + b" endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF"
)
SELF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 4 0 R>> endobj
4 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>> stream
/X Do
endstream endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF"""


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", pdf()[:400], LOOP, DEEP, b" " + pdf(), jpeg()]
)
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPdfError):
        clean_pdf(content)


def test_a_form_that_draws_itself_ends() -> None:
    assert clean_pdf(SELF).startswith(b"%PDF-")


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([pdf(), filled_form(), SELF]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=4),
)
def test_no_damage_raises_anything_but_that_it_is_no_pdf(
    content: bytes, damages: list[tuple[float, bytes]]
) -> None:
    for place, other in damages:
        at = 5 + int(place * len(content))
        content = content[:at] + other + content[at + len(other) + 1 :]
    try:
        clean = clean_pdf(content)
    except (NotAPdfError, LockedPdfError):
        return
    assert clean.startswith(b"%PDF-")


@given(st.binary(max_size=200))
def test_a_bare_jpeg_is_a_jpeg_or_refused(content: bytes) -> None:
    for bare in (bare_jpeg, bare_jpeg_2000):
        for given_ in (content, b"\xff\xd8" + content, b"\x00\x00\x00\x0cjP  \r\n\x87\n" + content):
            try:
                found = bare(given_)
            except BrokenJpegError:
                continue
            assert MARK not in found

"""A PDF written anew with its pages only: no metadata, programs, forms, links or files inside survive."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from bot.scrub.jpegs import bare_jpeg, bare_jpeg_2000
from bot.scrub.overlays import draw_overlays

MOST_PAGES = 30
BEGINNING = b"%PDF-"
_PAGE = ("/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents")
"""What of a page is drawn; actions, thumbnails and metadata are no part of it."""
_HIDDEN = frozenset({
    "/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/AF", "/Ref", "/F", "/FFilter", "/FDecodeParms",
    "/Alternates", "/StructParent", "/StructParents", "/Measure", "/PtData", "/ID", "/AA", "/A", "/OC",
})  # fmt: skip
"""What a thing on a page can carry that is not drawn."""
_NAMES = frozenset({
    "/Font", "/XObject", "/ColorSpace", "/Pattern", "/Shading", "/ExtGState", "/CharProcs", "/Properties", "/Colorants",
})  # fmt: skip
"""Lists whose keys are names somebody made up."""
_PICTURES = {"/DCTDecode": bare_jpeg, "/DCT": bare_jpeg, "/JPXDecode": bare_jpeg_2000}


class NotAPdfError(Exception):
    """It is no PDF that can be read, or it has too many pages."""


class LockedPdfError(Exception):
    """It has a password."""


def clean_pdf(content: bytes) -> bytes:
    """Return the pages as a new PDF; raise LockedPdfError or NotAPdfError.

    One that is only protected against changes opens without a password and is taken.
    """
    if not content.startswith(BEGINNING):
        raise NotAPdfError
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedPdfError
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise NotAPdfError
        return _written(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError,
            NotImplementedError, AssertionError, MemoryError, ArithmeticError) as error:  # fmt: skip
        raise NotAPdfError from error


def _written(reader: PdfReader) -> bytes:
    pages = PdfWriter()
    for page in reader.pages:
        pages.add_page(page)
    seen: set[int] = set()
    for page in pages.pages:
        _bare(pages, page, seen)
    # Written from what the bare pages lead to: what was taken off is not left lying about.
    bare = PdfWriter()
    for page in pages.pages:
        bare.add_page(page)
    bare.metadata = None
    out = BytesIO()
    bare.write(out)
    return out.getvalue()


def _bare(writer: PdfWriter, page: PageObject, seen: set[int]) -> None:
    draw_overlays(writer, page)
    for key in [key for key in page if key not in _PAGE]:
        del page[key]
    for part in ("/Resources", "/Contents"):
        _strip(page.get(part), seen)


def _strip(value: PdfObject | None, seen: set[int]) -> None:
    """Take off what the things on a page carry besides, however deep they lie in one another."""
    waiting: list[tuple[PdfObject | None, bool]] = [(value, False)]
    while waiting:
        given, names = waiting.pop()
        found = given.get_object() if isinstance(given, IndirectObject) else given
        if not isinstance(found, DictionaryObject | ArrayObject) or id(found) in seen:
            continue
        seen.add(id(found))
        if isinstance(found, DictionaryObject) and not names:
            for key in [key for key in found if key in _HIDDEN]:
                del found[key]
        if isinstance(found, StreamObject):
            _strip_picture(found)
        waiting += _inside(found, names=names)


def _inside(
    found: DictionaryObject | ArrayObject, *, names: bool
) -> Iterator[tuple[PdfObject, bool]]:
    if isinstance(found, ArrayObject):
        yield from ((each, False) for each in found)
        return
    for key in found:
        yield found.raw_get(key), key in _NAMES and not names


def _strip_picture(stream: StreamObject) -> None:
    """Take off what a photo says besides its dots."""
    filters = stream.get("/Filter")
    chain = list(filters) if isinstance(filters, ArrayObject) else [filters]
    bare = _PICTURES.get(str(chain[-1])) if chain else None
    if bare is None:
        return
    stream._data = bare(stream.get_data())  # noqa: SLF001 - pypdf offers no way to set what is packed already
    stream[NameObject("/Filter")] = NameObject(str(chain[-1]))
    stream.pop("/DecodeParms", None)

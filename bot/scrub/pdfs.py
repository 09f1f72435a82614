"""A PDF written anew with its pages only: no metadata, programs, forms, links or files inside survive."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

MOST_PAGES = 30
BEGINNING = b"%PDF-"
_PAGE = ("/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents")
"""What of a page is drawn; actions, annotations, thumbnails and metadata are no part of it."""
_HIDDEN = ("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/AF")
"""What resources can carry that is not drawn."""


class NotAPdfError(Exception):
    """It is no PDF that can be read, or it has too many pages."""


class LockedPdfError(Exception):
    """It has a password."""


def clean_pdf(content: bytes) -> bytes:
    """Return the pages as a new PDF; raise LockedPdfError or NotAPdfError."""
    if not content.startswith(BEGINNING):
        raise NotAPdfError
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        locked = reader.is_encrypted
        written = b"" if locked or not 0 < len(reader.pages) <= MOST_PAGES else _written(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError,
            NotImplementedError, AssertionError, MemoryError, OverflowError, ZeroDivisionError) as error:  # fmt: skip
        raise NotAPdfError from error
    if locked:
        raise LockedPdfError
    if not written:
        raise NotAPdfError
    return written


def _written(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        for key in [key for key in page if key not in _PAGE]:
            del page[key]
        writer.add_page(page)
    for each in writer.pages:
        for key in [key for key in each if key not in _PAGE]:
            del each[key]
        _stripped(each.get("/Resources"), set())
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _stripped(value: PdfObject | None, seen: set[int]) -> None:
    """Take off what pictures and forms inside a page carry besides."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    if not isinstance(found, DictionaryObject) or id(found) in seen:
        return
    seen.add(id(found))
    for key in [key for key in found if key in _HIDDEN]:
        del found[key]
    for key in list(found):
        _stripped(found.raw_get(key), seen)

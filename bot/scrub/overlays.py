"""What is drawn on top of a page: filled in fields, stamps and notes become a part of the page, as they can be seen."""

from collections.abc import Iterator

from pypdf import PageObject, PdfWriter, Transformation
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

_INVISIBLE = 0b100010
"""Hidden, or not shown on a screen."""
_NOT_DRAWN = frozenset({"/Link", "/Popup"})
_SQUARE = (0.0, 0.0, 1.0, 1.0)


def draw_overlays(writer: PdfWriter, page: PageObject) -> None:
    """Draw what lies over `page` into the page itself; what belongs to it and is not seen goes."""
    drawn: list[str] = []
    for number, (form, rect) in enumerate(_looks(page.pop("/Annots", None))):
        name = f"/MeritOver{number}"
        _forms_of(page)[NameObject(name)] = form.indirect_reference or writer._add_object(form)  # noqa: SLF001 - pypdf offers no other way
        drawn.append(f"q {_placed(form, rect)} {name} Do Q")
    if drawn:
        before, after = _stream("q\n"), _stream("\nQ\n" + "\n".join(drawn))
        parts = [writer._add_object(each) for each in (before, after)]  # noqa: SLF001
        page[NameObject("/Contents")] = ArrayObject([parts[0], *_contents(page), parts[1]])


def _looks(notes: PdfObject | None) -> Iterator[tuple[StreamObject, tuple[float, ...]]]:
    """Yield how each note, stamp or field looks, and where it lies."""
    found = _whole(notes)
    for each in found if isinstance(found, ArrayObject) else ():
        note = _whole(each)
        if not isinstance(note, DictionaryObject) or note.get("/Subtype") in _NOT_DRAWN:
            continue
        look, rect = _look(note), _numbers(note.get("/Rect"))
        hidden = int(note.get("/F", 0)) & _INVISIBLE
        if look is not None and len(rect) == len(_SQUARE) and not hidden:
            yield look, rect


def _look(note: DictionaryObject) -> StreamObject | None:
    ways = _whole(note.get("/AP"))
    normal = _whole(ways.get("/N")) if isinstance(ways, DictionaryObject) else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        normal = _whole(normal.get(note.get("/AS", "/Off")))
    return normal if isinstance(normal, StreamObject) else None


def _placed(form: StreamObject, rect: tuple[float, ...]) -> str:
    """Return what moves and stretches a look into its rectangle (PDF 32000-1, 12.5.5)."""
    box = _numbers(form.get("/BBox")) or _SQUARE
    matrix = _numbers(form.get("/Matrix")) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    width, height = max(across) - min(across), max(up) - min(up)
    left, right = sorted((rect[0], rect[2]))
    bottom, top = sorted((rect[1], rect[3]))
    wide = (right - left) / width if width else 1.0
    high = (top - bottom) / height if height else 1.0
    move = Transformation((wide, 0, 0, high, left - min(across) * wide, bottom - min(up) * high))
    return f"{' '.join(f'{number:.5f}' for number in move.ctm)} cm"


def _forms_of(page: PageObject) -> DictionaryObject:
    """Return the page's own list of pictures and forms."""
    resources = _own(page, "/Resources")
    return _own(resources, "/XObject")


def _own(owner: DictionaryObject, name: str) -> DictionaryObject:
    shared = _whole(owner.get(name))
    own = DictionaryObject(
        {key: shared.raw_get(key) for key in shared} if isinstance(shared, DictionaryObject) else {}
    )
    owner[NameObject(name)] = own
    return own


def _contents(page: PageObject) -> list[PdfObject]:
    raw = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    whole = _whole(raw)
    return list(whole) if isinstance(whole, ArrayObject) else [raw]


def _stream(words: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(words.encode())
    return stream


def _numbers(value: PdfObject | None) -> tuple[float, ...]:
    whole = _whole(value)
    return tuple(float(each) for each in whole) if isinstance(whole, ArrayObject) else ()


def _whole(value: PdfObject | None) -> PdfObject | None:
    return value.get_object() if isinstance(value, IndirectObject) else value

"""Photos and PDFs for tests, with a marker in every place that says something besides what can be seen."""

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

MARKER = "Marker-7f3a"
MARK = MARKER.encode()
GPS, MAKE, ORIENTATION, DESCRIPTION = 0x8825, 0x010F, 0x0112, 0x010E
RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(size: tuple[int, int] = (80, 40), mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def told(orientation: int = 1) -> Image.Exif:
    """What a camera writes: maker, place, how it was held."""
    exif = Image.Exif()
    exif[MAKE], exif[DESCRIPTION], exif[ORIENTATION] = (
        f"{MARKER}-make",
        f"{MARKER}-text",
        orientation,
    )
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 5.0, 27.0), 29: f"{MARKER}-gps"})
    return exif


def jpeg(image: Image.Image | None = None, *, orientation: int = 1) -> bytes:
    """A photo as a phone takes it, with place, remark, preview and a profile."""
    out = BytesIO()
    exif = told(orientation).tobytes()
    (image or picture()).save(
        out, "JPEG", exif=exif, comment=MARK, icc_profile=MARK * 9, quality=90
    )
    plain = out.getvalue()
    preview = b"JFXX\x00\x10" + saved(picture((8, 8)), "JPEG") + MARK
    extra = b"".join(segment(kind, MARK + body) for kind, body in ((0xE1, b"http://ns.adobe.com/xap/1.0/\x00"),
        (0xE0, preview), (0xED, b"Photoshop 3.0"), (0xFE, b"by hand")))  # fmt: skip
    return plain[:2] + extra + plain[2:]


def segment(kind: int, body: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(body) + 2) + body


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def png(image: Image.Image | None = None, **more: object) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", f"{MARKER}-author")
    info.add_text("Comment", f"{MARKER}-zipped", zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"{MARKER}-xmp")
    return saved(image or picture(), "PNG", pnginfo=info, exif=told().tobytes(), **more)


def huge_png(width: int, height: int) -> bytes:
    """A small file that says it is a huge picture of one grey."""
    rows = zlib.compressobj(9)
    line = bytes(1 + width // 8)
    body = b"".join(rows.compress(line) for _ in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def text(words: str) -> TextStringObject:
    return TextStringObject(words)


def name(words: str) -> NameObject:
    return NameObject(f"/{words}")


def box(*numbers: float) -> ArrayObject:
    return ArrayObject(FloatObject(number) for number in numbers)


def stream(words: bytes, **entries: object) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(words)
    made.update({name(key): value for key, value in entries.items()})
    return made


def photo_object(
    photo: bytes, kind: str = "DCTDecode", size: tuple[int, int] = (80, 40)
) -> StreamObject:
    """A picture as a page holds it."""
    return stream(
        photo, Type=name("XObject"), Subtype=name("Image"), Width=NumberObject(size[0]), Height=NumberObject(size[1]),
        ColorSpace=name("DeviceRGB"), BitsPerComponent=NumberObject(8), Filter=name(kind),
        Metadata=stream(MARK), PieceInfo=DictionaryObject({name("X"): text(MARKER)}),
    )  # fmt: skip


VISIBLE = b"BT /F 24 Tf 30 100 Td (Diploma of nursing) Tj ET q 80 0 0 40 20 20 cm /A Do Q"
"""What the page shows; its font is called F and its picture A, as hidden things of other kinds are."""


def page_of(writer: PdfWriter, photo: StreamObject | None = None) -> None:
    """A page with words, a picture, and everything else a page can carry."""
    page = writer.add_blank_page(300, 200)
    font = DictionaryObject({name("Subtype"): name("Type1"), name("BaseFont"): name("Helvetica")})
    image = writer._add_object(photo or photo_object(jpeg()))
    page[name("Resources")] = DictionaryObject({
        name("Font"): DictionaryObject({name("F"): font}),
        name("XObject"): DictionaryObject({name("A"): image}),
        name("Metadata"): stream(MARK),
    })  # fmt: skip
    page[name("Contents")] = writer._add_object(stream(VISIBLE))
    page[name("Metadata")] = stream(MARK)
    page[name("PieceInfo")] = DictionaryObject({name("X"): text(MARKER)})
    page[name("Thumb")] = stream(MARK)
    page[name("AA")] = DictionaryObject({name("O"): action()})
    page[name("LastModified")] = text(MARKER)


def action() -> DictionaryObject:
    return DictionaryObject(
        {name("S"): name("JavaScript"), name("JS"): text(f"app.alert('{MARKER}')")}
    )


def pdf(*, pages: int = 1, photo: StreamObject | None = None, password: str | None = None) -> bytes:
    """A document with a marker in every place nobody sees."""
    writer = PdfWriter()
    for _ in range(pages):
        page_of(writer, photo)
    writer.add_metadata({"/Author": f"{MARKER}-author", "/Title": MARKER, "/Secret": MARKER})
    writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARKER}</x:xmpmeta>".encode()
    names = DictionaryObject({name("Names"): ArrayObject([text(MARKER), action()])})
    writer.root_object[name("Names")] = DictionaryObject({name("JavaScript"): names})
    writer.add_attachment(f"{MARKER}.exe", MARK)
    writer.add_outline_item(title=MARKER, page_number=0)
    link = Link(rect=(0, 0, 50, 50), url=f"https://example.org/{MARKER}")
    writer.add_annotation(page_number=0, annotation=link)
    note = FreeText(text=MARKER, rect=(60, 60, 90, 90))
    note[name("T")] = text(MARKER)
    writer.add_annotation(page_number=0, annotation=note)
    root = writer.root_object
    root[name("OpenAction")] = action()
    root[name("AF")] = ArrayObject([stream(MARK)])
    if password is not None:
        writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def filled_form() -> bytes:
    """A form whose field was filled in and looks like it; its hidden twin does not show."""
    writer = PdfWriter()
    page_of(writer)
    page = writer.pages[0]
    look = stream(
        b"BT /Helv 9 Tf (Samira) Tj ET",
        Type=name("XObject"),
        Subtype=name("Form"),
        BBox=box(0, 0, 50, 10),
    )
    hidden = stream(
        f"({MARKER})".encode(), Type=name("XObject"), Subtype=name("Form"), BBox=box(0, 0, 50, 10)
    )
    page[name("Annots")] = ArrayObject([field(look, flags=4), field(hidden, flags=2)])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def field(look: StreamObject, *, flags: int) -> DictionaryObject:
    return DictionaryObject({
        name("Subtype"): name("Widget"), name("FT"): name("Tx"), name("T"): text(MARKER), name("V"): text(MARKER),
        name("Rect"): box(100, 100, 200, 120), name("F"): NumberObject(flags),
        name("AP"): DictionaryObject({name("N"): look}),
    })  # fmt: skip


def everything_in(content: bytes) -> bytes:
    """All bytes of a PDF, also those that are packed."""
    reader = PdfReader(BytesIO(content))
    parts = [content, repr(reader.trailer).encode()]
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 2):
        found = reader.get_object(number)
        parts.append(repr(found).encode())
        if isinstance(found, StreamObject):
            parts.append(found.get_data())
    return b"".join(parts)

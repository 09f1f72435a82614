"""A picture drawn anew: only its dots are kept, so no place, camera, name, preview or hidden data survives."""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
"""What is read; the file's own name and type are not asked."""
LARGEST_SIDE = 2400
"""Dots a side may have afterwards: a page of A4 stays readable."""
MOST_DOTS = {"JPEG": 64_000_000, "MPO": 64_000_000}
"""Dots a picture may have before: a phone's largest. A JPEG can be read at half its size, other formats only whole."""
MOST_DOTS_WHOLE = 25_000_000
QUALITY = 85


class NotAnImageError(Exception):
    """It is none of the pictures that are read, or it is broken, or too large to be drawn here."""


def clean_image(content: bytes) -> bytes:
    """Return the picture as a JPEG, turned as it was meant to be seen; raise NotAnImageError for anything else.

    Of moving pictures the first is kept; what can be seen through is laid on white.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                if image.width * image.height > MOST_DOTS.get(image.format or "", MOST_DOTS_WHOLE):
                    raise NotAnImageError
                return _drawn(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError,
            IndexError, KeyError, TypeError, OverflowError, MemoryError, AttributeError, RuntimeError,
            ZeroDivisionError) as error:  # fmt: skip
        raise NotAnImageError from error


def _drawn(image: Image.Image) -> bytes:
    image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
    small = _in_colours(image)
    small.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    upright = _turned(small, image)
    page = Image.new("RGB", upright.size, "white")
    page.paste(
        upright.convert("RGB"), mask=upright.getchannel("A") if upright.mode == "RGBA" else None
    )
    out = BytesIO()
    page.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _in_colours(image: Image.Image) -> Image.Image:
    """Return the picture in a mode it can be made smaller in; 16 bits of grey become 8."""
    if image.mode.startswith(("I", "F")):
        deep = image.convert("I")
        return deep.point(lambda value: value / 256).convert("L")
    see_through = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if see_through else "RGB")


def _turned(small: Image.Image, image: Image.Image) -> Image.Image:
    """Return the small picture turned as the large one says."""
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    return small if turn is None else small.transpose(turn)


_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What a camera says about how it was held, and what puts the picture upright."""

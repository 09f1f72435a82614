"""A picture drawn anew: only its dots are kept, so no place, camera, name, preview or hidden data survives."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
"""What is read; the file's own name and type are not asked."""
LARGEST_SIDE = 2400
"""Dots a side may have afterwards: a page of A4 stays readable."""
MOST_DOTS = 60_000_000
"""Dots a picture may have before: a phone's largest, and less than would fill a small server's memory."""
QUALITY = 85


class NotAnImageError(Exception):
    """It is none of the pictures that are read, or it is broken."""


def clean_image(content: bytes) -> bytes:
    """Return the picture as a JPEG, turned as it was meant to be seen; raise NotAnImageError for anything else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                dots = image.width * image.height
                image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                drawn = _drawn(image) if dots <= MOST_DOTS else b""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, Warning, EOFError,
            IndexError, KeyError, TypeError, OverflowError, MemoryError) as error:  # fmt: skip
        raise NotAnImageError from error
    if not drawn:
        raise NotAnImageError
    return drawn


def _drawn(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    with Image.new("RGB", upright.size, "white") as page:
        see_through = upright.convert("RGBA")
        page.paste(see_through, mask=see_through.getchannel("A"))
        page.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        out = BytesIO()
        page.save(out, "JPEG", quality=QUALITY)
        return out.getvalue()

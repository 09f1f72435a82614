"""A photo people send keeps its dots, and nothing else."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.scrub.images import LARGEST_SIDE, NotAnImageError, clean_image
from tests.scrub.papers import (
    BLUE,
    MARK,
    RED,
    huge_png,
    jpeg,
    picture,
    png,
    saved,
    segment,
    told,
)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 40 for one, other in zip(colour, wanted, strict=True))


SENT = {
    "a photo with place, remark, preview and profile": jpeg(),
    "a photo behind which other things hang": jpeg() + MARK,
    "a PNG with notes": png(),
    "a WEBP with notes": saved(picture(), "WEBP", exif=told().tobytes(), xmp=MARK),
    "a moving PNG": png(save_all=True, append_images=[picture((80, 40), "L").convert("RGB")]),
    "a moving WEBP": saved(picture(), "WEBP", save_all=True, append_images=[picture()], xmp=MARK),
    "a photo for printing": jpeg(picture(mode="CMYK")),
    "a picture with few colours": png(picture().quantize(4)),
    "a picture one can see through": png(picture(mode="RGBA")),
    "several photos in one": saved(
        picture(), "MPO", save_all=True, append_images=[picture()], exif=told().tobytes()
    ),
}


@pytest.mark.parametrize("kind", SENT)
def test_only_the_dots_are_kept(kind: str) -> None:
    assert b"Marker" in SENT[kind]
    clean = clean_image(SENT[kind])
    image = opened(clean)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (80, 40))
    assert near(image.getpixel((10, 20)), RED)
    assert near(image.getpixel((70, 20)), BLUE)
    assert b"Marker" not in clean
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()


@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (80, 40), (10, 20), (70, 20)),
        (2, (80, 40), (70, 20), (10, 20)),
        (3, (80, 40), (70, 20), (10, 20)),
        (4, (80, 40), (10, 20), (70, 20)),
        (5, (40, 80), (20, 10), (20, 70)),
        (6, (40, 80), (20, 10), (20, 70)),
        (7, (40, 80), (20, 70), (20, 10)),
        (8, (40, 80), (20, 70), (20, 10)),
    ],
)
def test_a_photo_stands_as_the_camera_was_held(
    orientation: int, size: tuple[int, int], red: tuple[int, int], blue: tuple[int, int]
) -> None:
    image = opened(clean_image(jpeg(orientation=orientation)))
    assert image.size == size
    assert near(image.getpixel(red), RED)
    assert near(image.getpixel(blue), BLUE)


def test_what_can_be_seen_through_is_laid_on_white() -> None:
    glass = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert near(opened(clean_image(saved(glass, "PNG"))).getpixel((5, 5)), (255, 255, 255))


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_sixteen_bits_of_grey_become_eight(shade: int) -> None:
    deep = Image.new("I;16", (20, 20), shade * 257)
    assert near(opened(clean_image(saved(deep, "PNG"))).getpixel((5, 5)), (shade,) * 3)


def test_a_large_photo_is_made_smaller_and_stays_in_proportion() -> None:
    image = opened(clean_image(jpeg(picture((4000, 3000)))))
    assert image.size == (LARGEST_SIDE, LARGEST_SIDE * 3 // 4)


def zipped() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("run.exe", "MZ")
    return out.getvalue()


@pytest.mark.parametrize(
    "tail", [zipped(), b"<html><script>alert(1)</script>", b"%PDF-1.7 %%EOF", b"MZ\x90\x00"]
)
def test_a_photo_that_is_another_kind_of_file_too_is_only_a_photo_afterwards(tail: bytes) -> None:
    both = jpeg()[:2] + segment(0xFE, b"<script>") + jpeg()[2:] + tail
    clean = clean_image(both)
    assert tail not in clean
    assert b"<script>" not in clean


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"GIF89a",
        saved(picture(), "GIF"),
        saved(picture(), "TIFF"),
        saved(picture(), "BMP"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\x00" + bytes(200),
        b"%!PS-Adobe-3.0 (run) run",
        zipped(),
        jpeg()[: len(jpeg()) // 2],
        png()[:-60],
    ],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAnImageError):
        clean_image(content)


def test_a_small_file_that_says_it_is_huge_is_refused_before_it_is_drawn() -> None:
    bomb = huge_png(24_000, 24_000)
    assert len(bomb) < 100_000
    with pytest.raises(NotAnImageError):
        clean_image(bomb)


WHOLE = (jpeg(), png(), SENT["a WEBP with notes"], SENT["a moving PNG"])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=4)
)
def test_no_damage_raises_anything_but_that_it_is_no_picture(
    content: bytes, damages: list[tuple[float, bytes]]
) -> None:
    for place, other in damages:
        at = int(place * len(content))
        content = content[:at] + other + content[at + len(other) + 1 :]
    try:
        clean = clean_image(content)
    except NotAnImageError:
        return
    assert opened(clean).format == "JPEG"


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    with pytest.raises(NotAnImageError):
        clean_image(content)

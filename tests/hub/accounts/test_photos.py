"""A portrait is pixels drawn anew; what is no picture, too large or a bomb is refused with its reason."""

import io
import random
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from coryphee.hub.accounts.photos import LARGEST_FILE, SIDE, PhotoRefused, portrait

PLACE = {1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose left half is red and right half is blue."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, *size))
    written = io.BytesIO()
    drawn.convert(mode).save(written, kind, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 600), (600, 900), (40, 40)])
def test_every_format_becomes_the_same_small_square(kind: str, size: tuple[int, int]) -> None:
    made = portrait(picture(kind, size))
    assert (opened(made).format, opened(made).size) == ("WEBP", (SIDE, SIDE))
    assert len(made) < 100_000


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_every_kind_of_colour_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(portrait(picture(kind, mode=mode))).mode == "RGB"


def test_a_picture_full_of_noise_stays_small() -> None:
    noise = Image.frombytes("RGB", (800, 800), random.Random(7).randbytes(800 * 800 * 3))
    written = io.BytesIO()
    noise.save(written, "JPEG", quality=95)
    assert len(portrait(written.getvalue())) < 100_000


def test_the_place_of_the_camera_and_all_else_that_is_not_a_pixel_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "CameraMaker", "Secret Author"
    exif.get_ifd(0x8825).update(PLACE)
    sent = picture("JPEG", exif=exif, icc_profile=b"profile-of-a-screen", comment=b"a comment")
    assert all(mark in sent for mark in (b"Secret Author", b"profile-of-a-screen", b"a comment"))
    made = portrait(sent)
    assert dict(opened(made).getexif()) == {}
    assert not any(mark in made for mark in (b"Secret", b"CameraMaker", b"profile", b"comment", b"EXIF", b"ICCP"))


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right to be seen: what is at the left comes to the top
    made = opened(portrait(picture("JPEG", (600, 600), exif=exif)))
    top, bottom = made.getpixel((SIDE // 2, 10)), made.getpixel((SIDE // 2, SIDE - 10))
    assert top[0] > 200 > bottom[0]
    assert bottom[2] > 200 > top[2]


def test_what_is_transparent_is_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(written, "PNG")
    assert min(opened(portrait(written.getvalue())).getpixel((9, 9))) > 250


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that announces a picture of any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(2000))) + chunk(b"IEND", b"")
    )


def png_with_inflated_text() -> bytes:
    good = png_that_says(10, 10)
    data = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    return good[:33] + chunk + good[33:]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "format"),
        (b"%PDF-1.7 not a picture", "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "format"),
        (picture("GIF"), "format"),
        (picture("TIFF"), "format"),
        (picture("JPEG")[:900], "broken"),
        (picture("PNG")[:200], "broken"),
        (png_that_says(60_000, 60_000), "too_many_pixels"),
        (png_that_says(9_000, 9_000), "too_many_pixels"),
        (png_with_inflated_text(), "broken"),
        (picture() + bytes(LARGEST_FILE), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[:4]!r}",
)
def test_what_makes_no_portrait_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PhotoRefused) as refusal:
        portrait(content)
    assert refusal.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damaged_files_are_refused_or_drawn_and_nothing_else_happens(kind: str) -> None:
    chance, good = random.Random(kind), picture(kind, (120, 90))
    for _turn in range(200):
        damaged = bytearray(good)
        for _byte in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            made = portrait(bytes(damaged))
        except PhotoRefused:
            continue
        assert opened(made).size == (SIDE, SIDE)

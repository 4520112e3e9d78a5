"""Make a portrait of a file that somebody sent: a small square without anything that the file tells besides.

A photo from a telephone names the place where it was taken. Only the pixels are kept, drawn anew.
"""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_PIXELS = 30_000_000  # decoded: 120 MB at most
SIDE = 320  # pixels
MEDIA_TYPE = "image/webp"
FORMATS = ("JPEG", "PNG", "WEBP")  # by content; the file's name says nothing
ABOVE_THE_MIDDLE = (0.5, 0.4)  # of an upright photo: where the face is


class PhotoRefused(Exception):
    """The file makes no portrait; `code`: too_large, too_many_pixels, format or broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def portrait(content: bytes) -> bytes:
    """Return the middle of a JPEG, PNG or WebP file as a square WebP. Raises PhotoRefused."""
    if len(content) > LARGEST_FILE:
        raise PhotoRefused("too_large")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
            _refuse_bombs(sent)
            sent.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is decoded at a fraction of its size
            upright = ImageOps.exif_transpose(sent)
            return _drawn_anew(ImageOps.fit(_on_white(upright), (SIDE, SIDE), centering=ABOVE_THE_MIDDLE))
    except PhotoRefused:
        raise
    except Image.DecompressionBombError:
        raise PhotoRefused("too_many_pixels") from None
    except UnidentifiedImageError:
        raise PhotoRefused("format") from None
    except Exception:  # noqa: BLE001  the decoders raise whatever they stumble over on bytes of a stranger
        raise PhotoRefused("broken") from None


def _refuse_bombs(sent: Image.Image) -> None:
    # Asked before any pixel is decoded: a file of 100 kB may say that it is 60,000 pixels wide.
    if sent.width * sent.height > MOST_PIXELS:
        raise PhotoRefused("too_many_pixels")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    with_alpha = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return white


def _drawn_anew(square: Image.Image) -> bytes:
    bare = Image.new("RGB", square.size)
    bare.paste(square)  # pixels alone: what stood in `info` (place, author, colour profile) stays behind
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=84, method=4)
    return written.getvalue()

"""What a file is, by its bytes and not by its name; and of a picture a copy without anything hidden in it.

Pure: bytes in, bytes out.
"""

from __future__ import annotations

import io
import threading

import filetype

UNKNOWN = "application/octet-stream"
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/bmp")
MOST_PIXELS, MOST_WHOLE_PIXELS = 60_000_000, 25_000_000
MOST_SIDE = 4096  # pixels of a shared copy
_QUALITY = 88


def media_of(content: bytes) -> str:
    """The media type of a file. What a browser would run as a page or a script is never told as such."""
    found = filetype.guess_mime(content[:8192])
    if isinstance(found, str):
        return found
    try:
        text = content[:65_536].decode("utf-8", "strict" if len(content) <= 65_536 else "ignore")
    except UnicodeDecodeError:
        return UNKNOWN
    return "text/plain" if text.isprintable() or not set(text) & _CONTROLS else UNKNOWN


_CONTROLS = {chr(n) for n in range(32)} - {"\t", "\n", "\r", "\f"}


def shared_copy(content: bytes, media: str) -> tuple[bytes, str] | None:
    """A copy of a picture drawn anew from its pixels: no place, camera, time, thumbnail, comment or hidden layer goes
    along. (bytes, media type), or None for what is no picture or cannot be read as one."""
    if media not in PICTURES:
        return None
    from PIL import Image, ImageOps

    try:
        with _one_at_a_time, Image.open(io.BytesIO(content), formats=[_NAMES[media]]) as opened:
            # Only JPEG can be read smaller than it is.
            if opened.width * opened.height > (MOST_PIXELS if media == "image/jpeg" else MOST_WHOLE_PIXELS):
                return None
            opened.draft("RGB", (MOST_SIDE, MOST_SIDE))
            opened.thumbnail((MOST_SIDE, MOST_SIDE))
            return _drawn(ImageOps.exif_transpose(opened))
    except Exception:  # whatever a hostile or broken picture does to a decoder: there is no copy then
        return None


_one_at_a_time = threading.Lock()
_NAMES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF", "image/tiff": "TIFF",
          "image/bmp": "BMP"}  # fmt: skip


def _drawn(picture: object) -> tuple[bytes, str]:
    """The pixels alone, as PNG where they are transparent, else as JPEG."""
    from PIL import Image

    assert isinstance(picture, Image.Image)
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    plain = picture.convert("RGBA" if clear else "RGB")
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    if clear:
        bare.save(out, "PNG", optimize=False)
        return out.getvalue(), "image/png"
    bare.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), "image/jpeg"


__all__ = ["MOST_PIXELS", "PICTURES", "UNKNOWN", "media_of", "shared_copy"]

"""Pictures from people: PNG or JPEG of bearable size, kept without anything but the picture.

Cameras and drawing programs write names, places and texts into pictures. What is kept is what is seen: of PNG the
chunks that the picture needs (PNG specification, 5.6), of JPEG all segments but application data and comments
(ITU-T T.81, B.1.1.3).
"""

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _

MOST_BYTES = 300_000
MOST_PIXELS = 4000
"""Of either side."""

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_ADOBE = 0xEE
"""How colours are stored stands in this one segment of application data."""

_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA


def picture_text(data: bytes) -> str:
    """A picture's bytes as the text that a plan keeps: without metadata, in base 64.

    Raises:
        FieldError: no PNG or JPEG, damaged, or too large.
    """
    if len(data) > MOST_BYTES:
        raise FieldError(
            _("the picture has {size} kB; {most} kB is the most.").format(
                size=len(data) // 1000, most=MOST_BYTES // 1000
            )
        )
    try:
        plain, width, height = _png(data) if data.startswith(_PNG) else _jpeg(data)
    except (struct.error, IndexError) as fault:
        raise FieldError(_("the picture is damaged.")) from fault
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise FieldError(
            _("the picture has {width} × {height} pixels; {most} each way is the most.").format(
                width=width, height=height, most=MOST_PIXELS
            )
        )
    return base64.b64encode(plain).decode("ascii")


def picture_bytes(text: str) -> bytes:
    """The picture behind a kept text, checked again: files come from anywhere.

    Raises:
        FieldError: as `picture_text`.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise FieldError(_("expected a picture in base 64.")) from fault
    return base64.b64decode(picture_text(data))


def _png(data: bytes) -> tuple[bytes, int, int]:
    parts, size, ended = [_PNG], (0, 0), False
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
            size = width, height
        if kind in _KEPT_CHUNKS:
            check = zlib.crc32(kind + body)
            parts.append(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check))
        ended = kind == b"IEND"
    if not ended:
        raise FieldError(_("the picture is damaged."))
    return b"".join(parts), *size


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise FieldError(_("the picture is damaged."))
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg(data: bytes) -> tuple[bytes, int, int]:
    if not data.startswith(b"\xff\xd8\xff"):
        raise FieldError(_("a picture must be a PNG or a JPEG file."))
    parts, size, at = [data[:2]], (0, 0), 2
    while at < len(data):
        if data[at] != 0xFF:
            raise FieldError(_("the picture is damaged."))
        marker = data[at + 1]
        if marker == 0xFF:  # padding before a marker
            at += 1
            continue
        if marker == _SCAN:
            end = data.rfind(b"\xff\xd9")
            if end < at:
                raise FieldError(_("the picture is damaged."))
            parts.append(data[at : end + 2])
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            size = width, height
        application = 0xE1 <= marker <= 0xEF and marker != _ADOBE
        if not application and marker != 0xFE:
            parts.append(data[at : at + 2 + length])
        at += 2 + length
    return b"".join(parts), *size

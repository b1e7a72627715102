"""The picture server of the shop: the files of the rehearsal, and three ways for a picture to go wrong.

It wants no token, as Haravan's does not. Must not know which product a picture belongs to.
"""

from __future__ import annotations

import mimetypes
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from desktop.sandbox.delivery import Reply

AS_THEY_ARE, MISSING, HUGE, NOT_AN_IMAGE = "as_they_are", "missing", "huge", "not_an_image"
STATES = (AS_THEY_ARE, MISSING, HUGE, NOT_AN_IMAGE)
SPECIAL = {"huge.png": HUGE, "not-an-image.png": NOT_AN_IMAGE}  # names that are never files
WIDTH, HEIGHT = 5_000, 4_000  # 20 megapixels
NOISY_ROWS = 2_000  # which do not compress: 30 MB on the wire
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def picture(folder: Path, path: str, state: str) -> Reply:
    """The answer to `pictures/{image id}/{file name}`; `state` is the switch for all of them."""
    name = path.rpartition("/")[2]
    state = SPECIAL.get(name, state) if state == AS_THEY_ARE else state
    if state == HUGE:
        return Reply(200, b"", {}, (), "image/png", bytes, huge_png)
    if state == NOT_AN_IMAGE:
        return Reply(200, b"\x89PNG this is no picture\n" * 40, {}, (), "image/png", bytes)
    file = folder / name
    if state == MISSING or file.parent != folder or not file.is_file():
        return Reply(404, b"Not Found", {}, (), "text/plain", bytes)
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Reply(200, file.read_bytes(), {"Cache-Control": "max-age=31536000"}, (), content_type, bytes)


def huge_png() -> Iterator[bytes]:
    """A true PNG of 20 megapixels and 30 MB, in pieces."""
    yield _SIGNATURE + _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
    random, packer = Random(20), zlib.compressobj(1)
    for row in range(HEIGHT):
        pixels = random.randbytes(WIDTH * 3) if row < NOISY_ROWS else bytes(WIDTH * 3)
        if packed := packer.compress(b"\0" + pixels):
            yield _chunk(b"IDAT", packed)
    yield _chunk(b"IDAT", packer.flush()) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

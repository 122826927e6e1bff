"""Tells whether fax-coded (CCITT G3, G4) picture data is whole; decoders fill what is missing with white."""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass

from PIL import Image

_END_OF_BLOCK = "000000000001" * 2
_G4 = 4
_LOOKED_AT = 12
"""Bytes at the end among which the end-of-block code is looked for."""


@dataclass(frozen=True, slots=True)
class FaxStrip:
    """One piece of fax-coded picture data."""

    data: bytes
    width: int
    """Pixels."""
    rows: int
    compression: int
    """TIFF's number: 2 or 3 for G3, 4 for G4."""
    options: int = 0
    """TIFF's T4 or T6 options."""
    fill_order: int = 1
    """1 where the first pixel is the highest bit of a byte, else 2."""


def is_whole(strip: FaxStrip) -> bool:
    """True when the data alone gives every row.

    Fax data has no checksum and need not have an end mark. Whole data decodes alike whatever follows
    it; where rows are missing, what follows is taken for them, and the pictures differ.

    Raises:
        OSError: the data cannot be decoded at all.
    """
    if strip.compression == _G4 and strip.fill_order == 1 and _has_end_mark(strip.data):
        return True
    plain = _decoded(strip, bytes(64))
    return all(plain == _decoded(strip, _noise(seed)) for seed in (b"a", b"b"))


def _has_end_mark(data: bytes) -> bool:
    bits = "".join(f"{byte:08b}" for byte in data.rstrip(b"\0")[-_LOOKED_AT:])
    # Stripping zero bytes can take no bit of the mark: it ends with a one.
    return _END_OF_BLOCK in bits


def _noise(seed: bytes) -> bytes:
    return b"".join(hashlib.sha256(seed + bytes([step])).digest() for step in range(32))


def _decoded(strip: FaxStrip, tail: bytes) -> bytes:
    with Image.open(io.BytesIO(_tiff(strip, strip.data + tail)), formats=["TIFF"]) as picture:
        return picture.tobytes()


def _tiff(strip: FaxStrip, data: bytes) -> bytes:
    """A TIFF of one strip around `data`."""
    options_tag = 293 if strip.compression == _G4 else 292
    tags = [
        (256, strip.width),
        (257, strip.rows),
        (258, 1),
        (259, strip.compression),
        (262, 0),
        (266, strip.fill_order),
        (273, 8),
        (277, 1),
        (278, strip.rows),
        (279, len(data)),
        (options_tag, strip.options),
    ]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    padded = data + bytes(len(data) % 2)
    return (
        struct.pack("<2sHI", b"II", 42, 8 + len(padded))
        + padded
        + struct.pack("<H", len(tags))
        + entries
        + bytes(4)
    )

"""Tells whether JBIG2 picture data, as a PDF embeds it, is whole; its decoders are lenient."""

from __future__ import annotations

_UNKNOWN_LENGTH = 0xFFFFFFFF
_LONG_FORM = 7
"""In place of a count of references: the count follows in four bytes."""
_SHORT_HEADER = 7
"""A remainder shorter than the smallest segment header start is line ends left by the writer."""


def is_whole(data: bytes) -> bool:
    """True when the last segment ends within `data`; segments announce their lengths."""
    at = 0
    while len(data) - at >= _SHORT_HEADER:
        header = _header_end(data, at)
        if header is None or header + 4 > len(data):
            return False
        length = int.from_bytes(data[header : header + 4], "big")
        if length == _UNKNOWN_LENGTH:
            return True
        at = header + 4 + length
    return at <= len(data)


def _header_end(data: bytes, at: int) -> int | None:
    """Where the length field of the segment at `at` stands; None when the data ends before."""
    number = int.from_bytes(data[at : at + 4], "big")
    page_size = 4 if data[at + 4] & 0x40 else 1
    count = data[at + 5] >> 5
    place = at + 6
    if count == _LONG_FORM:
        count = int.from_bytes(data[at + 5 : at + 9], "big") & 0x1FFFFFFF
        place = at + 9 + (count + 8) // 8
    end = place + count * _reference_size(number) + page_size
    return end if end <= len(data) else None


def _reference_size(number: int) -> int:
    """Bytes of a reference to another segment, by the number of the one that refers."""
    if number <= 0xFF + 1:
        return 1
    return 2 if number <= 0xFFFF + 1 else 4

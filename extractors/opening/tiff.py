"""Walks the directories of a TIFF: pages, where their data lies, and what of it is missing."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

TiffData = bytes | memoryview
Numbers = tuple[int, ...]

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 9: 4, 13: 4, 16: 8, 18: 8}
_CODES = {1: "B", 2: "B", 3: "H", 4: "I", 6: "B", 7: "B", 9: "i", 13: "I", 16: "Q", 18: "Q"}
_WANTED = frozenset({254, 256, 257, 259, 262, 266, 273, 278, 279, 292, 293, 324, 325, 347})
_FAX = frozenset({2, 3, 4})
_G4 = 4
_REDUCED = 1
_MOST_VALUES = 4_000_000
"""Entries in all the tables of strips together: four times those of 250 pages of one row a strip."""
_BIG = 43


@dataclass(frozen=True, slots=True)
class Directory:
    """One image in a TIFF."""

    place: int
    """0-based place in the chain of all images."""
    offset: int
    """Byte where the directory begins."""
    next_at: int
    """Byte where the offset of the following directory is written."""
    tags: Mapping[int, Numbers]

    def number(self, tag: int, default: int = 0) -> int:
        """First value of a tag."""
        return self.tags.get(tag, (default,))[0]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.number(256), self.number(257)

    @property
    def compression(self) -> int:
        """The tag's value: 2-4 fax, 7 JPEG."""
        return self.number(259, 1)

    @property
    def is_fax(self) -> bool:
        """True where strips hold CCITT data."""
        return self.compression in _FAX

    @property
    def fax_options(self) -> int:
        """T4 or T6 options, whichever the compression has."""
        return self.number(293 if self.compression == _G4 else 292)

    @property
    def strips(self) -> tuple[tuple[int, int], ...]:
        """(offset, bytes) of every strip or tile."""
        starts = self.tags.get(273) or self.tags.get(324) or ()
        sizes = self.tags.get(279) or self.tags.get(325) or ()
        return tuple(zip(starts, sizes, strict=False))

    def rows(self, strip: int) -> int:
        """Rows of pixels in the 0-based `strip`."""
        height = self.number(257)
        each = min(self.number(278, height), height) or height
        return max(min(each, height - strip * each), 0)


@dataclass(frozen=True, slots=True)
class _Layout:
    order: str
    big: bool

    @property
    def count(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.big else "H"))

    @property
    def entry(self) -> struct.Struct:
        return struct.Struct(self.order + ("HHQ8s" if self.big else "HHI4s"))

    @property
    def pointer(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.big else "I"))

    @property
    def first_at(self) -> int:
        return 8 if self.big else 4


def directories(data: TiffData, most: int) -> tuple[Directory, ...]:
    """All full-size images in file order, at most `most` + 1 of them.

    Raises:
        ValueError: the chain of directories leaves the file or runs in a circle, so pages are lost; or
            its pages are in too many pieces.
    """
    layout = _layout(data)
    found: list[Directory] = []
    seen: set[int] = set()
    values = 0
    at = _unpack(layout.pointer, data, layout.first_at)
    while at and len(found) <= most:
        if at in seen:
            raise ValueError("its list of pages runs in a circle")
        seen.add(at)
        directory = _directory(layout, data, at, len(seen) - 1)
        values += sum(map(len, directory.tags.values()))
        if values > _MOST_VALUES:
            raise ValueError("its pages are cut into an absurd number of strips")
        if not _is_thumbnail(directory, found):
            found.append(directory)
        at = _unpack(layout.pointer, data, directory.next_at)
    return tuple(found)


def missing_data(directory: Directory, file_size: int) -> bool:
    """True when a strip or tile of the image lies, even in part, outside the file."""
    strips = directory.strips
    if not strips:
        return True
    announced = len(directory.tags.get(273) or directory.tags.get(324) or ())
    if len(strips) < announced:
        return True
    return any(size == 0 or start + size > file_size for start, size in strips)


def alone(data: TiffData, directory: Directory) -> bytes:
    """A TIFF with just this image of `data`, its picture data untouched."""
    layout = _layout(data)
    copy = bytearray(data)
    layout.pointer.pack_into(copy, layout.first_at, directory.offset)
    layout.pointer.pack_into(copy, directory.next_at, 0)
    return bytes(copy)


def _layout(data: TiffData) -> _Layout:
    order = "<" if bytes(data[:2]) == b"II" else ">"
    return _Layout(order, _BIG in bytes(data[2:4]))


def _directory(layout: _Layout, data: TiffData, at: int, place_in_chain: int) -> Directory:
    count = _unpack(layout.count, data, at)
    first = at + layout.count.size
    next_at = first + count * layout.entry.size
    if next_at + layout.pointer.size > len(data):
        raise ValueError("the file ends within its list of pages")
    tags = {}
    for place in range(first, next_at, layout.entry.size):
        tag, kind, length, _ = layout.entry.unpack_from(data, place)
        if tag in _WANTED and kind in _SIZES and length:
            value_at = place + layout.entry.size - layout.pointer.size
            tags[tag] = _values(layout, data, (kind, length, value_at))
    return Directory(place_in_chain, at, next_at, tags)


def _values(layout: _Layout, data: TiffData, field: tuple[int, int, int]) -> Numbers:
    kind, length, at = field
    if length > _MOST_VALUES:
        raise ValueError("its pages are cut into an absurd number of strips")
    size = _SIZES[kind] * length
    if size > layout.pointer.size:
        at = _unpack(layout.pointer, data, at)
    if at + size > len(data):
        raise ValueError("the file ends within its list of pages")
    return struct.unpack_from(f"{layout.order}{length}{_CODES[kind]}", data, at)


def _unpack(form: struct.Struct, data: TiffData, at: int) -> int:
    if at + form.size > len(data):
        raise ValueError("the file ends within its list of pages")
    return int(form.unpack_from(data, at)[0])


def _is_thumbnail(directory: Directory, before: list[Directory]) -> bool:
    """A smaller copy of the image before it, as some writers add."""
    if not before or not directory.number(254) & _REDUCED:
        return False
    return directory.number(256) < before[-1].number(256)

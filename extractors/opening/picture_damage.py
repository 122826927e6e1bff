"""Checks that a picture file's pages are whole: Pillow alone lets cut strips and bad checksums pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from extractors.opening import fax, jpeg, jpeg2000, picture, room, tiff
from extractors.opening.formats import Format
from extractors.opening.limits import Limits

_JPEG_IN_TIFF = 7
_TABLES = 347
_MARKER = 2
"""Bytes of a JPEG's start or end marker."""


def faults(path: Path, found: Format, pages: range, limits: Limits) -> list[tuple[int, str]]:
    """(1-based page, what is wrong) of the `pages` that are not whole.

    Raises:
        UnreadableFile: a page has too many pixels.
    """
    directories = picture.tiff_pages(path, limits) if found is Format.TIFF else ()
    with picture.Frames(path, found, limits) as frames:
        checked = [(number, _fault(frames, directories[number - 1 : number])) for number in pages]
    return [(number, fault) for number, fault in checked if fault]


def _fault(frames: picture.Frames, directory: Sequence[tiff.Directory]) -> str:
    """What is wrong with one page; `directory` holds the page's own in a TIFF, else nothing."""
    try:
        if directory:
            room.allowed(directory[0].size, frames.limits)
            if fault := _tiff_fault(frames.path, directory[0]):
                return fault
        if frames.format is Format.PNG:
            _check_sums(frames.path)
        if frames.format is not Format.JPEG2000:
            frames.decode(directory[0].place if directory else 0)
    except picture.FAULTS:
        return "its data does not decode to the end"
    if frames.format is Format.JPEG2000:
        return jpeg2000.fault_in(frames.path.read_bytes(), frames.limits)
    return jpeg.fault_in(frames.path.read_bytes()) if frames.format is Format.JPEG else ""


def _check_sums(path: Path) -> None:
    with Image.open(path, formats=["PNG"]) as opened:
        opened.verify()


def _tiff_fault(path: Path, directory: tiff.Directory) -> str:
    with picture.mapped(path) as data:
        if tiff.missing_data(directory, len(data)):
            return "its picture data is cut off"
        if directory.compression == _JPEG_IN_TIFF:
            return _jpeg_strips_fault(data, directory)
        if directory.is_fax and not _fax_is_whole(data, directory):
            return "its fax-coded rows are cut off"
    return ""


def _fax_is_whole(data: memoryview, directory: tiff.Directory) -> bool:
    return all(
        fax.is_whole(
            fax.FaxStrip(
                bytes(data[start : start + size]),
                width=directory.number(256),
                rows=directory.rows(place),
                compression=directory.compression,
                options=directory.fax_options,
                fill_order=directory.number(266, 1),
            )
        )
        for place, (start, size) in enumerate(directory.strips)
        if directory.rows(place)
    )


def _jpeg_strips_fault(data: memoryview, directory: tiff.Directory) -> str:
    """The first fault among the strips, each completed with the tables that all share."""
    tables = bytes(directory.tags.get(_TABLES, ()))[:-_MARKER]
    for start, size in directory.strips:
        strip = bytes(data[start : start + size])
        if fault := jpeg.fault_in(tables + strip[_MARKER if tables else 0 :]):
            return fault
    return ""

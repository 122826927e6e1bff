"""Pages of originals as they go into a pack: taken over as they are, or as pictures with parts taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.opening import Copied, Limits, blackened, exhibit_copy, page_png
from flows.evidence.gathering import Gathered
from receivables.evidence import Exhibit

SHARP = 2400
"""Pixels of the longer side of a page from which parts were taken away: some 205 dots an inch of A4."""
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a page of an exhibit is."""

    part: int
    """0-based among the PDFs of pages."""
    page: int
    """0-based in it."""
    size: Size
    """As shown, in points."""


@dataclass(frozen=True, slots=True)
class Copies:
    """All pages of a pack."""

    parts: tuple[bytes, ...]
    """PDFs."""
    places: Mapping[tuple[str, int], Copy]
    """By letter of the exhibit and number of the page."""
    lossless: Mapping[str, bytes]
    """Of exhibits that are shown as a whole: a PDF of its pages, by letter."""


def copies_of(gathered: Gathered, folder: Path, limits: Limits) -> Copies:
    """Copy what is shown of every exhibit."""
    parts, places, lossless = list[bytes](), dict[tuple[str, int], Copy](), dict[str, bytes]()
    for exhibit in gathered.pack.exhibits:
        path, turned = gathered.files[exhibit.record.sha256], gathered.turned[exhibit.record.id]
        whole = [page.number for page in exhibit.shown if not page.covered]
        if whole:
            copied = exhibit_copy(path, whole, turned, limits)
            for place, number in enumerate(whole):
                places[exhibit.letter, number] = Copy(len(parts), place, copied.sizes[place])
            parts.append(copied.pdf)
            if not exhibit.is_partial:
                lossless[exhibit.letter] = copied.pdf
        for picture, number in _pictures(exhibit, path, turned, limits):
            copied = _as_pdf(picture, folder, limits)
            places[exhibit.letter, number] = Copy(len(parts), 0, copied.sizes[0])
            parts.append(copied.pdf)
    return Copies(tuple(parts), places, lossless)


def _pictures(
    exhibit: Exhibit, path: Path, turned: Mapping[int, int], limits: Limits
) -> Iterator[tuple[bytes, int]]:
    """Pages from which something was taken away, as JPEG, with their numbers."""
    for page in exhibit.shown:
        if page.covered:
            png = page_png(path, page.number, turned.get(page.number, 0), limits, SHARP)
            yield blackened(png, page.covered), page.number


def _as_pdf(picture: bytes, folder: Path, limits: Limits) -> Copied:
    path = folder / "blackened.jpg"
    path.write_bytes(picture)
    return exhibit_copy(path, [1], {}, limits)

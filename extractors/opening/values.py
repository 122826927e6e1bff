"""What opening a file gives: the survey of a file, its pages as sheets, the members of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.drawn import Drawn
from models.paper import Box

SHEETS_A_CALL = 10
"""Most pages that one call turns into pictures: sixty at once would hold two gigabytes."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a zip or mail as its table of contents has it."""

    name: str
    """As written there; a label for people, never a path."""
    size: int
    """Unpacked bytes as announced; not proven."""
    skipped: str = ""
    """Why it is not taken, such as "hidden file"; empty when it is."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a received file is."""

    format: str
    """A value of `formats.Format`, such as pdf, tiff or zip."""
    pages: int
    """Pages that can all be shown; 0 for a zip or mail."""
    members: tuple[Listed, ...] = ()
    """Entries of a zip or mail, the skipped ones included."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file taken out of a zip or mail."""

    name: str
    """As written there; a label for people, never a path."""
    path: Path
    """Where its bytes are now; the file's name is a running number."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as a viewer shows it, not yet turned upright."""

    number: int
    """1-based page of the file."""
    picture: Path
    """8-bit grayscale picture with square pixels, binary PGM."""
    dpi: float
    """Pixels an inch of `picture`; a guess from an A4 page's length where the file gives none."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    text_words: tuple[tuple[str, Box], ...] | None = None
    """Words of a trusted text layer in the file's own order, boxes as fractions of the page as shown.

    None for a scan, and wherever the layer and the picture do not agree: such a page has to be read.
    """
    drawn: Drawn | None = None
    """What is drawn beside that text; None for a page to be read, and where it cannot be told apart."""


def picture_of(sheet: Sheet) -> NDArray[np.uint8]:
    """The picture of a sheet: rows by columns, 0 black to 255 white."""
    header, data = sheet.picture.read_bytes().split(b"\n255\n", 1)
    width, height = map(int, header.split()[1:])
    return np.frombuffer(data, np.uint8).reshape(height, width)


Size = tuple[float, float]
"""Width and height of a page as shown, in points."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A page of a copy, laid under a drawn sheet."""

    sheet: int
    """0-based page of the drawn PDF."""
    copy: int
    """0-based among the copies."""
    page: int
    """0-based page of the copy."""
    at: tuple[float, float, float, float]
    """Where the whole page comes to lie: left, bottom, right, top in points of the sheet."""
    window: tuple[float, float, float, float] | None = None
    """What of it shows, in the same way; None for all."""

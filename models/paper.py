"""What lies on a scanned page: boxes, words, barcodes, signature regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page.

    Fractions 0..1 of the page as a viewer shows it, turned by a multiple of 90 degrees until the text
    is upright; the origin is the top left corner. Never deskewed, cropped or dewarped.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Fraction of the page width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Fraction of the page height."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """Centre point (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )

    def overlap(self, other: Box) -> float:
        """Area shared with `other`, as a fraction of the page."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(wide, 0.0) * max(high, 0.0)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`; raises ValueError when there are none."""
    first, *rest = boxes
    for box in rest:
        first = first.union(box)
    return first


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read; `confidence` 0..1 is the reader's own, not calibrated."""

    text: str
    box: Box
    confidence: float
    line: int
    """0-based number of the printed line within the page, in reading order."""
    alternatives: tuple[str, ...] = ()
    """What other looks at the same pixels made of it, where they differ; the likelier first."""
    laid_flat: Box | None = None
    """Where it lies on the sheet laid flat, for a photographed one; None where that is `box`."""

    @property
    def level(self) -> Box:
        """Where it lies among the other words: for layout, never to be shown."""
        return self.laid_flat or self.box


@dataclass(frozen=True, slots=True)
class Barcode:
    """A decoded one- or two-dimensional code; `symbology` as zxing names it, such as QRCode or Code128."""

    symbology: str
    text: str
    box: Box


class PageKind(StrEnum):
    """What a page is for the batch it lies in."""

    CONTENT = "content"
    BLANK = "blank"
    SEPARATOR = "separator"


class Role(StrEnum):
    """Whose signature a region is for."""

    CUSTOMER = "customer"
    """The receiver on a proof of delivery, the buyer on a purchase order."""
    DRIVER = "driver"
    SHIPPER = "shipper"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureRegion:
    """A place meant for a signature and whether ink lies there."""

    role: Role
    page: int
    """1-based page of the received file."""
    box: Box
    """Around the ink where present, else around the place it was looked for."""
    present: bool
    confidence: float
    """0..1 that `present` is right."""
    label: str
    """The printed words that marked the place."""


@dataclass(frozen=True)
class Page:
    """One page of a received file, as read."""

    number: int
    """1-based in the received file."""
    kind: PageKind
    words: tuple[Word, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    signatures: tuple[SignatureRegion, ...] = ()
    turned: int = 0
    """Degrees clockwise (0, 90, 180, 270) that the page as shown was turned until its text was upright."""
    aspect: float = 1.0
    """Width over height of the upright page."""
    reader: str = ""
    """What gave the words: neural, tesseract or text layer."""
    separator: str = ""
    """For a separator: what told so, such as "patch code" or "code Code128 PATCHT"."""
    fingerprint: str = ""
    """64-bit perceptual hash of the upright picture in hexadecimal; near-equal for a re-scan."""

    @property
    def text(self) -> str:
        """The words, one printed line a line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @cached_property
    def lines(self) -> tuple[tuple[Word, ...], ...]:
        """Words grouped by printed line, in reading order."""
        grouped: dict[int, list[Word]] = {}
        for word in self.words:
            grouped.setdefault(word.line, []).append(word)
        return tuple(tuple(grouped[number]) for number in sorted(grouped))

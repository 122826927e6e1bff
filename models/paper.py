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


class Ink(StrEnum):
    """What put ink on the paper."""

    PRINT = "print"
    """The form and what a machine filled in."""
    HAND = "hand"
    STAMP = "stamp"


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
    ink: Ink = Ink.PRINT
    """What wrote it, by most of its ink."""

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


CUSTOMERS_SIDE = frozenset({Role.CUSTOMER, Role.UNKNOWN})
"""Roles that count as the customer's."""


class Manner(StrEnum):
    """How a place for a signature is filled."""

    NONE = "none"
    INK = "ink"
    """By hand: a name, initials, a cross, a scribble."""
    CAPTURE = "capture"
    """By hand on a glass, printed by a carrier's machine."""
    STAMP = "stamp"
    """A stamp or chop alone."""
    TYPED = "typed"
    """A name in print: "/s/", a script typeface, an electronic signature."""


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
    """The printed words that marked the place; empty where ink was found without any."""
    manner: Manner = Manner.NONE
    """`present` goes with ink and capture only."""
    likeness: str = ""
    """Shape of the ink as `extractors.likeness` describes it, in hexadecimal; empty where not present."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Handwriting or a stamp on a page, whether or not its words could be read; no signature."""

    ink: Ink
    box: Box
    confidence: float
    """0..1 that `ink` put it there."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A small printed box to be ticked, and whether it is."""

    box: Box
    ticked: bool
    confidence: float
    """0..1 that `ticked` is right."""
    text: str
    """The printed words that it belongs to."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Ink on a returned page that the note, as it was issued, does not explain."""

    page: int
    """1-based page of the received file."""
    box: Box
    text: str = ""
    """What was read there and the note does not print; empty where no word was read."""
    over: str = ""
    """Printed words that the ink goes through, such as a quantity that was struck."""


TEXT_LAYER = "text layer"
"""The reader of a page that came with its words."""


@dataclass(frozen=True)
class Page:
    """One page of a received file, as read."""

    number: int
    """1-based in the received file."""
    kind: PageKind
    words: tuple[Word, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    signatures: tuple[SignatureRegion, ...] = ()
    marks: tuple[Mark, ...] = ()
    """Handwriting and stamps."""
    ticks: tuple[Tick, ...] = ()
    """Boxes to be ticked, in reading order."""
    form: tuple[int, ...] = ()
    """0-based places in `words` of what is surely its form's own print; empty where the form is not known."""
    additions: tuple[Addition, ...] | None = None
    """What was added since it was issued, top to bottom; None where the note as issued is not known."""
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
    def is_typed(self) -> bool:
        """True where the file itself gave the words and they were proven by the picture: none is misread."""
        return self.reader == TEXT_LAYER

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

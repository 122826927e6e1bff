"""A paper drawn at 300 dots an inch, in millimetres from its top left, and where each value was put."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

from tests.benchmarks.sealed.faces import INK, Face, mask
from tests.benchmarks.sealed.faces import width as width_of
from tests.benchmarks.sealed.hand import Strokes, Writer, autograph, ink, letters

Ink = tuple[int, int, int]
DPI = 300
DOT = DPI / 25.4
"""Pixels a millimetre."""
A4, LETTER = (210.0, 297.0), (215.9, 279.4)
Box = tuple[float, float, float, float]
"""Left, top, right, bottom: pixels on a mark, millimetres elsewhere."""


@dataclass(frozen=True)
class Mark:
    """A value of a field on a page (from 0), in pixels of that page."""

    field: str
    value: str
    page: int
    box: Box
    variants: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Told:
    """What a piece of text says: the field, and its value where that is not the text itself."""

    field: str
    value: str = ""
    variants: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass
class Sheet:
    """The pages of one paper while it is drawn."""

    rng: Random
    size: tuple[float, float] = A4
    paper: tuple[int, int, int] = (255, 255, 255)
    pages: list[Image.Image] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    signature: tuple[int, Box] | None = None
    remarks: list[tuple[str, str]] = field(default_factory=list)
    words: list[tuple[int, str, Box]] = field(default_factory=list)
    """Page, text and place of all print, for searchable files."""

    def __post_init__(self) -> None:
        self.turn()

    @property
    def page(self) -> Image.Image:
        """The page being drawn."""
        return self.pages[-1]

    def turn(self) -> None:
        """Take a fresh page."""
        self.pages.append(
            Image.new("RGB", (round(self.size[0] * DOT), round(self.size[1] * DOT)), self.paper)
        )

    def say(
        self, x: float, y: float, text: str, face: Face, told: Told | None = None, *, to: str = "l"
    ) -> Box:
        """Print `text` with its baseline at y; `to` is l, r or c. Gives its place in millimetres."""
        drawn, rise = mask(text, face, DPI, self.rng)
        left = x * DOT - {"l": 0, "r": drawn.width, "c": drawn.width / 2}[to]
        at = round(left), round(y * DOT - rise)
        self.page.paste(face.ink, at, drawn)
        box = (float(at[0]), float(at[1]), float(at[0] + drawn.width), float(at[1] + drawn.height))
        self.words.append((len(self.pages) - 1, text, box))
        if told:
            self.mark(told, text, box)
        return (box[0] / DOT, box[1] / DOT, box[2] / DOT, box[3] / DOT)

    def lines(self, x: float, y: float, texts: list[str], face: Face, step: float = 1.25) -> float:
        """Print lines below each other; gives the baseline after the last."""
        for text in texts:
            if text:
                self.say(x, y, text, face)
            y += face.points * 0.3528 * step
        return y

    def wrap(self, x: float, y: float, text: str, face: Face, width: float) -> float:
        """Print a paragraph of `width` millimetres; gives the baseline after it."""
        rows, row = [], ""
        for word in text.split():
            if row and width_of(f"{row} {word}", face) > width:
                rows.append(row)
                row = ""
            row = f"{row} {word}".strip()
        return self.lines(x, y, [*rows, row], face)

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.2, *, ink_: Ink = INK
    ) -> None:
        """A straight line, `thick` millimetres."""
        ImageDraw.Draw(self.page).line(
            [x0 * DOT, y0 * DOT, x1 * DOT, y1 * DOT], ink_, max(round(thick * DOT), 1)
        )

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        thick: float = 0.25,
        *,
        fill: Ink | None = None,
        round_: float = 0,
    ) -> None:
        """A frame."""
        edges = [x * DOT, y * DOT, (x + w) * DOT, (y + h) * DOT]
        wide = round(thick * DOT)
        ImageDraw.Draw(self.page).rounded_rectangle(edges, round_ * DOT, fill, INK if wide else None, wide)

    def write(
        self, x: float, y: float, text: str, hand: Writer, height: float = 4.2, *, told: Told | None = None
    ) -> Box:
        """Write `text` by hand on the line y."""
        strokes = letters(text, hand, height, self.rng)
        box = self._ink([stroke + np.array((x, y - height)) for stroke in strokes], hand)
        if told:
            self.mark(told, text, box)
        return (box[0] / DOT, box[1] / DOT, box[2] / DOT, box[3] / DOT)

    def sign(
        self, x: float, y: float, hand: Writer, size: tuple[float, float] = (42, 13), *, counts: bool = True
    ) -> None:
        """Sign around the line y; `counts` when it is the customer's side."""
        strokes = [stroke + np.array((x, y - size[1] * 0.75)) for stroke in autograph(hand, size, self.rng)]
        box = self._ink(strokes, hand)
        if counts:
            self.signature = (len(self.pages) - 1, box)

    def bars(self, x: float, y: float, text: str, w: float, h: float) -> None:
        """Code 128."""
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
        drawn = Image.fromarray(np.asarray(made.to_image(scale=1, add_quiet_zones=False)))
        size = (round(w * DOT), round(h * DOT))
        self.page.paste(drawn.resize(size, Image.Resampling.NEAREST), (round(x * DOT), round(y * DOT)))

    def _ink(self, strokes: Strokes, hand: Writer) -> Box:
        every = np.vstack(strokes) * DOT
        low, high = np.floor(every.min(0) - 6), np.ceil(every.max(0) + 6)
        size = (high - low).astype(int)
        drawn = ink((size[1], size[0]), [stroke * DOT - low for stroke in strokes], hand.nib * DOT, self.rng)
        self.page.paste(hand.pen, (int(low[0]), int(low[1])), Image.fromarray(drawn))
        edges = (*(every.min(0) - 2), *(every.max(0) + 2))
        wide, high_ = self.page.size
        limits = (wide, high_, wide, high_)
        a, b, c, d = (float(min(max(edge, 0), most)) for edge, most in zip(edges, limits, strict=True))
        return a, b, c, d

    def mark(self, told: Told, text: str, box: Box) -> None:
        """Note that `box`, in pixels of the page being drawn, says this."""
        page = len(self.pages) - 1
        self.marks.append(Mark(told.field, told.value or text, page, box, told.variants, told.alternatives))

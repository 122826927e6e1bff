"""What a form is drawn with: typefaces, ink, frames, lines, and the parts that say who and what."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import ImageDraw

from tests.benchmarks.open_receipts.open_blank import OpenBlank, open_words
from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import INK, Face
from tests.benchmarks.sealed.faces import width as width_of
from tests.benchmarks.sealed.parts import called, name_told, shown, values, where
from tests.benchmarks.sealed.sheet import DOT, Ink, Sheet

_FACES = ("grot", "sans", "serif", "vera", "roman", "geist", "narrow", "sans", "type")
_OFFICE_FACES = ("mono", "sans", "type", "narrow", "geist-mono")
_INKS = (INK, INK, INK, INK, (24, 40, 110), (20, 84, 60), (120, 40, 36), (70, 70, 76))
_TONES = ((226, 228, 232), (236, 232, 222), (218, 228, 240), (228, 238, 226), (206, 208, 212))
_LOGO_TINTS = ((40, 90, 150), (170, 60, 40), (40, 120, 80), (60, 60, 66), (190, 140, 30))
_POINTS = 9.0


class Canvas:
    """A sheet with the habits of one printer. Lengths are millimetres from the top left."""

    def __init__(self, sheet: Sheet, deal: Deal, *, dark: bool = False) -> None:
        """`dark`: nothing is printed so small or so faint that black and white would lose it."""
        rng = sheet.rng
        self.sheet, self.deal, self.rng, self.dark = sheet, deal, rng, dark
        self.wide, self.high = sheet.size
        self.ink: Ink = INK if dark else rng.choice(_INKS)
        self.face = Face(rng.choice(_FACES), _POINTS + rng.choice((-0.7, 0, 0.6)), 1.0, self.ink)
        print_ = rng.choice(("plain", "plain", "worn", "jumpy"))
        self.fill = Face(rng.choice(_OFFICE_FACES), _POINTS + rng.choice((-0.5, 0, 0.5)), print=print_)
        """What the office printed into the form."""
        self.thick = rng.choice((0.12, 0.2, 0.3, 0.45))
        self.tone: Ink = rng.choice(_TONES)
        self.words = open_words(deal)
        self.blank = OpenBlank()
        self._shouts = rng.random() < 1 / 3

    def label(self, what: str) -> str:
        """One of the wordings of this label."""
        text = str(self.rng.choice(self.words[what]))
        return text.upper() if self._shouts else text

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        thick: float | None = None,
        *,
        fill: Ink | None = None,
        round_: float = 0,
    ) -> None:
        """A frame in the form's own ink; none of it is drawn at thickness 0."""
        thick = self.thick if thick is None else thick
        line = max(round(thick * DOT), 1) if thick else 0
        edges = [x * DOT, y * DOT, (x + w) * DOT, (y + h) * DOT]
        pen = ImageDraw.Draw(self.sheet.page)
        pen.rounded_rectangle(edges, round_ * DOT, fill, self.ink if line else None, line)

    def rule(self, x0: float, y0: float, x1: float, y1: float, thick: float | None = None) -> None:
        """A straight line."""
        self.sheet.rule(x0, y0, x1, y1, self.thick if thick is None else thick, ink_=self.ink)

    def dashes(
        self, x0: float, x1: float, y: float, on: float = 1.8, off: float = 1.4, *, thick: float = 0.2
    ) -> None:
        """A line of dashes."""
        x = x0
        while x < x1:
            self.rule(x, y, min(x + on, x1), y, thick)
            x += on + off

    def dots(self, x0: float, x1: float, y: float) -> None:
        """A line of dots."""
        self.dashes(x0, x1, y, 0.35, self.rng.choice((0.9, 1.2)), thick=0.3)

    def fitting(self, text: str, face: Face, room: float) -> Face:
        """The face, smaller where the text would not fit."""
        while text and face.points > 4 and width_of(text, face) > room:
            face = face.at(face.points * 0.94)
        return face

    def small(self, x: float, y: float, w: float, points: float = 6.0) -> float:
        """Small print; gives the baseline after it."""
        text = self.rng.choice(self.words["small"])
        return self.sheet.wrap(x, y, text, Face("narrow", points, 1, self.ink), w)

    def pairs(
        self, x: float, y: float, whats: Sequence[str], gap: float = 32.0, face: Face | None = None
    ) -> float:
        """Labels with their values to the right; gives where they end."""
        face = face or self.face
        for what in whats:
            label, texts, told = shown(self.deal, what)
            self.sheet.say(x, y, label + ":", face.at(face.points * 0.9))
            values(self.sheet, (x + gap, y), texts, self.fill, told)
            y += face.points * 0.3528 * 1.45
        return y

    def cells(self, x: float, y: float, w: float, whats: Sequence[str], h: float = 11.0) -> float:
        """A row of frames, the label on top and the value below it; gives where they end."""
        wide = w / len(whats)
        for place, what in enumerate(whats):
            label, texts, told = shown(self.deal, what)
            left = x + place * wide
            self.box(left, y, wide, h)
            self.sheet.say(left + 1.2, y + 3.2, label, self.face.at(self.face.points * 0.72))
            face = self.fill.at(min(self.fill.points, 9))
            values(self.sheet, (left + 2, y + h - 2.4), texts, face, told)
        return y + h

    def to(self, x: float, y: float, label: str = "", face: Face | None = None) -> float:
        """To whom the goods go; gives the baseline after the address."""
        face = face or self.fill
        if label:
            self.sheet.say(x, y - 4.4, label, self.face.at(self.face.points * 0.75))
        text = called(self.deal, self.rng)
        self.sheet.say(x, y, text, face, name_told(self.deal, text))
        return self.sheet.lines(x, y + face.points * 0.45, where(self.deal.customer), face)

    def firm(self, x: float, y: float, big: float = 13.0) -> None:
        """Who sells."""
        firm = self.deal.ledger.firm
        self.sheet.say(x, y, firm.name, self.face.at(big).bold)
        for row, text in enumerate((firm.street, firm.town, firm.phone)):
            self.sheet.say(x, y + 4.6 + row * 3.3, text, self.face.at(7.2))

    def logo(self, x: float, y: float, side: float) -> None:
        """A mark of one colour."""
        shape, tint = self.rng.choice(("disc", "square", "bars", "wedge")), self.rng.choice(_LOGO_TINTS)
        pen = ImageDraw.Draw(self.sheet.page)
        x0, y0, x1, y1 = (edge * DOT for edge in (x, y, x + side, y + side))
        wide = x1 - x0
        if shape == "disc":
            pen.ellipse([x0, y0, x1, y1], tint)
            pen.ellipse([x0 + wide * 0.3, y0 + wide * 0.3, x1, y1], self.sheet.paper)
        elif shape == "square":
            pen.rectangle([x0, y0, x1, y1], tint)
            pen.rectangle([x0 + wide * 0.4, y0, x0 + wide * 0.55, y1], self.sheet.paper)
        elif shape == "bars":
            for bar in range(4):
                left = x0 + bar * wide / 4
                pen.rectangle([left, y1 - (bar + 1) * wide / 4, left + 0.7 * wide / 4, y1], tint)
        else:
            pen.polygon([(x0, y1), ((x0 + x1) / 2, y0), (x1, y1)], tint)

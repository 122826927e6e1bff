"""Places to write, to sign and to tick: drawn, and noted on the blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.benchmarks.open_receipts.canvas import Canvas
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.faces import width as width_of
from tests.benchmarks.sealed.sheet import Box
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, Spot, Zone, here, tick_box

Frame = tuple[float, float, float, float]
"""Left, baseline, width and height of a place with its label."""
Place = tuple[Spot, float, Box]
"""Where to write, the height that is free above the line, and the label's box."""
_TICK_STYLES = ("square", "square", "round", "bracket", "rounded", "thick")
_WRONG = ("short", "damaged", "refused", "over", "wrong_item", "late", "qualified", "unattended")
_PALE = (180, 184, 190)


class Draft(Canvas):
    """A form while it is drawn."""

    def put(self, kind: str, x: float, y: float, w: float, label: str, *, h: float = 9.0) -> Place:
        """A place to write with its baseline at y.

        Args:
            kind: dots, plain or colon behind the label; above, below, below_c, paren or right: where the
                label stands to its line; boxed, headcell or sidecell: in what frame.
            x: left end.
            y: baseline.
            w: width with the label.
            label: what is printed.
            h: height with the label.
        """
        ways: dict[str, Callable[[str, Frame, str], Place]] = {
            **dict.fromkeys(("dots", "plain", "colon"), self._behind),
            **dict.fromkeys(("below", "below_c", "paren"), self._over_label),
            "above": self._under_label,
            "right": self._before_label,
            "boxed": self._boxed,
            "headcell": self._head_cell,
            "sidecell": self._side_cell,
        }
        return ways[kind](kind, (x, y, w, h), label)

    @property
    def _fine(self) -> Face:
        return self.face.at(self.face.points * (0.92 if self.dark else 0.78))

    def _behind(self, kind: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        box = self.sheet.say(x, y, label if kind == "plain" else f"{label}:", self.face)
        start = box[2] + 1.2
        if kind == "dots":
            self.dots(start, x + w, y + 0.5)
        elif kind == "plain":
            self.rule(start, y + 0.9, x + w, y + 0.9, 0.15)
        return here(self.sheet, start + 1, y, max(x + w - start - 1, 12)), h, box

    def _over_label(self, kind: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        low = y + 0.9
        if kind == "paren":
            self.sheet.say(x, y, "(", self.face)
            self.sheet.say(x + w, y, ")", self.face, to="r")
            self.dots(x + 2, x + w - 2, low)
        elif kind == "below_c":
            self.dashes(x, x + w, low, 1.2, 0.9)
        else:
            self.rule(x, low, x + w, low)
        down, left = low + self._fine.points * 0.3528 + 0.6, kind == "below"
        box = self.sheet.say(x if left else x + w / 2, down, label, self._fine, to="l" if left else "c")
        return here(self.sheet, x + 2, y, w - 4), h, box

    def _under_label(self, _: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        box = self.sheet.say(x, y - h + 2.6, label, self._fine)
        self.rule(x, y + 0.9, x + w, y + 0.9)
        return here(self.sheet, x + 1, y, w - 2), h - 4, box

    def _before_label(self, _: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        wide = width_of(label, self._fine)
        self.rule(x, y + 0.9, x + w - wide - 2, y + 0.9)
        box = self.sheet.say(x + w, y, label, self._fine, to="r")
        return here(self.sheet, x + 1, y, max(w - wide - 4, 14)), h, box

    def _boxed(self, _: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        top = y - h + 2.4
        self.box(x, top, w, h)
        box = self.sheet.say(x + 1.2, top + self._fine.points * 0.42, label, self._fine)
        return here(self.sheet, x + 2.5, y, w - 5), h - 6.4, box

    def _head_cell(self, _: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        top = y - h + 2.4
        self.box(x, top, w, h)
        self.box(x, top, w, 4.6, fill=self.tone)
        box = self.sheet.say(x + w / 2, top + 3.4, label, self._fine, to="c")
        return here(self.sheet, x + 2.5, y, w - 5), h - 7.8, box

    def _side_cell(self, _: str, frame: Frame, label: str) -> Place:
        x, y, w, h = frame
        top, said = y - h + 2.4, width_of(label, self._fine)
        wide = min(max(said + 3, 26), w * 0.55)
        self.box(x, top, wide, h, fill=self.tone)
        self.box(x + wide, top, w - wide, h)
        face = self._fine.at(self._fine.points * min(1.0, (wide - 2) / said))
        box = self.sheet.say(x + 1.4, y - h / 2 + 3.4, label, face)
        return here(self.sheet, x + wide + 2, y, w - wide - 4), h - 2, box

    def sign(
        self, kind: str, role: str, x: float, y: float, w: float, *, h: float = 14.0, label: str = ""
    ) -> None:
        """A place to sign."""
        spot, high, box = self.put(kind, x, y, w, label or self.label(role), h=h)
        self.blank.zones.append(Zone(role, replace(spot, y=y - 0.3), max(high, 6), box))

    def write(self, what: str, kind: str, frame: Frame) -> None:
        """Where the customer writes this: name, day, clock or remarks."""
        x, y, w, h = frame
        setattr(self.blank, what, self.put(kind, x, y, w, self.label(what), h=h)[0])

    def name(self, kind: str, x: float, y: float, w: float, h: float = 9.0) -> None:
        """Where the customer writes the name."""
        self.blank.name = self.put(kind, x, y, w, self.label("name"), h=h)[0]

    def day(self, kind: str, x: float, y: float, w: float, h: float = 9.0) -> None:
        """Where the customer writes the date."""
        self.blank.day = self.put(kind, x, y, w, self.label("day"), h=h)[0]

    def clock(self, kind: str, x: float, y: float, w: float, h: float = 9.0, *, label: str = "") -> None:
        """Where the customer writes the time."""
        self.blank.clock = self.put(kind, x, y, w, label or self.label("clock"), h=h)[0]

    def remarks(self, kind: str, x: float, y: float, w: float, h: float = 9.0, *, label: str = "") -> None:
        """Where remarks are written."""
        self.blank.remarks = self.put(kind, x, y, w, label or self.label("remarks"), h=h)[0]

    def sign_here(self, x: float, y: float, w: float, *, h: float, label: Box) -> None:
        """A place for the customer to sign that is drawn already, with its label's box."""
        self.blank.zones.append(Zone(CUSTOMER, here(self.sheet, x, y, w), h, label))

    def stamp(self, x: float, y: float) -> None:
        """Where a stamp would go."""
        self.blank.stamp = here(self.sheet, x, y, 40)

    def asked(self, x: float, y: float, circled: float) -> None:
        """Boxes to tick in one line, or, so often (0..1), words to circle."""
        if self.rng.random() < circled:
            self.circles(x, y)
        else:
            self.boxes_across(x, y)

    def boxes(
        self, x: float, y: float, step: tuple[float, float], count: int = 4, *, style: str = ""
    ) -> None:
        """Boxes to tick, `step` (across, down) apart."""
        style = style or self.rng.choice(_TICK_STYLES)
        for place, row in enumerate(self.options(count)):
            at = (x + place * step[0], y + place * step[1])
            self.blank.ticks.append(tick_box(self.sheet, at, row, self.face, style))

    def boxes_across(self, x: float, y: float, count: int = 4, *, face: Face | None = None) -> None:
        """Boxes to tick in one line."""
        style, face = self.rng.choice(_TICK_STYLES), face or self.face
        for row in self.options(count):
            self.blank.ticks.append(tick_box(self.sheet, (x, y), row, face, style))
            x += 11 + width_of(row[1], face)

    def options(self, count: int) -> list[tuple[str, str]]:
        """What `count` boxes say, and their words: clean, what may be wrong, and something neutral."""
        if self.rng.random() < 0.5:
            wrong = self.rng.sample(_WRONG, count - 2)
        else:
            wrong = ["short", "damaged", *self.rng.sample(_WRONG[2:], max(count - 4, 0))][: count - 2]
        told = ["clean", *wrong, "neutral"]
        if self.rng.random() < 0.4:
            self.rng.shuffle(told)
        return [(about, self.rng.choice(self.words["ticks"][about])) for about in told]

    def circles(self, x: float, y: float) -> None:
        """A question and two answers, one of which is to be circled."""
        ask, good, bad = self.words["circle"]
        page, bold = len(self.sheet.pages) - 1, self.face.bold
        end = self.sheet.say(x, y, ask, self.face)[2] + 5
        first = self.sheet.say(end, y, good, bold)
        between = self.rng.choice(("-", "|", "or" if self.deal.language == "en" else "/"))
        dash = self.sheet.say(first[2] + 4, y, between, self.face)
        second = self.sheet.say(dash[2] + 4, y, bad, bold)
        self.blank.circles = {"clean": (page, first), "damaged": (page, second)}

    def comb(self, at: tuple[float, float], pitch: float, cells: int, label: str, hints: str = "") -> Spot:
        """A box for every sign, its pale hint in it."""
        (x, y), high = at, 6.0
        self.sheet.say(x, y - high, label, self.face.at(self.face.points * 0.8))
        for cell in range(cells):
            self.box(x + cell * pitch, y - high + 1.2, pitch, high, 0.15)
            if hints:
                pale = self.face.inked(_PALE).at(6.5)
                self.sheet.say(x + (cell + 0.5) * pitch, y + 0.2, hints[cell], pale, to="c")
        spot = here(self.sheet, x, y, pitch * cells)
        self.blank.combs[spot] = (pitch, cells)
        return spot

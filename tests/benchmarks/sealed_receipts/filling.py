"""People and machines fill in a blank: signatures, names, dates, ticks, stamps and remarks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import numpy as np

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.receipts import hand_date
from tests.benchmarks.sealed.sheet import Box, Sheet
from tests.benchmarks.sealed_receipts import rubber, typefaces
from tests.benchmarks.sealed_receipts.aiming import aim, around, pixels
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, SHIPPER, Blank, Spot, Zone
from tests.benchmarks.sealed_receipts.circumstances import (
    ESIGNED,
    NAMED,
    NOBODY,
    SCRIPT,
    STAMPED,
    STATED,
    TYPED,
    Case,
    words,
)
from tests.benchmarks.sealed_receipts.penmanship import Scribe, autograph, line
from tests.benchmarks.sealed_receipts.pens import Pen, capture, lay, pen
from tests.benchmarks.sealed_receipts.ticking import circle, tick

_OTHERS = (
    "Rolf Tarrant",
    "Gunnar Weiss",
    "Paulo Dinis",
    "Ania Krol",
    "Hugo Lefevre",
    "Sam Okoro",
    "Vito Sala",
)
"""Drivers and warehousemen."""
_LEFT, _TOP, _EDGE = 6.0, 6.0, 7.0
"""Millimetres from the edges within which nobody writes."""


@dataclass(frozen=True)
class Region:
    """A place for a signature as it was left: manner none, ink, capture, stamp or typed; box in pixels."""

    role: str
    manner: str
    page: int
    box: Box


@dataclass
class Left:
    """All that people left on the paper."""

    regions: list[Region] = field(default_factory=list)
    ticks: list[tuple[int, Box, str, bool]] = field(default_factory=list)
    remarks: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Class, words, quantity, source."""
    name: str = ""
    day: str = ""
    clock: str = ""
    place: str = ""
    size: str = ""
    """Where and how large the customer signed in the end."""
    esigned: bool = False
    """A signing service stands where the customer signs."""


@dataclass
class Filler:
    """Fills one blank on one sheet."""

    sheet: Sheet
    deal: Deal
    blank: Blank
    case: Case
    rng: Random
    dark: bool = False
    """No pen is so faint that a machine may lose it."""
    left: Left = field(default_factory=Left)

    def fill(self) -> Left:
        """Put everything on the paper, in the order in which it happens."""
        case = self.case
        if case.stamp and self.blank.stamp:
            self._company_stamp()
        for role, hand in ((SHIPPER, case.shipper), (DRIVER, case.driver)):
            self._other(role, hand)
        self._customer()
        self._who_and_when()
        self._remarks()
        self._ticks()
        return self.left

    def _other(self, role: str, hand: Scribe) -> None:
        zone = self.blank.zone(role)
        if zone is None:
            return
        if role not in self.case.others:
            self._note(zone, "none", pixels(around(zone)))
            return
        size = (min(self.rng.uniform(26, 46), zone.spot.width), self.rng.uniform(7, 12))
        box = self._sign(zone.spot, hand, pen(self.rng, dark=self.dark), size)
        self._note(zone, "ink", box)

    def _customer(self) -> None:
        zone, case = self.blank.zone(CUSTOMER), self.case
        if zone is None:
            raise LookupError("A blank without a place for the customer is no receipt.")
        ways = {TYPED: typefaces.typed_name, SCRIPT: typefaces.script_name}
        if case.signed:
            self._signature(zone)
        elif case.who in ways:
            box = ways[case.who](self._page(zone.spot), zone.spot, case.person, self.rng)
            self._note(zone, "typed", box)
        elif case.who == ESIGNED:
            self.left.esigned = True
            told = typefaces.Signed(case.person, self.deal.received.isoformat(), self._words()["esign"])
            self._note(zone, "typed", typefaces.esigned(self._page(zone.spot), zone.spot, told, self.rng))
        elif case.who != STAMPED:
            self._note(zone, "none", pixels(around(zone)))

    def _signature(self, zone: Zone) -> None:
        case, rng = self.case, self.rng
        if self.blank.device:
            size = (zone.spot.width * rng.uniform(0.5, 0.95), zone.height * rng.uniform(0.6, 1))
            strokes = [
                one + np.array((zone.spot.x, zone.spot.y - zone.height))
                for one in autograph(case.person, case.scribe, size, rng)
            ]
            self._note(zone, "capture", capture(self._page(zone.spot), strokes, rng, rng.uniform(3, 6)))
            return
        spot, size, self.left.place, self.left.size = aim(self.blank, zone, (case.place, case.size), rng)
        self._note(zone, "ink", self._sign(spot, case.scribe, case.pen, size))

    def _sign(self, spot: Spot, hand: Scribe, with_: Pen, size: tuple[float, float]) -> Box:
        wide, high = self.sheet.size
        x = min(max(spot.x, _LEFT), wide - _EDGE - size[0])
        y = min(max(spot.y - size[1] * 0.85, _TOP), high - _EDGE - size[1])
        strokes = autograph(
            self.case.person if hand is self.case.scribe else self._colleague(hand),
            hand,
            size,
            self.rng,
        )
        return lay(self._page(spot), [stroke + np.array((x, y)) for stroke in strokes], with_, self.rng)

    def _company_stamp(self) -> None:
        zone, case, rng = self.blank.zone(CUSTOMER), self.case, self.rng
        spot = self.blank.stamp if rng.random() < 0.45 else None
        at = (
            spot or replace(zone.spot, x=zone.spot.x + zone.spot.width / 2, y=zone.spot.y - 5)
            if zone
            else spot
        )
        if zone is None or at is None:
            return
        customer = self.deal.customer
        lines = [customer.name.split("(")[0][:24].upper(), customer.street, customer.city.upper()][
            : rng.choice((1, 2, 3))
        ]
        if case.day_stamped and case.day:
            lines[1:] = [f"{case.day.day:02d}.{case.day.month:02d}.{case.day.year}"]
            self.left.day = case.day.isoformat()
        seal = rng.random() < 0.12 and not case.day_stamped
        page = self._page(at)
        box = (
            rubber.chop(page, (at.x, at.y), case.scribe.number, rng)
            if seal
            else rubber.press(page, (at.x, at.y), lines, rng)
        )
        if case.who == STAMPED:
            self.left.regions.append(Region(CUSTOMER, "stamp", at.page, box))

    def _who_and_when(self) -> None:
        case, blank = self.case, self.blank
        if blank.device:
            self._device_lines()
            return
        if case.name and blank.name:
            self._write(blank.name, case.name)
            self.left.name = case.name
        if case.day and blank.day and not (case.day_stamped and self.left.day):
            self._write(blank.day, hand_date(case.day, self.deal))
            self.left.day = case.day.isoformat()
        if case.clock and blank.clock:
            self._write(blank.clock, case.clock)
            self.left.clock = case.clock

    def _device_lines(self) -> None:
        case, blank, told = self.case, self.blank, self._words()
        if case.who in {STATED, "signed", NAMED} and blank.name:
            self._type(blank.name, f"{told['statement'][0]}: {case.person.upper()}")
            self.left.name = case.person
        if (case.who != NOBODY or case.remarks) and blank.day and blank.clock:
            day = self.deal.received
            self._type(blank.day, f"{told['statement'][1]}: {day.day:02d}.{day.month:02d}.{day.year}")
            self.left.day = day.isoformat()
            if case.clock:
                self._type(blank.clock, case.clock)
                self.left.clock = case.clock

    def _remarks(self) -> None:
        spot = self.blank.remarks
        texts = [(said.text, said) for said in self.case.remarks] or (
            [(self.case.nothing, None)] if self.case.nothing else []
        )
        for row, (text, said) in enumerate(texts if spot else ()):
            source = self._source(said.source, said.about) if said else "hand"
            self._remark(replace(spot, y=spot.y + row * 5.4), text, source)
            if said:
                quantity = "" if source in {"tick", "circle"} else said.quantity
                self.left.remarks.append((said.about, text, quantity, source))

    def _source(self, wanted: str, about: str) -> str:
        """By tick or circle where the form has one for it; else by hand."""
        if self.blank.device:
            return "print"
        if wanted != "tick":
            return wanted
        if about in self.blank.circles:
            return "circle"
        return "tick" if any(box.about == about for box in self.blank.ticks) else "hand"

    def _remark(self, spot: Spot, text: str, source: str) -> None:
        if source == "hand":
            self._write(spot, text, self.rng.uniform(3, 4.4))
        elif source == "print":
            self._type(
                spot,
                self._words()["left"][0]
                if self.case.says("unattended")
                else f"{self._words()['remarks'][0]}: {text}",
            )
        elif source == "stamp":
            middle = (spot.x + min(spot.width / 2, 40), spot.y - 3)
            rubber.press(self._page(spot), middle, [text.upper()], self.rng)

    def _ticks(self) -> None:
        ticked = {about for about, _, _, source in self.left.remarks if source == "tick"}
        wrong = {about for about, *_ in self.left.remarks}
        there = self.case.signed or self.case.who in {STAMPED, NAMED} or bool(ticked)
        for box in self.blank.ticks:
            on = there and self._is_ticked(box.about, ticked, wrong)
            if on:
                tick(self.sheet.pages[box.page], box, self.case.pen, self.rng, machine=self.blank.device)
            self.left.ticks.append((box.page, pixels(box.box), box.text, on))
        circles = {source: about for about, _, _, source in self.left.remarks}
        chosen = circles.get("circle", "clean" if there and not wrong and self.rng.random() < 0.7 else "")
        if chosen in self.blank.circles:
            page, around = self.blank.circles[chosen]
            circle(self.sheet.pages[page], around, self.case.pen, self.rng)

    def _is_ticked(self, about: str, ticked: set[str], wrong: set[str]) -> bool:
        if about == "clean":
            return not wrong and not self.blank.device and self.rng.random() < 0.6
        if about == "neutral":
            return self.rng.random() < 0.35
        if about.startswith("no "):
            return about[3:] not in wrong and self.rng.random() < 0.75
        return about in ticked

    def _write(self, spot: Spot, text: str, height: float = 0) -> None:
        high = (height or self.rng.uniform(3, 4.2)) * (1 if self.case.scribe.capitals else 1.3)
        strokes = line(text, self.case.scribe, high, self.rng)
        reach = max(float(stroke[:, 0].max()) for stroke in strokes)
        shrink = min(1.0, (self.sheet.size[0] - _EDGE - spot.x) / reach, max(spot.width, 30) * 1.15 / reach)
        nib = min(self.case.pen.point, high * shrink / 9)
        corner = np.array((spot.x, spot.y - high * shrink))
        drawn = [stroke * shrink + corner for stroke in strokes]
        lay(self._page(spot), drawn, replace(self.case.pen, point=nib), self.rng)

    def _type(self, spot: Spot, text: str) -> None:
        typefaces.typed(self._page(spot), (spot.x, spot.y), text, Face("mono", 8.5), self.rng)

    def _words(self) -> dict[str, Any]:
        """What the form prints in the language of the deal."""
        return words(self.deal)

    def _colleague(self, hand: Scribe) -> str:
        """Who writes in this hand, if not the customer."""
        return _OTHERS[hand.number % len(_OTHERS)]

    def _page(self, spot: Spot):
        return self.sheet.pages[spot.page]

    def _note(self, zone: Zone, manner: str, box: Box) -> None:
        self.left.regions.append(Region(zone.role, manner, zone.spot.page, box))

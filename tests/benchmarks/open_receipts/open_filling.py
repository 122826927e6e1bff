"""People and machines fill in an open receipt: as the plain one, and in the places of others on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.benchmarks.open_receipts.open_blank import OpenBlank, Places, Row, open_words
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.faces import width as width_of
from tests.benchmarks.sealed.receipts import hand_date
from tests.benchmarks.sealed.sheet import Box
from tests.benchmarks.sealed_receipts import typefaces
from tests.benchmarks.sealed_receipts.aiming import aim, around, pixels
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, SHIPPER, Spot, Zone
from tests.benchmarks.sealed_receipts.circumstances import NAMED, SIGNED, STAMPED, minutes
from tests.benchmarks.sealed_receipts.filling import Filler, Left
from tests.benchmarks.sealed_receipts.penmanship import Scribe, autograph, line, scribe
from tests.benchmarks.sealed_receipts.pens import lay, pen

COLLEAGUES = (
    *("Doug Ferris", "Marek Zych", "Henri Colas", "Jonas Brandt", "Luca Ferri", "Ines Moura"),
    *("Kees Bakker", "Tariq Aziz", "Otto Lindner"),
)
"""Drivers, warehousemen and customers of other stops."""
_TRIES = 14
_OWN = 0.75
"""How much nearer a signature lies to its own place than to any other, as a share: or nobody could tell."""


@dataclass
class OpenFiller(Filler):
    """Fills one open blank on one sheet."""

    blank: OpenBlank

    def fill(self) -> Left:
        """Put everything on the paper, in the order in which it happens."""
        left = super().fill()
        self._places_again()
        for row in self.blank.rows:
            self._other_stop(row)
        for role, places in self.blank.theirs.items():
            if role in self.case.others:
                self._their_lines(role, places)
        for extra in self.blank.extras:
            if self._is_there(extra.writer) and self.rng.random() < 0.8:
                self._hand(extra.spot, extra.text, self._scribe(extra.writer))
                self.blank.unasked |= {extra.unasks} - {""}
        return left

    def _is_there(self, role: str) -> bool:
        if role == CUSTOMER:
            return self.case.who in {SIGNED, STAMPED, NAMED}
        return role in self.case.others

    def _scribe(self, role: str) -> Scribe:
        return {CUSTOMER: self.case.scribe, DRIVER: self.case.driver, SHIPPER: self.case.shipper}[role]

    def _places_again(self) -> None:
        """Who has two places to sign mostly signs in both."""
        seen: set[str] = set()
        stops = [row.zone for row in self.blank.rows]
        for zone in self.blank.zones:
            first = zone.role not in seen
            seen.add(zone.role)
            if first or zone in stops:
                continue
            signed = self.case.signed if zone.role == CUSTOMER else zone.role in self.case.others
            if signed and self.rng.random() < 0.85:
                hand = self._scribe(zone.role)
                self._quick(zone, hand, self.case.person if zone.role == CUSTOMER else self._colleague(hand))
            else:
                self._note(zone, "none", pixels(around(zone)))

    def _other_stop(self, row: Row) -> None:
        if not (self.blank.busy and self.case.signed and self.rng.random() < 0.85):
            self._note(row.zone, "none", pixels(around(row.zone)))
            return
        rng = self.rng
        self.blank.unasked |= {"received_time", "printed_name"}
        self.blank.mixed = True
        hand, person = scribe(5000 + rng.randrange(300)), rng.choice(COLLEAGUES)
        self._quick(row.zone, hand, person)
        if rng.random() < 0.7:
            self._hand(row.name, person, hand)
        if rng.random() < 0.7:
            self._hand(row.clock, f"{rng.randint(7, 17)}:{rng.randint(10, 59)}", hand)

    def _their_lines(self, role: str, places: Places) -> None:
        hand, rng, absent = self._scribe(role), self.rng, not self._is_there(CUSTOMER)
        if places.name and rng.random() < 0.75:
            self._hand(places.name, self._colleague(hand), hand)
        if places.day and rng.random() < 0.7 and (absent or self.left.day):
            self._hand(places.day, hand_date(self.deal.received, self.deal), hand)
            self.blank.unasked |= {"received_date"} if absent else set()
        if places.clock and rng.random() < 0.4:
            self._hand(places.clock, f"{rng.randint(6, 17)}:{rng.choice((5, 10, 15, 40, 50)):02d}", hand)
            self.blank.unasked.add("received_time")

    def _signature(self, zone: Zone) -> None:
        """Where a person can tell whose it is."""
        if self.blank.device:
            super()._signature(zone)
            return
        bars = [Zone("", Spot(page, box[0], box[3], box[2] - box[0]), box[3] - box[1], box)
                for page, box in self.blank.foreign]  # fmt: skip
        crowded = replace(self.blank, zones=[*self.blank.zones, *bars])
        inside = self.blank.strict_rows and self.case.place not in {"in", "line", "stamp"}
        wanted = ("in" if inside else self.case.place, self.case.size)
        for _ in range(_TRIES):
            spot, extent, place, size = aim(crowded, zone, wanted, self.rng)
            if place in {"in", "line"} or self._is_clear(zone, spot, extent):
                break
        else:
            spot, extent, place, size = aim(crowded, zone, ("in", wanted[1]), self.rng)
        self.left.place, self.left.size = place, size
        self._note(zone, "ink", self._sign(spot, self.case.scribe, self.case.pen, extent))

    def _is_clear(self, zone: Zone, spot: Spot, extent: tuple[float, float]) -> bool:
        """Its middle is nearer to the customer's place than to anybody else's."""
        middle = (spot.x + extent[0] / 2, spot.y - extent[1] * 0.35)
        others = [one for one in self.blank.zones if one is not zone and one.spot.page == zone.spot.page]
        own = _away(middle, zone)
        return all(own < _OWN * _away(middle, one) for one in others)

    def _quick(self, zone: Zone, hand: Scribe, person: str) -> None:
        """A signature that stays in its place."""
        rng, spot = self.rng, zone.spot
        size = (min(rng.uniform(20, 44), spot.width), min(rng.uniform(6, 11), max(zone.height, 4.5)))
        corner = (spot.x + rng.uniform(0, max(spot.width - size[0], 0)) * 0.6, spot.y - size[1] * 0.85)
        strokes = [stroke + np.array(corner) for stroke in autograph(person, hand, size, rng)]
        self._note(zone, "ink", lay(self._page(spot), strokes, pen(rng, dark=self.dark), rng))

    def _hand(self, spot: Spot, text: str, hand: Scribe) -> None:
        with self._in_hand_of(hand):
            super()._write(spot, text)

    @contextmanager
    def _in_hand_of(self, hand: Scribe) -> Iterator[None]:
        kept = self.case
        self.case = replace(kept, scribe=hand, pen=pen(self.rng, dark=self.dark))
        try:
            yield
        finally:
            self.case = kept

    def _write(self, spot: Spot, text: str, height: float = 0) -> None:
        comb = self.blank.combs.get(spot)
        if comb:
            self._into_boxes(spot, self._in_boxes(spot, text), *comb)
        else:
            super()._write(spot, text, height)

    def _in_boxes(self, spot: Spot, text: str) -> str:
        """A date in six digits, a time in four, a name in capitals."""
        day = self.case.day
        if spot == self.blank.day and day:
            parts = (day.month, day.day) if self.deal.customer.land == "us" else (day.day, day.month)
            return f"{parts[0]:02d}{parts[1]:02d}{day.year % 100:02d}"
        if spot == self.blank.clock:
            return minutes(text).replace(":", "")
        return text.upper().replace(".", "")

    def _into_boxes(self, spot: Spot, text: str, pitch: float, cells: int) -> None:
        own = self.case.scribe
        hand = replace(own, capitals=True, wide=min(own.wide, 0.8), slant=own.slant * 0.4)
        nib = replace(self.case.pen, point=min(self.case.pen.point, 0.5))
        for place, sign in enumerate(text[:cells]):
            if sign == " ":
                continue
            high = min(pitch * 0.72, 4.0) * self.rng.uniform(0.85, 1.08)
            strokes = line(sign, hand, high, self.rng)
            left, right = (float(edge(np.vstack(strokes)[:, 0])) for edge in (np.min, np.max))
            wide = max(right - left, 0.3)
            squeeze = min(1.0, pitch * 0.74 / wide)
            x = spot.x + place * pitch + (pitch - wide * squeeze) / 2 + self.rng.gauss(0, 0.2)
            corner = np.array((x, spot.y - high + self.rng.gauss(0, 0.2)))
            moved = [(stroke - (left, 0)) * (squeeze, 1) + corner for stroke in strokes]
            lay(self._page(spot), moved, nib, self.rng)

    def _is_ticked(self, about: str, ticked: set[str], wrong: set[str]) -> bool:
        """Of a list of conditions most are good."""
        if about in {"item", "item bad"}:
            return about == "item" and self.rng.random() < 0.85
        return super()._is_ticked(about, ticked, wrong)

    def _type(self, spot: Spot, text: str) -> None:
        face = Face(self.blank.machine, 8.5)
        room = self.sheet.size[0] - 3 - spot.x
        face = face.at(8.5 * min(1.0, room / width_of(text, face)))
        typefaces.typed(self._page(spot), (spot.x, spot.y), text, face, self.rng)

    def _words(self) -> dict[str, Any]:
        return open_words(self.deal)

    def _colleague(self, hand: Scribe) -> str:
        return COLLEAGUES[hand.number % len(COLLEAGUES)]


def _away(point: tuple[float, float], zone: Zone) -> float:
    """Millimetres from a point to a place to sign or its label."""
    return min(_far(point, around(zone)), _far(point, zone.label))


def _far(point: tuple[float, float], box: Box) -> float:
    across = max(box[0] - point[0], 0, point[0] - box[2])
    down = max(box[1] - point[1], 0, point[1] - box[3])
    return float(np.hypot(across, down))

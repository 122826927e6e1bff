"""What happened at a delivery: who signed in what way, what else was written, and what went wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed_receipts.penmanship import SCRIBES, Scribe, scribe
from tests.benchmarks.sealed_receipts.pens import Pen, pen

SIGNED, STAMPED, NOBODY = "signed", "stamped", "nobody"
TYPED, SCRIPT, ESIGNED = "typed", "script", "esigned"
DRIVER, SHIPPER, NAMED, STATED = "driver", "shipper", "name only", "stated"
SPECIFIC = ("short", "over", "damaged", "late", "wrong_item", "price")
_UNSIGNED = {
    NOBODY: 22, DRIVER: 20, SHIPPER: 8, "both others": 8, STAMPED: 16,
    NAMED: 8, TYPED: 7, SCRIPT: 6, ESIGNED: 6, "left": 9,
}  # fmt: skip
_DEVICE = {STATED: 30, "left": 25, ESIGNED: 20, NOBODY: 15, TYPED: 10}
"""What stands on paper of a machine instead of a signature."""
PLACES = ("in", "in", "in", "in", "outside", "label", "line", "print", "stamp")


@dataclass(frozen=True, slots=True)
class Said:
    """A remark: class, words, how many ("" where not said), and by hand, stamp, tick, circle or print."""

    about: str
    text: str
    quantity: str
    source: str


@dataclass(frozen=True, slots=True)
class Case:
    """One delivery as far as its receipt goes."""

    who: str
    person: str
    scribe: Scribe
    pen: Pen
    driver: Scribe
    shipper: Scribe
    others: frozenset[str]
    """Of driver and shipper, who signed."""
    name: str
    """The person's name as written, empty where nobody wrote it."""
    day: date | None
    day_stamped: bool
    clock: str
    remarks: tuple[Said, ...]
    nothing: str
    """A remark that says that nothing is wrong."""
    stamp: bool
    """The company's stamp stands beside the signature, or instead of it."""
    place: str
    """Where the signature lies: in its place, outside, over the label, the line, print, or a stamp."""
    size: str

    @property
    def signed(self) -> bool:
        """By the customer, in ink or on glass."""
        return self.who == SIGNED

    def says(self, about: str) -> bool:
        """A remark is of this class."""
        return any(said.about == about for said in self.remarks)


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).parent / "data" / "pen_remarks.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@cache
def _printed() -> dict[str, dict[str, Any]]:
    path = Path(__file__).parent / "data" / "receipt_words.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def words(deal: Deal) -> dict[str, Any]:
    """What receipts print in the language of the deal."""
    return _printed()[deal.language]


def happen(deal: Deal, rng: Random, *, device: bool, shipped: bool, dark: bool = False) -> Case:
    """Draw what happened; about half of the papers are signed by the customer.

    Args:
        deal: what the paper is about.
        rng: chance.
        device: a machine prints all of it.
        shipped: the form has a place for the shipper.
        dark: no pen is so faint that a machine may lose it.
    """
    who = SIGNED if rng.random() < 0.5 else _one(_DEVICE if device else _UNSIGNED, rng)
    who = DRIVER if who in {SHIPPER, "both others"} and not shipped else who
    left, there = who == "left", who in {SIGNED, STAMPED, NAMED}
    remarks = _remarks(deal, rng, device=device) if there and rng.random() < 0.45 else ()
    printed = device and there
    named = printed or who == NAMED or (there and rng.random() < (0.72 if who == SIGNED else 0.3))
    dated = printed or (there and rng.random() < 0.78)
    beside = who == SIGNED and not device and rng.random() < 0.22
    return Case(
        who=NOBODY if left else who,
        person=deal.person,
        scribe=scribe(rng.randrange(SCRIBES)),
        pen=pen(rng, dark=dark),
        driver=scribe(100 + rng.randrange(60)),
        shipper=scribe(200 + rng.randrange(40)),
        others=_others(who, rng, device=device, shipped=shipped),
        name=_name(deal.person, rng) if named else "",
        day=deal.received if dated else None,
        day_stamped=dated and not device and rng.random() < (0.15 if who == SIGNED else 0.5),
        clock=_clock(deal, rng) if printed or (dated and rng.random() < 0.55) else "",
        remarks=(_left(deal, rng),) if left else remarks,
        nothing=_nothing(deal, rng) if there and not remarks and not device else "",
        stamp=who == STAMPED or beside,
        place=rng.choice(PLACES),
        size=rng.choices(("normal", "tiny", "huge"), (74, 14, 12))[0],
    )


def _nothing(deal: Deal, rng: Random) -> str:
    """Sometimes people write that nothing is wrong."""
    return rng.choice(_phrases()[deal.language]["none"]) if rng.random() < 0.22 else ""


def _one(chances: dict[str, int], rng: Random) -> str:
    return rng.choices(list(chances), list(chances.values()))[0]


def _others(who: str, rng: Random, *, device: bool, shipped: bool) -> frozenset[str]:
    if device:
        return frozenset()
    always = {DRIVER: {DRIVER}, SHIPPER: {SHIPPER}, "both others": {DRIVER, SHIPPER}, "left": {DRIVER}}.get(
        who
    )
    if always is None:
        free = who in {SIGNED, STAMPED}
        always = {one for one in (DRIVER, SHIPPER) if free and rng.random() < 0.45}
    return frozenset(always if shipped else always - {SHIPPER})


def _left(deal: Deal, rng: Random) -> Said:
    return Said("unattended", rng.choice(_phrases()[deal.language]["unattended"]), "", "hand")


def _remarks(deal: Deal, rng: Random, *, device: bool) -> tuple[Said, ...]:
    phrases = _phrases()[deal.language]
    kinds = [
        "short",
        "short",
        "damaged",
        "damaged",
        "over",
        "refused",
        "late",
        "wrong_item",
        "price",
        "qualified",
        "qualified",
    ]
    first = rng.choice(kinds)
    chosen = [first]
    if not device and first in {"short", "damaged"} and rng.random() < 0.2:
        chosen.append("damaged" if first == "short" else "short")
    return tuple(remark(about, rng.choice(phrases[about]), rng, device=device) for about in chosen)


def remark(about: str, phrase: str, rng: Random, *, device: bool) -> Said:
    """A remark of this class in these words, with what is counted in it ({n}, {m}, {k})."""
    many = rng.randint(4, 24)
    fewer = rng.randint(1, min(many - 1, 6))
    text = phrase.format(n=fewer, m=many, k=many - fewer)
    quantity = str(many - fewer) if "{k}" in phrase else str(fewer) if "{n}" in phrase else ""
    source = "print" if device else rng.choices(("hand", "stamp", "tick"), (62, 18, 20))[0]
    return Said(about, text, quantity, source)


def _name(person: str, rng: Random) -> str:
    first, last = person.split(maxsplit=1)
    return person if rng.random() < 0.6 else f"{first[0]}. {last}"


def _clock(deal: Deal, rng: Random) -> str:
    hour, minute = rng.randint(6, 18), rng.choice((0, 5, 10, 12, 20, 25, 30, 35, 40, 47, 50, 55))
    shapes = {
        "fr": ["{h}h{m:02d}", "{h}:{m:02d}"],
        "de": ["{h}:{m:02d}", "{h}.{m:02d} Uhr"],
        "en": ["{h}:{m:02d}", "{t}:{m:02d} {p}", "{h:02d}:{m:02d}"],
    }
    shape = rng.choice(shapes.get(deal.language, ["{h}:{m:02d}", "{h}.{m:02d}"]))
    return shape.format(h=hour, m=minute, t=(hour - 1) % 12 + 1, p="am" if hour < 12 else "pm")


def minutes(clock: str) -> str:
    """A time of day as HH:MM, as `_clock` writes it; empty for none."""
    if not clock:
        return ""
    numbers = "".join(sign if sign.isdigit() else " " for sign in clock).split()
    hour = int(numbers[0]) % 12 + (12 if "pm" in clock else 0) if clock.endswith("m") else int(numbers[0])
    return f"{hour:02d}:{int(numbers[1]):02d}"

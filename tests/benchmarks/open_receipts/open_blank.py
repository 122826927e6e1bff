"""A blank with more places than the plain one, and what it prints and people write, in eight languages."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.sheet import Box
from tests.benchmarks.sealed_receipts.blanks import Blank, Spot, Zone

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Places:
    """Where somebody who is not the customer writes name, day and time; None where there is no place."""

    name: Spot | None = None
    day: Spot | None = None
    clock: Spot | None = None


@dataclass(frozen=True)
class Extra:
    """Something else that is written while its writer (customer, driver or shipper) is there."""

    spot: Spot
    text: str
    writer: str
    unasks: str = ""
    """The field of the key that nobody can tell any more once this is written."""


@dataclass(frozen=True)
class Row:
    """Another stop on a list: where its customer signs and writes name and time."""

    zone: Zone
    name: Spot
    clock: Spot


@dataclass
class OpenBlank(Blank):
    """All places of one receipt."""

    combs: dict[Spot, tuple[float, int]] = field(default_factory=dict)
    """Millimetres from box to box and how many there are, of places with a box for every letter."""
    theirs: dict[str, Places] = field(default_factory=dict)
    """By role: places that driver or shipper fill in."""
    extras: list[Extra] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    busy: bool = False
    """Other stops were signed before or after this one."""
    foreign: list[tuple[int, Box]] = field(default_factory=list)
    """Page and millimetres of parts that belong to somebody else."""
    mixed: bool = False
    """A name, or the lack of one, may be that of another stop."""
    strict_rows: bool = False
    """Who signs outside the row has signed for another stop."""
    unasked: set[str] = field(default_factory=set)
    """Fields of the key that nobody could tell from the paper."""
    day_is_sure: bool = False
    """The boxes of the date leave no doubt which is the day."""
    machine: str = "mono"
    """The typeface in which a machine fills it in."""


@cache
def _kept(name: str) -> dict[str, dict[str, Any]]:
    return dict(json.loads((_DATA / name).read_text(encoding="utf-8")))


def open_words(deal: Deal) -> dict[str, Any]:
    """What these receipts print in the language of the deal."""
    return _kept("open_words.json")[deal.language]


def open_phrases(deal: Deal) -> dict[str, list[str]]:
    """What people write on them in the language of the deal, by class of remark."""
    return _kept("open_pen_remarks.json")[deal.language]

"""Receipts from what happened to pictures: drawn, filled in, worn, and their lines of the answer key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from tests.benchmarks.sealed.books import firms, keep_books
from tests.benchmarks.sealed.deals import POD, Deal, Dealer
from tests.benchmarks.sealed.files import save, save_photo
from tests.benchmarks.sealed.forms.table import size_of
from tests.benchmarks.sealed.geometry import Shot
from tests.benchmarks.sealed.papers import LEVELS
from tests.benchmarks.sealed.sheet import Sheet
from tests.benchmarks.sealed.words import other_readings
from tests.benchmarks.sealed_receipts import haulage_layouts, note_layouts
from tests.benchmarks.sealed_receipts.blanks import SHIPPER, Blank
from tests.benchmarks.sealed_receipts.circumstances import (
    ESIGNED,
    SCRIPT,
    STATED,
    TYPED,
    Case,
    happen,
    minutes,
)
from tests.benchmarks.sealed_receipts.expected import verdicts
from tests.benchmarks.sealed_receipts.filling import Filler, Left

RECEIPTS_KEY = "receipts.jsonl"
LEDGER_SIZE = 260
"""Invoices a client: the papers match some of them, which is not what is measured."""
LAYOUTS: dict[str, Callable[[Sheet, Deal], Blank]] = {
    draw.__name__: draw
    for draw in (
        *(note_layouts.framed, note_layouts.lined, note_layouts.tabled, note_layouts.cornered),
        *(note_layouts.overleaf, note_layouts.second_page, note_layouts.checked, note_layouts.judged),
        *(note_layouts.lettered, haulage_layouts.lading, haulage_layouts.waybill, haulage_layouts.freight),
        *(haulage_layouts.docket, haulage_layouts.job, haulage_layouts.billed, haulage_layouts.slip),
        haulage_layouts.web_page,
    )
}
_ENGLISH_ONLY = {"lading"}
_ROUGH = {"fax", "bad"}
_NEVER_FAXED = {"slip", "web_page"}
"""Come as files from the carrier: scanned well, or printed and photographed."""


@dataclass(frozen=True)
class Receipt:
    """One paper with its pictures and what is true of it."""

    layout: str
    deal: Deal
    case: Case
    left: Left
    shots: tuple[Shot, ...]
    mood: str


def draw(layout: str, deal: Deal, level: str, seed: str) -> Receipt:
    """The paper of this seed as it was scanned; where tones are lost, no pen was faint."""
    one = _drawn(layout, deal, level, seed, dark=level in _ROUGH)
    bilevel = any(shot.bilevel for shot in one.shots)
    return _drawn(layout, deal, level, seed, dark=True) if bilevel and level not in _ROUGH else one


def _drawn(layout: str, deal: Deal, level: str, seed: str, *, dark: bool) -> Receipt:
    rng = Random(seed)
    sheet = Sheet(rng, size_of(deal), rng.choice(((255, 255, 255), (253, 252, 247), (250, 250, 255))))
    blank = LAYOUTS[layout](sheet, deal)
    case = happen(deal, rng, device=blank.device, shipped=blank.zone(SHIPPER) is not None, dark=dark)
    left = Filler(sheet, deal, blank, case, rng, dark=dark).fill()
    pairs = [LEVELS[level](np.asarray(page), Random(f"{seed} scan")) for page in sheet.pages]
    return Receipt(layout, deal, case, left, tuple(shot for shot, _ in pairs), pairs[0][1])


def generate_receipts(folder: Path, seed: str, level: str, count: int) -> int:
    """Write `count` papers of a level, or of each, below `folder`; gives how many.

    The folder holds CLIENT/ledger/*.csv, CLIENT/scans/LEVEL/* and receipts.jsonl.
    """
    dealers = [Dealer(keep_books(one, seed, LEDGER_SIZE), Random(f"{seed} {one.client}")) for one in firms()]
    for dealer in dealers:
        dealer.ledger.save(folder / dealer.ledger.firm.client / "ledger")
    lines: list[dict[str, Any]] = []
    for name in LEVELS if level == "all" else (level,):
        rng = Random(f"{seed} receipts {name}")
        for place, layout in enumerate(_layouts(name, count, rng)):
            one = draw(layout, _deal(dealers, layout, rng), name, f"{seed} {name} {place}")
            lines.append(keep(one, name, folder, f"{place:04d}", rng))
    with (folder / RECEIPTS_KEY).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return len(lines)


def _layouts(level: str, count: int, rng: Random) -> list[str]:
    """Every layout comes up before any comes up again."""
    names = [name for name in LAYOUTS if level not in {"fax", "bad"} or name not in _NEVER_FAXED]
    chosen: list[str] = []
    while len(chosen) < count:
        chosen += rng.sample(names, len(names))
    return chosen[:count]


def _deal(dealers: list[Dealer], layout: str, rng: Random) -> Deal:
    while True:
        dealer = rng.choice(dealers)
        used = set(dealer.used)
        deal = dealer.deal(POD)
        if layout not in _ENGLISH_ONLY or deal.language == "en":
            if len(dealer.used) > LEDGER_SIZE // 3:
                dealer.used.clear()
            return deal
        dealer.used = used


def keep(one: Receipt, level: str, folder: Path, number: str, rng: Random) -> dict[str, Any]:
    """Write its scan below `folder`; gives its line of the key."""
    scans = folder / one.deal.ledger.firm.client / "scans"
    path = scans / level / f"R{number}"
    if level == "photo":
        path = save_photo(list(one.shots), path, rng)
    else:
        path = save(list(one.shots), path, rng, quarters=level == "office")
    return key_line(one, level, path.relative_to(scans).as_posix())


def key_line(one: Receipt, level: str, source: str) -> dict[str, Any]:
    """What is true of a paper; boxes are fractions of the upright page, pages count from 1."""
    case, left = one.case, one.left
    regions = [_region(one, region.role, region.manner, region.page, region.box) for region in left.regions]
    signed = next((one_ for one_ in regions if one_["role"] == "customer" and one_["present"]), None)
    return {
        "client": one.deal.ledger.firm.client,
        "source": source,
        "pages": list(range(1, len(one.shots) + 1)),
        "signature": signed or {"present": False},
        "signatures": regions,
        "printed_name": None if case.who in {TYPED, SCRIPT, ESIGNED} else left.name,
        "received_date": left.day,
        "received_date_or": _either(one) if left.day else [],
        "received_time": minutes(left.clock),
        "remarks": [
            {"class": about, "text": text, "quantity": quantity, "source": how}
            for about, text, quantity, how in left.remarks
        ],
        "ticks": [
            {"page": page + 1, "bbox": one.shots[page].box(box), "text": text, "ticked": on}
            for page, box, text, on in left.ticks
        ],
        "acceptance": verdicts(left, stated=case.who == STATED),
        "tags": _tags(one, level),
    }


def _region(
    one: Receipt, role: str, manner: str, page: int, box: tuple[float, float, float, float]
) -> dict[str, Any]:
    told = "engineer" if (one.layout, role) == ("job", "driver") else role
    return {
        "role": told, "present": manner in {"ink", "capture"}, "manner": manner, "page": page + 1,
        "bbox": one.shots[page].box(box),
    }  # fmt: skip


def _either(one: Receipt) -> list[str]:
    """What else the written day can be read as."""
    return list(other_readings(one.deal.received, "{d}/{m}/{s}", one.deal.language))


def _tags(one: Receipt, level: str) -> list[str]:
    case = one.case
    tags = [
        f"level:{level}",
        f"layout:{one.layout}",
        f"language:{one.deal.language}",
        f"damage:{one.mood}",
        f"who:{case.who}",
    ]
    if case.signed:
        tags += [
            f"place:{one.left.place or 'glass'}",
            f"size:{one.left.size or 'glass'}",
            f"pen:{case.pen.name}",
            f"style:{case.scribe.style}",
        ]
    return tags

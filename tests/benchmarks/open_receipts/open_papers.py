"""Receipts in open layouts, from what happened to pictures: drawn, filled in, worn, with their key.

Fourteen of the layouts are known: their papers are looked at, and repairs are made on them only. Eight are
held out: they tell whether a repair holds where nobody looked, so nobody mends anything on their account.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from tests.benchmarks.open_receipts import (
    block_layouts,
    device_layouts,
    handover_layouts,
    line_layouts,
    list_layouts,
    road_layouts,
    torn_layouts,
)
from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.open_blank import OpenBlank, open_phrases
from tests.benchmarks.open_receipts.open_filling import OpenFiller
from tests.benchmarks.sealed.books import firms, keep_books
from tests.benchmarks.sealed.deals import POD, Deal, Dealer
from tests.benchmarks.sealed.forms.table import size_of
from tests.benchmarks.sealed.papers import LEVELS
from tests.benchmarks.sealed.sheet import Sheet
from tests.benchmarks.sealed_receipts import circumstances, receipt_papers
from tests.benchmarks.sealed_receipts.blanks import SHIPPER
from tests.benchmarks.sealed_receipts.circumstances import Case, Said
from tests.benchmarks.sealed_receipts.penmanship import scribe
from tests.benchmarks.sealed_receipts.receipt_papers import LEDGER_SIZE, RECEIPTS_KEY, Receipt

OPEN_LAYOUTS: dict[str, Callable[[Draft], None]] = {
    draw.__name__: draw
    for draw in (
        *(road_layouts.consignment24, road_layouts.three_parties, road_layouts.transport_cells),
        *(torn_layouts.stub_right, torn_layouts.stub_foot, torn_layouts.parcel_card),
        *(torn_layouts.receipt_first, block_layouts.empty_corner, block_layouts.invoice_foot),
        *(block_layouts.certificate, block_layouts.two_sides, list_layouts.run_sheet),
        *(list_layouts.letter_boxes, line_layouts.sentence, line_layouts.shaded_rows),
        *(line_layouts.fleet_copy, device_layouts.roll, device_layouts.mail, device_layouts.history),
        *(handover_layouts.pallets, handover_layouts.hire, handover_layouts.cold_chain),
    )
}
HELD = (
    *("three_parties", "stub_right", "invoice_foot", "sentence"),
    *("mail", "cold_chain", "shaded_rows", "fleet_copy"),
)
SPLITS = {"known": tuple(name for name in OPEN_LAYOUTS if name not in HELD), "held": HELD}
NEVER_FAXED = ("roll", "mail", "history")
"""Come from a machine as they are: scanned well, or printed and photographed."""
_ROUGH = ("fax", "bad")
_SIZES = {"three_parties": (297.0, 210.0), "run_sheet": (297.0, 210.0), "parcel_card": (210.0, 148.0)}
_ROLLS = ((80.0, 205.0), (80.0, 205.0), (104.0, 205.0))
_WHITE = (255, 255, 255)
_TINTS = (_WHITE, _WHITE, (253, 252, 247), (250, 250, 255))
_CARBON = ((255, 246, 214), (252, 232, 236), (232, 242, 250), (236, 248, 234))
_PLACES = (*circumstances.PLACES, "in", "outside", "label")
_CLEAN = ("signed_clean", "signed_incomplete")


@dataclass(frozen=True)
class OpenReceipt:
    """One paper and the blank it was made from."""

    receipt: Receipt
    blank: OpenBlank


def draw_open(layout: str, deal: Deal, level: str, seed: str) -> OpenReceipt:
    """The paper of this seed as it was scanned; where tones are lost, no pen was faint."""
    one = _drawn(layout, deal, level, seed, dark=level in _ROUGH)
    bilevel = any(shot.bilevel for shot in one.receipt.shots)
    return _drawn(layout, deal, level, seed, dark=True) if bilevel and level not in _ROUGH else one


def _drawn(layout: str, deal: Deal, level: str, seed: str, *, dark: bool) -> OpenReceipt:
    rng = Random(seed)
    sheet = _paper(layout, deal, rng)
    draft = Draft(sheet, deal, dark=dark)
    OPEN_LAYOUTS[layout](draft)
    case = _happened(deal, draft.blank, rng, dark=dark)
    left = OpenFiller(sheet, deal, draft.blank, case, rng, dark=dark).fill()
    pairs = [LEVELS[level](np.asarray(page), Random(f"{seed} scan")) for page in sheet.pages]
    receipt = Receipt(layout, deal, case, left, tuple(shot for shot, _ in pairs), pairs[0][1])
    return OpenReceipt(receipt, draft.blank)


def _paper(layout: str, deal: Deal, rng: Random) -> Sheet:
    size = rng.choice(_ROLLS) if layout == "roll" else _SIZES.get(layout, size_of(deal))
    if layout in NEVER_FAXED:
        return Sheet(rng, size, _WHITE)
    carbon = layout == "parcel_card" or rng.random() < 0.12
    return Sheet(rng, size, rng.choice(_CARBON if carbon else _TINTS))


def _happened(deal: Deal, blank: OpenBlank, rng: Random, *, dark: bool) -> Case:
    """As on any receipt, with other writers and in other words."""
    shipped = blank.zone(SHIPPER) is not None
    case = circumstances.happen(deal, rng, device=blank.device, shipped=shipped, dark=dark)
    phrases = open_phrases(deal)
    return replace(
        case,
        scribe=scribe(1000 + rng.randrange(560)),
        driver=scribe(2000 + rng.randrange(560)),
        shipper=scribe(3000 + rng.randrange(560)),
        place=rng.choice(_PLACES),
        remarks=tuple(_reworded(said, phrases, rng) for said in case.remarks),
        nothing=rng.choice(phrases["none"]) if case.nothing else "",
    )


def _reworded(said: Said, phrases: dict[str, list[str]], rng: Random) -> Said:
    other = circumstances.remark(said.about, rng.choice(phrases[said.about]), rng, device=False)
    return replace(other, source=said.source)


def open_key_line(one: OpenReceipt, line: dict[str, Any]) -> dict[str, Any]:
    """The line of the key, without what nobody could tell from this form."""
    told = line | dict.fromkeys(one.blank.unasked)
    if one.blank.day_is_sure and told["received_date"]:
        told["received_date_or"] = []
    if one.blank.mixed and told["acceptance"][0][0] in _CLEAN:
        ways = [("signed_clean", "A"), ("signed_incomplete", "B"), ("signed_incomplete", "D")]
        told["acceptance"] = list(dict.fromkeys([*told["acceptance"], *ways]))
    return told


def generate_open(folder: Path, seed: str, levels: Sequence[str], count: int, names: Sequence[str]) -> int:
    """Write `count` papers of each level in these layouts below `folder`; gives how many.

    The folder holds CLIENT/ledger/*.csv, CLIENT/scans/LEVEL/* and receipts.jsonl. A level at which none of
    the layouts comes up is left out.
    """
    dealers = [Dealer(keep_books(one, seed, LEDGER_SIZE), Random(f"{seed} {one.client}")) for one in firms()]
    for dealer in dealers:
        dealer.ledger.save(folder / dealer.ledger.firm.client / "ledger")
    lines: list[dict[str, Any]] = []
    for level in levels:
        rng = Random(f"{seed} open receipts {level}")
        for place, layout in enumerate(chosen_layouts(level, count, names, rng)):
            one = draw_open(layout, _deal(dealers, rng), level, f"{seed} open {level} {place}")
            kept = receipt_papers.keep(one.receipt, level, folder, f"{place:04d}", rng)
            lines.append(open_key_line(one, kept))
    with (folder / RECEIPTS_KEY).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return len(lines)


def chosen_layouts(level: str, count: int, names: Sequence[str], rng: Random) -> list[str]:
    """Every layout that this level knows comes up before any comes up again."""
    fitting = [name for name in names if level not in _ROUGH or name not in NEVER_FAXED]
    chosen: list[str] = []
    while fitting and len(chosen) < count:
        chosen += rng.sample(fitting, len(fitting))
    return chosen[:count]


def _deal(dealers: Sequence[Dealer], rng: Random) -> Deal:
    dealer = rng.choice(dealers)
    if len(dealer.used) > LEDGER_SIZE // 3:
        dealer.used.clear()
    return dealer.deal(POD)

"""Returned notes laid onto the notes as issued: ink that is kept, false ink, struck quantities."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import cv2
import numpy as np

from extractors.opening import Limits, open_pages
from extractors.page import Reader, SheetInfo, open_reader, read_page
from extractors.page.returning.returned import Compared, Seen, compare
from fixtures.books import wide_books
from fixtures.catalogue import LAYOUTS, draw
from fixtures.damage import Picture, Scan
from fixtures.deal import Deal, Receipt, strike
from fixtures.desk import suited
from fixtures.ledger import Books
from fixtures.levels import Fate, taken, worn
from fixtures.press import printed
from fixtures.sheet import Drawn
from models.paper import Box

NAMES = (
    "delivery_note",
    "lieferschein",
    "invoice_copy",
    "bill_of_lading",
    "advice_note",
    "signed_invoice",
    "vics_bol",
    "headed_note",
    "freight_bill",
    "packing_slip",
    "delivery_receipt",
    "slip",
)
"""Forms on which nothing but people's ink changes when the same paper is drawn signed and unsigned."""
UNTOUCHED = Receipt(manner="", named=False, dated=False, driver=False)
_EDGE = 40


@dataclass(frozen=True)
class Pair:
    """A note as issued and as it came back; where its new ink lies, and the row whose quantity was struck."""

    issued: Picture
    returned: Picture
    untouched: Picture
    """The same return with nothing added."""
    dpi: float
    ink: np.ndarray
    struck: tuple[str, Box] | None
    """The quantity and its place on the issued note."""


def measure(seed: int, count: int) -> None:
    """Print a line for each level of damage: `count` pairs each."""
    reader = open_reader("neural")
    books = wide_books(seed)
    print("         pairs  laid  ink F1  within 1 px   struck   false  clean  cpu s")
    for level in ("clean", "office", "bad"):
        rows = [_row(_pair(books, number, level), reader) for number in range(count)]
        _line(level, rows)


@dataclass(frozen=True)
class Row:
    """What became of one pair."""

    laid: bool
    exact: float
    near: float
    struck: bool | None
    false: float
    """Pixels of ink on the untouched return, over those of the added ink."""
    seconds: float


def _line(level: str, rows: list[Row]) -> None:
    laid = [row for row in rows if row.laid]
    struck = [row.struck for row in laid if row.struck is not None]
    numbers = [np.mean([row.exact for row in laid]), np.mean([row.near for row in laid])]
    false = np.mean([row.false for row in laid])
    clean = np.mean([row.false == 0 for row in laid])
    seconds = np.mean([row.seconds for row in laid])
    print(
        f"{level:8}{len(rows):6}{len(laid):6}{numbers[0]:8.3f}{numbers[1]:13.3f}"
        f"{sum(struck):5}/{len(struck):<3}{false:8.3f}{clean:7.2f}{seconds:7.2f}"
    )


def _row(pair: Pair, reader: Reader) -> Row:
    issued = _seen(pair.issued, 200, reader)
    returned = _seen(pair.returned, pair.dpi, reader)
    begun = time.process_time()
    found = compare(issued, returned)
    seconds = time.process_time() - begun
    if found is None:
        return Row(laid=False, exact=0, near=0, struck=None, false=0, seconds=seconds)
    size = found.added.shape[1::-1]
    ink = cv2.resize(pair.ink.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 127
    again = compare(issued, _seen(pair.untouched, pair.dpi, reader))
    false = float(again.added.sum()) / max(float(ink.sum()), 1) if again else 0.0
    return Row(True, *_agreement(found.added > 0, ink), _is_struck(pair, found), false, seconds)


def _agreement(kept: np.ndarray, ink: np.ndarray) -> tuple[float, float]:
    """F1 of pixels; and where a pixel counts that has its like beside it."""
    exact = 2 * float((kept & ink).sum()) / max(float(kept.sum() + ink.sum()), 1.0)
    wide = [cv2.dilate(one.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0 for one in (kept, ink)]
    right = float((kept & wide[1]).sum()) / max(float(kept.sum()), 1.0)
    reached = float((ink & wide[0]).sum()) / max(float(ink.sum()), 1.0)
    return exact, 2 * right * reached / max(right + reached, 1e-9)


def _is_struck(pair: Pair, found: Compared) -> bool | None:
    if pair.struck is None:
        return None
    return any(pair.struck[0] in addition.over.split() for addition in found.additions)


def _seen(picture: Picture, dpi: float, reader: Reader) -> Seen:
    return Seen(read_page(picture, SheetInfo(1, dpi), reader), picture, dpi)


def _pair(books: Books, number: int, level: str) -> Pair:
    rng = Random(f"registration {books.seed} {number} {level}")
    layout = LAYOUTS[NAMES[number % len(NAMES)]]
    deal = strike(books, suited(books.ledger, layout, rng), rng)
    seed = rng.getrandbits(32)
    unsigned, signed = (draw(layout, _left(deal, manner), Random(seed))[0] for manner in ("", "full"))
    signed = replace(signed, struck=unsigned.struck)
    bare, inked = printed(unsigned)[-1], printed(signed)[-1]
    struck = next(_quantities(unsigned, deal), None)
    if struck:
        _cross_out(inked, struck[1], rng)
    fate, sheet = worn(level, rng), rng.getrandbits(31)
    returned = taken(inked, fate, sheet)
    quiet = _quiet(fate)
    drawn = _gray(
        taken(np.repeat(np.where(_ink(bare, inked), 0, 255).astype(np.uint8)[:, :, None], 3, 2), quiet, sheet)
    )
    return Pair(
        issued=cv2.cvtColor(bare, cv2.COLOR_RGB2GRAY),
        returned=_gray(returned),
        untouched=_gray(taken(bare, fate, sheet)),
        dpi=returned.dpi[0],
        ink=drawn < (fate.wear.black + fate.wear.paper) / 2,
        struck=struck,
    )


def _left(deal: Deal, manner: str) -> Deal:
    if not manner:
        return replace(deal, receipt=UNTOUCHED)
    receipt = replace(
        deal.receipt, manner=deal.receipt.manner or manner, named=True, dated=True, exception="short"
    )
    return replace(deal, receipt=receipt)


def _ink(bare: Picture, inked: Picture) -> np.ndarray:
    """Where people's ink covers at least half of a pixel."""
    darker = (bare.astype(int) - inked).max(axis=2).clip(0, 255).astype(np.uint8)
    full = cv2.dilate(darker, np.ones((7, 7), np.uint8))
    return (darker > _EDGE) & (darker >= full / 2)


def _quiet(fate: Fate) -> Fate:
    """The same way without dirt, so that only the drawn ink is on the page."""
    wear = replace(fate.wear, noise=0, specks=0, holes=False, staple=False, streak=False, quality=95, shade=0)
    return replace(fate, wear=wear, folds=0, bleed=0, toner=1.0)


def _quantities(drawn: Drawn, deal: Deal) -> Iterator[tuple[str, Box]]:
    """Printed quantities of the last page, each with its place."""
    wanted = {str(quantity) for _, quantity in deal.goods}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "note.pdf")
        path.write_bytes(drawn.pdf)
        (sheet,) = open_pages(path, drawn.pages, drawn.pages, Path(folder), Limits())
    for text, box in sheet.text_words or ():
        if text in wanted and 0.3 < box.middle[1] < 0.7:
            yield text, box


def _cross_out(picture: Picture, box: Box, rng: Random) -> None:
    """A stroke of the pen through a quantity, in place."""
    high, wide = picture.shape[:2]
    middle = box.middle[1] * high
    left = int(box.x0 * wide - rng.uniform(4, 12)), int(middle + rng.uniform(-3, 3))
    right = int(box.x1 * wide + rng.uniform(4, 12)), int(middle + rng.uniform(-3, 3))
    cv2.line(picture, left, right, (30, 35, 120), 4, cv2.LINE_AA)


def _gray(scan: Scan) -> Picture:
    picture = scan.picture
    if picture.ndim == 3:
        picture = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    across, down = scan.dpi
    return picture if across == down else cv2.resize(picture, None, fx=1, fy=across / down)

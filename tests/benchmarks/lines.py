"""Lines of goods on generated orders and notes: rows found and cells read right, by level of damage."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from extractors.lines import lines_of
from extractors.page import open_reader
from fixtures.batch import write_batch
from fixtures.catalogue import LAYOUTS
from fixtures.levels import LEVELS
from fixtures.tables import write_tables
from models.lines import FIGURES, Cell, Column, Line
from tests.benchmarks.remarks import pages_of_file

Told = Mapping[str, Any]
_SAME_ROW = 0.012
"""Fraction of the page height."""
_ALIKE = 90
_COLUMNS = tuple(column.value for column in Column)
CORRECTED = 0.1


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked for."""
    parser.add_argument("--seed", type=int, default=8600)
    parser.add_argument("--count", type=int, default=24, help="papers of each kind at each level of damage")
    parser.add_argument("--level", action="append", choices=LEVELS, help="all when not given")


def run(asked: argparse.Namespace) -> None:
    """Print the scores of tables of all shapes, then of the usual forms, for each level."""
    reader = open_reader("neural")
    whole: Counter[str] = Counter()
    for kind in ("tables", "forms"):
        for step, level in enumerate(asked.level or LEVELS):
            counts: Counter[str] = Counter()
            with tempfile.TemporaryDirectory() as folder:
                papers = Path(folder)
                write(papers, kind, asked.seed + step, asked.count, level)
                for line in (papers / "truth.jsonl").read_text(encoding="utf-8").splitlines():
                    told = json.loads(line)
                    begun = time.process_time()
                    pages = pages_of_file(papers / "scans" / told["source"], reader)
                    read = time.process_time()
                    found = lines_of(pages)
                    counts += score(told, found)
                    counts += Counter(
                        reading=int((read - begun) * 1e6), lining=int((time.process_time() - read) * 1e6)
                    )
                    counts["pages"] += len(pages)
            print(f"{kind:7} {level:7} {shown(counts)}")
            whole += counts
    print(f"{'together':15} {shown(whole)}")
    share = whole["lining"] / whole["reading"]
    print(f"milliseconds a page {whole['lining'] / 1000 / whole['pages']:.1f}, {share:.2%} of its reading")


def write(folder: Path, kind: str, seed: int, count: int, level: str) -> None:
    """Papers of one kind: tables of all shapes, or the forms that have a table of goods."""
    if kind == "tables":
        write_tables(folder, seed, count, level, CORRECTED)
    else:
        write_batch(folder, seed, count, level, [name for name in LAYOUTS if name in _FORMS.split("|")])


_FORMS = (
    "order_form|order_printout|order_letter|delivery_note|lieferschein|invoice_copy|long_note|advice_note"
    "|store_order|signed_invoice|headed_note|side_order|packing_slip|tractor_docket|lot_note|long_invoice|slip"
    "|call_off|loose_note|headed_pages|long_order|backed_order|backed_note"
)
"""Layouts that have a table of goods, or a list in a letter."""


def score(told: Told, found: Sequence[Line]) -> Counter[str]:
    """Lines wanted, found and false; per column cells wanted, right, wrong and left open."""
    counts: Counter[str] = Counter()
    left = list(found)
    for wanted in told["lines"]:
        counts["lines"] += 1
        line = _same(wanted, left)
        if line is None:
            counts["missed"] += 1
            _cells(wanted["cells"], None, counts)
            continue
        left.remove(line)
        counts["found"] += 1
        _cells(wanted["cells"], line, counts)
    counts["false"] += len(left)
    return counts


def _same(wanted: Told, lines: Iterable[Line]) -> Line | None:
    """The line that was read where this one was drawn."""
    cell = next(
        wanted["cells"][name] for name in ("quantity", "delivered", "ordered") if name in wanted["cells"]
    )
    x, y = (cell["bbox"][0] + cell["bbox"][2]) / 2, (cell["bbox"][1] + cell["bbox"][3]) / 2
    near = [
        (abs(_y_at(line, x) - y), place, line)
        for place, line in enumerate(lines)
        if line.page == wanted["page"]
    ]
    least = min(near, default=None)
    return least[2] if least and least[0] < _SAME_ROW else None


def _y_at(line: Line, x: float) -> float:
    """The height of a line's row near `x`, where skewed pages fall."""
    cells = [cell for column, cell in line.cells.items() if column is not Column.DESCRIPTION] or list(
        line.cells.values()
    )
    return min(cells, key=lambda cell: abs(cell.box.middle[0] - x)).box.middle[1]


def _cells(wanted: Told, line: Line | None, counts: Counter[str]) -> None:
    corrected = "received" in wanted
    for column in _COLUMNS:
        if column in wanted and not (corrected and column in {"delivered", "quantity"}):
            counts[f"{column} of"] += 1
            cell = line.cells.get(Column(column)) if line else None
            counts[f"{column} {_verdict(wanted[column], cell, column)}"] += 1
    if corrected:
        counts["over of"] += 1
        taken = line and line.value(Column.DELIVERED, Column.QUANTITY)
        counts["over seen"] += bool(line and line.over)
        counts["over doubted"] += bool(line and (line.over or taken is None))
        counts["over read"] += bool(
            line and line.over and line.over.value == Decimal(wanted["received"]["value"])
        )
        counts["over wrong"] += bool(
            line and line.over and line.over.value not in {None, Decimal(wanted["received"]["value"])}
        )
    elif line and line.over:
        counts["over false"] += 1


def _verdict(wanted: Told, cell: Cell | None, column: str) -> str:
    if cell is None:
        return "none"
    if Column(column) in FIGURES:
        if cell.value is None:
            return "open"
        return "right" if cell.value == Decimal(wanted["value"]) else "wrong"
    if column == "description":
        plain = _plain(wanted["text"])
        return "right" if fuzz.ratio(_plain(cell.text)[: len(plain)], plain) >= _ALIKE else "wrong"
    return "right" if _plain(cell.text) == _plain(wanted["text"]) else "wrong"


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def shown(counts: Counter[str]) -> str:
    """One line of figures."""
    found, lines = counts["found"], counts["lines"]
    parts = [f"lines {found}/{lines} ({found / max(lines, 1):.1%}) false {counts['false']}"]
    for column in _COLUMNS:
        of, wrong, left = (counts[f"{column} {name}"] for name in ("of", "wrong", "open"))
        if of:
            right = counts[f"{column} right"] / of
            parts.append(f"{column} {right:.1%} (wrong {wrong}, open {left}, of {of})")
    seen = " ".join(
        f"{name} {counts[f'over {name}']}" for name in ("seen", "doubted", "read", "wrong", "false")
    )
    parts.append(f"corrected by hand {counts['over of']}: {seen}")
    return "; ".join(parts)

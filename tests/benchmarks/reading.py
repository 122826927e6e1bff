"""Processor seconds a page: opening, reading, and everything after it; in one process, one thread."""

from __future__ import annotations

import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from extractors.doubts import doubtful
from extractors.opening import Limits, Sheet, open_pages, picture_of, survey
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.batch import write_batch
from models.paper import Page
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import LedgerIndex, build
from pipeline.ledger_files.file import parse_ledger
from pipeline.matching.match import match
from pipeline.read import Preferences, read
from pipeline.splitting import split


def measure() -> None:
    """Print a line for each kind of page and reader."""
    print(f"{'':22}{'pages':>6}{'open':>8}{'read':>8}{'settle':>8}   processor seconds a page")
    with tempfile.TemporaryDirectory() as folder:
        for damage in ("clean", "office", "bad"):
            _line(f"scans, {damage}", Path(folder, damage), damage, ("neural", None))
        _line("scans, clean, Tesseract", Path(folder, "tesseract"), "clean", ("tesseract", None))
        _line("born digital", Path(folder, "digital"), "clean", ("neural", ["web_printout"]))


def _line(name: str, folder: Path, damage: str, how: tuple[str, list[str] | None]) -> None:
    engine, layouts = how
    write_batch(folder, 77, 14, damage, layouts)
    reader = open_reader(engine)
    books = folder / "ledger"
    index = build(parse_ledger((books / "customers.csv").read_bytes(), (books / "invoices.csv").read_bytes()))
    spent = [0.0, 0.0, 0.0]
    pages = 0
    for path in sorted((folder / "scans").iterdir()):
        pages += _file(path, reader, index, spent)
    cells = "".join(f"{seconds / pages:8.3f}" for seconds in spent)
    print(f"{name:22}{pages:6}{cells}")


def _file(path: Path, reader: Reader, index: LedgerIndex, spent: list[float]) -> int:
    with tempfile.TemporaryDirectory() as work:
        begun = _seconds()
        count = survey(path, Limits()).pages
        sheets = open_pages(path, 1, count, Path(work), Limits())
        opened = _seconds()
        pages = [_page(sheet, reader) for sheet in sheets]
        done = _seconds()
    for section in split(pages):
        decide(match(read(section, Preferences()), section.pages, index))
    for place, seconds in enumerate((opened - begun, done - opened, _seconds() - done)):
        spent[place] += seconds
    return count


def _page(sheet: Sheet, reader: Reader) -> Page:
    info = SheetInfo(sheet.number, sheet.dpi, sheet.text_words or (), sheet.drawn)
    return read_page(picture_of(sheet), info, reader, doubtful)


def _seconds() -> float:
    """Processor time of this process and of its ended children."""
    used = (getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)

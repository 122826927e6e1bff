"""The same pages read by Countersign and by OCRmyPDF, in one run: seconds a page, key fields right."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import img2pdf
from PIL import Image

from countersign.evaluation import evaluate, read_key, read_predictions
from extractors.opening import Limits, open_pages, picture_of, survey
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.batch import write_batch
from models.decision import Status
from pipeline.decide import decide
from pipeline.ledger_file import parse_ledger
from pipeline.ledger_index import LedgerIndex, build
from pipeline.match import Matched, match
from pipeline.read import Preferences, read
from pipeline.splitting import split
from tests.benchmarks.baselines import Book, Text, by_search, ledger_rows, seconds

DAMAGES = ("clean", "office", "bad")
BARE = ("--output-type", "pdf", "--optimize", "0", "--jobs", "1", "--quiet")
"""OCRmyPDF with nothing that costs more than its text layer."""
TOLD = ("key fields", "right invoice first")


@dataclass
class Spent:
    """Processor seconds of each side for the same pages."""

    pages: int = 0
    ours: float = 0.0
    theirs: float = 0.0


def measure(command: str, count: int) -> None:
    """Print both sides' cost and scores; `command` is OCRmyPDF's."""
    if not shutil.which(command):
        raise SystemExit(
            f"{command} is not installed: pip install ocrmypdf beside Tesseract, or --command PATH."
        )
    os.environ["OMP_THREAD_LIMIT"] = "1"
    reader = open_reader("neural")
    for damage in DAMAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_batch(folder, 4711, count, damage)
            _compare(folder, damage, command, reader)


def _compare(folder: Path, damage: str, command: str, reader: Reader) -> None:
    ledger = folder / "ledger"
    customers, invoices = (ledger / name for name in ("customers.csv", "invoices.csv"))
    index = build(parse_ledger(customers.read_bytes(), invoices.read_bytes()))
    book, spent = ledger_rows(ledger), Spent()
    ours: list[dict[str, Any]] = []
    theirs: list[dict[str, Any]] = []
    for path in sorted((folder / "scans").iterdir()):
        scan = _as_pdf(path, folder)
        begun = seconds()
        ours += [{**answer, "source": path.name} for answer in _read(scan, reader, index)]
        read_at = seconds()
        theirs.append(_searched(command, scan, path.name, book))
        spent.ours += read_at - begun
        spent.theirs += seconds() - read_at
        spent.pages += survey(scan, Limits()).pages
    _tell(damage, spent)
    _score("countersign", ours, folder)
    _score("a search in OCRmyPDF's text", theirs, folder)


def _tell(damage: str, spent: Spent) -> None:
    ours, theirs = spent.ours / spent.pages, spent.theirs / spent.pages
    print(f"\n{damage}: {spent.pages} pages; processor seconds a page:")
    print(f"  Countersign {ours:.2f}, OCRmyPDF {theirs:.2f}, ratio {ours / theirs:.2f}")


def _score(name: str, answers: list[dict[str, Any]], folder: Path) -> None:
    path = folder / "answers.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in answers), encoding="utf-8")
    report = evaluate(read_key(folder / "truth.jsonl"), read_predictions(path))
    print(f"  {name}")
    for score in report.scores:
        if score.name in TOLD:
            print(f"    {score.name:24}{score.right:>5} of {score.of}")
    print(f"    {'misfiled':24}{len(report.misfiles):>5}")


def _as_pdf(path: Path, folder: Path) -> Path:
    """The scan as one PDF of gray pictures, upright by its tags: the same bytes for both sides."""
    with tempfile.TemporaryDirectory() as work:
        sheets = open_pages(path, 1, survey(path, Limits()).pages, Path(work), Limits())
        pictures = [(_png(picture_of(sheet)), sheet.dpi) for sheet in sheets]
    made = folder / f"{path.stem}.pdf"
    with made.open("wb") as file:
        dpi = pictures[0][1] or 200
        file.write(
            img2pdf.convert(
                [png for png, _ in pictures], layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
            )
        )
    return made


def _png(picture: Any) -> bytes:
    held = io.BytesIO()
    Image.fromarray(picture).save(held, "PNG")
    return held.getvalue()


def _read(path: Path, reader: Reader, index: LedgerIndex) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as work:
        sheets = open_pages(path, 1, survey(path, Limits()).pages, Path(work), Limits())
        pages = [
            read_page(picture_of(sheet), SheetInfo(sheet.number, sheet.dpi, sheet.text_words or ()), reader)
            for sheet in sheets
        ]
    return [_answer(match(read(section, Preferences()), section.pages, index)) for section in split(pages)]


def _answer(matched: Matched) -> dict[str, Any]:
    reading, decision = matched.reading, decide(matched)
    filed = decision.status is Status.FILED
    return {
        "pages": list(reading.pages),
        "type": reading.type.value,
        "fields": {name.value: {"value": values[0].text} for name, values in reading.fields.items()},
        "matches": [
            {
                "invoice_number": candidate.invoice.number,
                "customer_number": candidate.invoice.customer_number,
                "confidence": candidate.confidence,
                "filed": filed and candidate.invoice.key in decision.chosen,
            }
            for candidate in matched.candidates
        ],
        "status": decision.status.value,
    }


def _searched(command: str, scan: Path, source: str, book: Book) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        side = Path(folder, "text.txt")
        asked = [command, *BARE, "--sidecar", str(side), str(scan), str(Path(folder, "out.pdf"))]
        subprocess.run(asked, check=True, capture_output=True)
        pages = tuple(side.read_text(encoding="utf-8").split("\f"))
    return by_search(Text("", source, pages, 0.0), book)

"""The same scans read by Countersign and by other programs, in one run: processor seconds, numbers found."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import img2pdf
import pytesseract
from PIL import Image

from countersign.evaluation import read_key
from countersign.evaluation.line import NUMBERS, Line
from extractors.doubts import doubtful
from extractors.opening import Limits, open_pages, picture_of, searchable_copy, survey
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.batch import write_batch
from models.paper import Page
from tests.benchmarks.baselines import seconds

DAMAGES = ("clean", "office", "bad")
_QUIET = ("--jobs", "1", "--quiet")
BARE = ("--output-type", "pdf", "--optimize", "0", *_QUIET)
"""OCRmyPDF with nothing that costs more than its text layer."""
AS_PAPERLESS = (
    *("--deskew", "--clean", "--rotate-pages", "--rotate-pages-threshold", "12"),
    *("--output-type", "pdfa", *_QUIET),
)
"""OCRmyPDF as paperless-ngx runs it unless told otherwise; its `--skip-text` would skip nothing here."""
RAPID = """
import resource, sys
from rapidocr_onnxruntime import RapidOCR
reader = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
begun = resource.getrusage(resource.RUSAGE_SELF)
for path in sys.argv[1:]:
    print(*(line[1] for line in reader(path)[0] or ()), sep="\\n")
ended = resource.getrusage(resource.RUSAGE_SELF)
print(ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime)
"""
FIRST = "Countersign, all of a page"


@dataclass(frozen=True)
class Scanned:
    """One file that all read: as PDF, and a PNG for each page; upright and gray."""

    source: str
    pdf: Path
    pictures: tuple[Path, ...]


@dataclass
class Score:
    """What a reader took and found."""

    processor: float = 0.0
    wall: float = 0.0
    found: int = 0
    printed: int = 0


Reads = Callable[[Scanned], tuple[str, float]]
"""The text of a scan, and the processor seconds it took."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--seed", type=int, default=4711)
    parser.add_argument("--count", type=int, default=12, help="papers of each level")
    parser.add_argument("--ocrmypdf", default="ocrmypdf", help="its command; left out where there is none")
    parser.add_argument("--rapid", default="", help="a Python that has rapidocr-onnxruntime; none: left out")


def run(asked: argparse.Namespace) -> None:
    """Print a table for each level of damage."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    readers = dict(_readers(asked.ocrmypdf, asked.rapid))
    for damage in DAMAGES:
        with tempfile.TemporaryDirectory() as name:
            write_batch(Path(name), asked.seed, asked.count, damage)
            scans = [_scanned(path, Path(name)) for path in sorted(Path(name, "scans").iterdir())]
            pages = sum(len(scan.pictures) for scan in scans)
            for reads in readers.values():
                reads(scans[0])  # whatever is loaded once is loaded now
            key = read_key(Path(name, "truth.jsonl"))
            scores = {name: _score(reads, scans, key) for name, reads in readers.items()}
        _tell(damage, pages, scores)


def _tell(damage: str, pages: int, scores: Mapping[str, Score]) -> None:
    print(f"\n{damage}, {pages} pages{'':24}processor s a page   ours is   wall s a page   numbers found")
    ours = scores[FIRST].processor
    for name, score in scores.items():
        ratio = f"{ours / score.processor:.2f} of it" if score.processor else ""
        print(
            f"  {name:42}{score.processor / pages:8.2f}{ratio:>16}{score.wall / pages:12.2f}"
            f"{score.found:14} of {score.printed}",
            flush=True,
        )


def _score(reads: Reads, scans: Sequence[Scanned], key: Sequence[Line]) -> Score:
    score = Score()
    for scan in scans:
        begun = time.monotonic()
        text, spent = reads(scan)
        score.wall += time.monotonic() - begun
        score.processor += spent
        plain = _plain(text)
        for number in _numbers(key, scan.source):
            score.printed += 1
            score.found += number in plain
    return score


def _numbers(key: Sequence[Line], source: str) -> list[str]:
    lines = [line for line in key if line.source == source]
    return [_plain(field.value) for line in lines for name, field in line.fields.items() if name in NUMBERS]


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _readers(ocrmypdf: str, rapid: str) -> Iterator[tuple[str, Reads]]:
    reader = open_reader("neural")
    yield FIRST, _counted(partial(_ours, reader))
    yield "Countersign, and a PDF that can be searched", _counted(partial(_ours_as_pdf, reader))
    yield "Countersign, words only", _counted(partial(_words, reader))
    yield "tesseract", _counted(_tesseract)
    yield "pytesseract", _counted(_pytesseract)
    if shutil.which(ocrmypdf):
        yield "OCRmyPDF, bare", _counted(partial(_ocrmypdf, ocrmypdf, BARE))
        if shutil.which("unpaper") and shutil.which("gs"):
            yield "OCRmyPDF, as paperless-ngx runs it", _counted(partial(_ocrmypdf, ocrmypdf, AS_PAPERLESS))
    if rapid:
        yield "RapidOCR", partial(_rapid, rapid)


def _counted(read: Callable[[Scanned], str]) -> Reads:
    def reads(scan: Scanned) -> tuple[str, float]:
        begun = seconds()
        text = read(scan)
        return text, seconds() - begun

    return reads


def _pages(reader: Reader, scan: Scanned) -> list[Page]:
    with tempfile.TemporaryDirectory() as work:
        sheets = open_pages(scan.pdf, 1, len(scan.pictures), Path(work), Limits())
        return [
            read_page(picture_of(sheet), SheetInfo(sheet.number, sheet.dpi, ()), reader, doubtful)
            for sheet in sheets
        ]


def _ours(reader: Reader, scan: Scanned) -> str:
    return "\n".join(_text_of(page) for page in _pages(reader, scan))


def _text_of(page: Page) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in page.lines)


def _ours_as_pdf(reader: Reader, scan: Scanned) -> str:
    pages = _pages(reader, scan)
    layers = {
        page.number: [(w.text, w.box.x0, w.box.y0, w.box.x1, w.box.y1) for line in page.lines for w in line]
        for page in pages
    }
    numbers = tuple(page.number for page in pages)
    searchable_copy(scan.pdf, numbers, {page.number: page.turned for page in pages}, layers, Limits())
    return "\n".join(map(_text_of, pages))


def _words(reader: Reader, scan: Scanned) -> str:
    with tempfile.TemporaryDirectory() as work:
        sheets = open_pages(scan.pdf, 1, len(scan.pictures), Path(work), Limits())
        return "\n".join(word.text for sheet in sheets for word in reader.read(picture_of(sheet)))


def _tesseract(scan: Scanned) -> str:
    told = [["tesseract", str(picture), "-", "-l", "eng"] for picture in scan.pictures]
    return "\n".join(subprocess.run(one, check=True, capture_output=True, text=True).stdout for one in told)


def _pytesseract(scan: Scanned) -> str:
    return "\n".join(pytesseract.image_to_string(Image.open(picture)) for picture in scan.pictures)


def _ocrmypdf(command: str, options: Sequence[str], scan: Scanned) -> str:
    with tempfile.TemporaryDirectory() as folder:
        side = Path(folder, "text.txt")
        asked = [command, *options, "--sidecar", str(side), str(scan.pdf), str(Path(folder, "out.pdf"))]
        subprocess.run(asked, check=True, capture_output=True)
        return side.read_text(encoding="utf-8")


def _rapid(python: str, scan: Scanned) -> tuple[str, float]:
    asked = [python, "-c", RAPID, *map(str, scan.pictures)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    text, _, spent = said.rstrip().rpartition("\n")
    return text, float(spent)


def _scanned(path: Path, folder: Path) -> Scanned:
    """The scan as one PDF of gray pictures, upright by its tags: the same pixels for all."""
    with tempfile.TemporaryDirectory() as work:
        sheets = open_pages(path, 1, survey(path, Limits()).pages, Path(work), Limits())
        dpi = sheets[0].dpi or 200
        pictures = [_png(picture_of(sheet), dpi) for sheet in sheets]
    places = [folder / f"{path.stem}-{number}.png" for number, _ in enumerate(pictures, 1)]
    for place, png in zip(places, pictures, strict=True):
        place.write_bytes(png)
    made = folder / f"{path.stem}.pdf"
    made.write_bytes(img2pdf.convert(pictures, layout_fun=img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))))
    return Scanned(path.name, made, tuple(places))


def _png(picture: object, dpi: float) -> bytes:
    held = io.BytesIO()
    Image.fromarray(picture).save(held, "PNG", dpi=(dpi, dpi))
    return held.getvalue()

"""Remarks and tick boxes on generated deliveries, with handwriting and stamps known from the answer key."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.doubts import doubtful
from extractors.opening import Limits, open_pages, picture_of, survey
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.batch import write_batch
from fixtures.catalogue import LAYOUTS
from fixtures.levels import LEVELS
from models.paper import Box, Ink, Page, Word
from models.reading import DocumentType, Remark
from pipeline.read import Preferences, read
from pipeline.splitting import split
from tests.benchmarks import remarks_alone

_HALF = 0.5
Told = Mapping[str, Any]


def run(asked: argparse.Namespace) -> None:
    """Measure what was asked for."""
    if asked.alone:
        remarks_alone.measure(asked.seed, asked.count)
    else:
        measure(asked.seed, asked.count, asked.level or LEVELS)


def measure(seed: int, count: int, levels: Sequence[str]) -> None:
    """Print recall and precision of remarks, and how boxes were told, for each level; then by class."""
    layouts = [name for name, one in LAYOUTS.items() if one.type is DocumentType.PROOF_OF_DELIVERY]
    reader = open_reader("neural")
    classes: Counter[tuple[str, str]] = Counter()
    for step, level in enumerate(levels):
        with tempfile.TemporaryDirectory() as folder:
            write_batch(Path(folder), seed + step, count, level, layouts)
            lines = (Path(folder) / "truth.jsonl").read_text(encoding="utf-8").splitlines()
            counts = sum(
                (_document(Path(folder), json.loads(one), reader, classes) for one in lines), Counter()
            )
        _show(level, counts)
    for name in sorted({name for name, _ in classes}):
        print(f"  {name:12} found {classes[name, 'found']:4} missed {classes[name, 'missed']:4}"
              f" false {classes[name, 'false']:4}")  # fmt: skip


def _show(level: str, counts: Counter[str]) -> None:
    found, missed, false = (counts[name] for name in ("found", "missed", "false"))
    recall, precision = found / max(found + missed, 1), found / max(found + false, 1)
    print(
        f"{level:8} remarks {found}/{found + missed} recall {recall:.1%} precision {precision:.1%}"
        f" quantity {counts['quantity']}/{counts['counted']}"
        f" | boxes {counts['boxes']} found {counts['box found']} wrong {counts['box wrong']}"
        f" not there {counts['box false']}"
    )


def _document(folder: Path, told: Told, reader: Reader, classes: Counter[tuple[str, str]]) -> Counter[str]:
    pages = [_inked(page, told) for page in pages_of_file(folder / "scans" / str(told["source"]), reader)]
    counts = _boxes(pages, told["ticks"])
    readings = [read(section, Preferences()) for section in split(pages)]
    found = [remark for reading in readings for remark in reading.remarks]
    wanted = {(one["class"]): one["quantity"] for one in told["remarks"]}
    return counts + _remarks(found, wanted, classes)


def _remarks(
    found: Iterable[Remark], wanted: Mapping[str, str], classes: Counter[tuple[str, str]]
) -> Counter[str]:
    """Each class counts once a document."""
    counts: Counter[str] = Counter()
    told: dict[str, list[str]] = {}
    for remark in found:
        told.setdefault(remark.about.value, []).append(remark.quantity)
    for about in wanted.keys() | told.keys():
        state = "false" if about not in wanted else "found" if about in told else "missed"
        counts[state] += 1
        classes[about, state] += 1
        if state == "found" and wanted[about]:
            counts["counted"] += 1
            counts["quantity"] += any(one.split(" ")[0].split("/")[0] == wanted[about] for one in told[about])
    return counts


def _boxes(pages: Sequence[Page], truth: Iterable[Told]) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = {page.number: list(page.ticks) for page in pages}
    for one in truth:
        box = Box(*one["bbox"])
        found = [tick for tick in left.get(one["page"], []) if _same(tick.box, box)]
        counts["boxes"] += 1
        counts["box found"] += bool(found)
        for tick in found[:1]:
            left[one["page"]].remove(tick)
            counts["box wrong"] += tick.ticked is not one["ticked"]
    counts["box false"] += sum(map(len, left.values()))
    return counts


def _same(one: Box, other: Box) -> bool:
    return one.overlap(other) >= _HALF * min(one.width * one.height, other.width * other.height)


def pages_of_file(path: Path, reader: Reader) -> list[Page]:
    with tempfile.TemporaryDirectory() as work:
        count = survey(path, Limits()).pages
        sheets = open_pages(path, 1, count, Path(work), Limits())
        return [
            read_page(picture_of(one), SheetInfo(one.number, one.dpi, one.text_words or ()), reader, doubtful)
            for one in sheets
        ]


def _inked(page: Page, told: Told) -> Page:
    """The page with handwriting and stamps told apart as a perfect network would."""
    places = [(Ink(one["ink"]), Box(*one["bbox"])) for one in told["written"] if one["page"] == page.number]
    return replace(page, words=tuple(_of_ink(word, places) for word in page.words))


def _of_ink(word: Word, places: Iterable[tuple[Ink, Box]]) -> Word:
    area = word.box.width * word.box.height
    return next(
        (replace(word, ink=ink) for ink, box in places if word.box.overlap(box) >= _HALF * area), word
    )

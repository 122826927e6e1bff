"""Receipts that nobody tunes to: drawn, ingested and scored by level and by circumstance; none is named."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from tests.benchmarks.sealed.papers import LEVELS
from tests.benchmarks.sealed_receipts.receipt_papers import RECEIPTS_KEY, generate_receipts
from tests.benchmarks.sealed_receipts.receipts_reading import Captured, capture, read_back
from tests.benchmarks.sealed_receipts.receipts_score import Answers, Line, gather
from tests.benchmarks.shares import Share, share

OFFICIAL_SEED, OFFICIAL_COUNT = "tallyhouse-4109", 120
"""Of the runs that docs/accuracy.md logs; nobody who mends the reader looks at its papers."""
_GROUPS = ("who", "place", "size", "pen", "style", "layout", "language", "damage")
_VERDICTS = ("unsigned, not called signed", "signed, called signed")
_CLOSE_TO_NOTHING = "no papers were drawn: ask for at least one"


def add_receipts_to(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked for."""
    parser.add_argument("--count", type=int, default=OFFICIAL_COUNT, help="papers of each level")
    parser.add_argument("--level", choices=("all", *LEVELS), default="all")
    parser.add_argument("--seed", default=OFFICIAL_SEED, help="another seed draws other papers")
    parser.add_argument(
        "--only-generate", type=Path, metavar="DIR", help="write ledgers, scans and key there, and stop"
    )


def run_receipts(asked: argparse.Namespace) -> None:
    """Do what was asked for.

    Raises:
        SystemExit: the folder to write is not empty, or no papers are asked for.
    """
    if asked.count < 1:
        raise SystemExit(_CLOSE_TO_NOTHING)
    if asked.only_generate:
        folder = fresh(asked.only_generate)
        print(f"{generate_receipts(folder, asked.seed, asked.level, asked.count)} receipts in {folder}")
        return
    with tempfile.TemporaryDirectory() as place:
        _measure(asked, Path(place, "papers"), Path(place, "home"))


def fresh(folder: Path) -> Path:
    """An empty folder to write to, made where absent.

    Raises:
        SystemExit: something is in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty: name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _measure(asked: argparse.Namespace, folder: Path, home: Path) -> None:
    drawn = generate_receipts(folder, asked.seed, asked.level, asked.count)
    print(f"{drawn} receipts drawn, seed {asked.seed}", flush=True)
    score(folder, home)


def score(folder: Path, home: Path) -> list[tuple[Line, Captured]]:
    """Ingest the papers of a folder in a fresh home, print the report; gives each line with its capture."""
    begun = _children()
    capture(folder, home)
    spent = _children() - begun
    key = [json.loads(line) for line in (folder / RECEIPTS_KEY).read_text(encoding="utf-8").splitlines()]
    pages = sum(len(line["pages"]) for line in key)
    pairs = list(zip(key, read_back(home, key), strict=True))
    print("\n".join(report(pairs)))
    print(f"\ncountersign: {spent / pages:.2f} processor seconds a page, all told")
    return pairs


def report(pairs: list[tuple[Line, Captured]]) -> list[str]:
    """A row for each question, all papers with their interval before each level; then by circumstance."""
    levels = sorted({_tag(line, "level") for line, _ in pairs}, key=list(LEVELS).index)
    columns = [gather([pair for pair in pairs if _tag(pair[0], "level") == level]) for level in levels]
    whole = gather(pairs)
    lines = [f"{'':40}{'all, with 95 % interval':>36}" + "".join(f"{level:>15}" for level in levels)]
    for question in sorted(whole, key=_order):
        lines.append(
            f"{question:40}{share(whole[question])!s:>36}"
            + "".join(f"{_cell(column, question):>15}" for column in columns)
        )
    for group in _GROUPS:
        lines += ["", *_by(group, pairs)]
    return lines


def _by(group: str, pairs: list[tuple[Line, Captured]]) -> list[str]:
    """The verdict on presence and on status, by one circumstance."""
    names = sorted({_tag(line, group) for line, _ in pairs} - {""})
    asked = (*_VERDICTS, "status right")
    lines = [f"by {group:25}" + "".join(f"{question:>32}" for question in asked)]
    for name in names:
        told = gather([pair for pair in pairs if _tag(pair[0], group) == name])
        lines.append(f"  {name:26}" + "".join(f"{_cell(told, question):>32}" for question in asked))
    return lines


_FIRST = (
    *(
        "captured",
        "unsigned",
        "signed",
        "unsure",
        "signature of any",
        "role",
        "customer's",
        "other's",
        "printed",
        "received",
    ),
    *(
        "remark found",
        "remark said",
        "no remark",
        "quantity",
        "tick",
        "words",
        "acceptance",
        "status",
        "grade",
        "called",
    ),
)


def _order(question: str) -> tuple[int, str]:
    return next(
        (place for place, start in enumerate(_FIRST) if question.startswith(start)), len(_FIRST)
    ), question


def _cell(told: Answers, question: str) -> str:
    counted: Share = share(told.get(question, []))
    return f"{counted.right}/{counted.of} {counted.right / counted.of:.0%}" if counted.of else "-"


def _tag(line: Line, name: str) -> str:
    return next((tag.split(":", 1)[1] for tag in line["tags"] if tag.startswith(f"{name}:")), "")


def _children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

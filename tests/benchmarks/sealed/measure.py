"""The sealed benchmark: papers drawn here, read by the command line, scored by the one scorer."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from countersign.evaluation import Asked, Report, evaluate, lines_of, read_key, read_predictions
from countersign.evaluation.line import Line
from tests.benchmarks import baselines
from tests.benchmarks.sealed.books import firms
from tests.benchmarks.sealed.generate import BATCHES, KEY, generate
from tests.benchmarks.sealed.papers import LEVELS
from tests.installations.homes import Home

OFFICIAL_SEED = "quayside-7731"
"""Of the runs that docs/accuracy.md logs; nobody who mends the reader looks at its papers."""
OFFICIAL_COUNT = 60
KINDS = ("all", BATCHES, *LEVELS)
_APART = ("set", "layout", "damage", "language", "tag")
_SHOWN = ("split", "type", "key fields", "signature", "right invoice first", "straight through")


@dataclass(frozen=True)
class Wanted:
    """What to run."""

    level: str = "all"
    count: int = OFFICIAL_COUNT
    seed: str = OFFICIAL_SEED
    baselines: int = 0
    """How many files of each level the baselines read too."""


def measure(wanted: Wanted) -> None:
    """Generate, ingest into a fresh home, score, and print the line for the log."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "papers")
        drawn = generate(folder, wanted.seed, wanted.level, wanted.count)
        print(f"{drawn} documents drawn, seed {wanted.seed}", flush=True)
        begun = _children()
        found = captured(folder, Path(place, "home"))
        spent = _children() - begun
        key = read_key(folder / KEY)
        pages = sum(len(line.pages) for line in key)
        report = show(key, read_predictions(found))
        print(f"\ncountersign: {spent / pages:.2f} processor seconds a page, all told")
        print(f"\nLine for the log in docs/accuracy.md:\n{log_line(report, key, wanted)}")
        if wanted.baselines:
            baselines.measure(folder, Path(place), wanted.baselines)


def show(key: list[Line], found: list[Line]) -> Report:
    """Print the fields by set, then the whole report; no document is named."""
    _fields_by_set(key, found)
    report = evaluate(key, found, Asked(by=_APART))
    for line in lines_of(report):
        if not line.startswith(("MISFILED", "HELD, WOULD", "SET ASIDE", "TWICE", "LOST", "NOT IN THE KEY")):
            print(line)
    return report


def captured(folder: Path, place: Path) -> Path:
    """Ingest every client's scans in a fresh home; gives the exported documents."""
    home, whole = Home(place), place.with_suffix(".jsonl")
    place.mkdir(parents=True)
    lines = []
    for firm in firms():
        client, books = ("--client", firm.client), folder / firm.client
        if not (books / "scans").exists():
            continue
        _run(
            home,
            "ledger",
            "load",
            *client,
            "--customers",
            str(books / "ledger/customers.csv"),
            "--invoices",
            str(books / "ledger/invoices.csv"),
        )
        _run(home, "ingest", *client, str(books / "scans"))
        lines.append(_run(home, "export", "documents", *client))
    whole.write_text("".join(lines), encoding="utf-8")
    return whole


def _run(home: Home, *arguments: str) -> str:
    """Standard output of a command, however long it takes."""
    process = home.start(*arguments)
    out, err = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, out, err)
    return out


def _children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _fields_by_set(key: list[Line], found: list[Line]) -> None:
    names = sorted({tag for line in key for tag in line.tags if tag.startswith("set:")})
    reports = {}
    for name in names:
        told = [line for line in key if name in line.tags]
        sources = {(line.client, line.source) for line in told}
        reports[name[4:]] = evaluate(told, [line for line in found if (line.client, line.source) in sources])
    print(f"{'':24}" + "".join(f"{name:>16}" for name in reports))
    for rows in zip(*(_rows(report) for report in reports.values()), strict=True):
        print(f"{rows[0][0]:24}" + "".join(f"{cell:>16}" for _, cell in rows))
    print()


def _rows(report: Report) -> list[tuple[str, str]]:
    counts = [(score.name, score.right, score.of) for score in report.scores if score.name in _SHOWN]
    counts += [
        (score.name, score.right, score.printed)
        for score in report.fields
        if score.printed or score.name != "amount"
    ]
    cells = [(name, f"{right}/{of} {right / of:.0%}" if of else "-") for name, right, of in counts]
    return [*cells, ("misfiled", str(len(report.misfiles))), ("files lost", str(len(report.lost)))]


def log_line(report: Report, key: list[Line], wanted: Wanted) -> str:
    """A row of the table of openings."""
    shares = {score.name: "-" if score.share is None else f"{score.share:.1%}" for score in report.scores}
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    cells = [f"{datetime.now(UTC):%Y-%m-%d}", commit or "-", "(why)", f"{wanted.level}, {len(key)} documents"]
    cells += [shares.get(name, "-") for name in _SHOWN]
    ece = report.calibration.ece
    return f"| {' | '.join([*cells, str(len(report.misfiles)), '-' if ece is None else f'{ece:.3f}'])} |"


def score(folder: Path, predictions: Path) -> None:
    """Score another system's answers to a generated folder."""
    show(read_key(folder / KEY), read_predictions(predictions))

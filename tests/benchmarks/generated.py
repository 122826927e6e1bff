"""Accuracy on generated scans: clean, office and bad ones, and batches."""

from __future__ import annotations

import tempfile
from pathlib import Path

from countersign.evaluation import Report, evaluate, read_documents
from fixtures.batch import write_batch, write_stacks
from tests.homes import Home


def measure(seed: int, count: int) -> None:
    """Print a column of scores for each kind of scan."""
    reports = {}
    for place, damage in enumerate(("clean", "office", "bad")):
        with tempfile.TemporaryDirectory() as folder:
            write_batch(Path(folder, "papers"), seed + place, count, damage)
            reports[damage] = _report(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        write_stacks(Path(folder, "papers"), seed + 3, count // 3, "office")
        reports["batches"] = _report(Path(folder))
    _print(reports)


def _report(folder: Path) -> Report:
    papers, home = folder / "papers", Home(folder / "home")
    home.load(papers / "ledger")
    home.done("ingest", str(papers / "scans"))
    (folder / "documents.jsonl").write_text(home.done("export", "documents"))
    return evaluate(read_documents(papers / "truth.jsonl"), read_documents(folder / "documents.jsonl"))


def _print(reports: dict[str, Report]) -> None:
    print(f"{'':34}" + "".join(f"{name:>16}" for name in reports))
    for rows in zip(*(report.scores for report in reports.values()), strict=True):
        cells = (f"{row.right}/{row.of} {row.share:.0%}" for row in rows)
        print(f"{rows[0].name:34}" + "".join(f"{cell:>16}" for cell in cells))
    print(f"{'misfiled':34}" + "".join(f"{len(report.misfiles):>16}" for report in reports.values()))
    for name, report in reports.items():
        for misfile in report.misfiles:
            print(f"MISFILED ({name}) {misfile}")

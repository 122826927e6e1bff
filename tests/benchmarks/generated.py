"""Accuracy on generated scans, by what became of the paper, and batches; a column each, then all together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from countersign.evaluation import Asked, Report, evaluate, lines_of, read_key, read_predictions
from countersign.evaluation.line import Line
from fixtures.batch import write_batch, write_stacks
from fixtures.levels import LEVELS
from tests.installations.homes import Home

BATCHES = "batches"
SET = "set"
"""The tag that says which of the sets a document is from."""
WORST = 10


@dataclass(frozen=True)
class Papers:
    """One set: its answer key and what was captured."""

    truth: list[Line]
    captured: list[Line]


def measure(seed: int, count: int) -> None:
    """Print a column of scores for each kind of scan, and the whole report of all of them together."""
    sets = {}
    for place, name in enumerate((*LEVELS, BATCHES)):
        with tempfile.TemporaryDirectory() as folder:
            _write(Path(folder, "papers"), name, seed + place, count)
            sets[name] = _captured(Path(folder), name)
    _columns({name: evaluate(papers.truth, papers.captured) for name, papers in sets.items()})
    print("\nAll together")
    for line in lines_of(merged(sets.values())):
        print(line)


def merged(sets: Iterable[Papers]) -> Report:
    """One report of several sets, also apart by set and layout."""
    papers = list(sets)
    truth = [line for one in papers for line in one.truth]
    captured = [line for one in papers for line in one.captured]
    return evaluate(truth, captured, Asked((SET, "layout", "language"), WORST))


def _write(folder: Path, name: str, seed: int, count: int) -> None:
    if name == BATCHES:
        write_stacks(folder, seed, count // 3, "office")
    else:
        write_batch(folder, seed, count, name)


def _captured(folder: Path, name: str) -> Papers:
    papers, home = folder / "papers", Home(folder / "home")
    home.load(papers / "ledger")
    home.done("ingest", str(papers / "scans"))
    (folder / "documents.jsonl").write_text(home.done("export", "documents"))
    truth, captured = read_key(papers / "truth.jsonl"), read_predictions(folder / "documents.jsonl")
    return Papers(_of_set(truth, name), _of_set(captured, name))


def _of_set(lines: Sequence[Line], name: str) -> list[Line]:
    """Two sets may name their files alike."""
    return [
        replace(line, source=f"{name}/{line.source}", tags=(*line.tags, f"{SET}:{name}")) for line in lines
    ]


def _columns(reports: dict[str, Report]) -> None:
    print(f"{'':34}" + "".join(f"{name:>14}" for name in reports))
    for rows in zip(*(_rows(report) for report in reports.values()), strict=True):
        print(f"{rows[0][0]:34}" + "".join(f"{cell:>14}" for _, cell in rows))


def _rows(report: Report) -> list[tuple[str, str]]:
    counts = [(score.name, score.right, score.of) for score in report.scores]
    counts += [(score.name, score.right, score.printed) for score in report.fields]
    cells = [(name, f"{right}/{of} {right / of:.0%}" if of else "-") for name, right, of in counts]
    return [*cells, ("misfiled", str(len(report.misfiles))), ("files lost", str(len(report.lost)))]

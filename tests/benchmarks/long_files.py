"""The same pages as one long file and as files of one page: what a page costs either way."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from fixtures.books import wide_books
from fixtures.damage import Scan
from fixtures.ledger import Books, write_ledger
from fixtures.packaging import packed
from fixtures.piles import PILES, laid
from tests.installations.homes import Home, one_prefect_server
from tests.servers.processes import busy_and_idle

_TICKS = os.sysconf("SC_CLK_TCK")


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=8300)


def run(asked: argparse.Namespace) -> None:
    """Print processor and real seconds a page of both, without what one page alone takes to start."""
    with tempfile.TemporaryDirectory(prefix="long-") as name, one_prefect_server(Path(name) / "prefect"):
        folder, books, rng = Path(name), wide_books(asked.seed), Random(asked.seed)
        write_ledger(folder / "ledger", books.ledger)
        first, *scans = _scans(books, asked.pages + 1, rng)
        alone = _spent(folder, "alone", [[first]])
        ways = {"one file": [scans], "files of a page": [[scan] for scan in scans]}
        spent = {way: _spent(folder, way.replace(" ", "-"), files) for way, files in ways.items()}
    for way, both in spent.items():
        used, took = ((one - start) / asked.pages for one, start in zip(both, alone, strict=True))
        print(f"{asked.pages} pages, {way:16} {used:6.2f} processor seconds a page, {took:6.2f} s")


def _scans(books: Books, count: int, rng: Random) -> list[Scan]:
    """Sheets of every kind of pile, as offices scan them."""
    scans: list[Scan] = []
    for number in range(count):
        if len(scans) >= count:
            break
        scans += laid(books, number % len(PILES), "office", rng).scans
    return scans[:count]


def _spent(folder: Path, name: str, files: Sequence[Sequence[Scan]]) -> tuple[float, float]:
    """Processor seconds of the machine, which the command should have for itself, and seconds."""
    home, papers = Home(folder / f"home-{name}"), folder / name
    papers.mkdir()
    home.load(folder / "ledger")
    for number, scans in enumerate(files):
        called, content = packed(f"{number:05}", list(scans), "pdf")
        (papers / called).write_bytes(content)
    used, began = busy_and_idle()[0], time.monotonic()
    process = home.start("ingest", str(papers))
    _, told = process.communicate()
    assert process.returncode == 0, told
    return (busy_and_idle()[0] - used) / _TICKS, time.monotonic() - began

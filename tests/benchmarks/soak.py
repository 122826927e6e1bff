"""Thousands of pages and hostile files through one watcher that is not restarted: memory, pace and ends."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import numpy as np

from fixtures.books import wide_books
from fixtures.damage import Scan
from fixtures.ledger import Books, write_ledger
from fixtures.packaging import packed
from fixtures.piles import PILES, laid
from flows.desk import Stores, open_stores
from models.settings import load
from tests.installations.homes import COMMAND, Home, one_prefect_server
from tests.papers.hostile_files import mutated
from tests.servers.processes import Process, below, busy_and_idle, processes

WAITING = 40
"""Files that wait in the inbox at most: there is always some, and the disk holds them."""
PAGES_A_FILE = (1, 1, 2, 2, 3, 4, 6, 12, 40)
LOOK_SECONDS = 2.0
ROWS = 10
MEGABYTE = 1 << 20


@dataclass
class Row:
    """What one part of the run took."""

    pages: int = 0
    began: float = field(default_factory=time.monotonic)
    worker: int = 0
    """Most bytes resident of the watcher's own process."""
    other: int = 0
    """Most of any process it started."""
    busy: tuple[int, int] = field(default_factory=busy_and_idle)

    def look(self, worker: Process | None, others: Sequence[Process]) -> None:
        self.worker = max(self.worker, worker.resident if worker else 0)
        self.other = max([self.other, *(one.resident for one in others)])

    def told(self, ended: int) -> str:
        """One line of the table, once `ended` pages were behind it."""
        pages, seconds = ended - self.pages, time.monotonic() - self.began
        busy, idle = (now - then for now, then in zip(busy_and_idle(), self.busy, strict=True))
        return (
            f"{ended:6} pages  {pages / seconds:5.2f} pages/s  processors {busy / (busy + idle):4.0%} busy  "
            f"worker {self.worker // MEGABYTE:4} MB  its largest process {self.other // MEGABYTE:4} MB"
        )


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--pages", type=int, default=5000, help="pages that have to end")
    parser.add_argument("--hostile", type=float, default=0.2, help="share of files that are spoilt")
    parser.add_argument(
        "--kill", type=float, default=0.0, help="seconds between two kills of what it started"
    )
    parser.add_argument("--seed", type=int, default=8100)


def run(asked: argparse.Namespace) -> None:
    """Print a line for each tenth of the pages, then how everything ended, and what `verify` says."""
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, one_prefect_server(Path(folder) / "prefect"):
        books, rng = wide_books(asked.seed), Random(asked.seed)
        write_ledger(Path(folder) / "ledger", books.ledger)
        home = Home(Path(folder) / "home", {"COUNTERSIGN_SETTLE_SECONDS": "0.1"})
        home.load(Path(folder) / "ledger")
        stores = open_stores(load(home.environment()))
        with stores.register:
            soak = Soak(stores, _files(_scans(books, rng), asked.hostile, rng), asked.pages, asked.kill, rng)
            with (home.folder / "log").open("wb") as log:
                command = [str(COMMAND), "up", "--only", "watcher"]
                watcher = subprocess.Popen(command, env=home.environment(), stdout=log, stderr=log)
            try:
                soak.play(watcher.pid)
            finally:
                watcher.send_signal(signal.SIGTERM)
                watcher.wait()
        print(home.done("status"))
        print(home.done("verify"))


@dataclass
class Soak:
    """Feeds a watcher, looks at its processes, and tells."""

    stores: Stores
    files: Iterator[tuple[str, bytes]]
    pages: int
    kill_seconds: float
    rng: Random
    kills: Counter[str] = field(default_factory=Counter)
    killed_at: float = field(default_factory=time.monotonic)

    def play(self, root: int) -> None:
        """Until so many pages have ended, and whatever else came."""
        row, ended, fed = Row(), 0, True
        while fed or self._waits():
            if fed:
                self._feed()
            self._look(root, row)
            ended = self.stores.register.page_ledger().received
            if ended >= row.pages + self.pages // ROWS:
                print(row.told(ended), flush=True)
                row = Row(ended)
            fed = fed and ended < self.pages
            time.sleep(LOOK_SECONDS)
        print(row.told(ended), *(f"{count} {what} killed" for what, count in self.kills.items()), sep="\n")

    def _feed(self) -> None:
        waiting = sum(1 for _ in self.stores.inbox.list(""))
        for _ in range(WAITING - waiting):
            name, content = next(self.files)
            self.stores.inbox.put_new(f"default/{name}", content)

    def _waits(self) -> bool:
        return bool(self.stores.register.unfinished()) or any(True for _ in self.stores.inbox.list(""))

    def _look(self, root: int, row: Row) -> None:
        tree = below(root, processes())
        workers = tree.get(1, [])
        others = [one for depth, found in tree.items() if depth > 1 for one in found]
        row.look(max(workers, key=lambda one: one.resident, default=None), others)
        if self.kill_seconds and others and time.monotonic() - self.killed_at > self.kill_seconds:
            self.killed_at = time.monotonic()
            os.kill(self.rng.choice(others).pid, signal.SIGKILL)
            self.kills["processes"] += 1


def _scans(books: Books, rng: Random) -> list[Scan]:
    """Pages of every kind of pile, clean to bad."""
    levels = ("clean", "office", "bad", "office")
    piles = [laid(books, n, levels[n % len(levels)], rng) for n in range(4 * len(PILES))]
    return [scan for pile in piles for scan in pile.scans]


def _files(scans: Sequence[Scan], hostile: float, rng: Random) -> Iterator[tuple[str, bytes]]:
    """File after file; no two alike, though their pages come again and again."""
    number = 0
    while True:
        number += 1
        if rng.random() < hostile:
            made = mutated(rng.randrange(1 << 30), number)
            yield f"{number:05}-{made.name[-40:]}", made.data
            continue
        chosen = [_specked(rng.choice(scans), rng) for _ in range(rng.choice(PAGES_A_FILE))]
        yield packed(f"{number:05}", chosen, rng.choice(("pdf", "tif", "jpg", "png")))


def _specked(scan: Scan, rng: Random) -> Scan:
    """The same with three specks of dust, so that its bytes are new."""
    picture = np.array(scan.picture)
    for _ in range(3):
        y, x = rng.randrange(picture.shape[0] - 2), rng.randrange(picture.shape[1] - 2)
        picture[y : y + 2, x : x + 2] = 0
    return replace(scan, picture=picture)

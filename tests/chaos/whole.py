"""`countersign ingest` with all that belongs to it: its children are killed one by one, and then it is."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fixtures.batch import write_batch
from tests.installations.homes import Home

PATTERNS = {
    "guard": re.compile(r"guard\.py"),
    "opening child": re.compile(r"nursery"),
    "reading process": re.compile(r"forkserver"),
    "Prefect's server": re.compile(r"prefect|uvicorn"),
}
"""Processes below `ingest`, by their command lines."""
GONE_SECONDS = 30.0
LONGEST = 300.0
PATIENT = 0.7


@dataclass
class Whole:
    """A home with real papers, read by the real engine."""

    home: Home
    papers: Path
    rng: Random
    kills: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def play(self, kills: int) -> None:
        """Kill so many processes; then let it end, and see what holds."""
        self.home.load(self.papers / "ledger")
        while sum(self.kills.values()) < kills:
            self._one(self.home.start("ingest", str(self.papers / "scans")))
        self.home.done("ingest", str(self.papers / "scans"))
        self._hold()

    def _one(self, process: subprocess.Popen[str]) -> None:
        """Kill a child now and then, and at last the process alone: what it had started has to end.

        Often it is left alone until it has begun to read.
        """
        if self.rng.random() < PATIENT:
            within(LONGEST, lambda: process.poll() is not None or self._reads(process))
        end = time.monotonic() + self.rng.choice((5, 20, 60)) * self.rng.random()
        seen: set[int] = set()
        while time.monotonic() < end and process.poll() is None:
            time.sleep(self.rng.uniform(0.05, 2))
            below = descendants(process.pid)
            seen |= below.keys()
            if self.rng.random() < 0.5:
                self._kill_one(below)
        guarded = any("guard" in what for what in descendants(process.pid).values())
        if process.poll() is None:
            process.kill()
            self.kills["ingest"] += 1
        if guarded and not within(GONE_SECONDS, lambda: not self._left(seen)):
            self.failures.append(f"left running: {self._left(seen)}")
        for pid in self._left(seen):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate()

    def _left(self, seen: set[int]) -> set[int]:
        """What still runs of these and of whatever else was started for this home; the process is dead."""
        return alive(seen | started_for(self.home.folder))

    def _reads(self, process: subprocess.Popen[str]) -> bool:
        return any(PATTERNS["reading process"].search(told) for told in descendants(process.pid).values())

    def _kill_one(self, below: dict[int, str]) -> None:
        named = [
            (name, pid) for pid, told in below.items() for name in PATTERNS if PATTERNS[name].search(told)
        ]
        if named:
            kinds = sorted({name for name, _ in named})
            kind = min(kinds, key=lambda name: (self.kills[name], self.rng.random()))
            pid = self.rng.choice([pid for name, pid in named if name == kind])
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.kills[kind] += 1

    def _hold(self) -> None:
        told = json.loads(self.home.done("status", "--json"))
        if not told["balanced"] or told["waiting_files"]:
            self.failures.append(f"the page ledger does not add up: {told}")
        checked = self.home.run("verify")
        if checked.returncode:
            self.failures.append(f"verify: {checked.stdout}")
        self.failures += wrongly_ended(self.home, self.papers)


def wrongly_ended(home: Home, papers: Path) -> list[str]:
    """Files that are lost or told twice, and papers filed where they do not belong."""
    truth = {}
    for line in (papers / "truth.jsonl").read_text().splitlines():
        key = json.loads(line)
        truth[key["source"], tuple(key["pages"])] = {one["invoice_number"] for one in key["matches"]}
    found, faults = Counter[tuple[str, int]](), []
    for document in home.documents():
        place = document["source"], tuple(document["pages"])
        found.update((place[0], page) for page in place[1] or (0,))
        filed = {one["invoice_number"] for one in document["matches"] if one["filed"]}
        if not filed <= truth.get(place, set()):
            faults.append(f"{place} is filed under {filed}")
    faults += [f"{place} is in {times} documents" for place, times in found.items() if times > 1]
    came = {source for source, _ in found}
    return [*faults, *(f"{one} was lost" for one, _ in truth if one not in came)]


def descendants(pid: int) -> dict[int, str]:
    """Command lines of all processes below one, and of those that bear its mark."""
    parents, told = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            told[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("latin-1")
    below, new = set[int](), {pid}
    while new:
        new = {one for one, parent in parents.items() if parent in new} - below
        below |= new
    return {one: told[one] for one in below if one in told}


def started_for(home: Path) -> set[int]:
    """Processes that bear a home in their environment, whoever is their parent by now."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"COUNTERSIGN_HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run."""
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError, IndexError):
            if (Path(f"/proc/{pid}") / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.add(pid)
    return found


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.2)
    return condition()


def whole_round(home: Path, environment: dict[str, str], rng: Random, kills: int) -> Whole:
    """One of these, with an embedded Prefect server and papers beside the home."""
    papers = home.parent / "papers"
    write_batch(papers, seed=rng.randrange(1000), count=8, damage="clean")
    settings = {**environment, "COUNTERSIGN_LEASE_SECONDS": "10"}
    ran = Whole(Home(home, settings, embedded=True), papers, rng)
    ran.play(kills)
    return ran

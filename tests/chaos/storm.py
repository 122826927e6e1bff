"""The long fault suite: `python -m tests.chaos.storm faults|every|kills|full`; see docs/faults.md."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.chaos.installations import Places
from tests.chaos.runs import Ran, run, single
from tests.servers.postgres import postgres_cluster
from tests.servers.services import s3_server

WHERE = ("sqlite", "sqlite", "postgresql", "postgresql", "sqlite+s3")
"""Runs go through these in turn; one in five has its objects behind an S3 server."""

NOTHING_DONE = ("register: select", "register: begin", "clock")
"""Where a process that ends leaves nothing else than it would a crossing later."""


def main() -> int:
    """1 where something did not hold."""
    if "PYTHONHASHSEED" not in os.environ:  # the order of sets is part of what comes again
        os.execve(  # noqa: S606
            sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONHASHSEED": "0"}
        )
    asked = _asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever stops it leaves no server behind
    logging.disable(logging.CRITICAL)
    os.nice(asked.nice)
    if asked.what == "kills":
        from tests.chaos.kills import kill_all

        return kill_all(asked)
    return _full(asked) if asked.what == "full" else _faults(asked)


def _full(asked: argparse.Namespace) -> int:
    from tests.chaos.full import run_full

    failed = 0
    for number in [int(asked.only)] if asked.only else range(asked.least or 10):
        refused, found = run_full(asked.seed, number)
        print(f"{number}: the disk was full {refused} times", *found, sep="\n    ", flush=True)
        failed += bool(found)
    return int(failed > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.storm", description=__doc__)
    parser.add_argument("what", choices=("faults", "every", "kills", "full"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one run: its number, or `one:CROSSING:CHOICE`")
    parser.add_argument("--least", type=int, help="faults (10,000) or kills (300) to reach")
    parser.add_argument("--log", type=Path, help="figures of each run; with it, a run goes on where it ended")
    parser.add_argument("--nice", type=int, default=10)
    return parser.parse_args()


def _faults(asked: argparse.Namespace) -> int:
    with _installations() as places:
        if asked.only:
            return _report([_one(places, asked)])
        log = _Log(asked.log, asked.seed)
        names = _every_crossing(places, asked.seed) if asked.what == "every" else map(str, count())
        least = asked.least or 10_000
        for name in names:
            if log.faults >= least:
                break
            if name not in log.done:
                log.note(name, _by_name(places, asked.seed, name))
    return log.report()


def _one(places: dict[str, Places], asked: argparse.Namespace) -> Ran:
    return _by_name(places, asked.seed, asked.only)


def _by_name(places: dict[str, Places], seed: int, name: str) -> Ran:
    """The run that a report calls so."""
    if name.startswith("one:"):
        _, crossing, choice = name.split(":")
        return single(
            places["sqlite" if int(crossing) % 2 else "postgresql"], seed, int(crossing), int(choice)
        )
    return run(places[WHERE[int(name) % len(WHERE)]], seed, int(name))


def _every_crossing(places: dict[str, Places], seed: int) -> Iterator[str]:
    """Each crossing of one worker, with each kind of fault that can come there; in turn on both databases."""
    calm = single(places["sqlite"], seed, 0, 0).weather
    for crossing, (place, kinds) in enumerate(calm.offered, 1):
        for choice in range(0 if place in NOTHING_DONE else kinds):
            yield f"one:{crossing}:{choice}"


@contextlib.contextmanager
def _installations() -> Iterator[dict[str, Places]]:
    with contextlib.ExitStack() as stack:
        cluster = stack.enter_context(postgres_cluster())
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-s3-"))
        server = stack.enter_context(s3_server(Path(folder)))
        yield {"sqlite": Places(), "postgresql": Places(cluster), "sqlite+s3": Places(None, server)}


class _Log:
    """What was done, a line of JSON each, kept as it goes."""

    def __init__(self, path: Path | None, seed: int) -> None:
        self.path, self.seed = path, seed
        self.done: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.crossings = self.starts = self.failed = 0
        for line in path.read_text().splitlines() if path and path.exists() else ():
            told = json.loads(line)
            if told["seed"] == seed:
                self._count(told)

    @property
    def faults(self) -> int:
        return sum(self.kinds.values())

    def note(self, name: str, ran: Ran) -> None:
        kinds = Counter(met.kind.value for met in ran.met)
        told = {"seed": self.seed, "name": name, "kinds": kinds, "crossings": ran.crossings}
        told |= {"starts": ran.starts, "failures": ran.failures}
        if self.path:
            with self.path.open("a") as file:
                file.write(json.dumps(told) + "\n")
        self._count(told)
        if ran.failures:
            print(f"FAILED: python -m tests.chaos.storm faults --seed {self.seed} --only {name}")
            for failure in ran.failures:
                print("   ", failure)
        if ran.met or ran.failures:
            print(f"{name}: {sum(kinds.values())} faults, {self.faults} in all", flush=True)

    def _count(self, told: dict) -> None:
        self.done.add(told["name"])
        self.kinds.update(told["kinds"])
        self.crossings += told["crossings"]
        self.starts += told["starts"]
        self.failed += bool(told["failures"])

    def report(self) -> int:
        print(
            f"seed {self.seed}: {len(self.done)} runs, {self.starts} processes, {self.crossings} crossings,"
        )
        print(f"{self.faults} faults, {self.failed} runs in which something did not hold")
        for kind, times in self.kinds.most_common():
            print(f"{times:8} {kind}")
        return int(self.failed > 0)


def _report(ran: list[Ran]) -> int:
    for one in ran:
        for met in one.met:
            print(met)
        print(f"{one.name}: {len(one.met)} faults at {one.crossings} crossings, {one.starts} processes")
        for failure in one.failures:
            print("FAILED:", failure)
    return int(any(one.failures for one in ran))


if __name__ == "__main__":
    sys.exit(main())

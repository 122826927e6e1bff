"""Real processes killed with -9 at random moments: workers, their children, and the servers they need."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from flows.backup import check, vault_to_read
from flows.desk import Clock, Stores, desk_over, open_desk, open_stores, utc_now
from flows.drain import Until, drain
from flows.loading import load_books
from tests.chaos.holding import faults_of
from tests.chaos.installations import Places
from tests.chaos.killing import guards_of, kill_connection, killed, recovered, restart
from tests.chaos.quick_papers import CLIENT, Pile, QuickOpener, QuickReaders
from tests.chaos.scene import in_this_thread
from tests.chaos.whole import Whole, whole_round
from tests.chaos.worker import PASSED, pile_with
from tests.servers.postgres import postgres_cluster
from tests.servers.services import S3Server, s3_server

PILES = 6
KILLS_A_ROUND = 24
WHOLE_EVERY = 5
"""One round in so many has real papers, the real reader, and Prefect's server."""
SECONDS = 300.0


@dataclass
class Round:
    """One installation, and the processes that work in it."""

    places: Places
    seed: int
    folder: Path
    home: Path
    url: str
    rng: Random
    kills: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def play(self) -> None:
        """Let them work, and kill one after the other; then work to the end, and see what holds."""
        pile = pile_with(self.seed, PILES)
        with self._stores(utc_now) as stores:
            load_books(replace(desk_over(stores), opener=QuickOpener()), CLIENT, pile.ledger, delta=True)
        self._lay(pile)
        try:
            while sum(self.kills.values()) < KILLS_A_ROUND:
                self._start()
                time.sleep(self.rng.choice((0.1, 1.0, 4.0, 10.0)) * self.rng.random())
                self._kill()
            self._end()
        finally:
            for process in self.running.values():
                process.kill()
                process.wait()
        self._finish(pile)

    def _lay(self, pile: Pile) -> None:
        for number, paper in enumerate(pile.papers):
            path = self.folder / "drop" / f"{number:03}" / paper.name
            path.parent.mkdir(parents=True)
            path.write_bytes(paper.content)
            os.utime(path, (1e9, 1e9))

    @contextlib.contextmanager
    def _stores(self, clock: Clock) -> Iterator[Stores]:
        stores = open_stores(self.places.settings(self.home, self.url), clock)
        with stores.register:
            yield stores

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        given = self.places.environment(self.home, self.url)
        quick = {"COUNTERSIGN_LEASE_SECONDS": "6", "COUNTERSIGN_SETTLE_SECONDS": "0.2"}
        return {**kept, **given, **quick, "COUNTERSIGN_POLL_SECONDS": "0.3", "COUNTERSIGN_S3_SECONDS": "5"}

    def _start(self) -> None:
        """Whoever does not run, and is not done, begins again."""
        wanted = {
            "worker one": ["drain"],
            "worker two": ["drain"],
            "scanner": ["drop", str(self.folder / "drop")],
            "office": ["office", str(self.seed), str(PILES), str(self.folder / "vault")],
        }
        for name, asked in wanted.items():
            process = self.running.get(name)
            if process is not None and process.poll() is not None:
                self._ended(name, process)
            if name not in self.running and name not in self.done:
                self._begin(name, asked)

    def _begin(self, name: str, asked: list[str]) -> None:
        command = [sys.executable, "-m", "tests.chaos.worker", *asked]
        with (self.folder / "said").open("ab") as said:
            self.running[name] = subprocess.Popen(
                command,
                env=self._environment(),
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def _ended(self, name: str, process: subprocess.Popen[bytes]) -> None:
        del self.running[name]
        if process.returncode == 0 and name in {"scanner", "office"}:
            self.done.add(name)
        elif process.returncode not in {0, PASSED, -signal.SIGTERM}:
            said = (self.folder / "said").read_text(errors="replace")[-3000:]
            self.failures.append(f"{name} ended with {process.returncode}: {said}")

    def _kill(self) -> None:
        victims = [*self.running, *self.running]
        victims += ["guard"] * (len(self.running) > 0)
        victims += ["connection of PostgreSQL", "PostgreSQL"] * (self.places.cluster is not None)
        victims += ["S3 server"] * (self.places.s3 is not None)
        victim = self.rng.choice(victims)
        if victim in self.running:
            self._kill_process(victim)
        elif self._kill_other(victim):
            self.kills[victim] += 1

    def _kill_process(self, name: str) -> None:
        process = self.running.pop(name)
        how = name
        if self.rng.random() < 0.2:
            process.terminate()
            time.sleep(self.rng.random() * 0.3)
            how = f"{name}, while stopping"
        if process.poll() is None:
            process.kill()
            self.kills[how] += 1
        process.wait()

    def _kill_other(self, what: str) -> bool:
        if what == "guard":
            guards = [one for process in self.running.values() for one in guards_of(process.pid)]
            return bool(guards) and killed(self.rng.choice(guards))
        if what == "S3 server":
            server = self.places.s3
            assert isinstance(server, S3Server)
            server.kill()
            time.sleep(self.rng.random())
            server.start()
            return True
        cluster = self.places.cluster
        assert cluster is not None
        return kill_connection(cluster, self.rng) if what.startswith("connection") else restart(cluster)

    def _end(self) -> None:
        """Wait for scanner and office, without killing them."""
        end = time.monotonic() + SECONDS
        while {"scanner", "office"} - self.done and time.monotonic() < end:
            self._start()
            time.sleep(0.2)
        if left := {"scanner", "office"} - self.done:
            said = (self.folder / "said").read_text(errors="replace")[-3000:]
            self.failures.append(f"{left} did not come to an end: {said}")

    def _finish(self, pile: Pile) -> None:
        """Drain to the end in this process, by a clock that is later than every lease and pause."""
        if self.places.cluster is not None:
            recovered(self.places.cluster)
        settings = self.places.settings(self.home, self.url)
        quick = replace(settings, settle_seconds=0.0, poll_seconds=0.0, workers=1)
        ahead = timedelta(minutes=10)
        for _ in range(6):
            with open_desk(quick, _clock(ahead)) as desk:
                calm = replace(desk, opener=QuickOpener(), readers=QuickReaders())
                drain(calm, in_this_thread(calm), Until(None))
                if not desk.register.unfinished() and not list(desk.stores.inbox.list("")):
                    break
            ahead += timedelta(minutes=10)
        with open_desk(quick, _clock(ahead)) as desk:
            self.failures += faults_of(desk, pile)
        vault = vault_to_read(str(self.folder / "vault"), settings)
        self.failures += [f"backup: {what}: {fault}" for what, fault in check(vault, self.folder) if fault]


def _clock(ahead: timedelta) -> Clock:
    return lambda: datetime.now(UTC) + ahead


def kill_all(asked: argparse.Namespace) -> int:
    """Rounds until enough was killed; 1 where something did not hold."""
    least = asked.least or 300
    counts: Counter[str] = Counter()
    failed = 0
    done = _done(asked, counts)
    with contextlib.ExitStack() as stack:
        cluster = stack.enter_context(postgres_cluster())
        server = stack.enter_context(s3_server(Path(stack.enter_context(_temporary()))))
        where = [Places(), Places(cluster), Places(None, server), Places(cluster, server)]
        number = int(asked.only or 0)
        while sum(counts.values()) < least:
            if number not in done:
                play = _whole if number % WHOLE_EVERY == WHOLE_EVERY - 1 else _round
                ran = play(where[number % 4], asked.seed, number)
                counts += ran.kills
                failed += bool(ran.failures)
                _note(asked, number, ran, where[number % 4])
            if asked.only:
                break
            number += 1
    print(f"seed {asked.seed}: {sum(counts.values())} kills, {failed} rounds in which something did not hold")
    for what, times in counts.most_common():
        print(f"{times:8} {what}")
    return int(failed > 0)


def _whole(places: Places, seed: int, number: int) -> Whole:
    """`countersign ingest` with all its children, on an empty database of this kind."""
    with _temporary() as folder, places(Path(folder)) as settings:
        environment = places.environment(settings.home, settings.database_url)
        return whole_round(settings.home, environment, Random(f"{seed} whole {number}"), KILLS_A_ROUND // 4)


def _round(places: Places, seed: int, number: int) -> Round:
    with _temporary() as folder:
        made = contextlib.ExitStack()
        with made:
            settings = made.enter_context(places(Path(folder)))
            ran = Round(
                places,
                seed * 1000 + number,
                Path(folder),
                settings.home,
                settings.database_url,
                Random(f"{seed} kills {number}"),
            )
            try:
                ran.play()
            except Exception as fault:  # noqa: BLE001 - told, whatever it is
                ran.failures.append(repr(fault))
    return ran


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="chaos-kills-", ignore_cleanup_errors=True)


def _done(asked: argparse.Namespace, counts: Counter[str]) -> set[int]:
    done = set()
    for line in asked.log.read_text().splitlines() if asked.log and asked.log.exists() else ():
        told = json.loads(line)
        if told["seed"] == asked.seed:
            counts.update(told["kills"])
            done.add(told["round"])
    return done


def _note(asked: argparse.Namespace, number: int, ran: Round | Whole, places: Places) -> None:
    told = {"seed": asked.seed, "round": number, "kills": ran.kills, "failures": ran.failures}
    if asked.log:
        with asked.log.open("a") as file:
            file.write(json.dumps(told) + "\n")
    print(f"round {number} ({places.name}): {sum(ran.kills.values())} kills", flush=True)
    for failure in ran.failures:
        print(f"FAILED: python -m tests.chaos.storm kills --seed {asked.seed} --only {number}\n   ", failure)

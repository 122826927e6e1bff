"""One installation with its actors, and how they live, die and are started again."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from extractors.opening import limits_of
from flows.bounds import Bounds
from flows.desk import Desk, Stores, open_stores
from flows.drain import Outcome, Submit, Until, attend, drain
from flows.ledgers import Ledgers
from models.errors import CountersignError
from models.record import Claim
from models.settings import Settings
from storage.objects import open_store
from storage.register import Register
from tests.chaos.database import endangered
from tests.chaos.ports import Actor, Clock, FaultyOpener, FaultyReaders
from tests.chaos.quick_papers import Paper, Pile, QuickOpener, QuickReaders
from tests.chaos.turns import Turns
from tests.chaos.weather import Crash, Weather
from tests.values.register_values import NOW

PASSING = (CountersignError, OSError, MemoryError)
"""With these a command ends, and is given again."""
LEASE = 900.0
MOST_LIVES = 500

Script = Callable[[Desk, Actor], None]


@dataclass
class Scene:
    """A home, what comes into it, and everybody who works there."""

    settings: Settings
    pile: Pile
    weather: Weather
    rng: Random
    folder: Path
    """For what is dropped, for work, for backups."""
    clock: Clock = field(default_factory=lambda: Clock(NOW))
    failures: list[str] = field(default_factory=list)
    starts: int = 0
    """How often an actor was started."""

    @classmethod
    def of(cls, settings: Settings, pile: Pile, weather: Weather, rng: Random) -> Scene:
        """A scene in the home of `settings`; leases end by its own clock, and files settle at once."""
        quick = replace(settings, settle_seconds=0.0, poll_seconds=0.0, workers=1, lease_seconds=LEASE)
        folder = settings.home.parent
        for name in ("work", "drop"):
            (folder / name).mkdir()
        return cls(quick, pile, weather, rng, folder)

    def laid(self, papers: Sequence[Paper]) -> list[Path]:
        """Papers as files that have come to rest."""
        found = []
        for paper in papers:
            path = self.folder / "drop" / paper.name
            path.write_bytes(paper.content)
            os.utime(path, (1e9, 1e9))
            found.append(path)
        return found

    @contextlib.contextmanager
    def opened(self, actor: Actor) -> Iterator[Desk]:
        """A desk of a new process; that all is at its ports may fail begins here."""
        with contextlib.closing(open_stores(self.settings, self.clock, restoring=True).register) as register:
            stores = self._stores(actor, register)
            yield Desk(
                stores=stores,
                readers=FaultyReaders(actor, QuickReaders()),
                ledgers=Ledgers(register, self.settings.home / "index"),
                bounds=Bounds(self.settings.misfile_bound),
                limits=limits_of(self.settings),
                work=self.folder / "work",
                opener=FaultyOpener(actor, QuickOpener()),
            )

    def _stores(self, actor: Actor, register: Register) -> Stores:
        inbox = open_store(self.settings.inbox_url, self.settings)
        objects = open_store(self.settings.objects_url, self.settings)
        return endangered(Stores(self.settings, inbox, objects, register, self.clock), actor)

    def play(self, scripts: dict[str, Sequence[Script]]) -> None:
        """Let everybody do what they have to, at the same time; each starts again until it is done."""
        turns = Turns(self.rng)
        for name in scripts:
            turns.join(name)
        threads = [
            threading.Thread(target=self._live, args=(name, deeds, turns), name=name, daemon=True)
            for name, deeds in scripts.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(600)
            if thread.is_alive():
                self.failures.append(f"{thread.name} does not end")
                return

    def _live(self, name: str, deeds: Sequence[Script], turns: Turns) -> None:
        left = list(deeds)
        try:
            turns.wait(name)
            for _ in range(MOST_LIVES):
                if not left or not self._life(name, left, turns):
                    break
            else:
                self.failures.append(f"{name} was started {MOST_LIVES} times and is not done")
        except BaseException as fault:  # noqa: BLE001 - told, whatever it is
            self.failures.append(f"{name}: {fault!r}")
        finally:
            turns.leave(name)

    def _life(self, name: str, left: list[Script], turns: Turns) -> bool:
        """One process of an actor; False where it ended as no process may."""
        self.starts += 1
        actor = Actor(name, self.weather, turns, self.clock)
        try:
            with self.opened(actor) as desk:
                while left:
                    left[0](desk, actor)
                    left.pop(0)
        except Crash:
            self.clock.jump(timedelta(seconds=self.rng.choice((1, 60, 1000))))
        except PASSING:
            self.clock.jump(timedelta(seconds=self.rng.choice((1, 5, 70))))
        except Exception as fault:  # noqa: BLE001 - told, whatever it is
            self.failures.append(f"{name} failed as no program may: {told(fault)}")
            return False
        return True

    def calmly(self, script: Script) -> None:
        """Do something without faults."""
        calm = Weather("calm", calm=True)
        with self.opened(Actor("end", calm, Turns(self.rng), self.clock)) as desk:
            script(desk, Actor("end", calm, Turns(self.rng), self.clock))


def told(fault: BaseException) -> str:
    return "".join(traceback.format_exception(fault))


def in_this_thread(desk: Desk) -> Submit:
    """Work on a claim at once."""

    def submit(claim: Claim) -> Outcome:
        outcome: Outcome = Future()
        try:
            outcome.set_result(attend(desk, claim))
        except BaseException as fault:  # noqa: BLE001 - as a pool of threads does
            outcome.set_exception(fault)
        return outcome

    return submit


def draining(times: int) -> list[Script]:
    """Drains, one after the other."""

    def once(desk: Desk, actor: Actor) -> None:
        drain(desk, in_this_thread(desk), Until(None))
        actor.step()
        actor.clock.jump(timedelta(seconds=5))

    return [once] * times


def to_the_end(desk: Desk, actor: Actor) -> None:
    """Drain until nothing is left."""
    actor.clock.jump(timedelta(days=2))
    for _ in range(8):
        drain(desk, in_this_thread(desk), Until(None))
        if not desk.register.unfinished() and not list(desk.stores.inbox.list("")):
            return
        actor.clock.jump(timedelta(minutes=20))


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory, where there is one: what the disk does with it is not asked here."""
    below = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(
        prefix="chaos-", dir=below if below.is_dir() else None, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)

"""Our own ports with something going wrong at them: stores, the database, the clock, what opens and reads."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from extractors.opening import Limits, Member, Sheet, Survey
from flows.desk import Opener
from models.errors import NotYet, ReaderKilled, Unreachable
from models.paper import Page
from storage.objects import ObjectStore, Stat
from storage.objects.durable import NEW
from storage.objects.port import Saving, Source
from tests.chaos.turns import Turns
from tests.chaos.weather import Crash, Kind, Weather

WRITES = (
    Kind.CRASH,
    Kind.CRASH_AFTER,
    Kind.LOST,
    Kind.ANSWER_LOST,
    Kind.FULL,
    Kind.HALF,
)
CHANGES = (Kind.CRASH, Kind.CRASH_AFTER, Kind.LOST, Kind.ANSWER_LOST)
READS = (Kind.CRASH, Kind.LOST, Kind.BROKEN_OFF)
ASKS = (Kind.CRASH, Kind.LOST)
STATEMENTS = (Kind.CRASH, Kind.LOST, Kind.FULL)
OPENS = (Kind.CRASH, Kind.KILLED, Kind.FULL, Kind.MEMORY)
CLOCK = (Kind.FORTH, Kind.BACK)
RARELY = 0.2
"""Statements and looks at the clock are many."""
JUMP = timedelta(minutes=50)


@dataclass
class Actor:
    """A process as the ports see it: where it crosses them, and whether it still runs."""

    name: str
    weather: Weather
    turns: Turns
    clock: Clock
    dead: bool = False
    _thread: int = field(default_factory=threading.get_ident)
    _inside: threading.local = field(default_factory=threading.local)

    def cross(self, place: str, kinds: Sequence[Kind], weight: float = 1.0) -> Kind | None:
        """What goes wrong here; raises Crash where the process ends, or has ended."""
        self.must_live()
        kind = self.weather.meet(self.name, place, kinds, weight)
        if kind is Kind.CRASH:
            self.die()
        return kind

    def step(self) -> None:
        """Others may go on here, unless a transaction is open: they could wait for it."""
        self.must_live()
        if threading.get_ident() == self._thread and not getattr(self._inside, "transaction", False):
            self.turns.pass_on(self.name)
            self.must_live()

    def inside(self, transaction: bool) -> None:
        """Note that this thread has, or has no more, a transaction open."""
        self._inside.transaction = transaction

    def must_live(self) -> None:
        if self.dead:
            raise Crash

    def die(self) -> None:
        """End the process."""
        self.dead = True
        raise Crash

    def now(self) -> datetime:
        """The machine's clock, which is set now and then."""
        kind = self.cross("clock", CLOCK, RARELY)
        if kind is not None:
            self.clock.jump(JUMP if kind is Kind.FORTH else -JUMP)
        return self.clock()


@dataclass
class Clock:
    """The clock of the machine that all actors are on."""

    time: datetime

    def __call__(self) -> datetime:
        self.time += timedelta(milliseconds=20)
        return self.time

    def jump(self, by: timedelta) -> None:
        self.time += by


@dataclass(frozen=True)
class FaultyStore:
    """An object store at which things go wrong; its name is that in the report."""

    actor: Actor
    name: str
    inner: ObjectStore
    root: Path | None
    """Of a store in a folder, for what a crash leaves in the middle of writing."""

    def put_new(self, key: str, source: Source) -> Stat:
        with self._doing("put", WRITES, key):
            return self.inner.put_new(key, source)

    def copy(self, source: str, target: str) -> None:
        with self._doing("copy", WRITES, target):
            self.inner.copy(source, target)

    def remove(self, key: str, version: str) -> bool:
        with self._doing("remove", CHANGES, key):
            return self.inner.remove(key, version)

    def lock(self, key: str, mode: str, until: datetime) -> bool:
        with self._doing("lock", CHANGES, key):
            return self.inner.lock(key, mode, until)

    def hold(self, key: str, *, on: bool) -> bool:
        with self._doing("hold", CHANGES, key):
            return self.inner.hold(key, on=on)

    def get(self, key: str, limit: int | None = None) -> bytes:
        with self._doing("get", ASKS, key):
            return self.inner.get(key, limit)

    @contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        with self._doing("open", READS, key) as kind, self.inner.open(key) as stream:
            if kind is Kind.BROKEN_OFF:
                stream.read(10)
                raise _away(f"{key} broke off")
            yield stream

    def fetch(self, key: str, path: Path) -> None:
        with self._doing("fetch", (*READS, Kind.FULL), key) as kind:
            self.inner.fetch(key, path)
            if kind in {Kind.BROKEN_OFF, Kind.FULL}:
                with path.open("r+b") as file:
                    file.truncate(path.stat().st_size // 2)
                raise _away(f"{key}: {kind}")

    def stat(self, key: str) -> Stat | None:
        with self._doing("stat", ASKS, key):
            return self.inner.stat(key)

    def list(self, prefix: str, after: str = "") -> Iterator[Stat]:
        with self._doing("list", READS, prefix) as kind:
            for number, found in enumerate(self.inner.list(prefix, after)):
                if kind is Kind.BROKEN_OFF and number:
                    raise _away(f"the list of {prefix!r} broke off")
                yield found

    def presign(self, key: str, seconds: int, saving: Saving | None = None) -> str:
        return self.inner.presign(key, seconds, saving)

    @contextmanager
    def _doing(self, what: str, kinds: Sequence[Kind], key: str) -> Iterator[Kind | None]:
        if kinds is WRITES or kinds is CHANGES:
            self.actor.step()
        kind = self.actor.cross(f"{self.name}: {what} {_folder(key)}".strip(), kinds)
        if kind is Kind.HALF:
            self._leave_half(key)
            self.actor.die()
        if kind is Kind.LOST or (kind is Kind.FULL and what != "fetch"):
            raise _away(f"{key}: {kind}")
        yield kind
        if kind is Kind.CRASH_AFTER:
            self.actor.die()
        if kind is Kind.ANSWER_LOST:
            raise _away(f"{key}: {kind}")

    def _leave_half(self, key: str) -> None:
        """What a store in a folder leaves there: a file of a name of its own, unfinished."""
        if self.root is not None:
            path = (self.root / key).with_name(f"{NEW.decode()}{abs(hash(key)):016x}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"half")


def _folder(key: str) -> str:
    parts = key.split("/")
    return parts[2] if parts[0] == "archive" and len(parts) > 2 else parts[0] if len(parts) > 1 else ""


def _away(words: str) -> Unreachable:
    return Unreachable(f"The store does not answer ({words}).")


@dataclass(frozen=True)
class FaultyOpener:
    """Whatever opens files, whose children are killed and whose disk is full."""

    actor: Actor
    inner: Opener

    def survey(self, path: Path, limits: Limits) -> Survey:
        self._cross("survey")
        return self.inner.survey(path, limits)

    def open_pages(
        self, path: Path, first: int, last: int, folder: Path, limits: Limits
    ) -> tuple[Sheet, ...]:
        self._cross("open")
        return self.inner.open_pages(path, first, last, folder, limits)

    def unpack(self, path: Path, folder: Path, limits: Limits) -> tuple[Member, ...]:
        self._cross("unpack")
        return self.inner.unpack(path, folder, limits)

    def copy_for_people(
        self, path: Path, pages: tuple[int, ...], turned: Mapping[int, int], limits: Limits
    ) -> bytes:
        self._cross("copy")
        return self.inner.copy_for_people(path, pages, turned, limits)

    def _cross(self, what: str) -> None:
        kind = self.actor.cross(f"opener: {what}", OPENS)
        if kind is Kind.KILLED:
            raise ReaderKilled("chaos: it needed more than 1000 MB of memory")
        if kind is Kind.MEMORY:
            raise MemoryError
        if kind is Kind.FULL:
            raise OSError(errno.ENOSPC, "chaos: no space left on device")


Each = Callable[[Page], None]


@dataclass(frozen=True)
class FaultyReaders:
    """Whatever reads pages, whose processes are killed."""

    actor: Actor
    inner: Any

    def read(self, sheets: Sequence[Sheet], each: Each = lambda _: None) -> tuple[Page, ...]:
        kind = self.actor.cross("readers: read", (Kind.CRASH, Kind.KILLED, Kind.LOST))
        if kind is Kind.KILLED:
            raise ReaderKilled("chaos: page 1 made its reader crash")
        if kind is Kind.LOST:
            raise NotYet("chaos: the reading processes were ended from outside.")
        return self.inner.read(sheets, each)

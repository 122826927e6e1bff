"""Ledger indexes: built once for each load of a client's ledger, kept in a file, shared by all processes."""

from __future__ import annotations

import fcntl
import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from flows.index_files import read_arrays, write_arrays
from models.learned import Lesson
from pipeline.index.ledger_index import VERSION, LedgerIndex, index_of
from pipeline.learning.masks import with_masks
from pipeline.learning.names import with_names
from storage.register import Register

log = logging.getLogger(__name__)
FEW = 2000
"""Changed invoices that are laid over an older index rather than built into a new one."""
Loads = dict[int, datetime]
"""When each load came, by its number."""


@dataclass(frozen=True, slots=True)
class _Taught:
    """An index of a load, and what people taught beside it."""

    index: LedgerIndex
    lessons: frozenset[Lesson]
    knowing: LedgerIndex
    """The index with the lessons."""


def _told(lessons: frozenset[Lesson]) -> set[tuple[Lesson, bool]]:
    """Lessons and whether they are firm, which two equal ones may differ in."""
    return {(one, one.firm) for one in lessons}


class Ledgers:
    """Gives the index of a client's ledger; takes up a later load as it is found. Safe for threads.

    `folder` holds a folder for each client with the index of one of its loads. Every process that asks for
    a newer one may build it; they wait for each other, and what is there last is complete.
    """

    def __init__(self, register: Register, folder: Path, few: int = FEW) -> None:
        self._register = register
        self._folder = folder
        self._few = few
        self._known: dict[str, tuple[int, LedgerIndex]] = {}
        self._taught: dict[str, _Taught] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def of(self, client: str) -> tuple[int, LedgerIndex]:
        """Number of the newest load (0: none yet) and the index over it, with what people taught since."""
        lessons = self._register.lessons.in_force(client)
        load, index = self._newest(client)
        with self._lock_of(client):
            taught = self._taught.get(client)
            if taught is None or taught.index is not index or _told(taught.lessons) != _told(lessons):
                taught = _Taught(index, lessons, with_masks(with_names(index, lessons), lessons))
                self._taught[client] = taught
            return load, taught.knowing

    def untaught(self, client: str) -> LedgerIndex:
        """The index over the newest load alone."""
        return self._newest(client)[1]

    def _newest(self, client: str) -> tuple[int, LedgerIndex]:
        load, known = self._register.load_number(client), self._known.get(client)
        if known is not None and known[0] == load:
            return known
        with self._lock_of(client):
            load, known = self._register.load_number(client), self._known.get(client)
            while known is None or known[0] != load:
                known = load, self._index(client)
                load = self._register.load_number(client)
            self._known[client] = known
            return known

    def _lock_of(self, client: str) -> Lock:
        """Held while something of this client is built: nobody waits for another client's ledger."""
        with self._lock:
            return self._locks.setdefault(client, Lock())

    def _index(self, client: str) -> LedgerIndex:
        loads = self._register.loads(client)
        if not loads:
            return index_of((), ())
        folder = self._folder / quote(client, safe="")
        with ExitStack() as held:
            try:
                held.enter_context(_alone(folder))
            except OSError as error:
                _tell_not_kept(client, folder, error)
                return index_of(self._register.customers(client), self._register.invoices(client))
            kept = self._kept(client, folder, loads)
            return kept if kept is not None else self._built(client, folder, loads)

    def _kept(self, client: str, folder: Path, loads: Loads) -> LedgerIndex | None:
        """The newest index in `folder`, with what changed since laid over it; None where that is too much."""
        for number in sorted(loads, reverse=True):
            path = folder / name_of(client, number, loads[number])
            arrays = read_arrays(path) if path.exists() else None
            if arrays is not None:
                return self._laid_over(client, LedgerIndex.from_arrays(arrays), number, newest=max(loads))
        return None

    def _laid_over(self, client: str, index: LedgerIndex, number: int, *, newest: int) -> LedgerIndex | None:
        if number == newest:
            return index
        invoices = tuple(islice(self._register.invoices(client, after_load=number), self._few + 1))
        if len(invoices) > self._few:
            return None
        people = (one for one in self._register.customers(client) if index.customers.get(one.number) != one)
        customers = tuple(islice(people, self._few + 1))
        return index.changed(customers, invoices) if len(customers) <= self._few else None

    def _built(self, client: str, folder: Path, loads: Loads) -> LedgerIndex:
        """A new index of the newest load, read from its file where it could be kept."""
        index = index_of(self._register.customers(client), self._register.invoices(client))
        path = folder / name_of(client, max(loads), loads[max(loads)])
        try:
            write_arrays(path, index.arrays())
            _remove_others(folder, path)
        except OSError as error:
            _tell_not_kept(client, folder, error)
            return index
        arrays = read_arrays(path)
        return index if arrays is None else LedgerIndex.from_arrays(arrays)


def name_of(client: str, number: int, loaded_at: datetime) -> str:
    """A file name that no other load has, also not one of a register that was put back from a copy."""
    stamp = f"{VERSION} {client} {number} {loaded_at.isoformat()}"
    return f"{number}-{hashlib.sha256(stamp.encode()).hexdigest()[:16]}.index"


def _tell_not_kept(client: str, folder: Path, error: OSError) -> None:
    log.warning(
        "The index of the ledger of %s cannot be kept in %s (%s): each process builds its own, which takes "
        "longer. Make the folder writable for the account that countersign runs under.",
        client,
        folder,
        error,
    )


def _remove_others(folder: Path, kept: Path) -> None:
    """Remove older indexes and what a crash left; a process that reads one of them keeps it until it ends."""
    for path in (*folder.glob("*.index"), *folder.glob("*.part")):
        if path != kept:
            path.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one process of this machine at a time; OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

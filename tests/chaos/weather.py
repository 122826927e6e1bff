"""When what goes wrong: one decision at every crossing of a port, the same again for the same seed."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong at a crossing."""

    CRASH = "crash before"
    """The process ends, and what was to be done is not done."""
    CRASH_AFTER = "crash after"
    """It was done, and the process ends before it hears so."""
    LOST = "connection lost"
    """Nothing was done, and the other side does not answer."""
    ANSWER_LOST = "answer lost"
    """It was done, and the answer to it does not come."""
    FULL = "disk full"
    HALF = "crash in the middle"
    """A part was written, and the process ends."""
    BROKEN_OFF = "broken off"
    """A part was read, then no more."""
    KILLED = "reader killed"
    """The disposable child that works on a file exceeds memory or time."""
    MEMORY = "out of memory"
    """In the process itself."""
    FORTH = "clock forth"
    BACK = "clock back"


class Crash(BaseException):
    """The end of a process; nothing in the product catches it, and nothing of the process goes on."""


@dataclass(frozen=True, slots=True)
class Met:
    """A fault that was met."""

    actor: str
    place: str
    kind: Kind

    def __str__(self) -> str:
        return f"{self.actor}: {self.kind} at {self.place}"


@dataclass
class Weather:
    """Decides by hashes of the seed, of who crosses where, and how often; never by the order of threads.

    With `target` exactly one fault comes, at the crossing of this number (1-based): the `choice`th of the
    kinds that can come there.
    """

    seed: str
    chance: float = 0.0
    target: int = 0
    choice: int = 0
    calm: bool = False
    """No faults any more."""
    met: list[Met] = field(default_factory=list)
    crossings: int = 0
    """Of places where something could have gone wrong."""
    offered: list[tuple[str, int]] = field(default_factory=list)
    """Of each crossing: where it was, and how many kinds of fault could have come."""
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def meet(self, actor: str, place: str, kinds: Sequence[Kind], weight: float = 1.0) -> Kind | None:
        """What goes wrong here and now; `weight` is how often beside other places."""
        with self._lock:
            self.crossings += 1
            self._counts[actor, place] += 1
            self.offered.append((place, len(kinds)))
            if self.calm:
                return None
            kind = self._kind((actor, place, self._counts[actor, place]), kinds, weight)
            if kind is not None:
                self.met.append(Met(actor, place, kind))
            return kind

    def _kind(self, where: tuple[str, str, int], kinds: Sequence[Kind], weight: float) -> Kind | None:
        if self.target:
            hit = self.crossings == self.target and self.choice < len(kinds)
            return kinds[self.choice] if hit else None
        drawn = hashlib.blake2b(f"{self.seed} {where}".encode(), digest_size=16).digest()
        if int.from_bytes(drawn[:8]) / 2**64 >= self.chance * weight:
            return None
        return kinds[int.from_bytes(drawn[8:]) % len(kinds)]

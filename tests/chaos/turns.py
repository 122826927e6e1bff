"""Actors that work at the same time, one step each: by a seed, so that any order of steps comes again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from random import Random

STUCK_SECONDS = 100.0


class Stuck(Exception):
    """Nobody goes on: an actor waits for what another one holds."""


@dataclass
class Turns:
    """Threads that hand one turn on. Who has it works; all others wait."""

    rng: Random
    _names: list[str] = field(default_factory=list)
    _turn: str = ""
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def join(self, name: str) -> None:
        """Take part; all have to before anybody waits."""
        self._names.append(name)
        self._turn = self._turn or name

    def wait(self, name: str) -> None:
        """Until it is one's turn."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._turn == name, STUCK_SECONDS):
                raise Stuck(f"{name} waits for {self._turn}, which does not go on")

    def pass_on(self, name: str) -> None:
        """Let somebody go on, oneself perhaps, and wait for the next turn."""
        if len(self._names) > 1 and self._turn == name:
            self._give(self.rng.choice(self._names))
            self.wait(name)

    def leave(self, name: str) -> None:
        """Take part no more."""
        self._names.remove(name)
        if self._turn == name and self._names:
            self._give(self.rng.choice(self._names))

    def _give(self, name: str) -> None:
        with self._changed:
            self._turn = name
            self._changed.notify_all()

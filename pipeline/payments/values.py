"""What a file with payments gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.cash import Given, GivenAdvice
from pipeline.ledger_files.rows import Faulty


@dataclass(slots=True)
class Gathered:
    """What was found in one file so far; rows that cannot be taken stop no other."""

    file: str
    payments: list[Given] = field(default_factory=list)
    advices: list[GivenAdvice] = field(default_factory=list)
    faulty: list[Faulty] = field(default_factory=list)
    outgoing: int = 0
    """Entries that took money away."""
    pending: int = 0
    """Entries that the bank has not booked yet: they come again."""

    def refuse(self, line: int, words: str) -> None:
        """Note what cannot be taken, at a 1-based line."""
        self.faulty.append(Faulty(self.file, line, words))

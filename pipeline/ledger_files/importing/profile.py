"""What a profile says about the exports of one system: a table, and nothing that runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a row of an open-item list is."""

    INVOICE = "invoice"
    CREDIT = "credit note"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one system names and writes things. Headers and words are plain, as `plain_words` makes them."""

    name: str
    """As `--profile` takes it."""
    title: str
    """As people call it."""
    headers: Mapping[str, str]
    """Column -> headers that carry it, parted by |, the most telling first."""
    tells: str = ""
    """Headers that hardly any other system writes, parted by |."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Document types of this system, before those that every system has."""
    spare_numbers: bool = False
    """A row whose first invoice number is empty has it under the next header that carries one."""
    adds_up: bool = False
    """An invoice may have several rows, its lines or instalments, which add up to it."""
    groups: bool = False
    """The customer stands in a row of its own above the rows, and ends with a row of totals."""
    blocks: Mapping[str, str] = field(default_factory=dict)
    """Label of a line between the tables -> column that it fills for the rows below it."""

    @property
    def telling(self) -> frozenset[str]:
        """The headers that tell whose list it is."""
        return frozenset(filter(None, self.tells.split("|")))

    def names(self, column: str) -> tuple[str, ...]:
        """Headers that carry `column`, the most telling first."""
        return tuple(filter(None, self.headers.get(column, "").split("|")))

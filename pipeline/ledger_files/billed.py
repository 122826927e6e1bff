"""The invoices of a file, checked once and then made anew each time, so that memory need not hold them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.ledger import Invoice
from pipeline.ledger_files.cells import BadCell
from pipeline.ledger_files.rows import Row, Table

Make = Callable[[Row], Invoice]
Hashes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Billed(Collection[Invoice]):
    """The invoices of a table in its order, each once."""

    table: Table
    make: Make
    count: int
    again: frozenset[int]
    """Places among the rows, 0-based, of those that say what a row above them says."""

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Invoice]:
        for place, row in enumerate(self.table.rows):
            if place not in self.again:
                yield self.make(row)

    def __contains__(self, one: object) -> bool:
        return any(one == invoice for invoice in self)


def billed(table: Table, make: Make) -> Billed | None:
    """The invoices of a table; None where a row is at fault or two rows may contradict each other."""
    keys, values = array("q"), array("q")
    for row in table.checked():
        if not isinstance(row, Row):
            return None
        try:
            invoice = make(row)
        except BadCell:
            return None
        keys.append(hash(invoice.key))
        values.append(hash((invoice, invoice.open_amount)))
    again = _again(np.frombuffer(keys, np.int64), np.frombuffer(values, np.int64))
    return None if again is None else Billed(table, make, len(keys) - len(again), again)


def _again(keys: Hashes, values: Hashes) -> frozenset[int] | None:
    """Places of rows whose key and value came before; None where a key came with another value."""
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    if not np.array_equal(values[order[1:]][same], values[order[:-1]][same]):
        return None
    return frozenset(order[1:][same].tolist())

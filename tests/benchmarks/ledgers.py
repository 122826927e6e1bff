"""What loading and indexing a ledger costs, and a look-up in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import TypeVar

from models.decision import Key
from models.ledger import Customer, Ledger
from models.settings import load
from pipeline.ledger_index import build
from storage.register import open_register
from tests.register_values import invoice_of

LOOK_UPS = 1000
T = TypeVar("T")


def measure(count: int) -> None:
    """Print processor seconds for a made-up ledger of `count` invoices."""
    firms = max(count // 100, 1)
    invoices = tuple(invoice_of(f"INV-{n:07}", f"C-{n % firms:05}") for n in range(count))
    ledger = Ledger(tuple(Customer(f"C-{n:05}", f"Customer {n}") for n in range(firms)), invoices)
    index = _timed(f"index of {count} invoices built", lambda: build(ledger))
    numbers = [f"INV-{n:07}" for n in range(0, count, max(count // LOOK_UPS, 1))]
    _timed(
        f"{len(numbers)} numbers looked up, one edit allowed",
        lambda: [index.find(Key.INVOICE_NUMBER, number, edits=True) for number in numbers],
    )
    with tempfile.TemporaryDirectory() as home:
        settings = load({"COUNTERSIGN_HOME": str(Path(home, "home"))})
        with open_register(settings) as register:
            now = datetime.now(UTC)
            _timed("loaded into the register", lambda: register.load_ledger("default", ledger, now))
            _timed("the same loaded again", lambda: register.load_ledger("default", ledger, now))
            _timed("read back", lambda: register.ledger("default"))


def _timed(what: str, do: Callable[[], T]) -> T:
    begun = process_time()
    result = do()
    print(f"{what:50} {process_time() - begun:8.2f} s")
    return result

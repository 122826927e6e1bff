"""A new ledger: parsed, loaded, and held against what waits for it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.desk import Desk
from flows.steps import resolve
from models.errors import LedgerRefused
from pipeline.ledger_file import parse_ledger
from storage.register import LoadResult


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed."""

    result: LoadResult
    filed: int
    """Documents that waited for their invoice and are filed now."""


def load_ledger(desk: Desk, client: str, files: tuple[bytes, bytes], *, delta: bool) -> Loaded:
    """Load (customers, invoices) as CSV bytes, then match what waits again.

    Raises:
        LedgerRefused: a row does not add up, or a full load has no invoices; nothing was loaded.
    """
    ledger = parse_ledger(*files)
    if not ledger.invoices and not delta:
        raise LedgerRefused(
            "The invoices file has no rows, and a full load would close every invoice: export it again, "
            "or say --delta."
        )
    result = desk.register.load_ledger(client, ledger, desk.now(), delta=delta)
    return Loaded(result, resolve(desk, client))

"""A new ledger: parsed, loaded, and held against what waits for it."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass

from flows.desk import Desk
from flows.journal import about, tell
from flows.steps import resolve
from models.errors import LedgerRefused
from pipeline.ledger_file import NAMES, FileNames, parse_ledger
from storage.register import LoadResult

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed."""

    result: LoadResult
    filed: int
    """Documents that waited for their invoice and are filed now."""


def load_ledger(
    desk: Desk, client: str, files: tuple[bytes, bytes], *, delta: bool, names: FileNames = NAMES
) -> Loaded:
    """Load (customers, invoices) as CSV bytes, called `names` in messages; match what waits again.

    Raises:
        LedgerRefused: a row does not add up, or a full load has no invoices; nothing was loaded.
    """
    ledger = parse_ledger(*files, names)
    if not ledger.invoices and not delta:
        raise LedgerRefused(
            f"{names.invoices} has no rows, and a full load would close every invoice. Nothing was loaded; "
            "export it again, or say --delta."
        )
    result = desk.register.load_ledger(client, ledger, desk.now(), delta=delta)
    with about(client=client):
        words = (
            f"load {result.load}: {result.added} invoices added, {result.changed} changed, "
            f"{result.closed} closed, {result.unchanged} unchanged"
        )
        tell(log, "ledger", words, **asdict(result))
    return Loaded(result, resolve(desk, client))

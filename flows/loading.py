"""A new ledger: parsed, loaded, and held against what waits for it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from flows.cash import resolve_payments
from flows.desk import Desk, Stores
from flows.journal import about, tell
from flows.steps import resolve
from models.counts import counted
from models.errors import LedgerRefused, WrongUse
from models.ledger import Ledger
from models.record import Event
from pipeline.ledger_files.file import NAMES, FileNames, parse_ledger
from pipeline.ledger_files.importing.given import Control, Export, Imported, Wishes, with_state_of
from pipeline.ledger_files.importing.reading import import_ledger
from storage.register import CONTROL_SET, LoadResult, Register, control_subject

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed."""

    result: LoadResult
    filed: int
    """Documents that waited for their invoice and are filed now."""
    applied: int = 0
    """Payments that waited for their invoice and are applied now."""


def load_ledger(
    desk: Desk, client: str, files: tuple[bytes, bytes], *, delta: bool, names: FileNames = NAMES
) -> Loaded:
    """Load (customers, invoices) as CSV bytes, called `names` in messages; match what waits again.

    Raises:
        LedgerRefused: a row does not add up, or a full load has no invoices; nothing was loaded.
    """
    ledger = parse_ledger(*files, names)
    refuse_empty(ledger, names.invoices, delta=delta)
    return load_books(desk, client, ledger, delta=delta)


def read_exports(
    register: Register, client: str, customers: Export | None, invoices: Sequence[Export], wishes: Wishes
) -> Imported:
    """The ledger in files of any kind that is known; nothing is loaded yet.

    Raises:
        LedgerRefused: something does not add up.
        WrongUse: the wishes name something that does not exist.
    """
    known = {customer.number: customer for customer in register.customers(client)}
    imported = import_ledger(customers, invoices, wishes, known)
    if not imported.messages:
        return imported
    ledger = imported.ledger
    kept = tuple(with_state_of(register.invoice(client, one.key), one) for one in ledger.invoices)
    return replace(imported, ledger=Ledger(ledger.customers, kept))


def load_books(
    desk: Desk, client: str, ledger: Ledger, *, delta: bool, controls: Sequence[Control] = ()
) -> Loaded:
    """Load a ledger that adds up; match what waits again.

    Control totals of a full load are kept with it: agings say whether the ledger ties to them.
    """
    stated = {} if delta else stated_by(controls, ledger)
    result = desk.register.load_ledger(client, ledger, desk.now(), delta=delta, control=stated)
    with about(client=client):
        words = (
            f"load {result.load}: {counted(result.added, 'invoice')} added, {result.changed} changed, "
            f"{result.closed} closed, {result.unchanged} unchanged"
        )
        tell(log, "ledger", words, **asdict(result))
    filed = resolve(desk, client)
    return Loaded(result, filed, resolve_payments(desk, client))


def stated_by(controls: Sequence[Control], ledger: Ledger) -> dict[str, str]:
    """Control totals by currency; one that names none is of the only currency of what is open."""
    if not controls:
        return {}
    currencies = {one.currency for one in ledger.invoices if one.is_open}
    only = next(iter(currencies)) if len(currencies) == 1 else ""
    named = {one.currency or only: str(one.amount) for one in controls}
    return {currency: total for currency, total in named.items() if currency}


def set_control(stores: Stores, client: str, day: date, controls: Sequence[Control], by: str) -> None:
    """Keep what another book, such as the general ledger, has open at the end of a day.

    Raises:
        WrongUse: a total names no currency.
    """
    if not controls or any(not one.currency for one in controls):
        raise WrongUse("Name the currency of each control total, such as 'EUR 1234.56'.")
    totals = {one.currency: str(one.amount) for one in controls}
    detail = {"by": by, "day": day.isoformat(), "control": totals}
    stores.register.add_event(Event(stores.clock(), client, CONTROL_SET, control_subject(day), detail))


def would_change(register: Register, client: str, ledger: Ledger, *, delta: bool) -> LoadResult:
    """What loading this ledger now would change; `load` is the newest one that is there."""
    return register.compare_ledger(client, ledger, delta=delta)


def refuse_empty(ledger: Ledger, file: str, *, delta: bool) -> None:
    """Do nothing where there are invoices, or where none would be closed.

    Raises:
        LedgerRefused: a full load without an invoice.
    """
    if not ledger.invoices and not delta:
        raise LedgerRefused(
            f"{file} has no rows, and a full load would close every invoice. Nothing was loaded; "
            "export it again, or say --delta."
        )

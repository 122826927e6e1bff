"""What the ledger tells of a period: what was invoiced, how accounts moved, and its control totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.entries import History
from models.ledger import Invoice
from models.period import Period
from models.standing import Standing, Version
from storage.register.ledgers import history as ledger_history
from storage.register.ledgers.ledger import invoice_from
from storage.register.sight import Customers
from storage.register.tables import events, invoices, ledger_loads
from storage.register.tables.history import invoice_versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

LOADED, CONTROL_SET = "ledger loaded", "control total set"


@dataclass(frozen=True, slots=True)
class Stated:
    """Control totals by currency, and where they are from."""

    totals: Mapping[str, Decimal]
    load: int = 0
    """Number of the load that they were given with; 0 for totals that were set for the day."""


@dataclass(frozen=True, slots=True)
class PeriodBooks:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def standing(self, client: str, day: date) -> Standing:
        """Which load tells how the ledger stood at the end of `day`."""
        return self.database.ask(ledger_history.standing, client, day)

    def first_loaded(self, client: str) -> datetime | None:
        """When the client's first ledger came; None before."""
        return self.database.ask(_first_loaded, client)

    def issued(
        self, client: str, shown: Standing, period: Period, seen: Customers = None, customer: str = ""
    ) -> tuple[Invoice, ...]:
        """Invoices and credit notes dated in the period, as a load had them, whatever became of them."""
        return self.database.ask(_issued, client, shown, period, (seen, customer))

    def histories(self, client: str, customer: str, until_load: int) -> tuple[History, ...]:
        """How each invoice of a customer stood, load by load, up to that load; by number."""
        return self.database.ask(_histories, client, customer, until_load)

    def stated(self, client: str, load: int, day: date) -> Stated:
        """The control totals that were set for `day`, else those that were given with the load."""
        return self.database.ask(_stated, client, load, day)


def _first_loaded(connection: Connection, client: str) -> datetime | None:
    query = sa.select(ledger_loads.c.loaded_at).where(ledger_loads.c.client == client)
    return connection.scalar(query.order_by(ledger_loads.c.number).limit(1))


def _issued(
    connection: Connection, client: str, shown: Standing, period: Period, whose: tuple[Customers, str]
) -> tuple[Invoice, ...]:
    now = (invoices.c.load <= shown.load,)
    then = invoice_versions.c.until_load > shown.load, invoice_versions.c.load <= shown.load
    found = [
        invoice_from(row)
        for table, standing in ((invoices, now), (invoice_versions, then))
        for row in connection.execute(
            sa.select(*(table.c[name] for name in ledger_history.INVOICE_CELLS)).where(
                table.c.client == client,
                table.c.invoice_date >= period.first,
                table.c.invoice_date <= period.last,
                *standing,
                *ledger_history.of_customers(table, *whose),
            )
        )
    ]
    return tuple(sorted(found, key=lambda one: one.key))


def _histories(connection: Connection, client: str, customer: str, until_load: int) -> tuple[History, ...]:
    found: dict[str, list[Version]] = {}
    for version in _versions(connection, client, customer, until_load):
        found.setdefault(version.invoice.number, []).append(version)
    return tuple(History(tuple(sorted(found[number], key=lambda one: one.load))) for number in sorted(found))


def _versions(connection: Connection, client: str, customer: str, until_load: int) -> Iterator[Version]:
    for table in (invoice_versions, invoices):
        loaded = sa.and_(ledger_loads.c.client == table.c.client, ledger_loads.c.number == table.c.load)
        cells = (table.c[name] for name in ledger_history.INVOICE_CELLS)
        query: sa.Select[Any] = (
            sa.select(*cells, table.c.load, ledger_loads.c.loaded_at)
            .select_from(table.outerjoin(ledger_loads, loaded))
            .where(table.c.client == client, table.c.customer_number == customer, table.c.load <= until_load)
        )
        for row in connection.execute(query):
            yield Version(row.load, row.loaded_at, invoice_from(row))


def control_subject(day: date) -> str:
    """What the event is about that sets the control totals of a day."""
    return f"control total {day}"


def _stated(connection: Connection, client: str, load: int, day: date) -> Stated:
    totals = _newest(connection, client, control_subject(day), CONTROL_SET, None)
    if totals:
        return Stated(totals)
    evening = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return Stated(_newest(connection, client, str(load), LOADED, evening), load)


def _newest(
    connection: Connection, client: str, subject: str, kind: str, before: datetime | None
) -> dict[str, Decimal]:
    theirs: list[sa.ColumnElement[bool]] = [
        events.c.client == client,
        events.c.subject == subject,
        events.c.kind == kind,
    ]
    if before is not None:
        theirs.append(events.c.at < before)
    query = sa.select(events.c.detail).where(*theirs).order_by(events.c.id.desc())
    details: Iterator[Any] = iter(connection.scalars(query))
    found: Mapping[str, str] = next((one["control"] for one in details if one.get("control")), {})
    return {currency: Decimal(total) for currency, total in found.items()}

"""The client firm's tables of deadlines and reasons: kept as events, so that each that was used is known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flows.desk import Stores
from models.errors import WrongUse
from models.record import Event
from models.sending import Reason
from receivables.dispute_tables import (
    REASON_COLUMNS,
    USUAL_CODES,
    WINDOW_COLUMNS,
    ReasonCodes,
    Window,
    reasons_from,
    windows_from,
)
from storage.register import Trail

TABLE_SET = "dispute table set"
LONGEST_TABLE = 500_000


class Table(StrEnum):
    """One of them."""

    DEADLINES = "deadlines"
    REASONS = "reasons"


def windows_of(stores: Stores, client: str) -> tuple[Window, ...]:
    """Deadlines by customer; empty where none were set."""
    return windows_from(_kept(stores, client, Table.DEADLINES))


def codes_of(stores: Stores, client: str) -> Mapping[Reason, ReasonCodes]:
    """Codes and departments of every reason."""
    text = _kept(stores, client, Table.REASONS)
    return reasons_from(text) if text else USUAL_CODES


def table_text(stores: Stores, client: str, table: Table) -> str:
    """A table as CSV, as it was set or as it is where none was; it is text for an editor, no download."""
    kept = _kept(stores, client, table)
    if kept:
        return kept
    if table is Table.DEADLINES:
        return ",".join(WINDOW_COLUMNS) + "\n"
    rows = [
        ",".join((one.reason.value, " ".join(one.x12), one.own, one.department))
        for one in USUAL_CODES.values()
    ]
    return "\n".join((",".join(REASON_COLUMNS), *rows)) + "\n"


def set_table(stores: Stores, client: str, table: Table, text: str, by: str) -> int:
    """Use `text` from now on; for how many customers or reasons.

    Raises:
        WrongUse: it is no such table; the message names the line.
    """
    if len(text) > LONGEST_TABLE:
        raise WrongUse(f"The table takes at most {LONGEST_TABLE} characters.")
    tidy = "\n".join(text.splitlines()).strip() + "\n"
    count = len(windows_from(tidy) if table is Table.DEADLINES else reasons_from(tidy))
    detail = {"by": by, "rows": count, "table": tidy}
    stores.register.add_event(Event(stores.clock(), client, TABLE_SET, f"dispute {table.value}", detail))
    return count


def _kept(stores: Stores, client: str, table: Table) -> str:
    asked = Trail(client, subject=f"dispute {table.value}", kind=TABLE_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return str(found[0].event.detail["table"]) if found else ""

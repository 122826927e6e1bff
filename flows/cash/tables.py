"""The client firm's table of discounts for paying early: kept as events, so that each one used is known.

Payments are held against it, and letters of reminders offer what it says.
"""

from __future__ import annotations

from flows.desk import Stores
from models.errors import WrongUse
from models.payers import CashTerms
from models.plain import from_plain
from models.record import Event
from models.reminder import Schedule
from receivables.cash import terms_from, terms_text
from storage.register import Trail

TABLE_SET = "cash terms set"
LONGEST_TABLE = 500_000
_SUBJECT = "cash terms"
SCHEDULE_SET, SCHEDULE = "reminder schedule set", "reminder schedule"
"""Kind and subject of the events that keep the schedule of reminders."""


def cash_terms(stores: Stores, client: str) -> tuple[CashTerms, ...]:
    """The table; none where none was set: then no discount is taken for one.

    Where it was never set, the discounts of the schedule of reminders count that had them before.
    """
    kept = _kept(stores, client)
    return terms_from(kept) if kept else _of_schedule(stores, client)


def cash_terms_text(stores: Stores, client: str) -> str:
    """The table as CSV, as it was set; its head alone where it was not. It is text for an editor."""
    return _kept(stores, client) or terms_text(_of_schedule(stores, client))


def set_cash_terms(stores: Stores, client: str, text: str, by: str) -> int:
    """Use `text` from now on; for how many rows.

    Raises:
        WrongUse: it is too long, or a row cannot be; the message names its line.
    """
    if len(text) > LONGEST_TABLE:
        raise WrongUse(f"The table takes at most {LONGEST_TABLE} characters.")
    tidy = "\n".join(text.splitlines()).strip() + "\n"
    count = len(terms_from(tidy))
    detail = {"by": by, "rows": count, "table": tidy}
    stores.register.add_event(Event(stores.clock(), client, TABLE_SET, _SUBJECT, detail))
    return count


def carry_over(stores: Stores, client: str, by: str) -> None:
    """Keep the discounts of the schedule of reminders in the table, where that was never set."""
    found = () if _kept(stores, client) else _of_schedule(stores, client)
    if found:
        set_cash_terms(stores, client, terms_text(found), by)


def _of_schedule(stores: Stores, client: str) -> tuple[CashTerms, ...]:
    asked = Trail(client, subject=SCHEDULE, kind=SCHEDULE_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    if not found:
        return ()
    discounts = from_plain(Schedule, found[0].event.detail["schedule"]).discounts
    return tuple(
        CashTerms(one.customer, one.percent, one.days, 0, one.source, one.since) for one in discounts
    )


def _kept(stores: Stores, client: str) -> str:
    asked = Trail(client, subject=_SUBJECT, kind=TABLE_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return str(found[0].event.detail["table"]) if found else ""

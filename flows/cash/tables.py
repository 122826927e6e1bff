"""The client firm's table of discounts for paying early: kept as events, so that each one used is known."""

from __future__ import annotations

from flows.desk import Stores
from models.errors import WrongUse
from models.payers import CashTerms
from models.record import Event
from receivables.cash import TERM_COLUMNS, terms_from
from storage.register import Trail

TABLE_SET = "cash terms set"
LONGEST_TABLE = 500_000
_SUBJECT = "cash terms"


def cash_terms(stores: Stores, client: str) -> tuple[CashTerms, ...]:
    """Terms by customer; none where none were set: then no discount is taken for one."""
    return terms_from(_kept(stores, client))


def cash_terms_text(stores: Stores, client: str) -> str:
    """The table as CSV, as it was set; its head alone where it was not. It is text for an editor."""
    return _kept(stores, client) or ",".join(TERM_COLUMNS) + "\n"


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


def _kept(stores: Stores, client: str) -> str:
    asked = Trail(client, subject=_SUBJECT, kind=TABLE_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return str(found[0].event.detail["table"]) if found else ""

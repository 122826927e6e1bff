"""Why items are overdue, told from the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.receivables import Told, Whose, gaps
from receivables import causes as logic
from storage.register import AskedDisputes, Register


@dataclass(frozen=True, slots=True)
class Caused(Told):
    """Overdue items by cause."""

    causes: logic.Causes


def causes(register: Register, whose: Whose, as_of: date) -> Caused:
    """Why the items that were open at the end of a day were overdue; disputes are as they are now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    told = gaps(register, whose, as_of)
    cases = register.disputes.listed(AskedDisputes(whose.client, whose.seen, whose.customer))
    found = logic.causes(told.report.items, cases, as_of)
    return Caused(told.whose, told.standing, told.customers, causes=found)

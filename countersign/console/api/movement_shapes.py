"""Shapes of movements of an account, and of ledgers held against control totals."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from countersign.console.api.shapes import Shape
from models.entries import EntryKind

Day = date
Money = Annotated[str, Field(description="With all its digits.")]


class TieShape(Shape):
    """The ledger held against a control total."""

    currency: str
    load: int | None = Field(description="The load that it came with; null for one that was set for the day.")
    stated: Money
    ledger: Money
    difference: Money = Field(description="By how much the ledger has more; 0 where it ties.")


class EntryShape(Shape):
    """What moved a balance."""

    date: Day
    entry: EntryKind
    invoice_number: str
    po_number: str
    amount: Money
    balance: Money = Field(description="After it.")


class ForwardShape(Shape):
    """Movements in one currency: `opening` + `invoiced` + `settled` = `closing`."""

    currency: str
    opening: Money
    invoiced: Money
    settled: Money
    closing: Money
    entries: list[EntryShape]

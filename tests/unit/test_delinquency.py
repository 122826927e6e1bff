"""Causes of delinquency of the seeded ledger, exact to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from models.dispute import DisputeCase, DisputeState
from models.reading import AcceptanceStatus
from models.sending import Reason
from receivables.causes import Cause, Weight, causes
from receivables.gaps import report
from tests.ledger_values import BILLS, DAY, pod
from tests.register_values import NOW

CASE = DisputeCase(
    id=1,
    client="default",
    key=("C-1", "A2"),
    reason=Reason.PRICE,
    amount=Decimal("200.20"),
    currency="EUR",
    raised=DAY,
    due=DAY + timedelta(days=30),
    opened_at=NOW,
    opened_by="cleo",
)
PODS = {
    ("C-1", "A3"): [pod("A3", AcceptanceStatus.SIGNED_CLAUSED)],
    ("C-1", "A4"): [pod("A4", AcceptanceStatus.SIGNED_CLEAN)],
    ("C-1", "A5"): [pod("A5", AcceptanceStatus.SIGNED_CLEAN)],
}


def test_every_overdue_item_has_one_cause_and_currencies_stay_apart() -> None:
    bills = [replace(one, po_number="") if one.number == "A5" else one for one in BILLS]
    won = replace(CASE, key=("C-1", "A4"), state=DisputeState.WON)
    found = causes(report(bills, PODS, DAY).items, [CASE, won], DAY)
    assert {one.invoice.number: one.cause for one in found.items} == {
        "A2": Cause.DISPUTED,
        "A3": Cause.REMARKED,
        "A4": Cause.UNEXPLAINED,
        "A5": Cause.NO_ORDER,
        "A6": Cause.UNPROVEN,
        "A7": Cause.DISPUTED,
        "B2": Cause.UNPROVEN,
    }
    assert found.by_cause["EUR", Cause.DISPUTED] == Weight(2, Decimal("277.97"), Decimal("3699.85"))
    assert found.by_cause["EUR", Cause.UNPROVEN] == Weight(1, Decimal("250.05"), Decimal("22754.55"))
    assert found.by_customer["USD", "C-2"] == Weight(1, Decimal("500.00"), Decimal("30500.00"))
    assert [key for key in found.by_cause if key[0] == "EUR"][:2] == [
        ("EUR", Cause.UNPROVEN),
        ("EUR", Cause.UNEXPLAINED),
    ]
    (priced,) = (one for one in found.items if one.reason)
    assert (priced.invoice.number, priced.reason, priced.days) == ("A2", Reason.PRICE, 1)


def test_what_is_not_due_or_a_credit_has_no_cause() -> None:
    found = causes(report(BILLS, {}, DAY).items, [], DAY)
    assert not {"A1", "A8", "A9", "B1", "B3", "B4"} & {one.invoice.number for one in found.items}

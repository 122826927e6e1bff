"""What proofs of delivery are worth together, which invoices lack one, and who is asked for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.reading import AcceptanceStatus as Receipt
from receivables.gaps import Desk, GapReport, PodStatus, Sum, nearness, report, status_of
from tests.values.ledger_values import BILLS, DAY, pod

PODS = {
    ("C-1", "A1"): (pod("A1", Receipt.SIGNED_CLEAN),),
    ("C-1", "A2"): (pod("A2", Receipt.UNSIGNED), pod("A2", Receipt.SIGNED_INCOMPLETE)),
    ("C-1", "A3"): (pod("A3", Receipt.SIGNED_CLAUSED), pod("A3", Receipt.SIGNED_CLEAN)),
    ("C-1", "A4"): (pod("A4", Receipt.UNREADABLE),),
    ("C-1", "A5"): (pod("A5", Receipt.CARRIER_STATEMENT_ONLY),),
    ("C-1", "A6"): (pod("A6", Receipt.SIGNED_CLEAN, filed=False),),
    ("C-2", "B1"): (pod("B1", None, "C-2"),),
}


@pytest.fixture
def found() -> GapReport:
    return report(BILLS, PODS, DAY)


@pytest.mark.parametrize("receipt", Receipt)
def test_every_receipt_has_its_worth(receipt: Receipt) -> None:
    assert status_of([pod("A1", receipt)]) is not PodStatus.MISSING


def test_a_remark_on_one_paper_counts_and_else_the_best(found: GapReport) -> None:
    assert {one.invoice.number: one.status.value for one in found.items} == {
        "A1": "complete",
        "A2": "incomplete",
        "A3": "remarked",
        "A4": "illegible",
        "A5": "unsigned",
        "A6": "missing",
        "A7": "missing",
        "B1": "illegible",
        "B2": "missing",
        "B3": "missing",
    }


def test_gaps_count_in_number_and_money_by_currency(found: GapReport) -> None:
    assert found.sums["EUR", PodStatus.MISSING] == Sum(3, Decimal("388.42"))
    assert found.sums["USD", PodStatus.MISSING] == Sum(1, Decimal("500.00"))
    assert found.sums["EUR", PodStatus.ILLEGIBLE] == Sum(2, Decimal("1634.96"))
    assert sum(one.count for one in found.sums.values()) == len(found.items)
    assert [one.invoice.number for one in found.gaps] == ["A6", "A5", "B2", "A7", "A4", "A3", "B1", "B3"]


def test_they_stand_by_customer_and_by_days_until_they_fall_due(found: GapReport) -> None:
    assert found.by_customer["C-2"]["EUR", PodStatus.ILLEGIBLE] == Sum(1, Decimal("1234.56"))
    assert found.by_due[2] == {("EUR", PodStatus.ILLEGIBLE): Sum(1, Decimal("1234.56"))}
    assert found.by_due[None] == {("EUR", PodStatus.MISSING): Sum(1, Decimal("60.60"))}
    counts = [sum(one.count for one in cells.values()) for cells in found.by_due.values()]
    assert sum(counts) == len(found.items)


@pytest.mark.parametrize(
    ("days", "place"), [(-1, 0), (0, 1), (7, 1), (8, 2), (15, 3), (30, 3), (31, 4), (None, None)]
)
def test_the_ranges_touch_and_do_not_overlap(days: int | None, place: int | None) -> None:
    assert nearness(days) == place


def test_each_gap_has_one_desk_that_can_close_it(found: GapReport) -> None:
    desks = {one.invoice.number: one.desk for one in found.gaps}
    assert desks["A6"] is Desk.REVIEW
    assert desks["A7"] is desks["A5"] is Desk.CARRIER
    assert desks["A4"] is Desk.MAILROOM
    assert desks["A3"] is Desk.COLLECTOR


def test_what_is_told_of_an_invoice_is_its_best_proof(found: GapReport) -> None:
    best = {one.invoice.number: one.best for one in found.items}
    assert best["A2"] is not None
    assert best["A2"].document_id == "A2-signed_incomplete"
    assert best["A6"] is None

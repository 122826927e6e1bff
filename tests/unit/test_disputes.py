"""Disputes: alarms, what an answer needs, win rates, tables; promises by the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.dispute import USUAL_DAYS, DisputeCase, DisputeState, Promise, PromiseState
from models.errors import WrongUse
from models.ledger import InvoiceStatus
from models.reading import DocumentType, RemarkClass
from models.sending import Reason
from receivables.dispute_tables import USUAL_CODES, reasons_from, window_of, windows_from
from receivables.disputes import Alarm, Piece, alarm, proposed, readiness, win_rates
from receivables.gaps import PodStatus
from receivables.promises import judged_on, state_of
from tests.values.ledger_values import bill
from tests.values.register_values import NOW

RAISED = date(2026, 3, 1)
CASE = DisputeCase(
    id=1,
    client="default",
    key=("C-1", "A1"),
    reason=Reason.SHORT,
    amount=Decimal("100.00"),
    currency="EUR",
    raised=RAISED,
    due=RAISED + timedelta(days=20),
    opened_at=NOW,
    opened_by="cleo",
)


@pytest.mark.parametrize(
    ("gone", "told"),
    [(0, ""), (9, ""), (10, "half"), (15, "half"), (16, "most"), (20, "most"), (21, "over")],
)
def test_an_alarm_rings_at_half_and_at_four_fifths_of_the_time(gone: int, told: str) -> None:
    assert alarm(CASE, RAISED + timedelta(days=gone)) == told


@pytest.mark.parametrize("state", DisputeState)
def test_no_alarm_rings_once_the_customer_has_the_answer(state: DisputeState) -> None:
    waits = state in {DisputeState.OPEN, DisputeState.WAITING_DEPARTMENT}
    rings = alarm(replace(CASE, state=state), RAISED + timedelta(days=60))
    assert rings is (Alarm.OVER if waits else Alarm.NONE)


def test_ready_is_what_has_all_papers_that_its_reason_needs() -> None:
    assert readiness(Reason.SHORT, PodStatus.COMPLETE, set()).is_ready
    assert readiness(Reason.SHORT, PodStatus.UNSIGNED, set()).missing == (Piece.POD,)
    assert readiness(Reason.PRICE, PodStatus.COMPLETE, set()).missing == (Piece.ORDER,)
    assert readiness(Reason.PRICE, PodStatus.MISSING, {DocumentType.PURCHASE_ORDER}).is_ready
    assert readiness(Reason.WRONG_ITEM, PodStatus.MISSING, set()).missing == (Piece.ORDER, Piece.POD)
    assert readiness(Reason.RETURNED, PodStatus.COMPLETE, {DocumentType.OTHER}).is_ready
    told = readiness(Reason.SHORT, PodStatus.REMARKED, set())
    assert (told.is_ready, told.is_contradicted) == (True, True)


def test_a_remark_proposes_what_was_not_disputed_yet() -> None:
    remarks = [RemarkClass.SHORT, RemarkClass.QUALIFIED, RemarkClass.DAMAGED, RemarkClass.SHORT]
    assert proposed(remarks, []) == (Reason.SHORT, Reason.DAMAGED)
    assert proposed(remarks, [replace(CASE, state=DisputeState.LOST)]) == (Reason.DAMAGED,)


def test_win_rates_are_by_reason_and_never_add_up_currencies() -> None:
    won = replace(CASE, state=DisputeState.WON, recovered=Decimal("100.00"))
    lost = replace(CASE, state=DisputeState.LOST, recovered=Decimal(0))
    settled = replace(CASE, state=DisputeState.SETTLED, recovered=Decimal("40.01"))
    dollars = replace(won, currency="USD")
    rates = win_rates([won, lost, settled, dollars, CASE, replace(CASE, state=DisputeState.WITHDRAWN)])
    euros = rates["EUR", Reason.SHORT]
    assert (euros.won, euros.lost, euros.settled) == (1, 1, 1)
    assert (euros.contested, euros.recovered) == (Decimal("300.00"), Decimal("140.01"))
    assert euros.rate == pytest.approx(1 / 3)
    assert rates["USD", Reason.SHORT].count == 1


def test_deadlines_are_the_customers_else_those_of_all_others_else_the_usual_ones() -> None:
    table = windows_from(
        "customer_number,days,source,reviewed_on\nC-1,45,Contract § 7,2026-01-31\n,60,Portal rules,\n"
    )
    assert (window_of(table, "C-1").days, window_of(table, "C-1").source) == (45, "Contract § 7")
    assert window_of(table, "C-2").days == 60
    assert window_of((), "C-2").days == USUAL_DAYS


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("days,customer\n1,C-1\n", "The first line names the columns"),
        ("customer_number,days\nC-1,0\n", "Line 2: '0' is no number of days"),
        ("customer_number,days\nC-1,4\nC-1,5\n", "Line 3: customer C-1 stands there twice"),
        ("customer_number,days,source,reviewed_on\nC-1,4,x,soon\n", "Line 2: 'soon' is no day"),
    ],
)
def test_a_table_of_deadlines_that_cannot_be_names_its_line(text: str, fault: str) -> None:
    with pytest.raises(WrongUse, match=fault):
        windows_from(text)


def test_reasons_have_codes_of_x12_and_ones_of_the_firm_and_a_department() -> None:
    assert set(USUAL_CODES) == set(Reason)
    codes = reasons_from("reason,x12_426,own_code,department\nshort,06,SH1,Warehouse North\nprice,01,,\n")
    assert codes[Reason.SHORT].own == "SH1"
    assert codes[Reason.SHORT].department == "Warehouse North"
    assert (codes[Reason.PRICE].x12, codes[Reason.PRICE].department) == (("01",), "sales")
    assert codes[Reason.DAMAGED] == USUAL_CODES[Reason.DAMAGED]
    with pytest.raises(WrongUse, match="Line 2: 'lost' is no reason"):
        reasons_from("reason\nlost\n")


FRIDAY = Promise(date(2026, 3, 27), Decimal("100.00"), "EUR")


def test_a_promise_is_judged_two_banking_days_after_its_day() -> None:
    assert judged_on(FRIDAY) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("rest", "today", "told"),
    [
        ("100.10", date(2026, 3, 27), PromiseState.DUE),
        ("100.10", date(2026, 3, 31), PromiseState.OVERDUE),
        ("100.10", date(2026, 4, 1), PromiseState.BROKEN),
        ("0.10", date(2026, 3, 20), PromiseState.KEPT),
        ("0.11", date(2026, 4, 1), PromiseState.BROKEN),
    ],
)
def test_a_promise_is_kept_when_the_balance_fell_by_its_amount(
    rest: str, today: date, told: PromiseState
) -> None:
    before = [bill("A1", "200.20", rest="100.10"), bill("A2", "5.00", currency="USD")]
    after = [bill("A1", "200.20", rest=rest), bill("A7", "9000.00")]
    assert state_of(FRIDAY, before, after, today) is told
    paid = [bill("A1", "200.20", status=InvoiceStatus.PAID)]
    assert state_of(FRIDAY, before, paid, today) is PromiseState.KEPT

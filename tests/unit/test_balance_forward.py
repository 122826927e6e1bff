"""Balance forward: every movement is told once, and they lead from one balance to the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.dispute import DisputeCase, DisputeChange, DisputeState, Past
from models.entries import EntryKind, History
from models.ledger import Invoice, InvoiceStatus
from models.sending import Reason
from models.standing import Version
from receivables.aging import Terms, age, ties
from receivables.dispute_history import at, covered_by, tallies
from receivables.forward import carried
from tests.values.period_values import A1, A2, A3, A4, B1, C9, CLOSED, DISPUTED, MARCH, PAID, V1

LOADED = {1: datetime(2026, 2, 28, 20, tzinfo=UTC), 2: datetime(2026, 3, 16, 20, tzinfo=UTC)}
LOADED[3] = datetime(2026, 3, 31, 18, tzinfo=UTC)


def history(*versions: tuple[int, Invoice]) -> History:
    return History(tuple(Version(load, LOADED[load], invoice) for load, invoice in versions))


def test_movements_lead_from_the_balance_before_to_the_balance_at_the_end() -> None:
    histories = (
        history((1, A1), (2, replace(A1, status=PAID))),
        history((1, A2), (3, replace(A2, status=DISPUTED))),
        history((2, A3)),
        history((3, A4)),
        history((1, C9), (3, replace(C9, status=CLOSED))),
        history((3, V1)),
    )
    (found,) = carried(histories, 1, MARCH)
    told = [
        (one.on.day, one.kind, one.invoice.number, str(one.amount), str(one.balance)) for one in found.entries
    ]
    assert told == [
        (5, EntryKind.INVOICE, "A3", "750.50", "2150.50"),
        (16, EntryKind.PAID, "A1", "-1000.00", "1150.50"),
        (20, EntryKind.INVOICE, "A4", "1000.00", "2150.50"),
        (31, EntryKind.USED, "C9", "100.00", "2250.50"),
    ]
    assert (found.opening, found.invoiced, found.settled) == (
        Decimal("1400.00"),
        Decimal("1750.50"),
        Decimal("-900.00"),
    )
    assert found.closing == Decimal("2250.50")


def test_a_part_payment_is_told_by_the_rest() -> None:
    part, paid = replace(B1, open_amount=Decimal(1500)), replace(B1, status=PAID)
    (found,) = carried([history((1, B1), (2, part), (3, paid))], 1, MARCH)
    assert [(one.kind, one.amount) for one in found.entries] == [
        (EntryKind.REDUCED, Decimal(-500)),
        (EntryKind.PAID, Decimal(-1500)),
    ]


def test_an_invoice_that_was_paid_before_any_load_saw_it_open_is_told_as_both() -> None:
    (found,) = carried([history((2, replace(A3, status=PAID)))], 1, MARCH)
    assert [(one.kind, one.amount) for one in found.entries] == [
        (EntryKind.INVOICE, Decimal("750.50")),
        (EntryKind.PAID, Decimal("-750.50")),
    ]
    assert found.closing == 0


AMOUNTS = st.decimals(0, 1000, places=2)
STATES = st.sampled_from([*InvoiceStatus])
DATES = st.dates(date(2026, 1, 1), date(2026, 4, 30))


@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3]), STATES, AMOUNTS, DATES),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one[0],
    )
)
def test_movements_always_add_up(drawn: list) -> None:
    versions = [
        (load, replace(A1, status=status, open_amount=rest, invoice_date=issued))
        for load, status, rest, issued in sorted(drawn, key=lambda one: one[0])
    ]
    found = carried([history(*versions)], 1, MARCH)
    before = [one for load, one in versions if load == 1 and one.invoice_date < MARCH.first]
    last = versions[-1][1]
    closing = last.balance if last.invoice_date <= MARCH.last else Decimal(0)
    assert sum((one.opening for one in found), Decimal(0)) == sum((one.balance for one in before), Decimal(0))
    assert sum((one.closing for one in found), Decimal(0)) == closing


CASE = DisputeCase(
    1,
    "default",
    A3.key,
    Reason.SHORT,
    Decimal("60.00"),
    "EUR",
    date(2026, 3, 3),
    date(2026, 3, 20),
    datetime(2026, 3, 3, 9, tzinfo=UTC),
    "ann",
)


def past(*changes: tuple[int, dict[str, str]]) -> Past:
    first = {
        "state": "open",
        "amount": "60.00",
        "raised": "2026-03-03",
        "due": "2026-03-20",
        "reason": "short",
    }
    made = [DisputeChange(CASE.opened_at, "ann", first)]
    made += [DisputeChange(datetime(2026, 3, day, 12, tzinfo=UTC), "ann", what) for day, what in changes]
    return Past(replace(CASE, state=DisputeState.WON, amount=Decimal(1)), tuple(made))


def test_a_dispute_stands_on_any_day_as_it_did() -> None:
    one = past((10, {"amount": "40.00"}), (25, {"state": "won", "recovered": "40.00"}))
    assert at(one, datetime(2026, 3, 3, tzinfo=UTC)) is None
    early = at(one, datetime(2026, 3, 9, tzinfo=UTC))
    assert early is not None
    assert (early.state, early.amount, early.closed_at) == (DisputeState.OPEN, Decimal("60.00"), None)
    late = at(one, datetime(2026, 4, 1, tzinfo=UTC))
    assert late is not None
    assert (late.recovered, late.closed_at) == (Decimal("40.00"), datetime(2026, 3, 25, 12, tzinfo=UTC))


def test_a_dispute_expires_where_its_last_day_passes_without_our_answer() -> None:
    answered = past((20, {"state": "evidence_sent"}))
    assert tallies([answered], MARCH)["EUR"].expired.count == 0
    late = past((21, {"state": "evidence_sent"}))
    assert tallies([late], MARCH)["EUR"].expired.count == 1


def test_open_disputes_cover_at_most_the_balance_and_nothing_that_the_ledger_marks() -> None:
    more = replace(CASE, amount=Decimal("9000.00"))
    assert covered_by([A3], [CASE]) == {A3.key: Decimal("60.00")}
    assert covered_by([A3], [CASE, more]) == {A3.key: A3.balance}
    assert covered_by([replace(A3, status=DISPUTED)], [CASE]) == {}
    assert covered_by([A3], [replace(CASE, currency="USD"), replace(CASE, state=DisputeState.LOST)]) == {}


def test_what_is_disputed_here_moves_no_amount_of_the_aging() -> None:
    terms = Terms(MARCH.last)
    plain, told = age([A3, A4], terms), age([A3, A4], terms, {A3.key: Decimal("60.00")})
    assert told.totals["EUR"].covered == Decimal("60.00")
    assert replace(told.totals["EUR"], covered=Decimal(0)) == plain.totals["EUR"]


def test_a_control_total_that_does_not_tie_says_by_how_much() -> None:
    aging = age([A3, A4], Terms(MARCH.last))
    same, missing = ties(aging, {"EUR": Decimal("1750.50"), "USD": Decimal("10.00")})
    assert (same.difference, missing.difference) == (Decimal("0.00"), Decimal("-10.00"))

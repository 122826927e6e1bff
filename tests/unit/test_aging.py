"""Aging and statements are exact to the cent, and nothing is left out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import WrongUse
from models.ledger import Invoice, InvoiceStatus
from models.reading import AcceptanceStatus
from receivables.aging import Basis, Credits, Terms, age
from receivables.statement import Account, state
from tests.values.ledger_values import BILLS, DAY, DISPUTED, bill, pod

DUE = Terms(DAY)


def cents(amounts: Iterable[Decimal]) -> list[str]:
    return [f"{amount:.2f}" for amount in amounts]


def test_what_is_owed_stands_by_days_overdue_and_disputes_and_credits_apart() -> None:
    lines = {(line.customer, line.currency): line for line in age(BILLS, DUE).lines}
    first = lines["C-1", "EUR"]
    assert cents(first.buckets) == ["100.10", "500.50", "400.40", "0.01", "250.05"]
    assert (first.disputed, first.credits, first.total) == (*map(Decimal, ("77.77", "-50.00", "1278.83")),)
    assert first.count == 8
    assert cents(lines["C-2", "EUR"].buckets) == ["1234.56", "60.60", "0.00", "0.00", "0.00"]
    assert cents(lines["C-2", "USD"].buckets) == ["0.00", "0.00", "0.00", "500.00", "0.00"]


def test_the_sum_is_that_of_the_ledger_but_for_what_was_issued_later() -> None:
    control = age(BILLS, DUE).controls["EUR"]
    assert cents((control.ledger, control.later, control.aged)) == ["2578.99", "5.00", "2573.99"]
    assert control.agrees


def test_currencies_are_never_added_up() -> None:
    assert {currency: line.total for currency, line in age(BILLS, DUE).totals.items()} == {
        "EUR": Decimal("2573.99"),
        "USD": Decimal("500.00"),
    }


def test_by_invoice_date_there_is_nothing_that_is_not_due() -> None:
    aged = age(BILLS, Terms(DAY, Basis.INVOICE))
    line = aged.lines[0]
    assert [(one.first, one.last) for one in aged.terms.buckets] == [
        (None, 30),
        (31, 60),
        (61, 90),
        (91, None),
    ]
    assert cents(line.buckets) == ["100.10", "500.50", "400.40", "250.06"]


def test_credits_may_be_aged_with_the_rest() -> None:
    line = age(BILLS, replace(DUE, credits=Credits.AGED)).lines[0]
    assert cents((line.buckets[1], line.credits, line.total)) == ["450.50", "0.00", "1278.83"]


def test_the_limits_of_the_buckets_may_be_others() -> None:
    line = age(BILLS, replace(DUE, limits=(7, 365))).lines[0]
    assert cents(line.buckets) == ["100.10", "200.20", "950.76", "0.00"]


@pytest.mark.parametrize("limits", [(), (0, 30), (30, 30), (60, 30), (1, 2, 3, 4, 5, 6, 7, 8, 9), (4000,)])
def test_limits_that_cannot_be_are_refused(limits: tuple[int, ...]) -> None:
    with pytest.raises(WrongUse, match="such as 30,60,90"):
        Terms(DAY, limits=limits)


def test_what_has_no_due_date_counts_from_its_invoice_date_and_is_told() -> None:
    assert age(BILLS, DUE).undated == 1
    assert age(BILLS, Terms(DAY, Basis.INVOICE)).undated == 0


AMOUNTS = st.decimals("-99999.99", "99999.99", places=2)
ITEMS = st.builds(
    lambda place, amount, days, state, currency: replace(
        bill(str(place), "0", days, f"C-{place % 3}", currency=currency, status=state), amount=amount
    ),
    st.integers(0, 999),
    AMOUNTS,
    st.one_of(st.none(), st.integers(-400, 400)),
    st.sampled_from(InvoiceStatus),
    st.sampled_from(["EUR", "USD", "JPY"]),
)


@given(st.lists(ITEMS, max_size=40), st.sampled_from(Basis), st.sampled_from(Credits), st.randoms())
def test_customers_add_up_to_totals_and_totals_to_the_ledger(
    items: list[Invoice], basis: Basis, where: Credits, chance: object
) -> None:
    terms = Terms(DAY, basis, credits=where)
    aged = age(items, terms)
    for currency, control in aged.controls.items():
        assert control.agrees
        balances = (one.balance for one in items if one.currency == currency)
        assert control.ledger == sum(balances, Decimal(0))
        lines = [line for line in aged.lines if line.currency == currency]
        assert sum((line.total for line in lines), Decimal(0)) == control.aged
    shuffled = list(items)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert age(shuffled, terms) == aged


def account_of_first() -> Account:
    pods = {("C-1", "A3"): (pod("A3", AcceptanceStatus.SIGNED_CLEAN), pod("A3", None, filed=False))}
    (account,) = state("C-1", BILLS, pods, DUE).accounts
    return account


def test_a_statement_runs_its_balance_by_date_and_ends_with_the_total() -> None:
    items = account_of_first().items
    assert [item.invoice.number for item in items] == ["A6", "A5", "A7", "A4", "A3", "A8", "A2", "A1"]
    running = ["250.05", "250.06", "327.83", "728.23", "1028.53", "978.53", "1178.73", "1278.83"]
    assert cents(item.balance for item in items) == running
    assert items[-1].balance == account_of_first().aged.total


def test_a_statement_says_what_is_overdue_disputed_and_proven() -> None:
    account = account_of_first()
    assert account.overdue == Decimal("250.05") + Decimal("0.01") + Decimal("400.40") + Decimal("500.50")
    assert [item.invoice.number for item in account.items if item.is_disputed] == ["A7"]
    assert {
        item.invoice.number: [one.document_id for one in item.pods] for item in account.items if item.pods
    } == {"A3": ["A3-signed_clean"]}
    assert {item.invoice.number: item.overdue for item in account.items}["A8"] == 0


def test_a_statement_of_an_earlier_day_leaves_out_what_came_later() -> None:
    early = Terms(DAY - timedelta(days=60))
    (account,) = state("C-1", BILLS, {}, early).accounts
    assert [item.invoice.number for item in account.items] == ["A6", "A5", "A7", "A4", "A3"]
    assert state("C-9", BILLS, {}, early).accounts == ()


def test_each_currency_has_an_account_of_its_own() -> None:
    accounts = state("C-2", [*BILLS, bill("B5", "1.00", 3, "C-2", status=DISPUTED)], {}, DUE).accounts
    assert [(one.currency, f"{one.aged.total:.2f}") for one in accounts] == [
        ("EUR", "1296.16"),
        ("USD", "500.00"),
    ]


def test_a_day_before_everything_owes_nothing() -> None:
    assert age(BILLS, Terms(date(2020, 1, 1))).totals == {}
    assert all(one.agrees for one in age(BILLS, Terms(date(2020, 1, 1))).controls.values())

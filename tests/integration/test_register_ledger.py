"""The ledger in the register: loads by difference, per client, quickly."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import LedgerRefused
from models.ledger import Invoice, InvoiceStatus, Ledger
from storage.register import LoadResult, Register
from tests.values.register_values import NOW, invoice_of, ledger_of

ONE, TWO = invoice_of("INV-1"), invoice_of("INV-2", "C-2")
BOTH = ledger_of(ONE, TWO)
CLOSED = InvoiceStatus.CLOSED


def test_a_ledger_comes_back_as_it_was_loaded(register: Register) -> None:
    assert register.load_number("default") == 0
    assert register.load_ledger("default", BOTH, NOW) == LoadResult(2, 0, 0, 0, load=1)
    assert register.ledger("default") == BOTH
    assert register.load_number("default") == 1


def test_the_same_ledger_again_changes_nothing(register: Register) -> None:
    register.load_ledger("default", BOTH, NOW)
    assert register.load_ledger("default", BOTH, NOW) == LoadResult(0, 0, 0, 2, load=1)
    assert [event.kind for event in register.events("default")] == ["ledger loaded", "ledger loaded"]


def test_an_invoice_missing_from_a_full_load_is_closed_and_stays(register: Register) -> None:
    register.load_ledger("default", BOTH, NOW)
    assert register.load_ledger("default", ledger_of(ONE), NOW) == LoadResult(0, 0, 1, 1, load=2)
    assert register.ledger("default").invoices == (ONE, replace(TWO, status=CLOSED))
    assert register.load_ledger("default", ledger_of(ONE), NOW) == LoadResult(0, 0, 0, 1, load=2)


def test_a_delta_closes_none(register: Register) -> None:
    register.load_ledger("default", BOTH, NOW)
    three = invoice_of("INV-3")
    assert register.load_ledger("default", ledger_of(three), NOW, delta=True) == LoadResult(
        1, 0, 0, 0, load=2
    )
    assert register.ledger("default").invoices == (ONE, three, TWO)


def test_a_changed_invoice_takes_its_new_values(register: Register) -> None:
    register.load_ledger("default", BOTH, NOW)
    paid = replace(ONE, status=InvoiceStatus.PAID, amount=Decimal("0.00"))
    assert register.load_ledger("default", ledger_of(paid, TWO), NOW).changed == 1
    assert register.invoice("default", ONE.key) == paid


def test_a_new_customer_name_is_a_new_load(register: Register) -> None:
    register.load_ledger("default", BOTH, NOW)
    renamed = ledger_of(ONE, TWO, name="Acme Ltd")
    assert register.load_ledger("default", renamed, NOW) == LoadResult(0, 0, 0, 2, load=2)
    assert register.ledger("default") == renamed


def test_two_clients_may_own_the_same_invoice_number(register: Register) -> None:
    theirs = replace(ONE, amount=Decimal(7))
    register.load_ledger("acme", ledger_of(ONE), NOW)
    register.load_ledger("bolt", ledger_of(theirs), NOW)
    register.load_ledger("bolt", ledger_of(TWO), NOW)
    assert register.ledger("acme").invoices == (ONE,)
    assert register.invoice("bolt", ONE.key) == replace(theirs, status=CLOSED)
    assert (register.load_number("acme"), register.load_number("bolt")) == (1, 2)


def test_two_customers_may_have_the_same_invoice_number(register: Register) -> None:
    other = invoice_of("INV-1", "C-2")
    register.load_ledger("default", ledger_of(ONE, other), NOW)
    assert register.invoice("default", ("C-2", "INV-1")) == other
    assert register.invoice("default", ("C-3", "INV-1")) is None


def test_a_ledger_that_contradicts_itself_is_refused_whole(register: Register) -> None:
    twice = (ONE, TWO, replace(ONE, amount=Decimal(7)))
    with pytest.raises(LedgerRefused, match="INV-1"):
        register.load_ledger("default", Ledger((), twice), NOW)
    assert register.ledger("default") == Ledger((), ())


INVOICES = st.builds(
    invoice_of,
    number=st.sampled_from(["1", "01", "é", "1 "]),
    customer=st.sampled_from(["C-1", "c-1"]),
    status=st.sampled_from(InvoiceStatus),
)
LEDGERS = st.lists(INVOICES, max_size=6, unique_by=lambda invoice: invoice.key).map(
    lambda i: Ledger((), tuple(i))
)


def test_a_void_invoice_missing_from_a_full_load_stays_void(register: Register) -> None:
    void = replace(TWO, status=InvoiceStatus.VOID)
    register.load_ledger("default", ledger_of(ONE, void), NOW)
    register.load_ledger("default", ledger_of(ONE), NOW)
    assert register.ledger("default").invoices == (ONE, void)


def no_longer_listed(invoice: Invoice) -> Invoice:
    return invoice if invoice.status is InvoiceStatus.VOID else replace(invoice, status=CLOSED)


def by_key(ledger: Ledger) -> dict[tuple[str, str], Invoice]:
    return {invoice.key: invoice for invoice in ledger.invoices}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=LEDGERS, new=LEDGERS)
def test_a_full_load_gives_the_new_ledger_and_the_rest_closed(
    register: Register, old: Ledger, new: Ledger
) -> None:
    client = uuid.uuid4().hex
    register.load_ledger(client, old, NOW)
    result = register.load_ledger(client, new, NOW)
    rest = {key: no_longer_listed(invoice) for key, invoice in by_key(old).items()}
    assert by_key(register.ledger(client)) == rest | by_key(new)
    assert result.added + result.changed + result.unchanged == len(new.invoices)


def test_a_number_too_long_for_any_index_is_refused_with_its_beginning(register: Register) -> None:
    with pytest.raises(LedgerRefused, match=r"'9{40}'… has 201 characters"):
        register.load_ledger("default", ledger_of(invoice_of("9" * 201)), NOW)
    register.load_ledger("default", ledger_of(invoice_of("☃" * 200)), NOW)
    assert len(register.ledger("default").invoices) == 1


def test_what_a_load_would_change_is_told_and_nothing_changes(register: Register) -> None:
    register.load_ledger("default", BOTH, NOW)
    new = ledger_of(replace(ONE, amount=Decimal(7)), invoice_of("INV-3"))
    assert register.compare_ledger("default", new) == LoadResult(1, 1, 1, 0, load=1)
    assert register.compare_ledger("default", new, delta=True) == LoadResult(1, 1, 0, 0, load=1)
    assert register.ledger("default") == BOTH
    assert register.load_ledger("default", new, NOW) == LoadResult(1, 1, 1, 0, load=2)


def test_an_amount_written_with_other_zeros_is_the_same(register: Register) -> None:
    register.load_ledger("default", ledger_of(replace(ONE, amount=Decimal("120.50"))), NOW)
    for text in ("120.5", "120.500"):
        again = ledger_of(replace(ONE, amount=Decimal(text)))
        assert register.load_ledger("default", again, NOW) == LoadResult(0, 0, 0, 1, load=1)
    hundreds = ledger_of(replace(ONE, amount=Decimal(12050)))
    assert register.load_ledger("default", hundreds, NOW).changed == 1


def test_an_invoice_that_comes_twice_alike_is_one(register: Register) -> None:
    assert register.load_ledger("default", Ledger((), (ONE, TWO, ONE)), NOW).added == 2
    assert register.ledger("default").invoices == (ONE, TWO)

"""Whose invoice a row is: a branch is known by its whole name, and what is known of a customer is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import LedgerRefused
from models.ledger import Customer
from tests.values.ledger_exports import by_number, imported

HEAD = "Type,Date,Document Number,Name,Amount,Amount Remaining,Currency\n"
NUMBERED = "Customer No;Customer Name;Invoice No;Invoice Date;Amount;Currency\n"
LIST = f"{NUMBERED}7;Acme East Ltd;1;2026-03-10;5.00;EUR\n"
KNOWN = Customer("7", "Acme East Ltd", ("ACME", "Acme Stores"), "17 Mill Lane", "Leeds", "GB")


def branches(**names: str) -> str:
    """An invoice of each number to a customer of this name."""
    return HEAD + "".join(
        f"Invoice,2026-03-10,{number},{name},5.00,5.00,EUR\n" for number, name in names.items()
    )


def owners(text: str, *known: Customer, customers: str | None = None) -> dict[str, str]:
    """Invoice number -> customer number."""
    read = imported(text, customers, known=known)
    return {number: invoice.customer_number for number, invoice in by_number(read).items()}


def test_a_branch_of_one_firm_is_not_that_of_another():
    known = imported(branches(A="Bolt : Store 1")).ledger.customers
    assert owners(branches(A="Bolt : Store 1", B="Acme : Store 1"), *known) == {
        "A": "Bolt : Store 1", "B": "Acme : Store 1",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Bolt", "Store 1", "Bolt Store 1"])
def test_neither_the_parent_nor_the_bare_name_of_a_branch_is_the_branch(name: str):
    known = imported(branches(A="Bolt : Store 1")).ledger.customers
    assert owners(branches(B=name), *known) == {"B": name}


names = st.lists(st.sampled_from(["Acme", "Bolt", "Store 1"]), min_size=1, max_size=3).map(" : ".join)
firms = st.lists(names, min_size=1, max_size=5)


@given(firms, firms)
@settings(max_examples=60, deadline=None)
def test_whose_a_row_is_does_not_depend_on_which_other_branches_are_known(before: list[str], now: list[str]):
    known = imported(branches(**{f"A{n}": name for n, name in enumerate(before)})).ledger.customers
    rows = {f"B{n}": name for n, name in enumerate(now)}
    assert owners(branches(**rows), *known) == rows


def test_a_branch_with_a_number_is_found_again_by_its_whole_name_only():
    known = imported(f"{NUMBERED}7;Bolt : Store 1;1;2026-03-10;5.00;EUR\n").ledger.customers
    assert known == (Customer("7", "Store 1", ("Bolt", "Bolt : Store 1")),)
    assert owners(branches(A="Bolt:Store 1", B="Bolt", C="Acme : Store 1"), *known) == {
        "A": "7", "B": "Bolt", "C": "Acme : Store 1",
    }  # fmt: skip


def test_a_list_of_customers_names_a_branch_whole():
    people = "Number;Name\n9;Bolt : Store 1\n"
    read = imported(branches(A="Bolt : Store 1"), people)
    assert by_number(read)["A"].customer_number == "9"
    assert read.ledger.customers == (Customer("9", "Store 1", ("Bolt", "Bolt : Store 1")),)
    with pytest.raises(LedgerRefused, match=r"'Bolt : Store 1' is not in people\.csv"):
        imported(branches(A="Bolt : Store 1"), "Number;Name\n9;Store 1\n")


def test_a_colon_in_the_number_of_a_customer_takes_nothing_from_its_name():
    assert owners(branches(A="Acme Ltd"), Customer("DE:1000", "Acme Ltd")) == {"A": "DE:1000"}


def test_a_list_of_customers_that_says_less_takes_nothing_away():
    read = imported(LIST, "Number;Name\n7;Acme East Ltd\n", known=[KNOWN])
    assert read.ledger.customers == (KNOWN,)


def test_a_list_of_customers_lays_new_names_and_places_over_what_is_known():
    read = imported(LIST, "Number;Name;City\n7;Acme Leeds Ltd;York\n", known=[KNOWN])
    assert read.ledger.customers == (
        Customer(
            "7", "Acme Leeds Ltd", ("ACME", "Acme Stores", "Acme East Ltd"), "17 Mill Lane", "York", "GB"
        ),
    )


def test_our_own_files_stand_as_they_are_whatever_is_known():
    people = "customer_number,name,aliases,address,city,country\n7,Acme East Ltd,,,,\n"
    bills = (
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "1,7,,2026-03-10,,5.00,EUR,,open\n"
    )
    assert imported(bills, people, known=[KNOWN]).ledger.customers == (Customer("7", "Acme East Ltd"),)


def test_a_customer_called_total_is_a_customer():
    people = "Number;Name\n7;Total Energies\n"
    assert imported(LIST, people).ledger.customers == (Customer("7", "Total Energies"),)

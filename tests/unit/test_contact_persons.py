"""Contact persons in files: taken as they are written, refused with the line that cannot be."""

from __future__ import annotations

import pytest

from models.address_book import Duty, Source, Written
from models.errors import LedgerRefused, WrongUse
from models.evidence import Tongue
from pipeline.ledger_files.contact_persons import person_of, persons_in, persons_of_customers


def test_a_file_names_persons_with_role_and_language():
    text = (
        "email;name;customer_number;role;language\n"
        "ap@buyer.example;Ann  Lee;C-1;;DE\n"
        "claims@buyer.example;;C-1;Disputes;\n"
    )
    ann, claims = persons_in(text, "contacts.csv")
    assert (ann.customer, ann.name, ann.duty, ann.language) == (
        "C-1",
        "Ann Lee",
        Duty.PAYABLES,
        Tongue.GERMAN,
    )
    assert (claims.name, claims.duty, claims.language) == ("", Duty.DISPUTES, None)


def test_the_last_row_of_an_address_and_a_role_holds():
    text = "customer_number,name,email\nC-1,Old,a@b.example\nC-1,New,a@b.example\nC-2,Other,a@b.example\n"
    assert [(one.customer, one.name) for one in persons_in(text, "f.csv")] == [
        ("C-1", "New"),
        ("C-2", "Other"),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("C-1,Ann,no-address", "line 2: 'no-address' is no e-mail address"),
        ("C-1,A <b@c.d>,a@b.example", "line 2: 'A <b@c.d>' is no name"),
        (",Ann,a@b.example", "line 2: customer_number"),
    ],
)
def test_a_row_that_cannot_be_refuses_the_file_and_names_its_line(row: str, told: str):
    with pytest.raises(LedgerRefused, match=told):
        persons_in(f"customer_number,name,email\n{row}\n", "contacts.csv")


def test_an_unknown_role_or_language_names_those_that_are_known():
    with pytest.raises(WrongUse, match="accounts_payable, disputes"):
        person_of(Written("C-1", "Ann", "a@b.example", "boss"), Source.PERSON)
    with pytest.raises(WrongUse, match="en, de"):
        person_of(Written("C-1", "Ann", "a@b.example", "", "fr"), Source.PERSON)


def test_further_columns_of_the_customers_are_persons_and_rows_without_an_address_none():
    head = b"customer_number,name,aliases,address,city,country,contact_name,contact_email\n"
    rows = b"C-1,Buyer Ltd,,,,,Ann,ap@buyer.example\nC-2,Other,,,,,,\nC-3,Third,,,,,Bo,nowhere\n"
    persons, faulty = persons_of_customers(head + rows, "customers.csv")
    assert [(one.customer, one.name, one.email) for one in persons] == [("C-1", "Ann", "ap@buyer.example")]
    assert [one.line for one in faulty] == [4]
    assert persons_of_customers(b"customer_number,name\nC-1,Ann\n", "c.csv") == ((), ())

"""What the user says beside the files is heeded, or refused with the reason; never dropped."""

from __future__ import annotations

import pytest

from models.errors import WrongUse
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.ledger_files.importing.reading import import_ledger
from tests.values.ledger_exports import by_number, imported, ubl

LIST = (
    "Customer No;Customer Name;Invoice No;Invoice Date;Amount;Currency;PO Number;Assignment\n"
    "7;Acme;1;2026-03-10;5.00;EUR;PO-1;PO-2\n"
)
PEOPLE = "customer_number,name,aliases,address,city,country\n7,Acme,,,,\n"
HEAD = (
    "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
)


def bill(day: str = "2026-03-10", due: str = "", amount: str = "1.00") -> str:
    return f'{HEAD}1,7,,{day},{due},"{amount}",EUR,,open\n'


def refusal(text: str, customers: str | None = None, **wishes: object) -> str:
    with pytest.raises(WrongUse) as refused:
        imported(text, customers, **wishes)
    return str(refused.value)


def test_a_column_is_taken_from_the_header_that_the_user_names():
    assert by_number(imported(LIST))["1"].po_number == "PO-1"
    assert by_number(imported(LIST, columns={"po_number": "assignment"}))["1"].po_number == "PO-2"


def test_a_header_that_the_file_does_not_have_is_refused_with_those_it_has():
    words = refusal(LIST, columns={"po_number": "Asignment"})
    assert "--column po_number=Asignment: list.csv has no header 'Asignment'" in words
    assert "it has 'Customer No', 'Customer Name', " in words
    assert "'PO Number', 'Assignment'." in words


def test_a_header_is_not_looked_for_in_a_list_of_customers():
    read = imported(LIST, "Number;Name\n7;Acme\n", columns={"po_number": "Assignment"})
    assert by_number(read)["1"].po_number == "PO-2"


@pytest.mark.parametrize(
    ("text", "wishes", "shown"),
    [
        (bill("25/03/2026"), {"date_order": "mdy"}, "--date-order mdy, but line 2 has 25/03/2026"),
        (bill(due="03/25/2026"), {"date_order": "dmy"}, "--date-order dmy, but line 2 has 03/25/2026"),
        (bill(amount="1.50"), {"decimal_mark": ","}, "--decimal-mark ,, but line 2 has 1.50"),
    ],
)
def test_our_own_files_that_contradict_the_user_are_refused(text: str, wishes: dict[str, str], shown: str):
    words = refusal(text, PEOPLE, **wishes)
    assert f"list.csv: {shown}" in words
    assert "Nothing was loaded" in words


def test_our_own_files_that_agree_with_the_user_or_do_not_tell_are_read():
    (invoice,) = imported(bill("04/03/2026", "25/03/2026", "1,234"), PEOPLE, date_order="dmy",
                          decimal_mark=",").ledger.invoices  # fmt: skip
    assert (invoice.invoice_date.month, str(invoice.amount)) == (3, "1.234")


def test_a_setting_gives_way_to_our_own_files():
    (invoice,) = imported(bill("25/03/2026"), PEOPLE, undecided_order="mdy").ledger.invoices
    assert invoice.invoice_date.day == 25


def test_columns_cannot_be_named_where_the_headers_are_fixed_or_missing():
    assert "headers of its own" in refusal(bill(), PEOPLE, profile="contract", columns={"po_number": "Order"})
    with pytest.raises(WrongUse, match="Messages have no headers"):
        import_ledger(None, [Export("a.xml", ubl())], Wishes(columns={"po_number": "Order"}), {})

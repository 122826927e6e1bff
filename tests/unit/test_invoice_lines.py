"""Lines of invoices from lists and UBL."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest

from models.errors import LedgerRefused
from models.lines import InvoiceLines
from pipeline.invoice_lines import read_lines
from pipeline.ledger_files.importing.given import Export

OWNERS = {"INV-1": ("C-1",), "INV-2": ("C-1", "C-2")}
HEAD = "invoice_number,customer_number,position,article,description,quantity,unit,price,amount"
UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>INV-1</ID>
<AccountingCustomerParty><SupplierAssignedAccountID>theirs</SupplierAssignedAccountID>
</AccountingCustomerParty>
<InvoiceLine><ID>1</ID><InvoicedQuantity unitCode="C62">12</InvoicedQuantity>
<LineExtensionAmount>30.00</LineExtensionAmount><Item><Name>Hex bolt</Name>
<SellersItemIdentification><ID>HX-1</ID></SellersItemIdentification></Item>
<Price><PriceAmount>250</PriceAmount><BaseQuantity>100</BaseQuantity></Price></InvoiceLine></Invoice>"""


def owners(numbers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {number: OWNERS.get(number, ()) for number in numbers}


def read(*texts: str, mark: str = "") -> tuple[InvoiceLines, ...]:
    exports = [Export(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    return read_lines(exports, owners, mark).invoices


def test_our_own_columns_are_read():
    (one,) = read(f"{HEAD}\nINV-1,C-1,10,HX-1,Hex bolt,12,box,2.50,30.00\nINV-1,C-1,20,VB-2,V-belt,4,pc,,\n")
    assert one.key == ("C-1", "INV-1")
    assert [line.quantity for line in one.lines] == [12, 4]
    assert (one.lines[0].price, one.lines[0].amount, one.lines[1].price) == (Decimal("2.50"), 30, None)


def test_headers_of_other_systems_are_known():
    (one,) = read("Rechnungsnr.;Materialnummer;Artikel-Nr.;Bezeichnung;Menge;ME;Einzelpreis\n"
                  "INV-1;;HX-1;Sechskantschraube;1.200;Stk;2,50\n")  # fmt: skip
    line = one.lines[0]
    assert (line.quantity, line.price, line.unit) == (1200, Decimal("2.50"), "Stk")


def test_ubl_is_read_and_its_price_is_for_one():
    (one,) = read(UBL)
    line = one.lines[0]
    assert (one.key, line.article, line.unit) == (("C-1", "INV-1"), "HX-1", "C62")
    assert (line.quantity, line.price, line.amount) == (12, Decimal("2.5"), 30)


def test_a_credit_note_takes_back():
    text = UBL.replace("InvoicedQuantity", "CreditedQuantity").replace("InvoiceLine", "CreditNoteLine")
    (one,) = read(text.replace("<Invoice ", "<CreditNote ").replace("</Invoice>", "</CreditNote>"))
    assert one.lines[0].quantity == -12


def test_an_entity_is_refused():
    with pytest.raises(LedgerRefused, match="document type"):
        read('<!DOCTYPE x [<!ENTITY a "b">]><Invoice><ID>&a;</ID></Invoice>')


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("INV-9,,1,A,B,1,pc,1,1", "not in the ledger"),
        ("INV-2,,1,A,B,1,pc,1,1", "add customer_number"),
        ("INV-1,C-2,1,A,B,1,pc,1,1", "not one of customer"),
        ("INV-1,C-1,1,A,B,many,pc,1,1", "quantity 'many'"),
        ("INV-1,C-1,1,A,B,1.200,pc,1,1", "two amounts"),
    ],
)
def test_what_does_not_add_up_is_refused_with_its_line(row: str, words: str):
    with pytest.raises(LedgerRefused, match=words) as refused:
        read(f"{HEAD}\n{row}\n")
    assert "line 2" in str(refused.value)


def test_a_file_without_such_headers_is_refused():
    with pytest.raises(LedgerRefused, match="no row of headers"):
        read("a,b\n1,2\n")


def test_a_mark_that_the_user_names_settles_it():
    (one,) = read(f"{HEAD}\nINV-1,C-1,1,A,B,1.200,pc,,\n", mark=",")
    assert one.lines[0].quantity == 1200

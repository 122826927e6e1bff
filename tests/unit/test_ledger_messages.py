"""UBL and X12 invoices are read one by one; what is damaged or dangerous refuses all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.errors import LedgerRefused
from models.ledger import Customer, Invoice, InvoiceStatus
from pipeline.ledger_files.importing.given import Export, Imported, Wishes, with_state_of
from pipeline.ledger_files.importing.reading import import_ledger
from tests.values.ledger_exports import INVOICE_810, NOTICE_856, as_bytes, ubl, x12, zipped


def read(*files: str | bytes, **wishes: object) -> Imported:
    exports = [Export(f"in/{n}", as_bytes(content)) for n, content in enumerate(files, start=1)]
    return import_ledger(None, exports, Wishes(**wishes), {})


def refusal(*files: str | bytes) -> str:
    with pytest.raises(LedgerRefused) as refused:
        read(*files)
    return str(refused.value)


def test_a_ubl_invoice_is_read_with_its_customer_and_despatch():
    done = read(ubl())
    assert done.messages
    assert done.ledger.customers == (
        Customer("00417", "Acme & Sons", (), "17 Mill Lane", "LS1 4AB Leeds", "GB"),
    )
    assert done.ledger.invoices == (
        Invoice("INV-77", "00417", "PO-88", date(2026, 3, 10), date(2026, 4, 9), Decimal("120.50"), "EUR",
                "0080012", InvoiceStatus.OPEN),
    )  # fmt: skip


def test_ubl_credit_notes_have_a_minus_by_root_or_by_code():
    by_code = ubl(id="C-2", extra="").replace(
        b"</cbc:DueDate>", b"</cbc:DueDate><cbc:InvoiceTypeCode>381</cbc:InvoiceTypeCode>"
    )
    amounts = {
        one.number: one.amount for one in read(ubl("CreditNote", id="C-1"), by_code, ubl()).ledger.invoices
    }
    assert amounts == {"C-1": Decimal("-120.50"), "C-2": Decimal("-120.50"), "INV-77": Decimal("120.50")}


def test_a_zip_and_a_folder_of_ubl_are_the_same():
    files = {"a.xml": ubl(), "sub/b.xml": ubl(id="INV-78"), "__MACOSX/a.xml": b"junk", "sub/.b.xml": b"junk"}
    assert read(zipped(files)).ledger == read(ubl(), ubl(id="INV-78")).ledger


def test_the_file_at_fault_is_named():
    words = refusal(zipped({"a.xml": ubl(), "b.xml": ubl(id="INV-78", amount="much")}))
    assert "in/1/b.xml, line 1: amount 'much' is no amount" in words
    assert "neither Invoice nor CreditNote" in refusal(ubl().replace(b"Invoice", b"Catalogue"))
    assert "in/1, line 1: this is no well-formed XML" in refusal(b"<Invoice><ID>")


def test_entities_and_document_types_are_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        + ubl().split(b"?>", 1)[1]
    )
    assert "declares a document type" in refusal(bomb)
    outside = bomb.replace(b'<!ENTITY a "aaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
    assert "declares a document type" in refusal(outside)
    assert "nests more than" in refusal(b"<Invoice>" + b"<a>" * 100 + b"</a>" * 100 + b"</Invoice>")


@pytest.mark.parametrize("encoding", ["GB2312", "klingon"])
def test_an_encoding_that_is_not_read_is_refused(encoding: str):
    words = refusal(ubl().replace(b"UTF-8", encoding.encode()))
    assert "in/1 is in an encoding" in words
    assert "Nothing was loaded; save it as UTF-8" in words


@pytest.mark.parametrize("end", ["~", "~\n", "~\r\n", "\n"])
def test_an_810_is_read_with_the_sellers_number_of_the_customer(end: str):
    (invoice,) = read(x12(INVOICE_810, end=end)).ledger.invoices
    assert invoice == Invoice(
        "INV-77", "00417", "PO-88", date(2026, 3, 10), date(2026, 4, 9), Decimal("120.50"), "USD", "",
        InvoiceStatus.OPEN,
    )  # fmt: skip
    assert read(x12(INVOICE_810, end=end)).ledger.customers == (
        Customer("00417", "Acme Inc", (), "1 High St", "Akron OH 44301", "US"),
    )


def test_an_856_gives_the_810_of_its_order_the_delivery_number():
    assert read(x12(INVOICE_810), x12(NOTICE_856)).ledger.invoices[0].delivery_number == "SHIP-5"
    other = ("856", "BSN*00*SHIP-6*20260309*1200", "HL*1**S", "PRF*PO-88")
    assert read(x12(INVOICE_810, NOTICE_856, other)).ledger.invoices[0].delivery_number == ""


def renamed(number: str) -> tuple[str, ...]:
    """The 810 under another number."""
    return tuple(part.replace("INV-77", number) for part in INVOICE_810)


def deliveries(*sets: tuple[str, ...]) -> dict[str, str]:
    return {one.number: one.delivery_number for one in read(x12(*sets)).ledger.invoices}


def test_an_856_that_names_an_order_of_two_invoices_says_nothing_about_either():
    assert deliveries(INVOICE_810, renamed("INV-78"), NOTICE_856) == {"INV-77": "", "INV-78": ""}


def test_an_810_that_came_twice_is_one_invoice_of_its_order():
    assert deliveries(INVOICE_810, INVOICE_810, NOTICE_856) == {"INV-77": "SHIP-5"}


def test_an_856_that_names_an_invoice_is_for_no_other_of_its_order():
    named = (*NOTICE_856, "REF*IV*INV-78")
    assert deliveries(INVOICE_810, renamed("INV-78"), named) == {"INV-77": "", "INV-78": "SHIP-5"}
    assert deliveries(INVOICE_810, named) == {"INV-77": ""}


@pytest.mark.parametrize(
    ("parties", "customer"),
    [
        (("N1*ST*Dock 4*91*S9", "N1*BT*Acme Inc*91*00417"), Customer("00417", "Acme Inc")),
        (("N1*ST*Dock 4*91*S9", "N1*BT*Acme Inc*92*A1"), Customer("A1", "Acme Inc")),
        (("N1*BT*Acme Inc*92*A1", "N1*BY*Acme East*91*00418"), Customer("00418", "Acme East")),
        (("N1*ST*Dock 4*91*S9",), Customer("S9", "Dock 4")),
        (("N1*ST*Dock 4*91*S9", "N1*BT*Acme Inc"), Customer("Acme Inc", "Acme Inc")),
    ],
)
def test_the_customer_of_an_810_has_number_and_name_of_one_party(
    parties: tuple[str, ...], customer: Customer
):
    body = (part for part in INVOICE_810[1:] if part[:3] not in {"N1*", "N3*", "N4*"})
    assert read(x12(("810", *body, *parties))).ledger.customers == (customer,)


def test_a_credit_810_has_a_minus_and_hundredths():
    credit = tuple(part.replace("***DI", "***CR").replace("TDS*12050", "TDS*5") for part in INVOICE_810)
    assert read(x12(credit)).ledger.invoices[0].amount == Decimal("-0.05")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda text: text.replace("SE*11", "SE*12").replace("SE*12*0001", "SE*99*0001"), "its SE says 99"),
        (lambda text: text[: text.index("TDS")], "ends within a set"),
        (lambda text: text[: text.index("IEA")], "ends within a set"),
        (lambda text: text.replace("ST*810", "ST*997"), "holds no invoice"),
        (lambda text: text.replace("TDS*12050", "TDS*1,5"), "amount"),
        (lambda text: text.replace("BIG*20260310", "BIG*2026031"), "invoice_date '2026031' is no date"),
        (lambda text: text[:50], "whole ISA segment"),
    ],
)
def test_a_damaged_interchange_is_refused(damage, reason: str):
    assert reason in refusal(damage(x12(INVOICE_810).replace("SE*12*", "SE*12*")))


def test_a_message_without_a_currency_takes_the_users():
    bare = tuple(part for part in INVOICE_810 if not part.startswith("CUR"))
    assert read(x12(bare), currency="cad").ledger.invoices[0].currency == "CAD"
    assert "currency is empty" in refusal(x12(bare))


def test_the_same_message_twice_is_one_and_another_under_its_number_is_not_added_to_it():
    assert len(read(ubl(), ubl()).ledger.invoices) == 1
    assert read(ubl(), ubl()).ledger.invoices[0].amount == Decimal("120.50")
    assert "for the same number" in refusal(ubl(), ubl(amount="99.00"))


def test_files_of_two_kinds_are_refused():
    assert "not all of them are UBL, or X12" in refusal(ubl(), x12(INVOICE_810))


def test_a_message_does_not_reopen_what_was_paid():
    (new,) = read(ubl(despatch="")).ledger.invoices
    known = Invoice(*new.key[::-1], "", new.invoice_date, None, new.amount, "EUR", "D-1", InvoiceStatus.PAID)
    kept = with_state_of(known, new)
    assert (kept.status, kept.delivery_number, kept.po_number) == (InvoiceStatus.PAID, "D-1", "PO-88")
    assert with_state_of(None, new) == new


def test_a_message_that_says_less_takes_nothing_away_and_moves_no_invoice_to_another_delivery():
    (known,) = read(ubl()).ledger.invoices
    (less,) = read(ubl(order="", due="", despatch="")).ledger.invoices
    assert (less.po_number, less.due_date, less.delivery_number) == ("", None, "")
    assert with_state_of(known, less) == known
    (other,) = read(ubl(despatch="SHIP-2", amount="99.00")).ledger.invoices
    kept = with_state_of(known, other)
    assert (kept.delivery_number, kept.amount) == ("0080012", Decimal("99.00"))

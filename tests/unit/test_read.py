"""Whose paper it is decides what labels mean; repeats make values surer; the signature that counts leads."""

from __future__ import annotations

import pytest

from models.paper import Barcode, Box, Page, Role, SignatureRegion
from models.reading import DocumentType, FieldName, Found, Reading, Section
from pipeline.acceptance import SURE
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines, with_signatures

F = FieldName
DMY = Preferences(date_order="dmy")


def reading(*pages: Page, preferences: Preferences = DMY) -> Reading:
    return read(Section(pages, "first page"), preferences)


def paper(title: str, *lines: str | At, number: int = 1) -> Page:
    placed = [
        At(0.06, 0.1 + 0.02 * i, line) if isinstance(line, str) else line for i, line in enumerate(lines)
    ]
    return page_from_lines([At(0.55, 0.04, title, size=0.02), *placed], number)


def text(found: Reading, name: FieldName) -> str | None:
    value = found.value(name)
    return value.text if value else None


def texts(found: Reading, name: FieldName) -> list[str]:
    return [value.text for value in found.fields.get(name, ())]


def test_order_no_is_the_po_on_the_customers_paper_and_the_sales_order_on_ours() -> None:
    assert text(reading(paper("PURCHASE ORDER", "Order no: 4500077")), F.PO_NUMBER) == "4500077"
    assert text(reading(paper("DELIVERY NOTE", "Order no: 4500077")), F.PO_NUMBER) is None


@pytest.mark.parametrize(
    "label",
    [
        "Your order no",
        "Customer order no",
        "Cust. PO",
        "Your ref",
        "Ihre Bestellnummer",
        "Votre commande",
        "Su pedido",
    ],
)
def test_a_qualified_order_number_is_the_customers_po(label: str) -> None:
    assert text(reading(paper("DELIVERY NOTE", f"{label}: 4500077")), F.PO_NUMBER) == "4500077"


def test_our_reference_is_the_po_on_the_customers_paper_only() -> None:
    assert (
        text(reading(paper("PURCHASE ORDER", "Our ref: 4500077", "Your ref: Q-99")), F.PO_NUMBER) == "4500077"
    )
    assert text(reading(paper("DELIVERY NOTE", "Our ref: 4500077")), F.PO_NUMBER) is None


def test_a_purchase_order_has_no_invoice_number() -> None:
    assert (
        text(reading(paper("PURCHASE ORDER", "PO no 4500077", "Invoice no: 90001234")), F.INVOICE_NUMBER)
        is None
    )


@pytest.mark.parametrize(
    "label", ["Vendor no", "Supplier number", "Lieferanten-Nr.", "N° fournisseur", "Your vendor no"]
)
def test_our_number_in_the_customers_books_is_not_the_customers_number(label: str) -> None:
    assert text(reading(paper("PURCHASE ORDER", f"{label}: 263395")), F.CUSTOMER_NUMBER) is None


def test_an_account_number_among_bank_details_is_not_the_customers() -> None:
    bank = ("Bank name: Union Bank", "Account number: 1234567890", "Sort code: 12-34-56")
    assert text(reading(paper("INVOICE", *bank)), F.CUSTOMER_NUMBER) is None
    assert text(reading(paper("INVOICE", "Account number: 1234567890")), F.CUSTOMER_NUMBER) == "1234567890"


def test_the_carriers_own_numbers_are_no_delivery_numbers() -> None:
    lines = ("PRO no 298785099", "Tracking number 440486472")
    assert text(reading(paper("STRAIGHT BILL OF LADING", *lines)), F.DELIVERY_NUMBER) is None
    assert text(reading(paper("BON DE LIVRAISON", "BL n° 80387343")), F.DELIVERY_NUMBER) == "80387343"


def test_the_number_of_a_bill_of_lading_is_but_a_guess_until_the_ledger_is_asked() -> None:
    value = reading(paper("STRAIGHT BILL OF LADING", "B/L No: 80387343")).value(F.DELIVERY_NUMBER)
    assert value is not None
    assert value.confidence <= 0.3


def test_a_bare_number_belongs_to_the_paper_it_stands_on() -> None:
    assert text(reading(paper("DELIVERY NOTE", "Document no: 80012345")), F.DELIVERY_NUMBER) == "80012345"
    assert text(reading(paper("INVOICE", "Document no: 90001234")), F.INVOICE_NUMBER) == "90001234"


def test_the_customer_on_an_order_is_its_letterhead_and_not_the_vendor() -> None:
    order = paper(
        "PURCHASE ORDER",
        At(0.06, 0.04, "Northgate Builders Ltd", size=0.016),
        At(0.06, 0.2, "Vendor"),
        At(0.06, 0.22, "Brandt Antriebstechnik GmbH"),
        At(0.55, 0.2, "Deliver to"),
        At(0.55, 0.22, "Yard 7"),
    )
    assert text(reading(order), F.CUSTOMER_NAME) == "Northgate Builders Ltd"
    assert "Brandt Antriebstechnik GmbH" not in texts(reading(order), F.CUSTOMER_NAME)


@pytest.mark.parametrize(
    "label",
    ["Ship to", "Deliver to:", "Lieferanschrift", "Adresse de livraison", "Sold to", "SHIP TO (Consignee)"],
)
def test_the_customer_on_our_note_is_the_first_line_under_its_label(label: str) -> None:
    block = [
        At(0.06, 0.2, label),
        At(0.06, 0.22, "Talleres Ibarra S.L."),
        At(0.06, 0.24, "C/ Ciudad de Liria, 31"),
    ]
    note = paper("DELIVERY NOTE", At(0.06, 0.04, "Brandt Antriebstechnik GmbH", size=0.016), *block)
    assert text(reading(note), F.CUSTOMER_NAME) == "Talleres Ibarra S.L."


def test_the_customer_may_stand_in_an_address_window_without_a_label() -> None:
    window = [
        At(0.1, 0.17, "Druckerei Pfeiffer OHG"),
        At(0.1, 0.186, "Gleisstraße 24"),
        At(0.1, 0.202, "04179 Leipzig"),
    ]
    note = paper("LIEFERSCHEIN", At(0.1, 0.04, "Brandt Antriebstechnik GmbH", size=0.016), *window)
    assert text(reading(note), F.CUSTOMER_NAME) == "Druckerei Pfeiffer OHG"


RECEIPT = (
    At(0.06, 0.8, "Received by"),
    At(0.06, 0.83, "Print name: HELEN PRYCE"),
    At(0.06, 0.86, "Date: 24.04.2025"),
)


def test_the_date_and_name_in_the_receipt_block_are_the_receivers() -> None:
    note = reading(paper("DELIVERY NOTE", "Date: 22.04.2025", *RECEIPT))
    assert text(note, F.DOCUMENT_DATE) == "2025-04-22"
    assert text(note, F.RECEIVED_DATE) == "2025-04-24"
    assert text(note, F.PRINTED_NAME) == "HELEN PRYCE"


def test_the_drivers_date_and_name_are_nobodys() -> None:
    driver = (
        At(0.06, 0.8, "Driver signature"),
        At(0.06, 0.83, "Print name: JOE CAB"),
        At(0.06, 0.86, "Date: 24.04.2025"),
    )
    note = reading(paper("DELIVERY NOTE", "Date: 22.04.2025", *driver))
    assert text(note, F.RECEIVED_DATE) is None
    assert text(note, F.PRINTED_NAME) is None


def test_the_receipt_date_stands_in_where_no_other_date_is_printed() -> None:
    note = reading(paper("DELIVERY NOTE", *RECEIPT))
    assert text(note, F.DOCUMENT_DATE) == "2025-04-24"


def test_the_papers_own_date_is_neither_the_due_date_nor_the_order_date() -> None:
    dates = (
        "Due date: 30.05.2025",
        "Order date: 02.04.2025",
        "Despatch date: 22.04.2025",
        "Delivery by: 25.04.2025",
    )
    assert text(reading(paper("DELIVERY NOTE", *dates)), F.DOCUMENT_DATE) == "2025-04-22"
    assert text(reading(paper("PURCHASE ORDER", *dates)), F.DOCUMENT_DATE) == "2025-04-02"


def test_an_ambiguous_date_follows_the_preference_and_keeps_the_other_reading() -> None:
    note = paper("DELIVERY NOTE", "Date: 04/03/2025")
    for order, first, other in (("dmy", "2025-03-04", "2025-04-03"), ("mdy", "2025-04-03", "2025-03-04")):
        value = reading(note, preferences=Preferences(date_order=order)).value(F.DOCUMENT_DATE)
        assert value is not None
        assert (value.text, value.alternatives) == (first, (other,))


def test_another_date_of_the_document_settles_the_order() -> None:
    note = paper("DELIVERY NOTE", "Date: 04/03/2025", "Order date: 03/28/2025")
    assert text(reading(note), F.DOCUMENT_DATE) == "2025-04-03"


def test_agreeing_repeats_are_one_surer_value_and_others_stay() -> None:
    once = reading(paper("DELIVERY NOTE", "Delivery note no 80012345"))
    twice = reading(
        paper("DELIVERY NOTE", "Delivery note no 80012345"),
        paper("DELIVERY NOTE", "Delivery note no 80012345", number=2),
    )
    both = reading(
        paper("DELIVERY NOTE", "Delivery note no 80012345"),
        paper("DELIVERY NOTE", "Delivery no 80012399", number=2),
    )
    assert texts(twice, F.DELIVERY_NUMBER) == ["80012345"]
    assert set(texts(both, F.DELIVERY_NUMBER)) == {"80012345", "80012399"}
    first, second = once.value(F.DELIVERY_NUMBER), twice.value(F.DELIVERY_NUMBER)
    assert first is not None
    assert second is not None
    assert second.confidence > first.confidence
    assert second.found is Found.LABEL


def test_a_gs1_code_names_the_po_number() -> None:
    note = paper("DELIVERY NOTE")
    coded = Page(
        number=1, kind=note.kind, words=note.words, aspect=note.aspect,
        barcodes=(Barcode("Code128", "(00)340123450000000018(400)4500077", Box(0.1, 0.1, 0.3, 0.15)),),
    )  # fmt: skip
    value = reading(coded).value(F.PO_NUMBER)
    assert value is not None
    assert (value.text, value.found) == ("4500077", Found.BARCODE)


def region(role: Role, label: str, y: float, *, present: bool) -> SignatureRegion:
    return SignatureRegion(role, 1, Box(0.06, y, 0.3, y + 0.03), present, 0.9, label)


def test_the_customers_signature_comes_first_signed_before_unsigned() -> None:
    regions = (
        region(Role.DRIVER, "Driver", 0.7, present=True),
        region(Role.CUSTOMER, "Received by", 0.8, present=False),
        region(Role.UNKNOWN, "Signature", 0.83, present=True),
    )
    page = with_signatures(paper("DELIVERY NOTE", *RECEIPT), *regions)
    ranked = reading(page).signatures
    assert [signature.present for signature in ranked] == [True, False, True]
    assert [signature.role for signature in ranked] == [Role.CUSTOMER, Role.CUSTOMER, Role.DRIVER]


def test_a_driver_who_signed_alone_does_not_come_before_the_customers_empty_place() -> None:
    regions = (
        region(Role.DRIVER, "Driver", 0.7, present=True),
        region(Role.CUSTOMER, "Received by", 0.8, present=False),
    )
    assert not reading(with_signatures(paper("DELIVERY NOTE", *RECEIPT), *regions)).signatures[0].present


def test_a_drivers_row_below_does_not_take_the_customers_signature() -> None:
    block = (At(0.06, 0.66, "Received in good order"), At(0.06, 0.84, "Signature"), At(0.06, 0.9, "Driver"))
    signed = region(Role.UNKNOWN, "Signature", 0.8, present=True)
    (found,) = reading(with_signatures(paper("DELIVERY NOTE", *block), signed)).signatures
    assert found.role is Role.CUSTOMER


def test_a_signature_far_from_every_label_is_in_doubt_where_the_customers_own_place_is_empty() -> None:
    far = region(Role.UNKNOWN, "", 0.5, present=True)
    empty = region(Role.CUSTOMER, "Received by", 0.8, present=False)
    note = paper("DELIVERY NOTE", At(0.1, 0.8, "Received by"))
    alone, beside = reading(with_signatures(note, far)), reading(with_signatures(note, far, empty))
    assert alone.signatures[0].confidence == far.confidence >= SURE
    assert beside.signatures[0].present
    assert beside.signatures[0].confidence < SURE
    assert beside.acceptance is not None
    assert beside.acceptance.unsure


def test_who_authorises_a_purchase_order_is_the_customer() -> None:
    page = with_signatures(paper("PURCHASE ORDER"), region(Role.UNKNOWN, "Authorised by", 0.8, present=True))
    assert reading(page).signatures[0].role is Role.CUSTOMER


def test_pages_texts_and_type_are_kept() -> None:
    found = reading(paper("DELIVERY NOTE", "one", number=3), paper("", "two", number=5))
    assert found.pages == (3, 5)
    assert found.type is DocumentType.PROOF_OF_DELIVERY
    assert found.text == "DELIVERY NOTE\none\ftwo"
    assert len(found.fingerprints) == 2

"""Title, labels and receipt block tell what a paper is."""

from __future__ import annotations

import pytest

from extractors.fields import Classified, classify, find
from models.reading import DocumentType
from tests.values.builders import At, page_from_lines

RECEIPT = [
    At(0.06, 0.8, "Received in good order and condition"),
    At(0.06, 0.82, "Print name"),
    At(0.5, 0.82, "Signature"),
]
PO, POD, OTHER = DocumentType.PURCHASE_ORDER, DocumentType.PROOF_OF_DELIVERY, DocumentType.OTHER


def told(*lines: At) -> Classified:
    return classify([find(page_from_lines(lines))])


def title(text: str) -> At:
    return At(0.55, 0.05, text, size=0.02)


@pytest.mark.parametrize(
    ("heading", "type_", "kind"),
    [
        ("PURCHASE ORDER", PO, "purchase_order"),
        ("Bestellung", PO, "purchase_order"),
        ("Bon de commande", PO, "purchase_order"),
        ("Orden de compra", PO, "purchase_order"),
        ("DELIVERY NOTE", POD, "delivery_note"),
        ("Lieferschein", POD, "delivery_note"),
        ("BON DE LIVRAISON", POD, "delivery_note"),
        ("Albarán", POD, "delivery_note"),
        ("Documento di trasporto", POD, "delivery_note"),
        ("Pakbon", POD, "delivery_note"),
        ("ORDER 6406", PO, "purchase_order"),
        ("STRAIGHT BILL OF LADING - SHORT FORM", POD, "bill_of_lading"),
        ("CMR LETTRE DE VOITURE INTERNATIONALE /INTERNATIONAL CONSIGNMENT NOTE", POD, "cmr"),
        ("Delivery receipt", POD, "carrier_delivery_receipt"),
        ("Delivery run sheet", POD, "carrier_delivery_receipt"),
        ("Tourenliste", POD, "carrier_delivery_receipt"),
        ("Feuille de tournée", POD, "carrier_delivery_receipt"),
        ("Hoja de reparto", POD, "carrier_delivery_receipt"),
        ("Rittenlijst", POD, "carrier_delivery_receipt"),
        ("Karta paczki", POD, "carrier_delivery_receipt"),
        ("Proof of delivery", POD, "carrier_pod_letter"),
        ("Internationaler Frachtbrief", POD, "cmr"),
        ("Service report", POD, "service_sheet"),
        ("INVOICE", OTHER, "invoice"),
        ("Packing list", OTHER, "packing_slip"),
        ("CREDIT NOTE", OTHER, "credit_note"),
        ("Gutschrift", OTHER, "credit_note"),
        ("Return authorization", OTHER, "return"),
        ("Retourenschein", OTHER, "return"),
        ("Remittance advice", OTHER, "remittance"),
        ("Statement of account", OTHER, "statement"),
        ("Order confirmation", OTHER, "order_confirmation"),
        ("Angebot", OTHER, "quotation"),
        ("Request for quotation", OTHER, "letter"),
    ],
)
def test_a_title_names_the_kind(heading: str, type_: DocumentType, kind: str) -> None:
    told_ = told(title(heading), At(0.06, 0.2, "some ordinary words of the page"))
    assert (told_.type, told_.kind) == (type_, kind)
    assert told_.confidence > 0.6


@pytest.mark.parametrize("heading", ["INVOICE", "Packing slip", "Rechnung"])
def test_a_receipt_block_makes_an_invoice_copy_or_packing_slip_a_proof_of_delivery(heading: str) -> None:
    assert told(title(heading)).type is OTHER
    assert told(title(heading), *RECEIPT).type is POD


def test_a_credit_note_with_a_receipt_block_is_no_proof_of_delivery() -> None:
    assert told(title("CREDIT NOTE"), *RECEIPT).type is OTHER


def test_a_purchase_order_signed_by_its_buyer_stays_a_purchase_order() -> None:
    signed = [At(0.06, 0.8, "Authorised signature"), At(0.06, 0.82, "Print name")]
    assert told(title("PURCHASE ORDER"), *signed).type is PO


def test_labels_of_other_papers_do_not_outvote_the_title() -> None:
    labels = [
        At(0.06, 0.1 + 0.02 * i, text)
        for i, text in enumerate(["Invoice no 90001", "Purchase order 4500", "Invoice date 12.03.2025"])
    ]
    assert told(title("DELIVERY NOTE"), *labels).kind == "delivery_note"


def test_a_title_in_ordinary_size_still_counts() -> None:
    assert (
        told(At(0.06, 0.06, "DELIVERY NOTE"), At(0.06, 0.1, "Delivery note no 80012")).kind == "delivery_note"
    )


def test_an_order_written_as_a_letter_is_a_purchase_order() -> None:
    body = [
        "Dear Sirs,",
        "please supply the following goods against our order no. 0005336",
        "Yours faithfully",
    ]
    assert told(*(At(0.06, 0.2 + 0.1 * i, text) for i, text in enumerate(body))).type is PO


def test_a_letter_is_other() -> None:
    body = ["Dear Sirs,", "thank you for your visit last week.", "Yours faithfully"]
    assert told(*(At(0.06, 0.2 + 0.1 * i, text) for i, text in enumerate(body))).type is OTHER


def test_a_page_that_tells_nothing_is_other_of_unknown_kind_with_little_confidence() -> None:
    told_ = told(At(0.06, 0.2, "some ordinary words"))
    assert (told_.type, told_.kind) == (OTHER, "unknown")
    assert told_.confidence <= 0.3
    assert classify([]).kind == "unknown"


def test_an_untitled_paper_with_a_receipt_block_is_a_proof_of_delivery() -> None:
    assert told(At(0.06, 0.2, "Delivery no 80012345"), *RECEIPT).type is POD


def test_words_about_receiving_in_small_print_are_no_receipt_block() -> None:
    clause = At(
        0.06, 0.9, "Goods received by the customer must be checked and any claim be made within three days"
    )
    assert told(title("INVOICE"), clause).type is OTHER


def test_what_a_buyer_asks_of_suppliers_makes_an_order_of_an_untitled_paper() -> None:
    clause = At(0.06, 0.7, "Our order number must appear on all papers. Invoices without it are returned.")
    assert told(At(0.06, 0.3, "4 pc Shaft seal"), clause).type is PO


CERTIFICATE = (
    At(0.06, 0.3, "Charge"),
    At(0.3, 0.3, "LX461181"),
    At(0.5, 0.3, "Bestellung"),
    At(0.7, 0.3, "WN-2785-26"),
    At(0.5, 0.33, "Lieferschein"),
    At(0.7, 0.33, "80316503"),
)


def test_labels_of_an_order_and_a_delivery_make_a_paper_neither() -> None:
    assert told(*CERTIFICATE).type is OTHER
    assert told(title("Analysenzertifikat"), *CERTIFICATE).kind == "certificate"
    assert told(title("Lieferschein 80316503"), *CERTIFICATE).type is POD
    assert told(*CERTIFICATE, *RECEIPT).type is POD


@pytest.mark.parametrize("heading", ["Stornierung der Bestellung 4100077", "Order cancellation"])
def test_a_cancelled_order_is_no_order(heading: str) -> None:
    body = At(0.06, 0.3, "hiermit stornieren wir die Bestellung. We hereby cancel the order.")
    assert told(title(heading), body, At(0.06, 0.4, "Lieferantennummer: 317607")).kind == "cancellation"


def test_the_head_of_a_column_is_no_title() -> None:
    heads = [At(0.06 + 0.2 * n, 0.2, text) for n, text in enumerate(("CMR", "Loaded", "Weight", "Amount"))]
    assert told(*heads).kind == "unknown"


def test_a_vendor_named_in_a_line_of_words_makes_no_order() -> None:
    letter = [At(0.06, 0.2, "Supplier Registration Update"), At(0.06, 0.25, "Dear valued supplier")]
    assert told(*letter, At(0.06, 0.5, "Supplier Management"), At(0.06, 0.52, "Sincerely")).type is OTHER


def test_a_goods_in_stamp_makes_a_packing_list_a_proof() -> None:
    stamp = [At(0.6, 0.7, "GOODS INWARD"), At(0.6, 0.72, "08 JAN 2026")]
    assert told(title("Packing list"), *stamp).type is POD
    assert told(title("Packing list"), stamp[1]).type is OTHER
    assert told(title("Invoice"), *stamp).type is OTHER


LETTERHEAD = At(0.06, 0.05, "Harbour Foods Ltd")
ORDERED = At(0.06, 0.3, "PO number: PO-88213")


@pytest.mark.parametrize(
    "line",
    [
        "Betreff: Reklamation Bestellung PO-88213",
        "Oggetto: sollecito ordine PO-88213",
        "Objet : relance commande PO-88213",
        "Subject: Purchase order PO-88213 will be delayed",
        "Reklamation der Bestellung",
        "Eingangsbestätigung Ihrer Warenbestellung",
        "Abbestellung",
        "Vendor No: 70001",
        "Damage report",
        "We acknowledge this order with thanks",
        "Con la presente vi confermiamo l'ordine",
    ],
)
def test_a_paper_about_an_order_is_none(line: str) -> None:
    letter = [At(0.06, 0.15, "Dear Sirs"), At(0.06, 0.2, line), At(0.06, 0.6, "Yours faithfully")]
    assert told(LETTERHEAD, *letter, ORDERED).type is not PO


def test_a_letter_whose_subject_is_the_writers_order_is_one() -> None:
    assert told(LETTERHEAD, At(0.06, 0.2, "Oggetto: Ns. ordine n° 1225/A")).type is PO

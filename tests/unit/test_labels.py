"""Labels are known in their languages, glued, misspaced and misread; look-alike labels stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.glue import cut_after_label
from extractors.fields.labels import find_label
from extractors.fields.number_labels import BARE_LABELS, NUMBER_LABELS
from extractors.fields.numbers import is_identifier, read_identifier
from extractors.fields.place_labels import PLACE_LABELS
from extractors.fields.sense import Sense
from extractors.fields.text import letters, spellings


def sense(label: str) -> Sense | None:
    found = find_label(letters(label))
    return found.sense if found else None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Invoice No.", Sense.INVOICE_NUMBER),
        ("INVOICE #:", Sense.INVOICE_NUMBER),
        ("InvoiceNumber", Sense.INVOICE_NUMBER),
        ("lnv0ice N0", Sense.INVOICE_NUMBER),
        ("Rechnungs-Nr.", Sense.INVOICE_NUMBER),
        ("N° de facture", Sense.INVOICE_NUMBER),
        ("Nº Factura", Sense.INVOICE_NUMBER),
        ("Numero fattura", Sense.INVOICE_NUMBER),
        ("Factuurnummer", Sense.INVOICE_NUMBER),
        ("Nr faktury", Sense.INVOICE_NUMBER),
        ("Purchase 0rder No", Sense.PO_NUMBER),
        ("P.O. #", Sense.PO_NUMBER),
        ("Cust. P.0. #", Sense.PO_NUMBER),
        ("Your order no.", Sense.PO_NUMBER),
        ("Ihre Bestellung", Sense.PO_NUMBER),
        ("Votre commande n°", Sense.PO_NUMBER),
        ("Su pedido", Sense.PO_NUMBER),
        ("Lieferschein-Nr.", Sense.DELIVERY_NUMBER),
        ("Bon de livraison N°", Sense.DELIVERY_NUMBER),
        ("Nº albarán", Sense.DELIVERY_NUMBER),
        ("Packing Slip #", Sense.DELIVERY_NUMBER),
        ("Kd.-Nr.", Sense.CUSTOMER_NUMBER),
        ("Account No", Sense.CUSTOMER_NUMBER),
        ("N° client", Sense.CUSTOMER_NUMBER),
        ("Order No.", Sense.ORDER),
        ("Sales order", Sense.SELLER_ORDER),
        ("Vendor No.", Sense.DECOY),
        ("Lieferanten-Nr.", Sense.DECOY),
        ("USt-IdNr.", Sense.DECOY),
        ("PRO No.", Sense.CARRIER),
        ("Bill of Lading No.", Sense.CARRIER),
        ("Due date", Sense.OTHER_DATE),
        ("Date received", Sense.RECEIVED_DATE),
        ("Lieferscheindatum", Sense.NOTE_DATE),
    ],
)
def test_labels_are_known_as_printed(printed: str, expected: Sense) -> None:
    assert sense(printed) is expected


@pytest.mark.parametrize(
    "printed", ["Purchase Order Nunber", "Lieferschein Numner", "Delivry note no", "Rechnugsnummer"]
)
def test_one_misread_letter_in_a_long_label_is_forgiven(printed: str) -> None:
    found = find_label(letters(printed))
    assert found is not None
    assert found.strength < 1


@pytest.mark.parametrize("word", ["received", "customs", "invoiced amount in full", "Leeds", "order form"])
def test_words_that_resemble_labels_are_none(word: str) -> None:
    assert sense(word) is None


def test_customer_po_and_customer_no_stay_apart() -> None:
    assert sense("Customer PO") is Sense.PO_NUMBER
    assert sense("Customer No") is Sense.CUSTOMER_NUMBER


def test_no_phrase_has_two_senses() -> None:
    senses: dict[str, set[Sense]] = {}
    for lists in (NUMBER_LABELS, PLACE_LABELS, BARE_LABELS):
        for known, phrases in lists.items():
            for phrase in phrases.split("|"):
                for form in spellings(phrase.partition("~")[0].strip()):
                    senses.setdefault(form, set()).add(known)
    assert {form: found for form, found in senses.items() if len(found) > 1} == {}


@given(
    st.sampled_from(["Invoice No", "Delivery note number", "Customer order no", "Lieferscheinnummer"]),
    st.data(),
)
def test_blanks_and_punctuation_in_a_label_do_not_count(label: str, data: st.DataObject) -> None:
    marks = data.draw(
        st.lists(st.sampled_from(["", " ", ".", "-", ":"]), min_size=len(label), max_size=len(label))
    )
    assert sense("".join(f"{c}{mark}" for c, mark in zip(label, marks, strict=True))) is sense(label)


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("InvoiceNo4711", "InvoiceNo"),
        ("documento09.06.26", "documento"),
        ("ORDINE40085675", "ORDINE"),
        ("OrdineORD003029", "Ordine"),
        ("Nr.WH08044A", "Nr."),
        ("n°4500", "n°"),
        ("ID/010706", "ID/"),
        ("N/90009507", "N/"),
        ("Customer:123", "Customer:"),
        ("Riferimento#Owen", "Riferimento#"),
        ("INV-1004", ""),
        ("PO4500012", ""),
        ("PED/04923", ""),
        ("CDE007053", ""),
        ("https://track.example/pod", ""),
        ("04.05.2026", ""),
    ],
)
def test_a_label_glued_to_its_value_is_cut_off(word: str, label: str) -> None:
    assert word[: cut_after_label(word)] == label


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["INV-1004"], "INV-1004"),
        (["#INV03051"], "INV03051"),
        (["C-17,"], "C-17"),
        (["INV", "1004", "dated"], "INV 1004"),
        (["INV", "-", "1004"], "INV-1004"),
        (["4500-", "0123"], "4500-0123"),
        (["4500", "012", "345"], "4500 012 345"),
        (["80012", "12.03.2025"], "80012"),
        (["4711", "/", "12.03.2025"], "4711"),
        (["80012(Rev", "A)"], "80012"),
        (["0004469"], "0004469"),
        (["20250304"], "20250304"),
    ],
)
def test_identifiers_are_read_as_printed(words: list[str], expected: str) -> None:
    found = read_identifier(words)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    "text",
    [
        "1,234.56",
        "€99",
        "12/03/2025",
        "12.03.25",
        "14:30",
        "25kg",
        "3/4",
        "7%",
        "Net",
        "3rd",
        "www.a1.com/x@y",
    ],
)
def test_amounts_dates_times_and_measures_are_no_identifiers(text: str) -> None:
    assert not is_identifier(text)

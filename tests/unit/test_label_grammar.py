"""Labels that no list holds are understood from their words, in compounds and misread; titles too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields import find
from extractors.fields.grammar import titled, understood
from extractors.fields.sense import Sense
from extractors.fields.text import letters
from tests.values.builders import At, page_from_lines

UNLISTED = [
    ("Kundenauftragsnummer Besteller", Sense.PO_NUMBER),
    ("Numéro de la commande de votre client", Sense.PO_NUMBER),
    ("Nummer des Lieferbelegs", Sense.DELIVERY_NUMBER),
    ("Dowód dostawy nr", Sense.DELIVERY_NUMBER),
    ("Code de destinataire", Sense.CUSTOMER_NUMBER),
    ("Kod odbiorcy", Sense.CUSTOMER_NUMBER),
    ("Identificativo", None),
    ("Code lieu de livraison", None),
    ("Return delivery note", None),
    ("Reference of our invoice", Sense.INVOICE_NUMBER),
    ("Codice del fornitore", Sense.DECOY),
    ("Datum der Warenannahme", Sense.RECEIVED_DATE),
    ("Fecha de recepción de la mercancía", Sense.RECEIVED_DATE),
    ("Goods received by", Sense.CUSTOMER_SIGNATURE),
    ("Receiver's name in capitals", Sense.PRINTED_NAME),
    ("Gewünschtes Lieferdatum", Sense.OTHER_DATE),
    ("Adresse du destinataire", Sense.SHIP_TO),
    ("Adresse de facturation du client", Sense.BILL_TO),
    ("Signature of the driver", Sense.OTHER_SIGNATURE),
]


@pytest.mark.parametrize(("printed", "expected"), UNLISTED)
def test_a_label_is_understood_from_its_words(printed: str, expected: Sense | None) -> None:
    meant = understood([letters(word) for word in printed.split()])
    assert (meant[0] if meant else None) == expected


@pytest.mark.parametrize("printed", ["Expélié le", "Rcceived on", "Data di ricevimenlo"])
def test_a_word_of_a_label_may_be_misread(printed: str) -> None:
    assert understood([letters(word) for word in printed.split()]) is not None


def test_a_cell_is_one_label_though_a_list_knows_only_half_of_it() -> None:
    page = page_from_lines([["Dowód dostawy nr", "Kod odbiorcy"], ["80410366", "013766"]])
    found = {finding.sense: finding.value.text for finding in find(page).findings}
    assert found == {Sense.DELIVERY_NUMBER: "80410366", Sense.CUSTOMER_NUMBER: "013766"}


def test_a_town_is_no_label() -> None:
    page = page_from_lines([["5450 Kietzke Lane"], ["Reno, NV 89502"]])
    assert find(page).of(Sense.INVOICE_NUMBER) == ()


def test_a_sentence_is_no_label() -> None:
    line = At(0.06, 0.3, "please deliver to the address above and send your invoice to our accounts")
    assert all(span.label.sense is not Sense.SHIP_TO for span in find(page_from_lines([line])).page.spans)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("RICEVUTA DI CONSEGNA", "carrier_delivery_receipt"),
        ("Foglio di lavoro", "service_sheet"),
        ("ABHOLSCHEIN", "return"),
        ("Nota de recogida", "return"),
        ("Goods despatch docket", "delivery_note"),
        ("Delivery note number", ""),
        ("Acme Industries", ""),
    ],
)
def test_a_title_is_understood_from_its_words(printed: str, kind: str) -> None:
    assert titled([letters(word) for word in printed.split()]) == kind


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), max_size=5))
def test_any_words_are_understood_alike_twice_or_not_at_all(words: list[str]) -> None:
    assert understood(words) == understood(list(words))

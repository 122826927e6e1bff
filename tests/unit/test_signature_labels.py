"""Labels of places to sign, and whose signature each asks for."""

from __future__ import annotations

import pytest

from extractors.page.signing.anchors import anchors_of, spotted
from models.paper import Role
from tests.papers.signed_forms import COLUMNS, ROWS, Form


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Received by:", Role.CUSTOMER),
        ("RECEIVED BY", Role.CUSTOMER),
        ("Receivedby:", Role.CUSTOMER),
        ("Rec'd by:", Role.CUSTOMER),
        ("Customer's signature", Role.CUSTOMER),
        ("CONSIGNEE SIGNATURE / DATE RECEIVED", Role.CUSTOMER),
        ("Unterschrift des Empfängers", Role.CUSTOMER),
        ("Unterschrft des Empfangers", Role.CUSTOMER),
        ("Kundenunterschrift:", Role.CUSTOMER),
        ("Reçu par :", Role.CUSTOMER),
        ("Signature du destinataire", Role.CUSTOMER),
        ("Recibí conforme", Role.CUSTOMER),
        ("Firma del cliente", Role.CUSTOMER),
        ("Received by (signature):", Role.CUSTOMER),
        ("Delivered by (signature)", Role.DRIVER),
        ("Driver's signature:", Role.DRIVER),
        ("Unterschrift Fahrer", Role.DRIVER),
        ("Signature du transporteur", Role.DRIVER),
        ("Firma del transportista", Role.DRIVER),
        ("Loaded by:", Role.SHIPPER),
        ("Unterschrift Absender", Role.SHIPPER),
        ("Authorised signature", Role.UNKNOWN),
        ("Signature", Role.UNKNOWN),
        ("Slgnature", Role.UNKNOWN),
    ],
)
def test_a_label_tells_whose_signature_it_asks_for(label: str, role: Role) -> None:
    form = Form().print(label, 150, 1500)
    assert [anchor.role for anchor in anchors_of(spotted(form.words, form.picture.shape))] == [role]


@pytest.mark.parametrize(
    "sentence",
    [
        "Goods remain our property until paid in full and a signature on this note does not change that",
        "Claims received by us later than three days after delivery cannot be considered",
        "Carrier Acme Haulage",
        "Invoice date 12.03.2026",
    ],
)
def test_a_sentence_or_another_field_asks_for_no_signature(sentence: str) -> None:
    form = Form().print(sentence, 100, 1500)
    assert not [
        anchor
        for anchor in anchors_of(spotted(form.words, form.picture.shape))
        if anchor.role and not anchor.bare
    ]


def test_labels_that_a_colon_parts_ask_for_two_signatures() -> None:
    form = Form().print("Received by: Signature:", 150, 1500)
    roles = [anchor.role for anchor in anchors_of(spotted(form.words, form.picture.shape))]
    assert len(roles) == 2


@pytest.mark.parametrize("title", ["Lieferschein 4711", "Pakbon 4711", "Dostawca 4711"])
def test_firma_on_a_german_dutch_or_polish_page_is_a_company(title: str) -> None:
    form = Form().print(title, 150, 200).print("Firma", 150, 400)
    assert anchors_of(spotted(form.words, form.picture.shape)) == ()


@pytest.mark.parametrize("text", ["Delivered to", "Received on", "Unser Zeichen"])
def test_a_label_with_another_word_is_no_signature_label(text: str) -> None:
    anchors = anchors_of(spotted(Form().print(text, 150, 900).words, (ROWS, COLUMNS)))
    assert all(anchor.role is None for anchor in anchors)

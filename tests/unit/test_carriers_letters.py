"""What tells a carrier's letter from a delivery note that says, too, who took the goods."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.paper import Box, Ink, Manner, Mark, Page, Role, SignatureRegion
from models.reading import AcceptanceStatus, Reading, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

SIGNED = SignatureRegion(Role.CUSTOMER, 1, Box(0.3, 0.6, 0.5, 0.65), True, 0.95, "Signature", Manner.INK)
EMPTY = replace(SIGNED, present=False, manner=Manner.NONE)

NOTES = [
    (
        "Albarán no: 80012345",
        "Fecha: 02.03.2026",
        "Entregado a: Lopez SL",
        "Firmado por: J. Lopez",
    ),
    ("Pakbon nr: 80012345", "Datum: 02.03.2026", "Afgeleverd aan: Bakker BV", "Getekend door: J. Bakker"),
    ("Nota de entrega: 80012345", "Entregue a: Silva Lda", "Assinado por: J. Silva", "Tracking 445566"),
    ("Delivery note no: 80012345", "Tracking: 445566", "Left at:", "Signed for by: J. Smith"),
    ("Bon de livraison no: 80012345", "Remis à: Dupont SA", "Signé par: J. Dupont", "10 colis"),
]


def page(lines: tuple[str, ...], region: SignatureRegion) -> Page:
    placed = [At(0.06, 0.05 + 0.04 * row, text) for row, text in enumerate(lines)]
    return replace(page_from_lines(placed), signatures=(region,))


def reading(sheet: Page) -> Reading:
    return read(Section((sheet,), "first page"), Preferences())


@pytest.mark.parametrize("lines", NOTES, ids=["es", "nl", "pt", "en", "fr"])
def test_a_note_that_says_who_took_the_goods_stays_a_delivery_note(lines: tuple[str, ...]) -> None:
    empty, signed = reading(page(lines, EMPTY)), reading(page(lines, SIGNED))
    assert (empty.kind, signed.kind) == ("delivery_note", "delivery_note")
    assert empty.acceptance is not None
    assert empty.acceptance.status is AcceptanceStatus.UNSIGNED
    assert signed.signatures[0].manner is Manner.INK


def test_what_only_carriers_print_makes_a_carriers_letter_beside_a_notes_number_too() -> None:
    lines = ("Delivery note no: 80012345", "Tracking: 445566", "Service type: parcel", "Latitude 52.1")
    assert reading(page(lines, EMPTY)).kind == "carrier_pod_letter"


def test_without_a_notes_number_who_took_the_goods_counts_once_for_a_carriers_letter() -> None:
    lines = ("Tracking: 445566", "Entregado a: Lopez", "Firmado por: J. Lopez")
    told = reading(page(lines, EMPTY))
    assert told.kind == "carrier_pod_letter"
    assert told.type_confidence == reading(page(lines[:2], EMPTY)).type_confidence


def test_what_is_signed_on_a_carriers_own_page_was_signed_on_glass_unless_it_was_scanned() -> None:
    letter = page(("PROOF OF DELIVERY", "Tracking number 440486472"), SIGNED)
    note = page(("DELIVERY NOTE", "Tracking number 440486472"), SIGNED)
    assert reading(letter).signatures[0].manner is Manner.CAPTURE
    assert reading(replace(letter, reader="neural")).signatures[0].manner is Manner.INK
    assert reading(note).signatures[0].manner is Manner.INK


SLIP = ("DESPATCH NOTE", "DN No: SH-558399", "Recipient: LORCAN PIKE", "Delivered on: 26.05.2026 12:50")


@pytest.mark.parametrize("label", ["Recipient:", "Empfänger:", "Received by:"])
def test_who_and_when_in_print_where_no_hand_wrote_was_printed_after_a_signature_on_glass(label: str) -> None:
    lines = tuple(line.replace("Recipient:", label) for line in SLIP)
    slip = replace(page(lines, SIGNED), reader="neural")
    assert reading(slip).signatures[0].manner is Manner.CAPTURE
    dirt = Mark(Ink.HAND, Box(0.01, 0.4, 0.06, 0.42), 0.9)
    assert reading(replace(slip, marks=(dirt,))).signatures[0].manner is Manner.CAPTURE


def test_a_hand_that_wrote_on_the_slip_signed_it_too() -> None:
    slip = replace(page(SLIP, SIGNED), reader="neural")
    written = Mark(Ink.HAND, Box(0.4, 0.4, 0.6, 0.42), 0.9)
    assert reading(replace(slip, marks=(written,))).signatures[0].manner is Manner.INK
    words = (*slip.words, replace(slip.words[-1], text="Pike", ink=Ink.HAND))
    assert reading(replace(slip, words=words)).signatures[0].manner is Manner.INK

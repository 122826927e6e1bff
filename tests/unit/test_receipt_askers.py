"""Who took the goods and when, wherever a receipt asks for it: places, parties, and what is no name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.fields.form_words import is_form_text
from extractors.fields.text import letters
from models.paper import Ink, Page
from models.reading import FieldName, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

NOTE = (
    At(0.6, 0.05, "Delivery Note", size=0.02),
    At(0.6, 0.10, "Note no: DN61931"),
    At(0.6, 0.12, "Date: 16 Jul 2026"),
    At(0.6, 0.14, "Customer no: A2273"),
)


def received(*lines: At) -> tuple[str | None, str | None]:
    """Printed name and day of receipt of a delivery note with these lines below its head."""
    return told(page_from_lines((*NOTE, *lines)))


def told(page: Page) -> tuple[str | None, str | None]:
    reading = read(Section((page,), "first page"), Preferences())
    name, day = reading.value(FieldName.PRINTED_NAME), reading.value(FieldName.RECEIVED_DATE)
    return name.text if name else None, day.text if day else None


@pytest.mark.parametrize(
    ("signature", "name", "day"),
    [
        ("Customer signature", "Full name in capitals", "Date of receipt"),
        ("Quittung des Empfängers", "Vor- und Zuname", "am (TT/MM/JJ)"),
        ("Bon pour réception, signature", "Nom et prénom", "Le (JJ/MM/AA)"),
        ("Conforme cliente (firma)", "Nombre de quien recibe", "A fecha"),
        ("Firma del ricevente", "Cognome e nome", "Data ritiro"),
        ("Paraaf ontvanger", "Naam ondertekenaar", "d.d."),
        ("Assinatura de quem recebe", "Nome por extenso", "Recebido em"),
        ("Kwituję odbiór (podpis)", "Nazwisko i imię", "Dnia"),
    ],
)
def test_labels_of_the_trade_are_known_in_every_language(signature: str, name: str, day: str):
    lines = At(0.1, 0.7, signature), At(0.1, 0.76, name), At(0.45, 0.76, "Ada Kern")
    assert received(*lines, At(0.1, 0.79, day), At(0.45, 0.79, "18/7/26")) == ("Ada Kern", "2026-07-18")


def test_values_stand_in_front_of_captions_in_a_row_that_ends_with_one():
    row = At(0.1, 0.7, "Ada Kern"), At(0.35, 0.7, "Print name"), At(0.5, 0.7, "18/7/26")
    behind = At(0.65, 0.7, "Date of receipt"), At(0.85, 0.7, "Time")
    assert received(*row, *behind, At(0.1, 0.75, "Sign here")) == ("Ada Kern", "2026-07-18")


def test_a_day_stands_in_front_of_its_caption_where_the_name_was_left_blank():
    row = At(0.35, 0.7, "Print name"), At(0.5, 0.7, "18/7/26"), At(0.65, 0.7, "Date of receipt")
    assert received(*row, At(0.1, 0.75, "Sign here")) == (None, "2026-07-18")


def test_of_two_columns_the_receivers_name_and_day_count():
    heads = At(0.2, 0.6, "DELIVERED BY"), At(0.65, 0.6, "RECEIVED BY")
    driver = At(0.1, 0.65, "Print name: Luca Ferri"), At(0.1, 0.68, "Dated: 17/7/26")
    customer = At(0.52, 0.65, "Full name: Ada Kern"), At(0.52, 0.68, "Dated: 18/7/26")
    signed = At(0.1, 0.71, "Signature:"), At(0.52, 0.71, "Signature:")
    assert received(*heads, *driver, *customer, *signed) == ("Ada Kern", "2026-07-18")
    assert received(*heads, *driver, At(0.52, 0.65, "Full name:"), *signed)[0] is None


def test_a_name_and_day_asked_once_under_several_signature_places_are_the_receivers():
    places = (
        At(0.1, 0.6, "Warehouse / picker"),
        At(0.4, 0.6, "Delivered by (sign)"),
        At(0.7, 0.6, "Sign here"),
    )
    row = (
        At(0.1, 0.65, "Name (print) Ada Kern"),
        At(0.45, 0.65, "Date 18/7/26"),
        At(0.75, 0.65, "Received at 8:47"),
    )
    assert received(*places, *row) == ("Ada Kern", "2026-07-18")


def test_a_name_behind_the_drivers_own_place_is_the_drivers():
    driver = At(0.1, 0.8, "Driver's signature"), At(0.35, 0.8, "Print name Luca Ferri")
    assert received(At(0.1, 0.65, "Customer signature"), *driver)[0] is None


def test_a_day_asked_by_itself_under_the_drivers_place_is_the_drivers():
    places = At(0.1, 0.7, "Customer signature"), At(0.6, 0.7, "Driver signature")
    assert received(*places, At(0.6, 0.73, "Date: 17/7/26"))[1] is None


def test_a_name_over_its_caption_ends_where_the_day_of_the_next_begins_but_a_remark_goes_on():
    captions = (
        At(0.4, 0.73, "Name in block letters"),
        At(0.62, 0.73, "Date"),
        At(0.1, 0.73, "Customer signature"),
    )
    assert received(At(0.4, 0.71, "Ada Kern 18/7/26"), *captions)[0] == "Ada Kern"
    assert received(At(0.4, 0.71, "Klient Absend, Left At Garage"), *captions)[0] is None


def test_the_date_among_the_papers_numbers_is_not_the_day_of_receipt():
    assert received(At(0.1, 0.2, "Customer signature"), At(0.4, 0.2, "Print name"))[1] is None


def test_the_one_row_of_a_run_sheet_that_was_filled_in_tells_and_of_two_none():
    columns = (0.05, 0.12, 0.35, 0.5, 0.68, 0.82)
    head = ("Stop", "Consignee", "Pkgs", "Print name", "Delivered on", "Signature")
    rows = [
        ("1", "Ottery Timber Ltd", "28"),
        ("2", "Ottery Foods Ltd", "16"),
        ("3", "Pennard Catering Ltd", "20"),
    ]
    sheet = [At(x, 0.3, text) for x, text in zip(columns, head, strict=True)]
    for at, row in enumerate(rows):
        sheet += [At(x, 0.36 + 0.08 * at, text) for x, text in zip(columns, row, strict=False)]
    third = At(0.5, 0.53, "ADA KERN"), At(0.68, 0.53, "18/7/26")
    assert received(*sheet, *third) == ("ADA KERN", "2026-07-18")
    assert received(*sheet, At(0.5, 0.45, "LUCA FERRI"), At(0.68, 0.45, "17/7/26"), *third) == (None, None)


def test_a_carriers_slip_states_the_recipient_over_the_day():
    slip = At(0.1, 0.5, "Recipient: ADA KERN"), At(0.1, 0.53, "Delivered on: 18.07.2026")
    assert received(*slip) == ("ADA KERN", "2026-07-18")
    firm = At(0.1, 0.5, "Recipient: KERN TRADING LTD"), slip[1]
    assert received(*firm)[0] is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I, Ada Kern, hereby confirm receipt of the goods on 18/7/26",
        "Ich, Ada Kern, bestätige den Empfang der Ware am 18.7.26",
        "Hiermit bestätige ich, Ada Kern, den Empfang der Ware am 18.7.26",
        "Je soussigné Ada Kern reconnais avoir reçu les colis le 18/7/26",
        "Yo, Ada Kern, declaro haber recibido la mercancía el 18/7/26",
        "Il sottoscritto Ada Kern dichiara di aver ricevuto la merce il 18/7/26",
        "Ondergetekende Ada Kern verklaart de goederen te hebben ontvangen op 18-7-26",
        "Eu, Ada Kern, declaro ter recebido a mercadoria em 18/7/26",
        "Ja niżej podpisana Ada Kern potwierdzam odbiór towaru dnia 18.7.26",
    ],
)
def test_a_sentence_of_receipt_states_both(sentence: str):
    assert received(At(0.05, 0.7, sentence)) == ("Ada Kern", "2026-07-18")


def test_a_sentence_left_blank_states_nobody():
    blank = "I, ________, hereby confirm receipt of the goods on ________"
    assert received(At(0.05, 0.7, blank)) == (None, None)
    ticked = At(0.05, 0.7, "Ja [ ] Nein [ ] Ware vollständig erhalten, bestätigt am")
    assert received(ticked)[0] is None


@pytest.mark.parametrize("written", ["18.7.", "18/7", "18-7"])
def test_a_day_without_its_year_is_one_soon_after_the_papers_own(written: str):
    assert received(At(0.1, 0.7, f"Date of receipt {written}"), At(0.5, 0.7, "Sign here"))[1] == "2026-07-18"
    later = At(0.1, 0.7, "Date of receipt 18.12.")
    assert received(later, At(0.5, 0.7, "Sign here"))[1] is None


def test_letters_in_boxes_are_words():
    letter = [At(0.1 + 0.025 * at, 0.73, c) for at, c in enumerate("ADA KERN") if c != " "]
    page = page_from_lines((*NOTE, At(0.1, 0.7, "Nom lisible"), *letter, At(0.1, 0.8, "Signature du client")))
    row = max(word.line for word in page.words) + 1
    words = tuple(replace(word, line=row) if 0.72 < word.box.y0 < 0.75 else word for word in page.words)
    assert told(replace(page, words=words))[0] == "ADA KERN"


def test_the_day_in_the_receivers_stamp_counts():
    page = page_from_lines((*NOTE, At(0.1, 0.3, "Customer signature"), At(0.1, 0.4, "18.07.2026")))
    words = tuple(replace(word, ink=Ink.STAMP) if word.text == "18.07.2026" else word for word in page.words)
    assert told(replace(page, words=words))[1] == "2026-07-18"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Taken back",
            "Visa du client",
            "Incomplet",
            "Empties returned",
            "Chariot utilisé",
            "Übergeben durch",
        ),
        *("De quien recibe", "Osseavazioni alla consegna", "Consegna completa", "Rua dos Oleiros"),
        *("Lu et approuvé", "Niekompletne", "Zwrot opakowań", "Leeggoed retour", "Con retraso"),
    ],
)
def test_what_forms_print_is_no_name(text: str):
    assert is_form_text([letters(word) for word in text.split()])
    assert (
        received(At(0.1, 0.7, "Print name"), At(0.1, 0.73, text), At(0.1, 0.8, "Customer signature"))[0]
        is None
    )


@pytest.mark.parametrize(
    "name",
    [
        *("Grace Short", "Adam Price", "Paul Packer", "Maria de la Cruz", "Jan van der Berg", "Fermín Oses"),
        *("João da Silva", "Rocío Bellver", "Diane Lane", "Marta Wójcik", "Kevin Day", "Sofia Conte"),
    ],
)
def test_people_may_be_called_like_a_word_of_the_trade(name: str):
    assert not is_form_text([letters(word) for word in name.split()])

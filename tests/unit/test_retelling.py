"""Sentences that the floors below made in English are known again and said in German."""

from __future__ import annotations

import time

import pytest

from countersign.language import Reader, read_by
from countersign.sentences import retold
from extractors.opening.formats import Format, advice

GERMAN = Reader("de", "de_DE")
CHOOSE, WAEHLEN = ": choose the invoice.", ": Wählen Sie die Rechnung."
NEITHER = "this is neither an order nor a proof of delivery"
WEDER = "dies ist weder eine Bestellung noch ein Abliefernachweis"
IN_LEDGER, STEHT = (
    "Invoice number 1 is in the ledger, but ",
    "Rechnungsnummer 1 steht in der Buchhaltung, aber ",
)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            'Invoice number 1, PO number 4 (read I) and customer name "A and B, C." agree.',
            'Rechnungsnummer 1, Bestellnummer 4 (gelesen I) und Kundenname "A and B, C." stimmen überein.',
        ),
        (
            f"{IN_LEDGER}delivery number 8 was read where the ledger has 9{CHOOSE}",
            f"{STEHT}Liefernummer 8 wurde gelesen, wo die Buchhaltung 9 hat{WAEHLEN}",
        ),
        (
            f"{IN_LEDGER}the page also shows PO number 2, which is customer C's{CHOOSE}",
            f"{STEHT}die Seite zeigt auch Bestellnummer 2; diese gehört zu Kunde C{WAEHLEN}",
        ),
        (
            f"{IN_LEDGER}{NEITHER} (it looks like a letter){CHOOSE}",
            f"{STEHT}{WEDER} (es sieht aus wie: Brief){WAEHLEN}",
        ),
        (
            "Corrected by bo. Invoice number 1 and customer number C agree. Confirm it.",
            "Berichtigt von bo. Rechnungsnummer 1 und Kundennummer C stimmen überein. Bitte bestätigen.",
        ),
        (
            "Signed by J. Smith on 2026-03-02 at 14:05, but no date was read; no remarks detected.",
            (
                "Unterschrieben von J. Smith am 02.03.2026 um 14:05, aber kein Datum wurde gelesen; "
                "keine Vermerke gefunden."
            ),
        ),
        (
            "Signed on 2026-03-02 (or 2026-02-03); remarks: short 2 of 12 (“2 ctn”), wrong item, and 3 more.",
            (
                "Unterschrieben am 02.03.2026 (oder 03.02.2026); Vermerke: Fehlmenge 2 of 12 („2 ctn“), "
                "Falscher Artikel und 3 weitere."
            ),
        ),
        (
            "The same bytes as a. b.pdf. It is quarantined: The PDF has no page: scan or send it again.",
            (
                "Dieselben Bytes wie a. b.pdf. Diese Datei ist in Quarantäne: Das PDF hat keine Seite: "
                "Scannen oder senden Sie es noch einmal."
            ),
        ),
        (
            "Page 2 is damaged (a: b): scan or send it again.",
            "Seite 2 ist beschädigt (a: b): Scannen oder senden Sie sie noch einmal.",
        ),
        ("proof of delivery, two keys", "Abliefernachweis, zwei Merkmale"),
    ],
)
def test_a_sentence_is_retold_with_what_was_filled_in(english: str, german: str):
    with read_by(GERMAN):
        assert retold(english) == german


@pytest.mark.parametrize("text", ["", "blank.pdf", "Something that nobody says, and so on.", "x" * 5000])
def test_what_is_no_sentence_of_the_program_stays_as_it_is(text: str):
    with read_by(GERMAN):
        assert retold(text) == text


def test_nothing_is_retold_to_those_who_read_english():
    assert retold("The PDF has no page: scan or send it again.").startswith("The PDF")


@pytest.mark.parametrize("piece", ["and by on at ", "invoice number 5 and ", "(read ", "; ", "a. ", ", but "])
def test_what_stands_on_a_paper_makes_no_retelling_slow(piece: str):
    with read_by(GERMAN):
        began = time.monotonic()
        retold(f"Invoice number {piece * (650 // len(piece))}")
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("format_", list(Format))
def test_why_a_file_is_refused_is_told_in_german(format_: Format):
    refused = advice(format_)
    if refused is not None:
        with read_by(GERMAN):
            assert retold(refused) != refused


def test_a_known_damage_is_told_within_its_sentence():
    with read_by(GERMAN):
        assert retold(
            "Picture data of page 1 is missing or damaged (its data does not decode to the end): "
            "scan or send it again."
        ) == (
            "Bilddaten von Seite 1 fehlen oder sind beschädigt (die Daten lassen sich nicht bis zum Ende "
            "lesen): Scannen oder senden Sie sie noch einmal."
        )


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Signed on 2026-03-02 (or 2026-02-03); no remarks.",
            "Signed on Mar 2, 2026 (or Feb 3, 2026); no remarks.",
        ),
        ("The same bytes as on-2026-03-02.pdf.", "The same bytes as on-2026-03-02.pdf."),
        ("PO number 2026-03-02 agrees.", "PO number 2026-03-02 agrees."),
    ],
)
def test_days_are_told_as_an_english_reader_writes_them(sentence: str, told: str):
    with read_by(Reader("en", "en_US")):
        assert retold(sentence) == told
    assert retold(sentence) == sentence

"""Reservations in small hand, stamps and short words are told; the form's own print never."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.remarks import remarks_of
from models.paper import Box, Ink, Mark, Page, Role, SignatureRegion, Word
from tests.unit.test_remarks import FORM, line, paper, told

HIGH = 0.012
TALL = 1.6 * HIGH


def block(*rows: str, ink: Ink = Ink.HAND, high: float = HIGH, top: float = 0.5) -> list[tuple[Word, ...]]:
    return [line(row, 0.1, top + 1.4 * high * number, ink, high=high) for number, row in enumerate(rows)]


LONG = (
    "3 cartons crushed and wet on arrival",
    "2 cartons missing from pallet 4",
    "driver refused to wait for count",
    "photos were taken by our guard",
)


@pytest.mark.parametrize("high", [HIGH, TALL])
def test_a_long_remark_that_counts_goods_is_told_however_small_it_is_written(high: float):
    found = told(paper(FORM, *block(*LONG, high=high)))
    assert {("damaged", "3"), ("short", "2")} <= set(found)


def test_in_goods_listed_by_hand_no_word_is_guessed():
    rows = (
        "40 Drill bit set HSS 13 pc",
        "Stretch film 500 mm 23 my",
        "Packing tape brown 48x50",
        "10 Carton",
    )
    assert told(paper(FORM, *block(*rows, high=TALL))) == []


def test_a_long_stamp_is_told():
    rows = ("Goods received unchecked", "warehouse gate 4 Meyer Logistics", "quantity and quality are",
            "not yet inspected by anybody", "and must be verified within 3 days")  # fmt: skip
    assert ("qualified", "") in told(paper(FORM, *block(*rows, ink=Ink.STAMP)))


@pytest.mark.parametrize(
    ("text", "ink", "said"),
    [
        ("3 cartons damaged claims will follow", Ink.HAND, ("damaged", "3")),
        ("cartons damaged and claims will follow", Ink.HAND, ("damaged", "")),
        ("2 boxes wet must be replaced", Ink.HAND, ("damaged", "2")),
        ("2 colis sont manquants a la livraison", Ink.HAND, ("short", "2")),
        ("Kartons sind nass und alle kaputt", Ink.HAND, ("damaged", "")),
        ("Accepted subject to inspection within 3 days", Ink.STAMP, ("qualified", "")),
        ("Accepted subject to inspection within 3 days", Ink.HAND, ("qualified", "")),
    ],
)
def test_a_reservation_in_small_hand_or_a_stamp_is_no_condition(text: str, ink: Ink, said: tuple[str, str]):
    assert told(paper(FORM, line(text, 0.1, 0.6, ink))) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Report shortage or damage within 3 days",
        "Claims for short or damaged goods must be made within seven days",
        "Schäden sind innerhalb von 3 Tagen zu melden",
        "Beschadigde goederen moeten binnen 3 dagen gemeld worden",
        "Les avaries doivent etre signalees sous 3 jours",
        "Damage or shortage to be advised in writing within 48 hours",
        "Reclami per danni entro 8 giorni dalla consegna",
        "Short or damaged goods are at no liability of the carrier",
    ],
)
def test_conditions_that_pass_for_handwriting_never_count(text: str):
    assert told(paper(FORM, line(text, 0.1, 0.6, Ink.HAND))) == []


def test_what_may_be_print_is_told_as_doubtful_in_the_space_for_remarks_and_in_uneven_lines():
    condition = line("Geweigerde zendingen worden in rekening gebracht", 0.2, 0.5, Ink.HAND)
    uneven = [
        line("goods came wet and torn from the truck", 0.1, 0.5 + 0.014 * row, Ink.HAND, high=high)
        for row, high in enumerate((HIGH, 0.7 * HIGH, HIGH, 0.8 * HIGH))
    ]
    for page in (paper(FORM, (*line("Remarks:", 0.1, 0.5), *condition)), paper(FORM, *uneven)):
        (remark,) = remarks_of((page,), "delivery_note", ())
        assert (remark.about.value, remark.confidence) == ("other", 0.45)


@pytest.mark.parametrize(
    ("text", "sure", "count"), [("KO", 0.9, 1), ("NIO", 0.9, 1), ("NIO", 0.5, 0), ("k", 0.9, 0)]
)
def test_the_shortest_remarks_are_told_where_they_were_read_well(text: str, sure: float, count: int):
    word = replace(line(text, 0.3, 0.5, Ink.HAND)[0], confidence=sure)
    assert told(paper((*line("Remarks:", 0.1, 0.5), word))) == [("other", "")] * count


def test_a_remark_that_a_stamp_touches_is_told():
    page = paper((*line("Remarks:", 0.1, 0.5), *line("siehe Rueckseite Foto", 0.2, 0.5, Ink.HAND)))
    assert told(replace(page, marks=(Mark(Ink.STAMP, Box(0.36, 0.48, 0.6, 0.55), 0.9),))) == [("other", "")]


@pytest.mark.parametrize(
    "text",
    [
        *("12 SHORT STREET", "NASS BAU GMBH", "BRUCH GMBH", "WET ROOM PANELS", "WET WIPES 40", "MR SHORT"),
        *(
            "PALLETS RETURNED 4",
            "LATE BLOOMERS LTD",
            "DAMAGE WAIVER 2026",
            "SHORT BROS PLC",
            "GOODS IN SHORT SUPPLY",
        ),
    ],
)
def test_capitals_of_the_form_that_say_something_else_too_are_no_remark(text: str):
    assert told(paper(FORM, line(text, 0.1, 0.5, high=1.3 * HIGH))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 CTN DAMAGED ON ARRIVAL", ("damaged", "3")), ("2 DAYS LATE", ("late", "")),
        ("LEFT AT DOCK", ("unattended", "")), ("BEIM NACHBAR", ("unattended", "")),
        ("AM TOR ABGESTELLT", ("unattended", "")), ("FALSCHE WARE", ("wrong_item", "")),
        ("SHORT 2 CTN", ("short", "2")), ("SOUS RESERVE DE DEBALLAGE", ("qualified", "")),
    ],
)  # fmt: skip
def test_capitals_that_say_nothing_else_are_one(text: str, said: tuple[str, str]):
    assert told(paper(FORM, line(text, 0.1, 0.5, high=1.3 * HIGH))) == [said]


def test_a_legible_signature_of_somebody_called_short_is_no_remark():
    signed = SignatureRegion(Role.CUSTOMER, 1, Box(0.1, 0.49, 0.4, 0.53), True, 0.9, "Signature")

    def within(text: str) -> Page:
        return replace(paper(line(text, 0.2, 0.5, Ink.HAND)), signatures=(signed,))

    assert told(within("Jan Short")) == []
    assert told(within("GOODS REFUSED")) == [("refused", "")]

"""Remarks in the usual words of the trade, under any label, by several pens, and what is none of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.fields.remark_labels import asks_for_remarks
from extractors.remarks import remarks_of
from extractors.remarks.said import said
from models.paper import Box, Ink, Role, SignatureRegion, Tick
from tests.unit.test_remarks import line, paper, told, wrong


@pytest.mark.parametrize(
    ("text", "about", "quantity"),
    [
        ("minus 2 cases", "short", "2"), ("3 Kartons nicht mitgeliefert", "short", "3"),
        ("no han llegado 2 cajas", "short", "2"), ("2 colli non pervenuti", "short", "2"),
        ("brak towaru", "short", ""),
        ("nie dojechalo 3 szt", "short", "3"), ("nao vieram 2 cx", "short", "2"),
        ("doppelt geliefert", "over", ""), ("livré en double", "over", ""), ("dubbel geleverd", "over", ""),
        ("2 too many delivered", "over", "2"), ("3 caixas a mais", "over", "3"),
        ("Karton aufgerissen, 2 Dellen", "damaged", "2"), ("palette effondrée", "damaged", ""),
        ("precinto roto", "damaged", ""), ("imballo aperto", "damaged", ""), ("doos kapot", "damaged", ""),
        ("opakowanie otwarte", "damaged", ""), ("2 caixas amolgadas", "damaged", "2"),
        ("did not order", "refused", ""), ("zurück an Absender", "refused", ""),
        ("niet besteld", "refused", ""),
        ("odmowa przyjęcia", "refused", ""), ("non ordinato", "refused", ""),
        ("não encomendado", "refused", ""),
        ("2 Tage zu spät", "late", ""), ("hors délai", "late", ""), ("fuera de plazo", "late", ""),
        ("in ritardo", "late", ""), ("niet op tijd", "late", ""), ("po terminie", "late", ""),
        ("not what we ordered", "wrong_item", ""), ("falsche Größe", "wrong_item", ""),
        ("pas le bon article", "wrong_item", ""), ("merce sbagliata", "wrong_item", ""),
        ("niet wat besteld is", "wrong_item", ""), ("nie ten towar", "wrong_item", ""),
        ("prijs klopt niet", "price", ""), ("preis stimmt nicht", "price", ""), ("zła cena", "price", ""),
        ("left in shed, nobody in", "unattended", ""), ("in Garage abgestellt", "unattended", ""),
        ("client absent, laissé au garage", "unattended", ""), ("niemand thuis", "unattended", ""),
        ("nadie en casa", "unattended", ""), ("ninguém em casa", "unattended", ""),
        ("no time to check", "qualified", ""), ("wird noch geprüft", "qualified", ""),
        ("non déballé", "qualified", ""), ("bez sprawdzenia", "qualified", ""),
        ("por conferir", "qualified", ""),
        ("genero equivonndo", "wrong_item", ""), ("4PCSNOT DEL IVERED", "short", "4"),
        ("4 E X TR A RE CE IVE D", "over", "4"), ("6 COLL I TE VEEL GELEVERD", "over", "6"),
        ("4 COLI5 EN TROP", "over", "4"), ("I WEEKL ATE", "late", ""),
    ],
)  # fmt: skip
def test_the_usual_words_of_the_trade_are_known(text: str, about: str, quantity: str):
    assert (about, quantity) in wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "no damage", "0 short", "nothing missing", "keine Schäden", "ohne Beanstandung", "complete",
        "keine Fehlmengen", "rien à signaler", "aucun manquant", "sin daños", "nessun danno", "geen schade",
        "bez uszkodzeń", "sem danos", "counted 12", "Ordered 30", "12 gezählt", "no visible damage",
        "5 min", "date 23/3126",
    ],
)  # fmt: skip
def test_denials_and_plain_counts_say_nothing_wrong(text: str):
    assert wrong(text) == []


def test_a_unit_is_no_misread_word():
    assert [one.about for one in said("5 cases")] == []


@pytest.mark.parametrize(
    "label",
    [
        "Claused / reservations", "Any shortage or damage:", "Notes on condition", "Delivery comments",
        "Anmerkungen des Empfängers", "Op- en aanmerkingen ktant", "Commentaires à la livraison",
        "Estado de la mercancía", "Uwagi odbiorcy", "Vvermerke", "Osservazioni del destinatario",
    ],
)  # fmt: skip
def test_labels_that_ask_for_remarks_are_put_together_of_many_words(label: str):
    assert asks_for_remarks(label.split())


@pytest.mark.parametrize(
    "label",
    ["Delivery note", "Note number", "Received by", "Consignee", "Conditions", "Damages", "Goods"],
)
def test_other_labels_ask_for_none(label: str):
    assert not asks_for_remarks(label.split())


BODY = line("All goods remain our property until they are paid", 0.1, 0.9)


def test_what_stands_in_capitals_behind_any_label_is_a_remark():
    asked = line("Anmerkungen des Empfängers 4 STUCK ZU VIEL GELIEFERT", 0.1, 0.5)
    assert told(paper(asked, BODY)) == [("over", "4")]
    shouted = line("CLAUSED / RESERVATIONS NOT COUNTED", 0.1, 0.5)
    assert told(paper(shouted, BODY)) == [("qualified", "")]


def test_small_letters_that_pass_for_print_count_where_they_are_taller_and_asked_for():
    label, low = line("Delivery comments", 0.1, 0.5), line("unexamined", 0.1, 0.53, high=0.014)
    tall = line("unexamined", 0.1, 0.53, high=0.02)
    assert told(paper(label, tall, BODY)) == [("qualified", "")]
    assert told(paper(label, low, BODY)) == []


def test_words_of_one_hand_are_read_together_though_some_pass_for_print():
    hand = line("5", 0.1, 0.5, Ink.PRINT, high=0.02) + line("CASES", 0.12, 0.5, Ink.PRINT, high=0.02)
    page = paper((*hand, *line("missing", 0.175, 0.5, Ink.HAND, high=0.02)), BODY)
    assert told(page) == [("short", "5")]


def test_a_sentence_that_was_taken_for_a_signature_is_a_remark():
    hand = line("left in shed mobody in", 0.1, 0.5, Ink.HAND, high=0.02)
    region = SignatureRegion(Role.UNKNOWN, 1, Box(0.09, 0.49, 0.5, 0.53), True, 0.9, "")
    page = paper(hand, BODY)
    signed = replace(page, signatures=(region,))
    assert [one.about.value for one in remarks_of((signed,), "delivery_note", ())] == ["unattended"]


@pytest.mark.parametrize("text", ["Empties returned", "Leergut zurück", "Envases devueltos"])
def test_pallets_and_crates_that_go_back_are_no_refusal(text: str):
    page = paper(line(text, 0.15, 0.5), BODY)
    box = Tick(Box(0.1, 0.5, 0.12, 0.512), True, 0.99, text)
    ticked = replace(page, ticks=(box,))
    assert told(ticked) == []


@pytest.mark.parametrize("ticked", [True, False])
def test_a_box_beside_broken_counts_when_it_is_ticked(ticked: bool):
    page = paper(line("Broken / crushed", 0.15, 0.5), BODY)
    box = Tick(Box(0.1, 0.5, 0.12, 0.512), ticked, 0.99, "Broken / crushed")
    with_box = replace(page, ticks=(box,))
    assert told(with_box) == ([("damaged", "")] if ticked else [])

"""What misreading does to labels and values: words with figures in them, torn dates, lost labels."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.fields import find, own_number
from extractors.fields.dates import find_dates
from extractors.fields.glue import cut_after_label
from extractors.fields.numbers import is_identifier
from extractors.fields.sense import Sense
from extractors.fields.types import classify
from models.paper import Page
from models.reading import DocumentType, FieldName, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines


def found(page: Page, sense: Sense) -> list[str]:
    return [finding.value.text for finding in find(page).of(sense)]


@pytest.mark.parametrize("word", ["Condit10ns", "Docume8o", "est1rab1e", "Feh1mengen", "n2", "No"])
def test_a_word_with_letters_misread_as_figures_is_no_number(word: str) -> None:
    assert not is_identifier(word)


@pytest.mark.parametrize(
    "number",
    [
        "PO-4711",
        "po-4711",
        "kX-0616",
        "389782/DT",
        "Order-1234",
        "Meier-0326",
        "a3f9b2c1",
        "4500ab",
        "Tender/443",
    ],
)
def test_a_number_may_have_letters_in_it(number: str) -> None:
    assert is_identifier(number)


def test_a_misread_label_is_not_the_value_of_its_neighbour() -> None:
    page = page_from_lines([["Ihre Referenz", "L5-Nr.", "Datum"], ["08044", "80336541", "17.03.2026"]])
    assert found(page, Sense.YOUR_REFERENCE) == ["08044"]


def test_a_date_that_reaches_into_the_next_column_stays_whole() -> None:
    page = page_from_lines(
        [
            At(0.06, 0.1, "Besteldatum"),
            At(0.17, 0.1, "Inkoopordernr."),
            At(0.06, 0.12, "14 januari 2026 PO-04267"),
        ]
    )
    assert found(page, Sense.ORDER_DATE) == ["2026-01-14"]
    assert found(page, Sense.PO_NUMBER) == ["PO-04267"]


def test_a_day_before_the_name_of_a_month_is_no_number() -> None:
    page = page_from_lines([["Commandé le", "Bon de commande n°"], ["22 avril 2026", "PED/01616"]])
    assert found(page, Sense.ORDER_DATE) == ["2026-04-22"]
    assert found(page, Sense.PO_NUMBER) == ["PED/01616"]


def test_an_order_number_that_a_sentence_speaks_of_has_no_value_beside_the_sentence() -> None:
    sentence = At(0.06, 0.52, "Vermeld ons ordernummer op alle stukken")
    page = page_from_lines([sentence, At(0.62, 0.51, "VB-A044")])
    assert found(page, Sense.SELLER_ORDER) == []


def test_a_colon_in_a_date_is_a_misread_dash() -> None:
    (reading,) = find_dates("22-04:2026")
    assert reading.chosen == date(2026, 4, 22)


@pytest.mark.parametrize(("word", "cut"), [("no4314032", 2), ("nr4711", 2), ("NO4314032", 0), ("no12", 0)])
def test_a_word_for_number_may_be_glued_to_one(word: str, cut: int) -> None:
    assert cut_after_label(word) == cut


def test_the_word_order_alone_heads_an_order_unless_a_delivery_is_receipted() -> None:
    title = At(0.1, 0.08, "ORDER", size=0.02)
    page = page_from_lines([title, At(0.1, 0.2, "4 pc Shaft seal")])
    assert classify([find(page)]).type is DocumentType.PURCHASE_ORDER
    receipt = [At(0.1, 0.2, "Delivery note no: 10000001"), At(0.1, 0.8, "Received by:")]
    page = page_from_lines([title, *receipt])
    assert classify([find(page)]).type is DocumentType.PROOF_OF_DELIVERY


def test_a_label_with_words_behind_it_still_has_its_value_beside_it() -> None:
    page = page_from_lines([At(0.06, 0.3, "Customer order no. (if any)"), At(0.5, 0.292, "4500077")])
    assert found(page, Sense.PO_NUMBER) == ["4500077"]


PAD = [
    At(0.07, 0.16, "Delivery Note", size=0.018),
    At(0.8, 0.2, "T378181", size=0.018),
    *(At(0.07, 0.3 + 0.02 * row, "5 Nitrile glove size nine") for row in range(6)),
]


def test_a_pad_prints_its_number_large_and_without_a_label() -> None:
    run = own_number(find(page_from_lines(PAD)))
    assert run is not None
    assert run.text == "T378181"
    reading = read(Section((page_from_lines(PAD),), "first page"), Preferences())
    assert [value.text for value in reading.fields[FieldName.DELIVERY_NUMBER]] == ["T378181"]


@pytest.mark.parametrize("text", ["01134567890", "DE811234567", "5012345678900"])
def test_a_telephone_tax_or_article_number_is_not_the_papers(text: str) -> None:
    lines = [At(0.8, 0.2, text, size=0.018) if line.text == "T378181" else line for line in PAD]
    assert own_number(find(page_from_lines(lines))) is None


def test_type_of_usual_size_is_not_large() -> None:
    lines = [At(0.8, 0.2, "T378181", size=0.013) if line.text == "T378181" else line for line in PAD]
    assert own_number(find(page_from_lines(lines))) is None


def test_of_two_such_numbers_none_is_taken() -> None:
    assert own_number(find(page_from_lines([*PAD, At(0.8, 0.24, "882716", size=0.018)]))) is None


def test_a_labelled_delivery_number_is_not_doubted_for_a_large_one() -> None:
    labelled = page_from_lines([*PAD, At(0.07, 0.25, "Delivery note no: 80012345")])
    reading = read(Section((labelled,), "first page"), Preferences())
    assert [value.text for value in reading.fields[FieldName.DELIVERY_NUMBER]] == ["80012345"]


def test_on_a_consignment_note_bl_is_the_delivery_and_ref_the_order() -> None:
    boxes = [At(0.06, 0.4, "BL 80335908"), At(0.5, 0.4, "Ref. 4500004024")]
    page = page_from_lines([At(0.1, 0.05, "CMR", size=0.02), *boxes])
    fields = read(Section((page,), "first page"), Preferences()).fields
    assert [value.text for value in fields[FieldName.DELIVERY_NUMBER]] == ["80335908"]
    assert [value.text for value in fields[FieldName.PO_NUMBER]] == ["4500004024"]

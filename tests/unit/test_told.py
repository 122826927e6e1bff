"""The ledger chooses between readings that the pixels support, and never overrules clear print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.paper import Page
from models.reading import FieldName, Found, Value
from pipeline.index.ledger_index import build
from pipeline.matching.match import match
from pipeline.matching.meant import may_be
from pipeline.names.printed_names import chosen, spelled, spots
from tests.values.builders import At, page_from_lines
from tests.values.matching_cases import POD, customer, invoice, ledger, matched, paper

BOOKS = ledger(
    [customer("C-100", "Officine Brambilla S.r.l."), customer("C-200", "Ferretti Store 72")],
    invoice("INV-1030", "C-100", "ORD 006806", "8001234"),
    invoice("INV-2040", "C-200", "ORD 007001", "8005678"),
)


@pytest.mark.parametrize(
    ("read", "known", "sure", "expected"),
    [
        ("0RD 006806", "ORD 006806", True, True),
        ("8041A822", "80411822", True, True),
        ("80417822", "80411822", True, False),
        ("80417822", "80411822", False, True),
        ("8041782", "80411822", False, False),
        ("80477822", "80411822", False, False),
        ("7541", "07541", False, False),
    ],
)
def test_what_may_be_another_reading(read: str, known: str, *, sure: bool, expected: bool) -> None:
    assert may_be(read, known, sure=sure) is expected


@given(st.text("0123456789ABCXYZ-", min_size=1, max_size=12))
def test_no_number_is_another_reading_of_itself(text: str) -> None:
    assert not may_be(text, text, sure=False)


def text_of(reading_field: FieldName, line: str, fields: dict[FieldName, str]) -> str | None:
    value = matched(paper(POD, line, fields), BOOKS).reading.value(reading_field)
    return value.text if value else None


def test_a_look_alike_is_read_as_the_ledger_has_it() -> None:
    fields = {FieldName.PO_NUMBER: "0RD006806", FieldName.DELIVERY_NUMBER: "8001234"}
    assert text_of(FieldName.PO_NUMBER, "Order 0RD006806 Delivery 8001234", fields) == "ORD 006806"


def test_a_misprint_stays_as_it_is_printed() -> None:
    fields = {FieldName.PO_NUMBER: "ORD006816", FieldName.DELIVERY_NUMBER: "8001234"}
    assert text_of(FieldName.PO_NUMBER, "Order ORD006816 Delivery 8001234", fields) == "ORD006816"


def test_a_number_of_no_known_invoice_takes_the_shape_of_the_ledgers() -> None:
    assert text_of(FieldName.PO_NUMBER, "Order 0RD009999", {FieldName.PO_NUMBER: "0RD009999"}) == "ORD009999"


def test_a_clear_letter_is_no_digit_though_all_numbers_of_the_ledger_are_digits() -> None:
    books = ledger([customer("C-100", "Acme")], invoice("INV-1", "C-100", "55512", "8001234"))
    item = paper(POD, "Order S9912 Delivery 8001234", {FieldName.PO_NUMBER: "S9912"})
    value = matched(item, books).reading.value(FieldName.PO_NUMBER)
    assert value is not None
    assert value.text == "S9912"


def test_a_number_printed_without_its_zeros_or_label_is_found() -> None:
    books = ledger([customer("C-100", "Acme")], invoice("0090006333", "C-100", "PO-88123", "8001234"))
    item = paper(POD, "90006333 | Delivery 8001234", {FieldName.DELIVERY_NUMBER: "8001234"})
    value = matched(item, books).reading.value(FieldName.INVOICE_NUMBER)
    assert value is not None
    assert (value.text, value.found) == ("90006333", Found.LEDGER)


def test_of_two_names_the_customers_own_comes_first() -> None:
    names = {FieldName.CUSTOMER_NAME: ["Brandt GmbH", "Officine Brambilla S.r.l."]}
    item = paper(POD, "Brandt GmbH\nOfficine Brambilla S.r.l.\nDelivery 8001234", names)
    fields = {**item.reading.fields, FieldName.DELIVERY_NUMBER: (found_at(item.page, "8001234"),)}
    reading = match(replace(item.reading, fields=fields), [item.page], build(BOOKS)).reading
    assert [value.text for value in reading.fields[FieldName.CUSTOMER_NAME]] == [
        "Officine Brambilla S.r.l.",
        "Brandt GmbH",
    ]


def found_at(page: Page, text: str) -> Value:
    word = next(word for word in page.words if word.text == text)
    return Value(text, 0.95, 1, word.box, Found.LABEL, "Delivery")


def test_an_ambiguous_date_is_read_near_the_invoice() -> None:
    item = paper(POD, "Delivery 8001234", {FieldName.DELIVERY_NUMBER: "8001234"})
    day = Value("2026-09-03", 0.9, 1, item.page.words[0].box, Found.LABEL, "Date", ("2026-03-09",))
    reading = replace(item.reading, fields={**item.reading.fields, FieldName.DOCUMENT_DATE: (day,)})
    index = build(BOOKS)
    once = match(reading, [item.page], index)
    value = once.reading.value(FieldName.DOCUMENT_DATE)
    assert value is not None
    assert (value.text, value.alternatives) == ("2026-03-09", ("2026-09-03",))
    assert match(once.reading, [item.page], index).reading == once.reading


def printed(name: str, line: str, confidence: float) -> str:
    page = page_from_lines([line.split("|")])
    words = tuple(replace(word, confidence=confidence) for word in page.words)
    (spot,) = spots([name], [replace(page, words=words, reader="neural")])
    return spelled(spot)


@pytest.mark.parametrize(
    ("line", "confidence", "expected"),
    [
        ("Officine Brambilla S.r.1.", 0.99, "Officine Brambilla S.r.l."),
        ("Off icine Bram bilia S.r.l.", 0.99, "Officine Brambilla S.r.l."),
        ("Officine Brambila S.r.l.", 0.99, "Officine Brambilla S.r.l."),
        ("Officine Brombilla S.r.l.", 0.99, "Officine Brombilla S.r.l."),
        ("Oficine Brambilla S.r.l.", 0.99, "Officine Brambilla S.r.l."),
        ("Offcin Brambilla S.r.l.", 0.99, "Offcin Brambilla S.r.l."),
        ("Officine Brambila S.r.l.", 0.85, "Officine Brambilla S.r.l."),
        ("OFFICINE BRAMBILLA SRL", 0.99, "OFFICINE BRAMBILLA SRL"),
    ],
)
def test_a_name_is_given_as_printed_as_far_as_it_could_be_read(
    line: str, confidence: float, expected: str
) -> None:
    assert printed("Officine Brambilla S.r.l.", line, confidence) == expected


def test_a_short_number_of_the_likely_invoice_is_found_without_a_label() -> None:
    books = ledger([customer("C-100", "Acme")], invoice("INV-1", "C-100", "9042", "8001234"))
    item = paper(POD, "9042 | Delivery 8001234", {FieldName.DELIVERY_NUMBER: "8001234"})
    value = matched(item, books).reading.value(FieldName.PO_NUMBER)
    assert value is not None
    assert (value.text, value.found) == ("9042", Found.LEDGER)
    twice = paper(POD, "9042 | Delivery 8001234 | 9042", {FieldName.DELIVERY_NUMBER: "8001234"})
    assert matched(twice, books).reading.value(FieldName.PO_NUMBER) is None


def test_a_number_without_a_label_is_told_as_the_ledger_spells_it() -> None:
    books = ledger([customer("C-100", "Acme")], invoice("INV-1", "C-100", "MRO-04917", "8001234"))
    item = paper(POD, "MR0-04917 | Delivery 8001234", {FieldName.DELIVERY_NUMBER: "8001234"})
    once = matched(item, books)
    value = once.reading.value(FieldName.PO_NUMBER)
    assert value is not None
    assert (value.text, value.found) == ("MRO-04917", Found.LEDGER)
    assert match(once.reading, [item.page], build(books)).reading == once.reading


def test_a_name_whose_words_were_torn_apart_is_one_name() -> None:
    words = [
        At(0.1, 0.1, "Fenland"),
        At(0.205, 0.1, "Agri"),
        At(0.285, 0.1, "Buildings"),
        At(0.407, 0.1, "Ltd"),
    ]
    value = chosen(spots(["Fenland Agri Buildings Ltd"], [page_from_lines(words)]), ())
    assert value is not None
    assert value.text == "Fenland Agri Buildings Ltd"


def test_of_a_name_and_its_short_form_the_fuller_is_given() -> None:
    page = page_from_lines([["Acme"], ["Acme Tools of Leeds Ltd"]])
    value = chosen(spots(["Acme Tools of Leeds Ltd", "Acme"], [page]), ())
    assert value is not None
    assert value.text == "Acme Tools of Leeds Ltd"

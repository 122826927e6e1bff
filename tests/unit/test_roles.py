"""What the ledger knows of a number outweighs its label; the year of an invoice a misread one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.paper import Box
from models.reading import DocumentType, FieldName, Found, Reading, Value
from pipeline.index.ledger_index import build
from pipeline.matching import meant_dates
from pipeline.matching.match import match
from pipeline.matching.number_roles import Roles, strangers_doubted
from tests.values.matching_cases import POD, customer, invoice, ledger, paper

BOOKS = ledger(
    [customer("C-10442", "Officine Brambilla S.r.l."), customer("C-10443", "Ferretti Store 72")],
    invoice("INV-1030", "C-10442", "ORD 006806", "8001234"),
    invoice("INV-2040", "C-10443", "ORD 007001", "8005678"),
)
INDEX = build(BOOKS)
HERE = Box(0.1, 0.1, 0.2, 0.12)


def value(text: str, confidence: float = 0.9) -> Value:
    return Value(text, confidence, 1, HERE, Found.LABEL, "Ref")


def reading(fields: dict[FieldName, tuple[Value, ...]], kind: DocumentType = POD) -> Reading:
    return Reading((1,), kind, "delivery_note", 0.9, fields)


def settled(fields: dict[FieldName, tuple[Value, ...]], *, order: bool = False) -> dict[FieldName, list[str]]:
    told = Roles(INDEX, (), order=order).settled(reading(fields))
    return {name: [one.text for one in values] for name, values in told.items()}


def test_a_number_known_in_another_role_only_has_that_role() -> None:
    told = settled({FieldName.DELIVERY_NUMBER: (value("C-10442"),)})
    assert told == {FieldName.CUSTOMER_NUMBER: ["C-10442"]}


def test_a_number_that_its_own_role_knows_stays() -> None:
    assert settled({FieldName.PO_NUMBER: (value("ORD 006806"),)}) == {FieldName.PO_NUMBER: ["ORD 006806"]}


def test_an_order_never_gets_a_delivery_number() -> None:
    told = settled({FieldName.CUSTOMER_NUMBER: (value("8001234"),)}, order=True)
    assert told == {FieldName.CUSTOMER_NUMBER: ["8001234"]}


def test_a_number_that_the_ledger_knows_comes_before_a_surer_one_that_it_does_not_know() -> None:
    told = settled({FieldName.PO_NUMBER: (value("ORD 999999", 0.95), value("ORD 007001", 0.6))})
    assert told == {FieldName.PO_NUMBER: ["ORD 007001", "ORD 999999"]}


def test_a_guess_that_looks_like_none_of_its_role_is_left_out() -> None:
    assert settled({FieldName.DELIVERY_NUMBER: (value("AB-7", 0.3),)}) == {FieldName.DELIVERY_NUMBER: []}


def test_an_account_in_other_books_contradicts_no_customer() -> None:
    item = paper(
        POD, "INV-1030 39025", {FieldName.INVOICE_NUMBER: "INV-1030", FieldName.CUSTOMER_NUMBER: "39025"}
    )
    found = match(item.reading, [item.page], INDEX)
    assert [one.invoice.number for one in found.candidates] == ["INV-1030"]
    assert found.candidates[0].contradictions == ()
    assert match(found.reading, [item.page], INDEX).reading == found.reading


def test_a_customer_number_of_the_ledgers_shape_still_counts() -> None:
    told = reading({FieldName.CUSTOMER_NUMBER: (value("C-99999"),)})
    assert strangers_doubted(told, INDEX) == told


@pytest.mark.parametrize(
    ("days", "kind", "expected"),
    [
        (("2026-09-03", "2026-03-09"), POD, "2026-03-09"),
        (("2026-04-05", "2026-05-04"), DocumentType.PURCHASE_ORDER, "2026-04-05"),
        (("1976-03-09",), POD, "2026-03-09"),
        (("2020-03-09",), POD, "2026-03-09"),
        (("2014-03-09",), POD, "2014-03-09"),
        (("2026-02-27",), POD, "2026-02-27"),
    ],
)
def test_the_reading_of_a_date_that_fits_the_invoice_comes_first(
    days: tuple[str, ...], kind: DocumentType, expected: str
) -> None:
    name, issued = FieldName.DOCUMENT_DATE, replace(BOOKS.invoices[0], invoice_date=date(2026, 3, 10))
    issued = replace(issued, invoice_date=date(2026, 5, 1)) if "2026-05-04" in days else issued
    dated = replace(value(days[0]), alternatives=days[1:])
    (told,) = meant_dates.settled(reading({name: (dated,)}, kind), name, issued, lambda _: True)
    assert told.text == expected
    assert set(days) <= {told.text, *told.alternatives}

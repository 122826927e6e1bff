"""Papers as they occur that would lie under a wrong invoice wait; their plain twins are filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.decision import Decision, Status
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.paper import Barcode, Box, Page
from models.reading import FieldName, Section
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import build
from pipeline.matching.match import Matched, match
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

CALDER = Customer("10442", "Calder Foods Ltd", (), "12 Mill Lane", "Leeds LS1 4AB", "GB")
DORSET = Customer("10777", "Dorset Dairies Ltd", (), "4 Quay Road", "Poole BH15 1AA", "GB")
BY_NUMBER = ("Customer no: 10442",)
CALDERS = ("Deliver to:", "Calder Foods Ltd", "12 Mill Lane", "Leeds LS1 4AB")
SURE = 0.999
"""The reader's confidence in a word that it reads without a doubt."""


def invoice(number: str, customer: str, po: str = "", delivery: str = "", day: str = "2026-03-10") -> Invoice:
    issued = date.fromisoformat(day)
    return Invoice(number, customer, po, issued, None, Decimal(120), "GBP", delivery, InvoiceStatus.OPEN)


FIRST = invoice("90001234", "10442", "4500771", "80012344")
SECOND = invoice("90001299", "10442", "4500771", "80012999", "2026-03-24")
OTHER = invoice("90005555", "10777", "PO-5577", "80077777")


def note(
    *lines: str,
    title: str = "DELIVERY NOTE",
    day: str = "23/03/2026",
    to: tuple[str, ...] = BY_NUMBER + CALDERS,
) -> Page:
    """A delivery note with these lines under its head."""
    dated = (f"Date: {day}",) if day else ()
    told = ("Brightwater Supplies Ltd", *lines, *to, *dated, "12  Hose coupling", "Received by (signature)")
    placed = [At(0.06, 0.08 + 0.02 * row, line, confidence=SURE) for row, line in enumerate(told)]
    return page_from_lines([At(0.5, 0.04, title, size=0.02, confidence=SURE), *placed])


def order(*lines: str, letterhead: str = "Calder Foods Ltd", to: tuple[str, ...] = ()) -> Page:
    told = (letterhead, *lines, "Date: 01/03/2026", *to, "12  Hose coupling  4.50")
    placed = [At(0.06, 0.04 + 0.02 * row, line, confidence=SURE) for row, line in enumerate(told)]
    return page_from_lines([*placed, At(0.5, 0.04, "PURCHASE ORDER", size=0.02, confidence=SURE)])


def held(page: Page, *invoices: Invoice, customers: tuple[Customer, ...] = (CALDER, DORSET)) -> Matched:
    section = Section((page,), "first page")
    return match(read(section, Preferences()), (page,), build(Ledger(customers, invoices)))


def on(page: Page, *invoices: Invoice, customers: tuple[Customer, ...] = (CALDER, DORSET)) -> Decision:
    return decide(held(page, *invoices, customers=customers))


def filed(decision: Decision) -> list[str]:
    return [number for _, number in decision.chosen] if decision.status is Status.FILED else []


@pytest.mark.parametrize(
    "line",
    [
        "Original invoice no: 90001234",
        "Replaces invoice no: 90001234",
        "Supersedes invoice 90001234",
        "Old invoice no: 90001234",
        "Last invoice no: 90001234",
        "Warranty claim invoice no: 90001234",
        "Ersatz für Rechnung Nr. 90001234",
        "Annule et remplace facture n° 90001234",
        "Replaces delivery note no: 80012344",
        "Balance of delivery note no: 80012344",
        "Restlieferung zu Lieferschein Nr. 80012344",
        "Remplace bon de livraison n° 80012344",
    ],
)
def test_a_number_of_an_earlier_paper_is_none_of_this_one(line: str) -> None:
    own = "Invoice no: 90001299"
    assert filed(on(note(own, "Your order no: 4500771"), FIRST, SECOND, OTHER)) == ["90001299"]
    assert "90001234" not in filed(on(note(own, line, "Your order no: 4500771"), FIRST, SECOND, OTHER))


def test_an_original_is_no_earlier_paper() -> None:
    page = note("Invoice no: 90001299", title="ORIGINAL DELIVERY NOTE")
    assert filed(on(page, FIRST, SECOND, OTHER)) == ["90001299"]


@pytest.mark.parametrize(
    "line",
    ["Delivered earlier: 80012344", "Balance to follow from 80012344", "Already delivered (80012344): 12"],
)
def test_of_an_order_billed_twice_a_number_without_a_label_decides_nothing(line: str) -> None:
    assert filed(on(note(line, "Your order no: 4500771"), FIRST, SECOND, OTHER)) == []
    assert filed(on(note(line, "Your order no: 4500771", "80013555"), FIRST, SECOND, OTHER)) == []


@pytest.mark.parametrize("day", ["09/03/2026", "9 March 2026"])
def test_a_year_is_not_changed_to_fit_an_old_invoice(day: str) -> None:
    """Delivery numbers that begin anew each year; this year's invoice is not loaded yet."""
    old = invoice("I-0411", "10442", "4500771", "LS-01234", "2025-03-10")
    paper = note("Delivery note no: LS-01234", day=day)
    matched = held(paper, old, OTHER)
    assert decide(matched).status is not Status.FILED
    assert {value.text for value in matched.reading.fields[FieldName.DOCUMENT_DATE]} == {"2026-03-09"}
    new = replace(old, number="I-0733", invoice_date=date(2026, 3, 10))
    assert filed(on(paper, old, new, OTHER)) == ["I-0733"]
    assert filed(on(note("Delivery note no: LS-01234", day=""), old, new, OTHER)) == []


def test_two_that_fit_as_well_are_not_both_filed() -> None:
    acme, birch = Customer("T1", "Acme Trading Ltd"), Customer("T2", "Birch Foods Ltd", (), "9 Mill Rd")
    both = invoice("I-2001", "T1", "1001"), invoice("I-2002", "T2", "1001")
    page = order(
        "PO number: 1001", letterhead="Acme Trading Ltd", to=("Deliver to: Birch Foods Ltd, 9 Mill Rd",)
    )
    assert filed(on(page, *both, customers=(acme, birch))) == []


def test_an_order_that_names_another_customer_needs_more_than_its_number() -> None:
    acme, birch = Customer("T1", "Acme Trading Ltd"), Customer("T2", "Birch Foods Ltd", (), "9 Mill Rd")
    birchs = invoice("I-2002", "T2", "100123")
    to = ("Deliver to: Birch Foods Ltd, 9 Mill Rd",)
    page = order("PO number: 100123", letterhead="Acme Trading Ltd", to=to)
    assert filed(on(page, birchs, customers=(acme, birch))) == []
    own = order("PO number: 100123", letterhead="Birch Foods Ltd", to=to)
    assert filed(on(own, birchs, customers=(acme, birch))) == ["I-2002"]


def test_a_neighbouring_number_of_another_customer_on_the_page_is_a_rival() -> None:
    mine, theirs = invoice("90001234", "10442"), invoice("90001235", "10777")
    page = _doubted(
        note("Invoice no: 90001234", to=("Sold to: Dorset Dairies Ltd", *CALDERS)), "90001234", 0.98
    )
    assert filed(on(page, mine, theirs)) == []
    alone = _doubted(note("Invoice no: 90001234"), "90001234", 0.98)
    assert filed(on(alone, mine, theirs)) == ["90001234"]


@pytest.mark.parametrize(
    ("confidence", "status"), [(0.7, Status.REVIEW), (0.9, Status.REVIEW), (0.99, Status.FILED)]
)
def test_the_only_number_of_a_paper_has_to_be_read_for_sure(confidence: float, status: Status) -> None:
    page = _doubted(note("Invoice no: 90001234"), "90001234", confidence)
    assert on(page, FIRST, OTHER).status is status
    coded = replace(page, barcodes=(Barcode("Code128", "90001234", Box(0.6, 0.9, 0.9, 0.95)),))
    assert on(coded, FIRST, OTHER).status is Status.FILED


@pytest.mark.parametrize("line", ["Consignment no: 10231", "Item no: 10231", "Your order no: 10231"])
def test_a_barcode_of_another_number_ties_nothing(line: str) -> None:
    code = (Barcode("Code128", "10231", Box(0.6, 0.9, 0.9, 0.95)),)
    owned = invoice("10231", "10442")
    assert filed(on(replace(note(line), barcodes=code), owned, OTHER)) == []
    assert filed(on(replace(note("Invoice no: 10231"), barcodes=code), owned, OTHER)) == ["10231"]


def test_a_post_code_is_no_customer_number() -> None:
    to = ("Deliver to:", "Zeta Metals GmbH", "10442 Berlin")
    assert filed(on(note("Invoice no: 90001234", to=to), FIRST, OTHER)) == []


@pytest.mark.parametrize(
    ("number", "expected"), [("CN-123456", []), ("PF-123456", []), ("INV-123456", ["123456"])]
)
def test_a_credit_notes_number_is_not_the_invoices(number: str, expected: list[str]) -> None:
    assert filed(on(note(f"Invoice no: {number}"), invoice("123456", "10442"), OTHER)) == expected


@pytest.mark.parametrize(
    ("line", "day", "expected"),
    [
        ("", "13/03/2026", ["90001234"]),
        ("PART DELIVERY - BALANCE TO FOLLOW", "13/03/2026", []),
        ("2. Teillieferung", "13/03/2026", []),
        ("Delivery 2 of 3", "13/03/2026", []),
        ("", "20/03/2026", []),
    ],
)
def test_the_order_alone_ties_a_whole_delivery_before_its_invoice(
    line: str, day: str, expected: list[str]
) -> None:
    lines = ("Your order no: 4500771", *filter(None, (line,)))
    assert filed(on(note(*lines, day=day), FIRST, OTHER)) == expected


def _doubted(page: Page, text: str, confidence: float) -> Page:
    words = (replace(word, confidence=confidence) if word.text == text else word for word in page.words)
    return replace(page, words=tuple(words))

"""Small ledgers and papers for tests of matching: words on a grid, fields as if a label had named them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.decision import Decision
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.paper import Barcode, Box, Page, PageKind, Word
from models.reading import DocumentType, FieldName, Found, Reading, Value
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import build
from pipeline.matching.match import Matched, match

POD = DocumentType.PROOF_OF_DELIVERY
PO = DocumentType.PURCHASE_ORDER
DAY = date(2026, 3, 10)
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_LETTER, _HIGH = 0.009, 0.012


def customer(number: str, name: str, aliases: tuple[str, ...] = ()) -> Customer:
    return Customer(number, name, aliases, f"{number[-2:]} Mill Lane", "Leeds LS1 4AB", "GB")


def invoice(number: str, customer_number: str, po: str = "", delivery: str = "") -> Invoice:
    status = InvoiceStatus.OPEN
    return Invoice(number, customer_number, po, DAY, None, Decimal("120.00"), "GBP", delivery, status)


def ledger(customers: Sequence[Customer], *invoices: Invoice) -> Ledger:
    return Ledger(tuple(customers), tuple(invoices))


def page(text: str, codes: Sequence[str] = ()) -> Page:
    """A page with one printed line for each line of `text`; blanks part words, '|' also parts columns."""
    words = tuple(
        word for number, line in enumerate(text.strip().splitlines()) for word in _line(line.strip(), number)
    )
    bars = tuple(Barcode("Code128", code, Box(0.7, 0.9, 0.9, 0.95)) for code in codes)
    return Page(1, PageKind.CONTENT, words, bars)


def _line(text: str, number: int) -> list[Word]:
    words, left, top = [], 0.05, 0.05 + number * 0.02
    for column in text.split("|"):
        for token in column.split():
            box = Box(left, top, left + len(token) * _LETTER, top + _HIGH)
            words.append(Word(token, box, 0.99, number))
            left = box.x1 + 0.004
        left += 0.1
    return words


@dataclass(frozen=True)
class Paper:
    """A page and what labels gave a role on it."""

    page: Page
    reading: Reading


def paper(
    kind: DocumentType,
    text: str = "",
    fields: Mapping[FieldName, str | Sequence[str]] | None = None,
    codes: Sequence[str] = (),
) -> Paper:
    """A one-page paper; labelled values are found where their words stand in `text`, if they do."""
    sheet = page(text, codes)
    named = {
        name: tuple(_value(sheet, text) for text in ([texts] if isinstance(texts, str) else texts))
        for name, texts in (fields or {}).items()
    }
    return Paper(sheet, Reading((1,), kind, kind.value, 0.95, named, text=sheet.text))


def _value(sheet: Page, text: str) -> Value:
    box = next((word.box for word in sheet.words if word.text == text), NOWHERE)
    return Value(text, 0.9, 1, box, Found.LABEL)


def matched(item: Paper, books: Ledger) -> Matched:
    return match(item.reading, (item.page,), build(books))


def decided(item: Paper, books: Ledger) -> Decision:
    return decide(matched(item, books))


def chosen(decision: Decision) -> list[str]:
    return [number for _, number in decision.chosen]

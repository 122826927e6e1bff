"""Lines of goods: what a table on an order or a delivery note says, and what an invoice bills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.paper import Box


class Column(StrEnum):
    """What stands in a column of a table of goods."""

    POSITION = "position"
    ARTICLE = "article"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    """How many, without saying of what: ordered on an order, delivered on a delivery note."""
    ORDERED = "ordered"
    DELIVERED = "delivered"
    BACKORDER = "backorder"
    """Still to come."""
    UNIT = "unit"
    PRICE = "price"
    """For one unit, as printed."""
    AMOUNT = "amount"


COUNTS = frozenset({Column.QUANTITY, Column.ORDERED, Column.DELIVERED, Column.BACKORDER})
FIGURES = COUNTS | {Column.PRICE, Column.AMOUNT}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as read."""

    text: str
    page: int
    """1-based page of the received file."""
    box: Box
    confidence: float
    """0..1, of its least sure word."""
    value: Decimal | None = None
    """The number in it; None where there is none, or where it can be read in two ways."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of goods on a paper."""

    cells: Mapping[Column, Cell]
    """A column that the table lacks, or a cell that is empty, is absent."""
    page: int
    box: Box
    """Around all that belongs to it."""
    over: Cell | None = None
    """By hand over or beside its count; with a value where figures could be read, else to be looked at."""

    def value(self, *columns: Column) -> Decimal | None:
        """The number in the first of these columns that has one."""
        return next((cell.value for cell in self._cells(columns) if cell.value is not None), None)

    def cell(self, *columns: Column) -> Cell | None:
        """The first of these cells that is there; one with a number before one without."""
        found = self._cells(columns)
        return next((one for one in found if one.value is not None), found[0] if found else None)

    def text(self, column: Column) -> str:
        """What stands in a column; empty where nothing does."""
        cell = self.cells.get(column)
        return cell.text if cell else ""

    def _cells(self, columns: tuple[Column, ...]) -> list[Cell]:
        return [self.cells[column] for column in columns if column in self.cells]


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line of an invoice, as the client's books have it."""

    place: int
    """0-based within the invoice."""
    quantity: Decimal | None
    position: str = ""
    article: str = ""
    description: str = ""
    unit: str = ""
    price: Decimal | None = None
    """For one unit, in the invoice's currency."""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InvoiceLines:
    """The lines of one invoice."""

    customer_number: str
    invoice_number: str
    lines: tuple[InvoiceLine, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Customer number and invoice number."""
        return self.customer_number, self.invoice_number


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How far papers of one delivery may differ; of two bounds the wider one holds."""

    quantity: Decimal = Decimal(0)
    """Units."""
    quantity_percent: Decimal = Decimal(0)
    """Of what was invoiced, or ordered."""
    price: Decimal = Decimal(5)
    """What a difference of prices may come to over a line, in the invoice's currency."""
    price_percent: Decimal = Decimal("0.5")
    """Of the price as ordered."""

"""What was ordered, delivered, received and invoiced, line by line, and whether it agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from models.lines import Column, Line
from models.paper import Box
from models.reading import Remark


class PaperKind(StrEnum):
    """Which of the papers a number stands on."""

    ORDER = "order"
    DELIVERY = "delivery"
    INVOICE = "invoice"


class Verdict(StrEnum):
    """What comparing the numbers of a line gave."""

    AGREES = "agrees"
    SHORT = "short"
    """Less was received than was invoiced; without an invoice's lines, less than was ordered."""
    OVER = "over"
    """More was received than was invoiced, or more invoiced than ordered."""
    PRICE = "price_differs"
    NOT_ORDERED = "not_ordered"
    NOT_DELIVERED = "not_delivered"
    CANNOT_TELL = "cannot_tell"


class Doubt(StrEnum):
    """Why it cannot be told, or what to look at."""

    WRITTEN_OVER = "written_over"
    """By hand over or beside a count, and not surely read."""
    NOT_READ = "not_read"
    """A number that a line should have could not be read."""
    UNITS = "units"
    """The papers count in different units."""
    NOT_SIGNED = "not_signed"
    """Nobody signed for the delivery, so that what was received is not known."""
    ONE_PAPER = "one_paper"
    """Only one of the papers has the line, and nothing to hold it against."""
    REMARK = "remark"
    """A remark on receipt that does not say which line it is about, or how many."""
    SEVERAL_INVOICES = "several_invoices"
    """A delivery that belongs to other invoices too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands on a paper: its document, and what to cut out of which page."""

    document_id: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as one paper gives it."""

    value: Decimal | None
    """None where something stands there that could not be read as a number."""
    text: str = ""
    """As printed."""
    unit: str = ""
    place: Place | None = None
    """None for numbers of the client's books."""
    confidence: float = 1.0
    by_hand: bool = False
    less: Decimal | None = None
    """What a remark takes from a delivered count; the figure is what is left."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One number of a line over all papers of a kind."""

    figures: tuple[Figure, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The sum; None where there is none, or where one of its parts is not known."""
        values = [figure.value for figure in self.figures]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(values) else None

    @property
    def unknown(self) -> bool:
        """True where a part of it is there but not known."""
        return any(figure.value is None for figure in self.figures)


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Row:
    """One article through all papers."""

    article: str
    description: str
    unit: str = ""
    position: str = ""
    ordered: Tally = NOTHING
    delivered: Tally = NOTHING
    received: Tally = NOTHING
    invoiced: Tally = NOTHING
    ordered_price: Tally = NOTHING
    invoiced_price: Tally = NOTHING
    verdict: Verdict = Verdict.CANNOT_TELL
    also: tuple[Verdict, ...] = ()
    """What else is wrong with it."""
    doubts: tuple[Doubt, ...] = ()
    differs: Decimal | None = None
    """By how much: units for counts, money for a unit for prices; None where that says nothing."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An order or a delivery as it goes into the comparison."""

    document_id: str
    kind: PaperKind
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    signed: bool = False
    """Somebody on the customer's side signed or stamped for it."""
    number: str = ""
    """Its own number: of two papers of one delivery one counts."""
    grade: str = ""
    shared: bool = False
    """It is filed under other invoices too."""


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """The comparison of one invoice's papers."""

    rows: tuple[Row, ...]
    verdict: Verdict
    doubts: tuple[Doubt, ...] = ()
    """Of the papers as a whole."""
    orders: tuple[str, ...] = ()
    """Ids of the documents whose lines were compared."""
    deliveries: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    """Ids of documents that show a delivery already counted."""
    unread: tuple[str, ...] = ()
    """Ids of papers on which no lines were found."""
    invoiced: bool = False
    """The invoice's own lines are known."""
    remarks: tuple[tuple[str, Remark], ...] = ()
    """Remarks that belong to no line, each with its document's id."""
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    """Rows by verdict."""


COUNTED = {
    PaperKind.ORDER: (Column.ORDERED, Column.QUANTITY),
    PaperKind.DELIVERY: (Column.DELIVERED, Column.QUANTITY),
    PaperKind.INVOICE: (Column.QUANTITY, Column.DELIVERED),
}
"""Columns of a paper that tell how many, the better first."""

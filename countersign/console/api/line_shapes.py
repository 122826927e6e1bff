"""Shapes of lines of goods, and of papers compared by them; an example of each."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from countersign.console.api.examples import BOX, DOCUMENT
from countersign.console.api.shapes import Box, Fraction, PageNumber, Shape
from models.lines import Column
from models.reading import RemarkClass
from models.three_way import Doubt, Verdict

Number = Annotated[str | None, Field(description="Digits with a point, or null where it is not known.")]


class CellShape(Shape):
    """One cell as read."""

    text: str
    value: Number = None
    confidence: Fraction
    page: PageNumber
    bbox: Box


class LineShape(Shape):
    """One line of goods on a paper."""

    page: PageNumber
    bbox: Box
    cells: dict[Column, CellShape] = Field(description="Cells that are empty are left out.")
    by_hand: CellShape | None = Field(None, description="What stands by hand over or beside its count.")


class LinesShape(Shape):
    """The lines of one document."""

    document: str
    lines: list[LineShape]


class FigureShape(Shape):
    """A number as one paper gives it."""

    value: Number = None
    text: str
    unit: str
    by_hand: bool
    confidence: Fraction
    document: str | None = Field(None, description="Null for numbers of the client's books.")
    page: PageNumber | None = None
    bbox: Box | None = None


class TallyShape(Shape):
    """A number over all papers of a kind."""

    value: Number = None
    figures: list[FigureShape]


class RowShape(Shape):
    """One article through all papers."""

    position: str
    article: str
    description: str
    unit: str
    ordered: TallyShape
    delivered: TallyShape
    received: TallyShape
    invoiced: TallyShape
    ordered_price: TallyShape
    invoiced_price: TallyShape
    verdict: Verdict
    also: list[Verdict]
    doubts: list[Doubt]
    differs: Number = None


class ComparedDocuments(Shape):
    """Ids of the documents that were looked at."""

    orders: list[str]
    deliveries: list[str]
    shown_again: list[str] = Field(description="They show a delivery or an order that is counted already.")
    without_lines: list[str]


class LooseRemark(Shape):
    """A remark on receipt that names no line."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    document: str
    about: RemarkClass = Field(alias="class")
    text: str
    quantity: str
    page: PageNumber
    bbox: Box


class ToleranceShape(Shape):
    """How far papers may differ."""

    quantity: str
    quantity_percent: str
    price: str
    price_percent: str


class ThreeWayShape(Shape):
    """The papers of an invoice held against each other."""

    invoice_number: str
    customer_number: str
    currency: str
    verdict: Verdict
    counts: dict[Verdict, int] = Field(description="Rows by verdict.")
    doubts: list[Literal[Doubt.REMARK, Doubt.SEVERAL_INVOICES]]
    invoice_lines_known: bool
    documents: ComparedDocuments
    remarks: list[LooseRemark]
    tolerances: ToleranceShape
    rows: list[RowShape]


_FIGURE: dict[str, Any] = {
    "value": "12",
    "text": "12",
    "unit": "box",
    "by_hand": False,
    "confidence": 0.99,
    "document": DOCUMENT["id"],
    "page": 1,
    "bbox": BOX,
}
_TALLY: dict[str, Any] = {"value": "12", "figures": [_FIGURE]}
_NOTHING: dict[str, Any] = {"value": None, "figures": []}
LINES: dict[str, Any] = {
    "document": DOCUMENT["id"],
    "lines": [
        {
            "page": 1,
            "bbox": BOX,
            "cells": {"quantity": {"text": "12", "value": "12", "confidence": 0.99, "page": 1, "bbox": BOX}},
            "by_hand": None,
        }
    ],
}
THREE_WAY: dict[str, Any] = {
    "invoice_number": "INV-2026-004412",
    "customer_number": "C-10442",
    "currency": "EUR",
    "verdict": "agrees",
    "counts": {"agrees": 1},
    "doubts": [],
    "invoice_lines_known": False,
    "documents": {"orders": [], "deliveries": [DOCUMENT["id"]], "shown_again": [], "without_lines": []},
    "remarks": [],
    "tolerances": {"quantity": "0", "quantity_percent": "0", "price": "5", "price_percent": "0.5"},
    "rows": [
        {
            "position": "10",
            "article": "HX-0816",
            "description": "Hex bolt M8x16",
            "unit": "box",
            "ordered": _TALLY,
            "delivered": _TALLY,
            "received": _TALLY,
            "invoiced": _NOTHING,
            "ordered_price": _NOTHING,
            "invoiced_price": _NOTHING,
            "verdict": "agrees",
            "also": [],
            "doubts": [],
            "differs": None,
        }
    ],
}

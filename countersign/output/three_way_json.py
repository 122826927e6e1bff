"""An invoice's papers compared, and the lines of one paper, in the shapes that users script against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from countersign.output.csv_lines import csv_line
from countersign.output.document_json import box_json, fraction
from flows.three_way import Compared
from models.lines import Cell, Line
from models.reading import Remark
from models.three_way import Figure, Row, Tally

COUNTS = ("ordered", "delivered", "received", "invoiced")
PRICES = ("ordered_price", "invoiced_price")
COLUMNS = (
    "position",
    "article",
    "description",
    "unit",
    *COUNTS,
    *PRICES,
    "verdict",
    "also",
    "doubts",
    "differs",
)


def three_way_json(compared: Compared) -> dict[str, Any]:
    """The comparison as JSON values; numbers are texts, so that no digit is lost."""
    result, invoice = compared.result, compared.invoice
    return {
        "invoice_number": invoice.number,
        "customer_number": invoice.customer_number,
        "currency": invoice.currency,
        "verdict": result.verdict.value,
        "counts": {verdict.value: number for verdict, number in result.counts.items()},
        "doubts": [doubt.value for doubt in result.doubts],
        "invoice_lines_known": result.invoiced,
        "documents": {
            "orders": list(result.orders),
            "deliveries": list(result.deliveries),
            "shown_again": list(result.again),
            "without_lines": list(dict.fromkeys(result.unread)),
        },
        "remarks": [{"document": document, **_remark(remark)} for document, remark in result.remarks],
        "tolerances": {
            field.name: str(getattr(compared.tolerances, field.name)) for field in fields(compared.tolerances)
        },
        "rows": [_row(row) for row in result.rows],
    }


def three_way_csv(compared: Compared) -> Iterator[str]:
    """A head row, and a row for each article."""
    yield csv_line(("invoice_number", "customer_number", "currency", *COLUMNS))
    invoice = compared.invoice
    for row in compared.result.rows:
        numbers = {name: getattr(row, name).value for name in (*COUNTS, *PRICES)}
        shown = {
            **{name: getattr(row, name) for name in ("position", "article", "description", "unit")},
            **{name: _figure_text(value) for name, value in numbers.items()},
            "verdict": row.verdict.value,
            "also": " ".join(one.value for one in row.also),
            "doubts": " ".join(one.value for one in row.doubts),
            "differs": _figure_text(row.differs),
        }
        yield csv_line(
            (invoice.number, invoice.customer_number, invoice.currency, *(shown[name] for name in COLUMNS))
        )


def lines_json(document_id: str, lines: Sequence[Line]) -> dict[str, Any]:
    """The lines of goods that were read from a document."""
    return {"document": document_id, "lines": [_line(line) for line in lines]}


def _line(line: Line) -> dict[str, Any]:
    return {
        "page": line.page,
        "bbox": box_json(line.box),
        "cells": {column.value: _cell(cell) for column, cell in line.cells.items()},
        "by_hand": None if line.over is None else _cell(line.over),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "value": _text(cell.value),
        "confidence": fraction(cell.confidence),
        "page": cell.page,
        "bbox": box_json(cell.box),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "position": row.position,
        "article": row.article,
        "description": row.description,
        "unit": row.unit,
        **{name: _tally(getattr(row, name)) for name in (*COUNTS, *PRICES)},
        "verdict": row.verdict.value,
        "also": [one.value for one in row.also],
        "doubts": [one.value for one in row.doubts],
        "differs": _text(row.differs),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {"value": _text(tally.value), "figures": [_figure(figure) for figure in tally.figures]}


def _figure(figure: Figure) -> dict[str, Any]:
    place = figure.place
    return {
        "value": _text(figure.value),
        "text": figure.text,
        "unit": figure.unit,
        "by_hand": figure.by_hand,
        "confidence": fraction(figure.confidence),
        "document": place.document_id if place else None,
        "page": place.page if place else None,
        "bbox": box_json(place.box) if place else None,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "class": remark.about.value,
        "text": remark.text,
        "quantity": remark.quantity,
        "page": remark.page,
        "bbox": box_json(remark.box),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _figure_text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"

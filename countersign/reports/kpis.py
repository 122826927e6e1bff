"""Key figures of a period as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import day, said
from countersign.output.csv_lines import csv_line
from countersign.reports.columns import aligned
from countersign.reports.kpi_words import bound_words, inputs_words, kpi_words, value_words, why_words
from countersign.reports.words import standing_json, standing_words

if TYPE_CHECKING:
    from flows.reports.kpis import Kpis
    from models.period import Period
    from receivables.kpi import Figure

_WIDE = 200
"""Characters that a cell may have: inputs are not cut."""
COLUMNS = (
    *("first", "last", "days", "kpi", "currency", "value", "unit", "upper_bound", "not_known_because"),
    "inputs",
)


def period_words(period: Period) -> str:
    """Its days."""
    if period.first == period.last:
        return day(period.first)
    return said("{first} to {last}", first=day(period.first), last=day(period.last))


def kpi_lines(told: Kpis) -> Iterator[str]:
    """The figures in columns, each with what it is made of."""
    yield f"Key figures of {told.whose.client}, {period_words(told.period)} ({told.period.days} days)"
    yield standing_words(told.standing, told.period.last)
    yield ""
    heads = ["key figure", "", "value", "made of"]
    yield from aligned([heads, *(_row(one) for one in told.figures)], (2,), _WIDE)
    unknown = {kpi_words(one.kpi): why_words(one.why) for one in told.figures if one.why}
    yield from ([""] if unknown else [])
    yield from (f"{name} is not known: {why}." for name, why in unknown.items())
    yield ""
    yield f"Proofs count for invoices that are {told.pod_age} days old or older."


def _row(figure: Figure) -> list[str]:
    value = "not known" if figure.value is None else value_words(figure)
    bound = f" ({bound_words(figure)})" if figure.bound is not None else ""
    return [kpi_words(figure.kpi), figure.currency, value, f"{inputs_words(figure)}{bound}"]


def kpi_csv(told: Kpis) -> Iterator[str]:
    """One row for each figure; its inputs as name=value, separated by spaces."""
    yield csv_line(COLUMNS)
    period = told.period
    for one in told.figures:
        value, bound = ("" if number is None else number for number in (one.value, one.bound))
        inputs = " ".join(f"{part.name}={part.value:f}" for part in one.inputs)
        known = one.kpi.value, one.currency, value, one.unit.value, bound, one.why.value if one.why else ""
        yield csv_line((period.first, period.last, period.days, *known, inputs))


def kpi_json(told: Kpis) -> dict[str, Any]:
    """The figures; all numbers are texts with all their digits."""
    return {
        "client": told.whose.client,
        **period_json(told.period),
        "customer": told.whose.customer or None,
        "ledger": standing_json(told.standing),
        "pod_age": told.pod_age,
        "figures": [figure_json(one) for one in told.figures],
    }


def period_json(period: Period) -> dict[str, Any]:
    """The days of a period."""
    return {"first": period.first.isoformat(), "last": period.last.isoformat(), "days": period.days}


def figure_json(figure: Figure) -> dict[str, Any]:
    """One figure with what it is made of."""
    return {
        "kpi": figure.kpi.value,
        "currency": figure.currency or None,
        "value": None if figure.value is None else str(figure.value),
        "unit": figure.unit.value,
        "upper_bound": None if figure.bound is None else str(figure.bound),
        "not_known_because": figure.why.value if figure.why else None,
        "inputs": {one.name: str(one.value) for one in figure.inputs},
    }

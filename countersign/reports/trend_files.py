"""The trend of a client firm's report as CSV rows and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from countersign.output.csv_lines import csv_line
from countersign.reports.kpis import figure_json, period_json
from countersign.reports.tallies import tally_json
from receivables.gaps import Sum
from receivables.kpi import Figure
from receivables.trend import Money, Point, Trend

_SECTION = "trend"


def trend_csv(trend: Trend) -> Iterator[str]:
    """One row for each figure of each period; one that is not known has no value."""
    for point in trend.points:
        yield _row(point, "received", count=point.received)
        yield _row(point, "filed_by_program", count=point.filed_alone)
        for figure in (point.alone, point.days_to_proof):
            yield _measured(point, figure)
        for currency, one in point.money.items():
            yield from _money(point, currency, one)


def _money(point: Point, currency: str, one: Money) -> Iterator[str]:
    for name, cell in (("open_to_be_proven", one.open), ("evidence_gaps", one.gaps)):
        yield _row(point, name, currency, cell)
    yield from (_measured(point, figure) for figure in (one.covered, one.dso) if figure)
    for name in ("won", "lost", "settled"):
        weight = getattr(one.tally, name)
        yield _row(point, f"disputes_{name}", currency, Sum(weight.count, weight.money))


def _measured(point: Point, figure: Figure) -> str:
    value = "" if figure.value is None else figure.value
    named = _SECTION, figure.kpi.value, figure.currency
    return csv_line((point.period.first, point.period.last, *named, "", "", value, figure.unit.value))


def _row(
    point: Point, name: str, currency: str = "", cell: Sum | None = None, count: int | None = None
) -> str:
    counted: object = cell.count if cell else "" if count is None else count
    worth: object = cell.money if cell else ""
    days = point.period.first, point.period.last
    return csv_line((*days, _SECTION, name, currency, counted, worth, "", ""))


def trend_json(trend: Trend) -> dict[str, Any]:
    """The periods, oldest first."""
    return {
        "step": trend.step.value,
        "left_out": trend.left_out,
        "points": [
            {
                **period_json(point.period),
                "documents": point.received,
                "filed_by_program": point.filed_alone,
                "filed_alone": figure_json(point.alone),
                "days_to_proof": figure_json(point.days_to_proof),
                "money": [_money_json(currency, one) for currency, one in point.money.items()],
            }
            for point in trend.points
        ],
    }


def _money_json(currency: str, one: Money) -> dict[str, Any]:
    return {
        "currency": currency,
        "dso": figure_json(one.dso) if one.dso else None,
        "proof_on_file": figure_json(one.covered) if one.covered else None,
        "gaps": _sum_json(one.gaps),
        "open": _sum_json(one.open),
        "disputes": tally_json(currency, one.tally),
    }


def _sum_json(cell: Sum | None) -> dict[str, Any] | None:
    return None if cell is None else {"count": cell.count, "amount": str(cell.money)}

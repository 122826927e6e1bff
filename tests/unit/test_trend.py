"""Trends: periods that follow one another, and what is told of those that nobody knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from countersign.charts import Chart, Kind, Words, laid_out
from countersign.charts.shapes import Bar, Row
from countersign.printing.reports.parts import unbroken
from countersign.reports.sections import Table
from flows.evidence.sheets.style import set_up
from models.period import Period
from models.runs import Step, is_whole, run_up_to, usual_step
from receivables.kpi import Kpi, Unit, Why, unknown
from receivables.trend import Point, trend_of


def point(year: int, month: int, *, received: int = 0, why: Why | None = Why.NO_LEDGER) -> Point:
    period = Period(date(year, month, 1), date(year, month, 28))
    alone = unknown(Kpi.AUTO_FILED, Unit.PERCENT, Why.NONE)
    return Point(period, received, alone, unknown(Kpi.DAYS_TO_PROOF, Unit.DAYS, Why.NONE), why, {})


def test_a_run_is_of_whole_months_and_ends_with_the_day():
    run = run_up_to(date(2026, 3, 16), Step.MONTHS)
    assert (len(run), run[0], run[-1].name) == (
        12,
        Period(date(2025, 4, 1), date(2025, 4, 30)),
        "2026-03-01-to-2026-03-16",
    )
    assert [is_whole(one, Step.MONTHS) for one in run] == [True] * 11 + [False]
    assert all((after.first - one.last).days == 1 for one, after in pairwise(run))


def test_a_run_of_quarters_goes_over_the_turn_of_a_year():
    run = run_up_to(date(2026, 3, 31), Step.QUARTERS, 3)
    assert [one.name for one in run] == ["2025-Q3", "2025-Q4", "2026-Q1"]
    assert all(is_whole(one, Step.QUARTERS) for one in run)


@pytest.mark.parametrize(
    ("period", "step"),
    [
        (Period(date(2026, 3, 1), date(2026, 3, 31)), Step.MONTHS),
        (Period(date(2026, 1, 1), date(2026, 3, 31)), Step.QUARTERS),
    ],
)
def test_a_trend_goes_by_what_the_report_is_of(period: Period, step: Step):
    assert usual_step(period) is step


def test_periods_before_anything_was_known_are_left_out_and_counted():
    points = [point(2026, 1), point(2026, 2), point(2026, 3, received=4), point(2026, 4)]
    told = trend_of(Step.MONTHS, points)
    assert ([one.period.first.month for one in told.points], told.left_out) == ([3, 4], 2)
    assert trend_of(Step.MONTHS, points[:2]).points == (points[1],)


def test_a_period_without_a_figure_has_a_dash_and_no_column():
    rows = (Row("Jan", (), ("",)), Row("Feb", (Decimal(2),), ("2",)), Row("Mar", (Decimal(1),), ("1",)))
    drawing = laid_out(Chart("Days", Kind.TREND, ("Days",), rows), 160)
    words = [mark.text for mark in drawing.marks if isinstance(mark, Words)]
    assert sum(isinstance(mark, Bar) for mark in drawing.marks) == 2
    assert words == ["\u2013", "1", "2", "Jan", "Mar"]
    assert laid_out(Chart("Days", Kind.TREND, ("Days",), rows[:1]), 160).high == drawing.high


def test_columns_give_room_to_those_whose_words_would_break():
    set_up()
    table = Table(("Number", "Text"), (("INV-2026-0081391", "a b c"),))
    narrow, wide = unbroken(table, [30.0, 170.0])
    assert narrow > 60
    assert narrow + wide == pytest.approx(200)
    assert unbroken(table, [100.0, 100.0]) == [100.0, 100.0]

"""Key figures are exact, and are not made up where something is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.course import Course, Step
from models.decision import Status
from models.dispute import PromiseState
from models.errors import WrongUse
from models.period import Period, period_of
from models.reading import AcceptanceStatus, DocumentType, Grade
from receivables import kpi, period_figures
from receivables.intake import Became, intake, parts
from receivables.kpi import Books, Kpi, Lacks, Unit, Why
from tests.values.ledger_values import pod
from tests.values.period_values import A3, A4, B2, END_OF_MARCH, FEBRUARY, K1, MARCH, U1, V1

ISSUED = (A3, A4, B2, K1, U1, V1)
TODAY = date(2026, 4, 20)


def books(**values: str | None) -> Books:
    known = {name: None if text is None else Decimal(text) for name, text in values.items()}
    return Books("EUR", **known)


MARCH_BOOKS = books(opening="3400", sales="1950", closing="2450", current="1700.50")


def test_the_books_of_a_period_are_sums_by_currency() -> None:
    found = {one.currency: one for one in period_figures.books_of(FEBRUARY, ISSUED, END_OF_MARCH, MARCH)}
    assert found["EUR"] == MARCH_BOOKS
    assert found["USD"] == Books("USD", *map(Decimal, ("0", "300", "300", "300")))


def test_sales_are_less_credit_notes_and_without_void_invoices() -> None:
    (found,) = period_figures.books_of((), (A3, K1, V1), (), MARCH)
    assert found.sales == Decimal("700.50")


def test_dso_its_best_and_their_difference() -> None:
    dso, best, late = kpi.outstanding(MARCH_BOOKS, Lacks(), 31)
    assert (dso.value, best.value, late.value) == (Decimal("38.9"), Decimal("27.0"), Decimal("11.9"))
    assert {one.name: one.value for one in dso.inputs} == {"receivables": 2450, "sales": 1950, "days": 31}


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**9), st.integers(1, 366))
def test_what_is_shown_adds_up(current: int, overdue: int, sales: int, days: int) -> None:
    one = Books("EUR", None, Decimal(sales), Decimal(current + overdue), Decimal(current))
    dso, best, late = (figure.value for figure in kpi.outstanding(one, Lacks(), days))
    assert dso is not None
    assert best is not None
    assert late == dso - best
    assert best <= dso


def test_effectiveness_is_what_was_collected_of_what_could_be() -> None:
    assert kpi.effectiveness(MARCH_BOOKS, Lacks()).value == Decimal("79.46")
    everything = replace(MARCH_BOOKS, closing=MARCH_BOOKS.current)
    assert kpi.effectiveness(everything, Lacks()).value == 100


@pytest.mark.parametrize(
    ("changed", "lacks", "why"),
    [
        ({"closing": None, "current": None}, Lacks(closing=Why.END), Why.END),
        ({"sales": None}, Lacks(sales=Why.BEGIN), Why.BEGIN),
        ({"sales": Decimal(0)}, Lacks(), Why.NO_SALES),
        ({"sales": Decimal(-5)}, Lacks(), Why.NO_SALES),
    ],
)
def test_what_is_missing_is_never_made_up(changed: dict, lacks: Lacks, why: Why) -> None:
    found = kpi.outstanding(replace(MARCH_BOOKS, **changed), lacks, 31)
    assert {(one.value, one.why) for one in found} == {(None, why)}


def test_effectiveness_needs_the_evening_before() -> None:
    found = kpi.effectiveness(replace(MARCH_BOOKS, opening=None), Lacks(opening=Why.BEFORE))
    assert (found.value, found.why) == (None, Why.BEFORE)


def test_proofs_of_grade_a_and_b_cover_by_count_and_by_money() -> None:
    old = {A3.key: (pod("A3", AcceptanceStatus.SIGNED_CLEAN),)}
    found = period_figures.coverage(END_OF_MARCH, old, MARCH.last, 10)
    count, money = period_figures.of_coverage("EUR", found["EUR"])
    assert (count.value, money.value) == (Decimal("25.00"), Decimal("30.02"))
    unfiled = {A3.key: (pod("A3", AcceptanceStatus.SIGNED_CLEAN, filed=False),)}
    assert period_figures.coverage(END_OF_MARCH, unfiled, MARCH.last, 10)["EUR"].proven == 0
    poor = {A3.key: (replace(pod("A3", AcceptanceStatus.SIGNED_CLEAN), grade=Grade.C),)}
    assert period_figures.coverage(END_OF_MARCH, poor, MARCH.last, 10)["EUR"].proven == 0
    assert period_figures.coverage(END_OF_MARCH, old, MARCH.last, 30)["EUR"].count == 1


def test_promises_that_the_ledger_cannot_tell_do_not_count() -> None:
    states = [PromiseState.KEPT, PromiseState.KEPT, PromiseState.BROKEN, PromiseState.UNKNOWN]
    found = period_figures.of_promises(states)
    assert found.value == Decimal("66.67")
    assert found.inputs[-1].name == "promises_unknown"
    assert period_figures.of_promises([PromiseState.UNKNOWN]).why is Why.END


def course(name: str, *steps: tuple[Status, bool], hours: int = 1, rescan: bool = False) -> Course:
    came = datetime(2026, 3, 5, 9, tzinfo=UTC)
    made = tuple(
        Step(came + timedelta(hours=hours * place), status, frozenset({("C-1", "A3")}), by)
        for place, (status, by) in enumerate(steps, 1)
    )
    return Course(name, DocumentType.PROOF_OF_DELIVERY, came, made, rescan)


FILED, REVIEW, PARKED, DOUBLE = Status.FILED, Status.REVIEW, Status.PARKED, Status.DUPLICATE
COURSES = (
    course("at once", (FILED, False)),
    course("later", (PARKED, False), (FILED, False), hours=3),
    course("by people", (REVIEW, False), (FILED, True), hours=2),
    course("waits", (REVIEW, False), rescan=True),
    course("twice", (DOUBLE, False)),
)


def test_figures_of_papers() -> None:
    found = {one.kpi: one.value for one in period_figures.of_courses(COURSES)}
    assert found == {
        Kpi.HOURS_TO_FILED: Decimal("4.0"),
        Kpi.AUTO_FILED: Decimal("50.00"),
        Kpi.FIRST_PASS: Decimal("66.67"),
        Kpi.RESCANS: Decimal("20.00"),
    }


def test_every_document_became_one_thing() -> None:
    found = intake(COURSES, MARCH)
    assert sum(found.became.values()) == found.received == sum(one.received for one in found.slices) == 5
    assert (found.became[Became.FILED_ALONE], found.became[Became.FILED], found.reviewed) == (2, 1, 1)


def test_the_median_of_an_even_number_lies_between_two() -> None:
    assert kpi.middle(Kpi.DAYS_TO_PROOF, Unit.DAYS, map(Decimal, (1, 4, 2, 9)), "invoices").value == 3
    assert kpi.middle(Kpi.DAYS_TO_PROOF, Unit.DAYS, (), "invoices").why is Why.NONE


def test_a_proof_that_came_before_its_invoice_took_no_days() -> None:
    found = period_figures.of_proofs([(date(2026, 3, 9), datetime(2026, 3, 1, tzinfo=UTC))])
    assert found.value == 0


def test_misfiles_come_with_a_bound() -> None:
    found = period_figures.of_checks(1, 200, 0.0235)
    assert (found.value, found.bound) == (Decimal("0.50"), Decimal("2.35"))
    assert period_figures.of_checks(0, 0, 1.0).value is None


@pytest.mark.parametrize(
    ("named", "first", "last", "days"),
    [
        ("2026-02", "", "", ("2026-02-01", "2026-02-28")),
        ("2026-Q1", "", "", ("2026-01-01", "2026-03-31")),
        ("2025", "", "", ("2025-01-01", "2025-12-31")),
        ("2026-04", "", "", ("2026-04-01", "2026-04-20")),
        ("", "", "", ("2026-03-01", "2026-03-31")),
        ("", "2026-03-05", "2026-03-09", ("2026-03-05", "2026-03-09")),
        ("", "2026-03-05", "", ("2026-03-05", "2026-04-20")),
    ],
)
def test_periods_have_names_or_days(named: str, first: str, last: str, days: tuple[str, str]) -> None:
    found = period_of(named, first, last, TODAY)
    assert (found.first.isoformat(), found.last.isoformat()) == days


@pytest.mark.parametrize(
    ("named", "first", "last"),
    [("2026-13", "", ""), ("Q1", "", ""), ("2026-05", "", ""), ("2026", "2026-01-01", ""), ("", "x", "")],
)
def test_what_is_no_period_is_refused(named: str, first: str, last: str) -> None:
    with pytest.raises(WrongUse):
        period_of(named, first, last, TODAY)


def test_a_period_backwards_is_refused() -> None:
    with pytest.raises(WrongUse, match="choose other days"):
        period_of("", "2026-03-09", "2026-03-05", TODAY)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_the_parts_of_a_period_are_all_of_it(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    found = list(parts(period))
    assert (found[0].first, found[-1].last) == (period.first, period.last)
    assert sum(one.days for one in found) == period.days

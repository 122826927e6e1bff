"""Key figures of receivables and capture: each with its formula's inputs, or why it is not known. Pure.

Shares are percentages 0..100 with two decimal places, times are days or hours with one; both are rounded half
up. Amounts of two currencies never meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO = Decimal(0)
_PLACES, _PLACES_OF_TIME = Decimal("0.01"), Decimal("0.1")


class Kpi(StrEnum):
    """What is measured."""

    DSO = "dso"
    """Receivables at the end / sales of the period x days of the period."""
    BEST_DSO = "best_possible_dso"
    """Receivables at the end that are not overdue / sales x days."""
    ADD = "average_days_delinquent"
    """DSO less best possible DSO, both as shown."""
    CEI = "collection_effectiveness"
    """(Receivables before + sales - receivables at the end) / (the same, less only what is not overdue)."""
    DDO = "deduction_days_outstanding"
    """Contested by disputes open at the end / contested by disputes opened in the period x days."""
    POD_COUNT = "pod_coverage_count"
    """Open invoices of some age with a proof of grade A or B / all open invoices of that age."""
    POD_VALUE = "pod_coverage_value"
    """The same by what is still to be paid."""
    WIN_COUNT = "disputes_won_count"
    """Disputes won / disputes won, lost and settled in the period."""
    WIN_VALUE = "disputes_won_value"
    """What was paid of them / what was contested."""
    EXPIRED = "disputes_expired"
    """Disputes whose last day fell in the period and passed without our answer."""
    PROMISES = "promises_kept"
    """Promises kept / promises that were to be kept in the period."""
    HOURS_TO_FILED = "hours_to_filed"
    """Median of the hours from the receipt of a document to its filing."""
    DAYS_TO_PROOF = "days_to_proof"
    """Median of the days from an invoice's date to its first proof of delivery."""
    AUTO_FILED = "auto_filed"
    """Documents that the program filed / documents received."""
    FIRST_PASS = "first_pass_match"  # noqa: S105 no password
    """Documents filed where the first look had put or proposed them / documents filed."""
    RESCANS = "rescans"
    """Documents that came behind a rescan slip / documents received."""
    MISFILES = "misfiles"
    """Filings found wrong / filings checked in the period; with an upper bound."""


class Unit(StrEnum):
    """What a value is in."""

    DAYS = "days"
    HOURS = "hours"
    PERCENT = "percent"
    COUNT = "count"
    MONEY = "money"
    """In the currency of the figure."""


class Why(StrEnum):
    """Why something is not known."""

    NO_LEDGER = "no_ledger"
    """No ledger was loaded by then."""
    BEFORE = "before"
    """The ledger of the day before the period is not in the register."""
    BEGIN = "begin"
    """The first ledger came after the first day, so that what was issued and settled before is missing."""
    END = "end"
    """The register does not know in full how the ledger stood at the end."""
    NO_SALES = "no_sales"
    """Nothing was invoiced in the period, or not more than was credited."""
    NOTHING_DUE = "nothing_due"
    """There was nothing to collect."""
    NONE = "none"
    """There was nothing to count."""
    WHOLE_FIRM = "whole_firm"
    """It is measured for the whole client firm only."""


@dataclass(frozen=True, slots=True)
class Input:
    """A number that goes into a formula."""

    name: str
    """Such as sales; the same word wherever it stands."""
    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure of a period."""

    kpi: Kpi
    currency: str
    """Empty where no money is counted."""
    unit: Unit
    value: Decimal | None
    """None where it is not known."""
    inputs: tuple[Input, ...] = ()
    why: Why | None = None
    """Why it is not known."""
    bound: Decimal | None = None
    """Of misfiles: the share that is not exceeded, with 95 % certainty."""


@dataclass(frozen=True, slots=True)
class Books:
    """What the ledger says of one currency."""

    currency: str
    opening: Decimal | None
    """Receivables at the end of the day before the period; None where not known."""
    sales: Decimal | None
    """Invoiced in the period less credit notes of the period; None where not known."""
    closing: Decimal | None
    """Receivables at the end of its last day; None where not known."""
    current: Decimal | None
    """What of `closing` is not overdue."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """Why inputs are not known; None where they are."""

    opening: Why | None = None
    sales: Why | None = None
    closing: Why | None = None


def rounded(value: Decimal) -> Decimal:
    """To two decimal places."""
    return value.quantize(_PLACES, ROUND_HALF_UP)


def timed(value: Decimal) -> Decimal:
    """Days or hours, to one decimal place."""
    return value.quantize(_PLACES_OF_TIME, ROUND_HALF_UP)


def money(name: str, value: Decimal) -> Input:
    """An amount, in the currency of the figure."""
    return Input(name, value, Unit.MONEY)


def count(name: str, value: int) -> Input:
    """How many."""
    return Input(name, Decimal(value), Unit.COUNT)


def days(value: int) -> Input:
    """Days of the period."""
    return Input("days", Decimal(value), Unit.DAYS)


def outstanding(books: Books, lacks: Lacks, length: int) -> tuple[Figure, ...]:
    """DSO, best possible DSO and ADD of a period of `length` days."""
    why = lacks.closing or lacks.sales
    kinds = (Kpi.DSO, Kpi.BEST_DSO, Kpi.ADD)
    if why is None and (books.sales is None or books.sales <= ZERO):
        why = Why.NO_SALES
    if why or books.sales is None or books.closing is None or books.current is None:
        given = tuple(
            money(name, value)
            for name, value in (("receivables", books.closing), ("sales", books.sales))
            if value is not None
        )
        return tuple(Figure(kind, books.currency, Unit.DAYS, None, given, why) for kind in kinds)
    sales, period = money("sales", books.sales), days(length)
    whole = timed(books.closing * length / books.sales)
    best = timed(books.current * length / books.sales)
    dso = Figure(
        kinds[0], books.currency, Unit.DAYS, whole, (money("receivables", books.closing), sales, period)
    )
    current = money("not_overdue", books.current)
    possible = Figure(kinds[1], books.currency, Unit.DAYS, best, (current, sales, period))
    parts = Input("dso", whole, Unit.DAYS), Input("best_possible_dso", best, Unit.DAYS)
    return dso, possible, Figure(kinds[2], books.currency, Unit.DAYS, whole - best, parts)


def effectiveness(books: Books, lacks: Lacks) -> Figure:
    """CEI: which share of what could be collected in the period was."""
    why = lacks.closing or lacks.opening or lacks.sales
    known = [books.opening, books.sales, books.closing, books.current]
    names = ("receivables_before", "sales", "receivables", "not_overdue")
    given = tuple(money(name, one) for name, one in zip(names, known, strict=True) if one is not None)
    if why or books.opening is None or books.sales is None or books.closing is None or books.current is None:
        return Figure(Kpi.CEI, books.currency, Unit.PERCENT, None, given, why)
    due = books.opening + books.sales
    if due - books.current <= ZERO:
        return Figure(Kpi.CEI, books.currency, Unit.PERCENT, None, given, Why.NOTHING_DUE)
    value = rounded(100 * (due - books.closing) / (due - books.current))
    return Figure(Kpi.CEI, books.currency, Unit.PERCENT, value, given)


def deductions(currency: str, still_open: Decimal, opened: Decimal, length: int) -> Figure:
    """DDO: for how many days of disputes those that are open stand."""
    given = money("disputes_open", still_open), money("disputes_opened", opened), days(length)
    if opened <= ZERO:
        return Figure(Kpi.DDO, currency, Unit.DAYS, None, given, Why.NONE)
    return Figure(Kpi.DDO, currency, Unit.DAYS, timed(still_open * length / opened), given)


def share(kpi: Kpi, part: Input, of: Input, currency: str = "") -> Figure:
    """`part` of `of` as a percentage; not known where `of` is nothing."""
    if of.value <= ZERO:
        return Figure(kpi, currency, Unit.PERCENT, None, (part, of), Why.NONE)
    return Figure(kpi, currency, Unit.PERCENT, rounded(100 * part.value / of.value), (part, of))


def unknown(kpi: Kpi, unit: Unit, why: Why, currency: str = "") -> Figure:
    """A figure that nobody can tell."""
    return Figure(kpi, currency, unit, None, (), why)


def middle(kpi: Kpi, unit: Unit, values: Iterable[Decimal], name: str) -> Figure:
    """The median of `values`; of an even number the mean of the two in the middle."""
    some = sorted(values)
    of = (count(name, len(some)),)
    if not some:
        return Figure(kpi, "", unit, None, of, Why.NONE)
    half = len(some) // 2
    both = (some[half] + some[half - 1]) / 2
    return Figure(kpi, "", unit, timed(some[half] if len(some) % 2 else both), of)

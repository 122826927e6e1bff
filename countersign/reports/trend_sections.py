"""How figures of a client firm went over several periods, as sections of its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from countersign.charts.shapes import Chart, Kind, Row
from countersign.language import amount, day, figure, month, number, said, said_of
from countersign.reports.kpi_words import measured, why_words
from countersign.reports.sections import Section, Table
from models.period import Period
from models.runs import Step, is_whole, quarter_of
from receivables.gaps import Sum
from receivables.kpi import Figure, Why
from receivables.trend import Money, Point, Trend

_NONE = "\u2013"
_Value = tuple[tuple[Decimal, ...], str]
"""What is drawn of a period, and its words; nothing is drawn where it is not known."""
_UNKNOWN: _Value = ((), _NONE)


def trend_sections(trend: Trend) -> Iterator[Section]:
    """Papers and disputes first, then each currency by itself."""
    points = trend.points
    yield Section(
        "trend",
        _title(trend),
        _lead(trend),
        table=_papers_table(trend),
        notes=tuple(_notes(trend)),
        small=(
            _chart(trend, said("Documents received"), _received, (said("received"), said("by the program"))),
            _chart(trend, said("Days from invoice to proof of delivery"), lambda p: _of(p.days_to_proof)),
            _chart(trend, said("Disputes decided"), _decided, (said("decided"), said("won"))),
        ),
    )
    for currency in trend.currencies:
        of = [one.money.get(currency) for one in points]
        yield Section(
            f"trend-{currency}",
            said("The same periods in {currency}", currency=currency),
            table=_money_table(trend, currency),
            small=(
                _charted(trend, said("Open without full proof"), [_gaps(one, currency) for one in of]),
                _charted(
                    trend,
                    said("Proof of delivery on file, by invoices"),
                    [_of(one.covered if one else None) for one in of],
                ),
                _charted(
                    trend, said("Days sales outstanding (DSO)"), [_of(one.dso if one else None) for one in of]
                ),
            ),
        )


def period_name(period: Period, step: Step) -> str:
    """Such as March 2026; where it is not over, with its last day."""
    name = (
        month(period.first)
        if step is Step.MONTHS
        else said("Quarter {number} of {year}", number=quarter_of(period.first), year=period.first.year)
    )
    return name if is_whole(period, step) else said("{period}, to {day}", period=name, day=day(period.last))


def _short(period: Period, step: Step) -> str:
    if step is Step.MONTHS:
        return month(period.first)
    return said("Q{number} {year}", number=quarter_of(period.first), year=period.first.year)


def _title(trend: Trend) -> str:
    count = len(trend.points)
    if trend.step is Step.MONTHS:
        return said_of("The last {number} month", "The last {number} months", count, number=number(count))
    return said_of("The last {number} quarter", "The last {number} quarters", count, number=number(count))


def _lead(trend: Trend) -> str:
    if not trend.left_out:
        return ""
    return said(
        "The register knows neither papers nor a ledger of the time before {day}.",
        day=day(trend.points[0].period.first),
    )


def _notes(trend: Trend) -> Iterator[str]:
    """Why figures are missing, each reason once, with the first and the last period that it is true of."""
    reasons: dict[Why, list[Period]] = {}
    for point in trend.points:
        for why in dict.fromkeys(_whys(point)):
            reasons.setdefault(why, []).append(point.period)
    for why, periods in reasons.items():
        names = [period_name(one, trend.step) for one in (periods[0], periods[-1])]
        if len(periods) == 1:
            yield said("Not known in {period}: {why}.", period=names[0], why=why_words(why))
        else:
            yield said_of(
                "Not known in {number} period, {first} to {last}: {why}.",
                "Not known in {number} periods, {first} to {last}: {why}.",
                len(periods),
                number=number(len(periods)),
                first=names[0],
                last=names[1],
                why=why_words(why),
            )


def _whys(point: Point) -> Iterator[Why]:
    if point.why:
        yield point.why
    for one in point.money.values():
        if one.dso and one.dso.why and one.dso.why is not Why.NO_SALES:
            yield one.dso.why


def _papers_table(trend: Trend) -> Table:
    heads = (
        *("", said("Documents received"), said("Filed by the program"), said("Share")),
        *(said("Days to proof"), said("Won"), said("Lost"), said("Settled")),
    )
    rows = tuple(
        (
            period_name(one.period, trend.step),
            number(one.received),
            number(one.filed_alone),
            _of(one.alone)[1],
            _of(one.days_to_proof)[1],
            *(number(count) for count in (one.won, one.lost, one.settled)),
        )
        for one in trend.points
    )
    return Table(heads, rows, tuple(range(1, len(heads))), shares=(3, 1.7, 1.7, 1.4, 1.6, 1.1, 1.1, 1.3))


def _money_table(trend: Trend, currency: str) -> Table:
    heads = (
        *("", said("Open, to be proven"), said("Without full proof"), said("Invoices")),
        *(said("Proof on file"), said("DSO"), said("Contested"), said("Paid of it")),
    )
    rows = []
    for one in trend.points:
        cell = one.money.get(currency)
        tally = cell.tally if cell else None
        opened, lacking = (None, None) if one.why else _sums(cell)
        rows.append(
            (
                period_name(one.period, trend.step),
                _sum(opened, currency),
                _sum(lacking, currency),
                _NONE if lacking is None else number(lacking.count),
                _of(cell.covered if cell else None)[1],
                _of(cell.dso if cell else None)[1],
                figure(tally.contested, currency) if tally and tally.ended else _NONE,
                figure(tally.recovered, currency) if tally and tally.ended else _NONE,
            )
        )
    shares = (3, 2, 2, 1.3, 1.5, 1.6, 1.7, 1.7)
    return Table(heads, tuple(rows), tuple(range(1, len(heads))), shares=shares)


def _sums(cell: Money | None) -> tuple[Sum, Sum]:
    """What is open, and what of it has a gap; nothing where the currency does not occur."""
    return (cell and cell.open) or Sum(), (cell and cell.gaps) or Sum()


def _sum(cell: Sum | None, currency: str) -> str:
    return _NONE if cell is None else figure(cell.money, currency)


def _received(point: Point) -> _Value:
    return (Decimal(point.received), Decimal(point.filed_alone)), number(point.received)


def _decided(point: Point) -> _Value:
    ended = point.won + point.lost + point.settled
    return (Decimal(ended), Decimal(point.won)), number(ended)


def _gaps(one: Money | None, currency: str) -> _Value:
    if one is None or one.gaps is None:
        return _UNKNOWN
    return (one.gaps.money,), amount(one.gaps.money, currency)


def _of(one: Figure | None) -> _Value:
    if one is None or one.value is None:
        return _UNKNOWN
    return (one.value,), measured(one.value, one.unit, one.currency, places=1)


def _chart(trend: Trend, title: str, value: Callable[[Point], _Value], series: tuple[str, ...] = ()) -> Chart:
    return _charted(trend, title, [value(one) for one in trend.points], series)


def _charted(trend: Trend, title: str, values: list[_Value], series: tuple[str, ...] = ()) -> Chart:
    rows = tuple(
        Row(_short(point.period, trend.step), drawn, (words,))
        for point, (drawn, words) in zip(trend.points, values, strict=True)
    )
    return Chart(title, Kind.TREND, series or (title,), rows)

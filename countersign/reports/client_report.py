"""The report to a client firm as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from countersign.output.csv_lines import csv_line
from countersign.reports.client_sections import sections, sources, tiles
from countersign.reports.columns import aligned
from countersign.reports.kpis import figure_json, period_json, period_words
from countersign.reports.tallies import WEIGHTS, tally_json
from countersign.reports.trend_files import trend_csv, trend_json
from countersign.reports.words import bucket_name, standing_json

if TYPE_CHECKING:
    from flows.reports.client_report import ClientReport
    from receivables.aging import Aging

_WIDE = 120
COLUMNS = ("first", "last", "section", "name", "currency", "count", "amount", "value", "unit")


def report_lines(told: ClientReport) -> Iterator[str]:
    """The sections, each with its table."""
    yield f"Report for {told.whose.client}, {period_words(told.period)}"
    yield from sources(told)
    yield ""
    yield from aligned([(one.name, one.value, one.under) for one in tiles(told)], (1,))
    for section in sections(told):
        yield ""
        yield section.title
        yield from (line for line in (section.lead, *section.notes) if line)
        if section.table:
            rows = [section.table.heads, *section.table.rows]
            yield from aligned(rows, section.table.right, _WIDE)


Measure = tuple[str, str, str, int | None, Decimal | None]
"""Section, name, currency, count, amount."""


def measures(told: ClientReport) -> Iterator[Measure]:
    """All figures one by one; key figures are `report kpi --format csv`."""
    intake = told.intake
    if told.handed:
        yield "received", "files", "", told.handed.files, None
        yield "received", "pages", "", told.handed.pages, None
    yield "received", "documents", "", intake.received, None
    yield "received", "reviewed", "", intake.reviewed, None
    yield from (("became", one.value, "", count, None) for one, count in intake.became.items())
    for name, aging in (("aging_before", told.opening), ("aging_after", told.closing)):
        yield from _aged(name, aging)
    for (currency, status), cell in sorted(told.gaps.sums.items()) if told.gaps else ():
        yield "proof_of_delivery", status.value, currency, cell.count, cell.money
    for currency, tally in told.disputes.items():
        for name in WEIGHTS:
            weight = getattr(tally, name)
            yield "disputes", name, currency, weight.count, weight.money
        yield "disputes", "recovered", currency, None, tally.recovered
    yield from (("contacts", one.value, "", count, None) for one, count in told.contacts.items())
    yield from (("promises", one.value, "", count, None) for one, count in told.promises.items())


def _aged(section: str, aging: Aging | None) -> Iterator[Measure]:
    for currency, line in aging.totals.items() if aging else ():
        for bucket, money in zip(aging.terms.buckets if aging else (), line.buckets, strict=True):
            yield section, bucket_name(bucket), currency, None, money
        yield section, "disputed", currency, None, line.disputed
        yield section, "credits", currency, None, line.credits
        yield section, "total", currency, line.count, line.total


def report_csv(told: ClientReport) -> Iterator[str]:
    """One row for each figure; those of a trend with the days of their own period."""
    yield csv_line(COLUMNS)
    for section, name, currency, count, money in measures(told):
        counted, worth = "" if count is None else count, "" if money is None else money
        yield csv_line((told.period.first, told.period.last, section, name, currency, counted, worth, "", ""))
    if told.trend:
        yield from trend_csv(told.trend)


def report_json(told: ClientReport) -> dict[str, Any]:
    """The report; amounts are texts with all their digits; what is not known is null."""
    intake, handed = told.intake, told.handed
    return {
        "client": told.whose.client,
        **period_json(told.period),
        "customer": told.whose.customer or None,
        "ledger_before": standing_json(told.before),
        "ledger": standing_json(told.standing),
        "received": {
            "files": handed.files if handed else None,
            "pages": handed.pages if handed else None,
            "documents": intake.received,
            "reviewed": intake.reviewed,
            "became": {one.value: count for one, count in intake.became.items()},
            "by_days": [
                {**period_json(one.period), "documents": one.received, "filed": one.filed}
                for one in intake.slices
            ],
        },
        "aging_before": _aging(told.opening),
        "aging_after": _aging(told.closing),
        "proof_of_delivery": _proofs(told),
        "disputes": [tally_json(currency, tally) for currency, tally in told.disputes.items()],
        "contacts": {one.value: count for one, count in told.contacts.items()},
        "promises": {one.value: count for one, count in told.promises.items()},
        "kpis": [figure_json(one) for one in told.kpis.figures],
        "trend": trend_json(told.trend) if told.trend else None,
    }


def _proofs(told: ClientReport) -> list[dict[str, Any]] | None:
    if told.gaps is None:
        return None
    return [
        {
            "currency": currency,
            "proof_of_delivery": status.value,
            "invoices": cell.count,
            "open": str(cell.money),
        }
        for (currency, status), cell in sorted(told.gaps.sums.items())
    ]


def _aging(aging: Aging | None) -> list[dict[str, Any]] | None:
    if aging is None:
        return None
    names = [bucket_name(one) for one in aging.terms.buckets]
    return [
        {
            "currency": currency,
            "buckets": {name: str(money) for name, money in zip(names, line.buckets, strict=True)},
            "disputed": str(line.disputed),
            "credits": str(line.credits),
            "total": str(line.total),
            "items": line.count,
        }
        for currency, line in aging.totals.items()
    ]

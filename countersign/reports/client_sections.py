"""The report to a client firm, section by section, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from countersign.charts.shapes import Chart, Kind, Row
from countersign.language import amount, day, figure, number, said, said_of, share, to_say
from countersign.reports.aging_sections import of_receivables
from countersign.reports.dispute_words import channel_words, promise_words
from countersign.reports.kpi_words import (
    bound_words,
    formula_words,
    inputs_words,
    kpi_words,
    value_words,
    why_words,
)
from countersign.reports.kpis import period_words
from countersign.reports.sections import Section, Table, Tile
from countersign.reports.trend_sections import trend_sections
from countersign.reports.words import pod_words, standing_words
from receivables.gaps import PodStatus
from receivables.intake import Became
from receivables.kpi import Kpi

if TYPE_CHECKING:
    from flows.reports.client_report import ClientReport
    from receivables.aging import Line
    from receivables.dispute_history import Tally, Weight

ZERO = Decimal(0)
_BECAME = {
    Became.FILED_ALONE: to_say("Filed by the program"),
    Became.FILED: to_say("Filed by people"),
    Became.REVIEW: to_say("Waiting for review"),
    Became.PARKED: to_say("Waiting for their invoice"),
    Became.DUPLICATE: to_say("Duplicates"),
    Became.QUARANTINED: to_say("Quarantined"),
    Became.BLANK: to_say("Blank pages only"),
}
_TALLY = (
    ("before", to_say("Open before")),
    ("opened", to_say("Newly opened")),
    ("won", to_say("Won")),
    ("settled", to_say("Settled")),
    ("lost", to_say("Lost")),
    ("withdrawn", to_say("Withdrawn")),
    ("still_open", to_say("Open at the end")),
)


def became_words(one: Became) -> str:
    """What became of documents."""
    return said(_BECAME[one])


def tiles(told: ClientReport) -> Iterator[Tile]:
    """The numbers that stand first."""
    intake = told.intake
    alone, filed = intake.became[Became.FILED_ALONE], intake.became[Became.FILED]
    yield Tile(said("Documents received"), number(intake.received), _handed(told))
    under = said("{number} of them without a person", number=number(alone))
    yield Tile(said("Documents filed"), number(alone + filed), under)
    for currency, line in told.closing.totals.items() if told.closing else ():
        yield Tile(said("Receivables at the end"), amount(line.total, currency), _moved(told, line))
    for currency, tally in told.disputes.items():
        if tally.ended:
            of = said("of {amount} contested", amount=amount(tally.contested, currency))
            yield Tile(said("Paid of disputes that ended"), amount(tally.recovered, currency), of)
    for one in told.kpis.figures:
        if one.kpi is Kpi.DSO and one.value is not None:
            yield Tile(said("Days sales outstanding"), value_words(one), one.currency)


def _handed(told: ClientReport) -> str:
    if told.handed is None:
        return ""
    pages = said_of("{number} page", "{number} pages", told.handed.pages, number=number(told.handed.pages))
    files = said_of("{number} file", "{number} files", told.handed.files, number=number(told.handed.files))
    return said("{pages} in {files}", pages=pages, files=files)


def _moved(told: ClientReport, line: Line) -> str:
    if told.opening is None:
        return ""
    had = told.opening.totals.get(line.currency)
    before = had.total if had else ZERO
    return said("{amount} before the period", amount=amount(before, line.currency))


def sections(told: ClientReport) -> Iterator[Section]:
    """All of them, in order."""
    yield _received(told)
    yield _became(told)
    yield from of_receivables(told)
    yield from _gaps(told)
    yield from _disputes(told)
    yield _contacts(told)
    if told.trend:
        yield from trend_sections(told.trend)
    yield _kpis(told)


def _received(told: ClientReport) -> Section:
    slices = told.intake.slices
    rows = [
        Row(
            day(one.period.first),
            (Decimal(one.received), Decimal(one.filed)),
            (number(one.received), number(one.filed)),
        )
        for one in slices
    ]
    names = said("received"), said("filed by the end of the period")
    cells = [(period_words(one.period), number(one.received), number(one.filed)) for one in slices]
    total = said("All"), number(told.intake.received), number(sum(one.filed for one in slices))
    heads = said("Days"), said("Documents received"), said("Filed by the end of the period")
    title = said("Documents received")
    chart = Chart(title, Kind.COLUMNS, names, tuple(rows)) if told.intake.received else None
    table = Table(heads, (*cells, total), (1, 2), sums=True, shares=(3, 2, 2))
    return Section("received", title, _reviewed(told), chart, table)


def _reviewed(told: ClientReport) -> str:
    count = told.intake.reviewed
    if not count:
        return ""
    return said_of(
        "People decided on {number} document of the period.",
        "People decided on {number} documents of the period.",
        count,
        number=number(count),
    )


def _became(told: ClientReport) -> Section:
    intake = told.intake
    counted = [(became_words(one), count) for one, count in intake.became.items()]
    title = said("What became of them by {day}", day=day(told.period.last))
    rows = tuple(Row(name, (Decimal(count),), (number(count),)) for name, count in counted)
    cells = [(name, number(count), _part(count, intake.received)) for name, count in counted]
    total = said("All"), number(intake.received), ""
    table = Table(
        ("", said("Documents"), said("Share")), (*cells, total), (1, 2), sums=True, shares=(4, 2, 2)
    )
    chart = Chart(title, Kind.BARS, (title,), rows) if intake.received else None
    return Section("became", title, "", chart, table)


def _part(count: int, of: int) -> str:
    return share(count / of, 1) if of else "\u2013"


def _gaps(told: ClientReport) -> Iterator[Section]:
    report = told.gaps
    if report is None:
        return
    for currency in report.currencies:
        cells = [(status, report.sums.get((currency, status))) for status in PodStatus]
        there = [(pod_words(status), cell.count, cell.money) for status, cell in cells if cell]
        title = said("Proof of delivery of open invoices, in {currency}", currency=currency)
        rows = tuple(Row(name, (money,), (figure(money, currency),)) for name, _, money in there)
        gaps = [cell for status, cell in cells if cell and status.is_gap]
        count = sum(one.count for one in gaps)
        lead = said_of(
            "On {day}, {count} open invoice of {amount} had a gap in its evidence.",
            "On {day}, {count} open invoices of {amount} had a gap in their evidence.",
            count,
            day=day(told.period.last),
            count=number(count),
            amount=amount(sum((one.money for one in gaps), ZERO), currency),
        )
        table = Table(
            (said("Proof of delivery"), said("Invoices"), said("Open")),
            (
                *((name, number(count), figure(money, currency)) for name, count, money in there),
                (
                    said("All"),
                    number(sum(count for _, count, _ in there)),
                    figure(sum((money for _, _, money in there), ZERO), currency),
                ),
            ),
            (1, 2),
            sums=True,
            shares=(4, 2, 2),
        )
        yield Section(f"gaps-{currency}", title, lead, Chart(title, Kind.BARS, (title,), rows), table)


def _disputes(told: ClientReport) -> Iterator[Section]:
    if not told.disputes:
        yield Section("disputes", said("Disputes"), said("There was none in the period."))
    for currency, tally in told.disputes.items():
        title = said("Disputes in {currency}", currency=currency)
        weights: list[tuple[str, Weight]] = [(said(text), getattr(tally, name)) for name, text in _TALLY]
        rows = tuple(Row(name, (one.money,), (figure(one.money, currency),)) for name, one in weights)
        cells = tuple((name, number(one.count), figure(one.money, currency)) for name, one in weights)
        heads = said("Disputes"), said("How many"), said("Contested")
        table = Table(heads, cells, (1, 2), shares=(4, 2, 2))
        lead = _disputes_lead(tally, currency)
        yield Section(f"disputes-{currency}", title, lead, Chart(title, Kind.BARS, (title,), rows), table)


def _disputes_lead(tally: Tally, currency: str) -> str:
    ended = said(
        "Of {contested} contested in disputes that ended, {recovered} were paid.",
        contested=amount(tally.contested, currency),
        recovered=amount(tally.recovered, currency),
    )
    gone = tally.expired
    late = said_of(
        "The last day for an answer passed without one in {number} dispute of {amount}.",
        "The last day for an answer passed without one in {number} disputes of {amount}.",
        gone.count,
        number=number(gone.count),
        amount=amount(gone.money, currency),
    )
    return " ".join(part for part in (ended if tally.ended else "", late if gone.count else "") if part)


def _contacts(told: ClientReport) -> Section:
    title = said("Contacts and promises")
    counted = [(channel_words(one), count) for one, count in told.contacts.items()]
    promised = [(promise_words(one), count) for one, count in told.promises.items()]
    if not counted and not promised:
        return Section("contacts", title, said("There was none in the period."))
    rows = tuple(Row(name, (Decimal(count),), (number(count),)) for name, count in counted)
    cells = tuple((name, number(count)) for name, count in (*counted, *promised))
    chart = Chart(title, Kind.BARS, (title,), rows) if rows else None
    return Section("contacts", title, "", chart, Table(("", said("How many")), cells, (1,), shares=(5, 2)))


def _kpis(told: ClientReport) -> Section:
    rows = []
    lacking: dict[str, list[str]] = {}
    for one in told.kpis.figures:
        name = f"{kpi_words(one.kpi)}, {one.currency}" if one.currency else kpi_words(one.kpi)
        if one.value is None:
            lacking.setdefault(why_words(one.why) if one.why else "", []).append(name)
            continue
        made = [formula_words(one.kpi), inputs_words(one), bound_words(one)]
        rows.append((name, value_words(one), ". ".join(part for part in made if part)))
    heads = said("Key figure"), said("Value"), said("How it is made")
    table = Table(heads, tuple(rows), (), shares=(3.6, 2, 6))
    age = said_of(
        "Proofs of delivery count for invoices that are {number} day old or older.",
        "Proofs of delivery count for invoices that are {number} days old or older.",
        told.kpis.pod_age,
        number=number(told.kpis.pod_age),
    )
    notes = (
        said("Not known ({why}): {figures}.", why=why, figures="; ".join(names))
        for why, names in lacking.items()
    )
    return Section("kpis", said("Key figures"), age, None, table if rows else None, tuple(notes))


def sources(told: ClientReport) -> Iterator[str]:
    """Where the figures come from."""
    after = standing_words(told.standing, told.period.last)
    yield said("At the end: {standing}", standing=after)
    before = standing_words(told.before, told.period.eve)
    yield said("Before the period: {standing}", standing=before)
    yield said(
        "Documents, disputes and promises are told as they stood at the end of the period; proofs of "
        "delivery as they are filed and graded now. Amounts of two currencies are never added up."
    )

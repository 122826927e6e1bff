"""The report to a client firm about a period: what came, what was done with it, what it brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.desk import Stores
from flows.evidence.letterheads import letterhead_of
from flows.receivables import Told, Whose, gaps
from flows.reports.kpis import Kpis, figures_of, gathered
from flows.reports.trend import trend
from models.dispute import Channel, PromiseState
from models.evidence import Letterhead
from models.ledger import Invoice
from models.period import Period
from models.runs import Step, usual_step
from models.standing import Standing
from receivables.aging import Aging, Terms, age
from receivables.dispute_history import Tally
from receivables.gaps import GapReport
from receivables.intake import Intake, intake
from receivables.period_figures import USUAL_AGE
from receivables.trend import Trend
from storage.register import Handed


@dataclass(frozen=True, slots=True)
class ClientReport(Told):
    """All of it; `standing` is that of the end."""

    period: Period
    before: Standing
    """Of the evening before the period."""
    letterhead: Letterhead
    handed: Handed | None
    """None where not the whole client firm is meant: a file may hold papers of others."""
    intake: Intake
    gaps: GapReport | None
    """At the end; None where the ledger of that day is not known."""
    opening: Aging | None
    """At the end of the day before; None where not known."""
    closing: Aging | None
    """At the end of the last day; None where not known."""
    disputes: Mapping[str, Tally]
    """By currency."""
    contacts: Mapping[Channel, int]
    promises: Mapping[PromiseState, int]
    """That were to be kept in the period."""
    kpis: Kpis
    trend: Trend | None = None
    """The periods up to this one; None where nobody asked for them."""


def client_report(
    stores: Stores, whose: Whose, period: Period, step: Step | None = None, *, trended: bool = True
) -> ClientReport:
    """What is to be told to a client firm about a period.

    Args:
        stores: the stores.
        whose: whose figures.
        period: the period.
        step: of the trend; months beside a report on a month, else quarters, unless given.
        trended: False for a report without the trend.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    register = stores.register
    found = gathered(register, whose, period)
    ledgers, told = found.ledgers, gaps(register, whose, period.last)
    states = {state: found.promises.count(state) for state in PromiseState if state in found.promises}
    return ClientReport(
        whose,
        ledgers.after,
        told.customers,
        period=period,
        before=ledgers.before,
        letterhead=letterhead_of(stores, whose.client),
        handed=register.courses.handed(whose.client, period) if whose.customers is None else None,
        intake=intake(found.courses, period),
        gaps=None if ledgers.closing is None else told.report,
        opening=_aged(ledgers.opening, Terms(period.eve)),
        closing=_aged(ledgers.closing, Terms(period.last)),
        disputes=found.tallies,
        contacts=register.contacts.counts(whose.client, period, whose.customers),
        promises=states,
        kpis=figures_of(stores, whose, period, found, USUAL_AGE),
        trend=trend(stores, whose, period, step or usual_step(period)) if trended else None,
    )


def _aged(items: tuple[Invoice, ...] | None, terms: Terms) -> Aging | None:
    return None if items is None else age(items, terms)

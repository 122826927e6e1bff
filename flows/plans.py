"""Payment plans and credit limits: recorded by people, held against the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flows.desk import Stores
from flows.receivables import Told, Whose, known
from models.credit import LONGEST_NOTE, LONGEST_SOURCE, CreditLimit, Instalment, PaymentPlan
from models.errors import WrongUse
from receivables.credit import Exposure, exposures
from receivables.plans import PlanStanding, checked_plan, evenly, standing_of, unknown, watched_days
from storage.register import Deed, Register

_LONGEST_CURRENCY = 10


@dataclass(frozen=True, slots=True)
class WantedPlan:
    """What was agreed."""

    customer: str
    invoices: tuple[str, ...]
    instalments: tuple[Instalment, ...] = ()
    """Empty for `count` monthly ones of the same amount from `first` on, of all that is open."""
    count: int = 0
    first: date | None = None
    agreed: date | None = None
    """Today."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WantedLimit:
    """A credit limit to be set."""

    customer: str
    currency: str
    amount: Decimal | None
    """None where there is to be none any more."""
    since: date | None = None
    """Today."""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Credited(Told):
    """Credit limits and how far they are used."""

    as_of: date
    rows: tuple[Exposure, ...]
    """The most exceeded first."""
    plans: tuple[PlanStanding, ...]
    """Those that were not ended, newest first."""


def agree_plan(stores: Stores, client: str, wanted: WantedPlan, by: str) -> PaymentPlan:
    """Keep a payment plan.

    Raises:
        WrongUse: there is no such customer, or something in it cannot be.
    """
    register, now = stores.register, stores.clock()
    today = now.date()
    agreed = wanted.agreed or today
    if agreed > today:
        raise WrongUse("A plan cannot be agreed on a day to come: give the day on which it was.")
    _, items = register.books.open_items(client, today, None, wanted.customer)
    numbers = tuple(dict.fromkeys(wanted.invoices))
    mine = [one for one in items if one.number in numbers]
    plan = PaymentPlan(
        id=0,
        client=client,
        customer=wanted.customer,
        currency=mine[0].currency if mine else "",
        invoices=numbers,
        instalments=(),
        agreed=agreed,
        note=wanted.note.strip(),
        load=register.load_number(client),
        made_at=now,
        made_by=by,
    )
    owed = sum((one.balance for one in mine), Decimal(0))
    parts = wanted.instalments
    if not parts and wanted.count and mine:
        parts = evenly(owed, wanted.count, wanted.first or today)
    return register.plans.add(checked_plan(replace(plan, instalments=parts), items))


def end_plan(stores: Stores, client: str, number: int, by: str) -> PaymentPlan:
    """End a plan: from now on it holds nothing back.

    Raises:
        WrongUse: there is no such plan, or it was ended.
    """
    ended = stores.register.plans.end(client, number, Deed(by, stores.clock()))
    if ended is None:
        raise WrongUse(f"There is no payment plan {number} that was not ended.")
    return ended


def plan_standings(
    stores: Stores, whose: Whose, as_of: date, *, ended: bool = False, briefly: bool = False
) -> tuple[PlanStanding, ...]:
    """Plans that were made until a day, and what became of them, newest first.

    `briefly` leaves out which instalments were late.
    """
    register = stores.register
    found = register.plans.listed(whose.client, whose.seen, whose.customer, ended=ended)
    made = (one for one in found if one.made_at.date() <= as_of)
    return tuple(standing(register, one, as_of, briefly=briefly) for one in made)


def standing(register: Register, plan: PaymentPlan, as_of: date, *, briefly: bool = False) -> PlanStanding:
    """What became of a plan until a day; `briefly` leaves out which instalments were late."""
    then, before = register.books.open_at_load(plan.client, plan.load, plan.customer)
    after = {}
    for day in (as_of,) if briefly else watched_days(plan, as_of):
        shown, items = register.books.open_items(plan.client, day, None, plan.customer)
        # A day before the ledger from which the plan was made tells nothing about it.
        after[day] = items if shown.load >= plan.load else before
        if not (then.is_exact and shown.is_exact):
            return unknown(plan)
    return standing_of(plan, before, after, as_of)


def set_limit(stores: Stores, client: str, wanted: WantedLimit, by: str) -> CreditLimit:
    """Keep a credit limit; earlier ones stay.

    Raises:
        WrongUse: there is no such customer, or something in it cannot be.
    """
    register, now = stores.register, stores.clock()
    if not register.books.customers(client, [wanted.customer]):
        raise WrongUse(f"The ledger has no customer {wanted.customer}.")
    currency = wanted.currency.strip().upper()
    if not currency or len(currency) > _LONGEST_CURRENCY or not currency.isalnum():
        raise WrongUse("Name the currency of the limit, such as EUR.")
    if wanted.amount is not None and (not wanted.amount.is_finite() or wanted.amount < 0):
        raise WrongUse("A credit limit is zero or above; leave it empty where there is to be none.")
    source, note = " ".join(wanted.source.split()), wanted.note.strip()
    if not source:
        raise WrongUse("Say who set the limit, or where it stands: a limit needs a source.")
    if len(source) > LONGEST_SOURCE or len(note) > LONGEST_NOTE:
        raise WrongUse(f"A source takes {LONGEST_SOURCE} characters, a note {LONGEST_NOTE}.")
    since = wanted.since or now.date()
    limit = CreditLimit(0, client, wanted.customer, currency, wanted.amount, since, source, note, now, by)
    return register.plans.set_limit(limit)


def credit(stores: Stores, whose: Whose, as_of: date) -> Credited:
    """Credit limits held against what was open at the end of a day; limits as they were set by now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    register = stores.register
    known(register, whose)
    shown, items = register.books.open_items(whose.client, as_of, whose.seen, whose.customer)
    limits = register.plans.limits(whose.client, whose.seen, whose.customer)
    plans = plan_standings(stores, whose, as_of)
    rows = exposures(items, limits, plans, as_of)
    people = register.books.customers(whose.client, _named(rows, plans))
    return Credited(whose, shown, people, as_of=as_of, rows=rows, plans=plans)


def _named(rows: Iterable[Exposure], plans: Iterable[PlanStanding]) -> set[str]:
    return {one.customer for one in rows} | {one.plan.customer for one in plans}

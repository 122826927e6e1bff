"""Receivables told from the register: aging, statement of account, evidence gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flows.received import unbooked_on
from models.errors import WrongUse
from models.ledger import Customer, Invoice
from models.period import Period
from models.standing import Standing
from receivables import gaps as gap_logic
from receivables.aging import Aging, Terms, Tie, age, ties
from receivables.cash.received import Received, received
from receivables.dispute_history import at_end_of, covered_by
from receivables.forward import Forward, carried
from receivables.gaps import GapReport
from receivables.statement import Statement, state
from storage.register import Customers, Register


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose receivables are meant."""

    client: str
    seen: Customers = None
    """Numbers of the customers that the one who asks may see; None for all."""
    customer: str = ""
    """Number of one customer; empty for all."""

    @property
    def customers(self) -> Customers:
        """Numbers of all that are meant; None for the whole client firm."""
        return frozenset({self.customer}) if self.customer else self.seen


@dataclass(frozen=True, slots=True)
class Told:
    """What every report carries beside its figures."""

    whose: Whose
    standing: Standing
    customers: Mapping[str, Customer]
    """Those that the report names, by number, as far as the ledger has them."""

    def name(self, number: str) -> str:
        """Name of a customer; empty where the ledger has none."""
        return self.customers[number].name if number in self.customers else ""


@dataclass(frozen=True, slots=True)
class Aged(Told):
    """An aging."""

    aging: Aging
    ties: tuple[Tie, ...] = ()
    """The ledger held against control totals, where some were given and no customer is left out."""
    ties_load: int = 0
    """The load that they were given with; 0 for totals that were set for the day."""


@dataclass(frozen=True, slots=True)
class Stated(Told):
    """A statement of account."""

    statement: Statement
    forward: tuple[Forward, ...] = ()
    """Movements since the day on which `since` begins, by currency; none where nobody asked for them."""
    since: Period | None = None
    lacking: bool = False
    """True where movements were asked for, and the register does not know both ledgers."""


@dataclass(frozen=True, slots=True)
class Gapped(Told):
    """Evidence gaps."""

    report: GapReport


def aging(register: Register, whose: Whose, terms: Terms) -> Aged:
    """Who owed what at the end of the day of the terms.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    known(register, whose)
    standing, items = _open_items(register, whose, terms.as_of)
    past = register.disputes.past(whose.client, whose.seen, whose.customer)
    disputed = covered_by(items, at_end_of(past, terms.as_of))
    paid = _received(register, whose, standing, items, terms.as_of)
    aged = age(items, terms, disputed, {key: part.settles for key, part in paid.parts.items()})
    people = register.books.customers(whose.client, {line.customer for line in aged.lines})
    if whose.customers is not None:
        return Aged(whose, standing, people, aging=aged)
    stated = register.period_books.stated(whose.client, standing.load, terms.as_of)
    held = ties(aged, stated.totals)
    return Aged(whose, standing, people, aging=aged, ties=held, ties_load=stated.load)


def statement(register: Register, whose: Whose, terms: Terms, first: date | None = None) -> Stated:
    """What one customer owed at the end of the day of the terms; proofs of delivery are as they are now.

    Args:
        register: the register.
        whose: the customer.
        terms: the day, and how it is aged.
        first: since when movements are told; None for none.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger, or `first` is after the day.
    """
    if not whose.customer:
        raise WrongUse("A statement is of one customer: name it, as in --customer C-10442.")
    people = known(register, whose)
    standing, items = _open_items(register, whose, terms.as_of)
    pods = register.books.pods(whose.client, [item.key for item in items])
    paid = _received(register, whose, standing, items, terms.as_of)
    stated = state(whose.customer, items, pods, terms, paid)
    if first is None:
        return Stated(whose, standing, people, statement=stated)
    if first > terms.as_of:
        raise WrongUse(f"The statement would begin on {first}, after {terms.as_of}: choose an earlier day.")
    since = Period(first, terms.as_of)
    before = register.period_books.standing(whose.client, since.eve)
    if not (standing.is_exact and before.is_exact and before.load):
        return Stated(whose, standing, people, statement=stated, since=since, lacking=True)
    histories = register.period_books.histories(whose.client, whose.customer, standing.load)
    moved = carried(histories, before.load, since)
    return Stated(whose, standing, people, statement=stated, forward=moved, since=since)


def gaps(register: Register, whose: Whose, as_of: date) -> Gapped:
    """What proved the items that were open at the end of a day, of the papers received until then.

    How those papers are filed and graded is as it is now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    known(register, whose)
    standing, items = _open_items(register, whose, as_of)
    if standing.is_newest:
        pods = register.books.open_pods(whose.client, as_of, whose.seen, whose.customer)
    else:
        pods = register.books.pods(whose.client, [item.key for item in items], as_of)
    found = gap_logic.report(items, pods, as_of)
    people = register.books.customers(whose.client, found.by_customer)
    return Gapped(whose, standing, people, report=found)


def _open_items(register: Register, whose: Whose, day: date) -> tuple[Standing, tuple[Invoice, ...]]:
    return register.books.open_items(whose.client, day, whose.seen, whose.customer)


def _received(
    register: Register, whose: Whose, standing: Standing, items: Iterable[Invoice], day: date
) -> Received:
    """What was paid until a day and its ledger had not booked."""
    return received(items, unbooked_on(register, whose.client, standing, day, whose.customers))


def known(register: Register, whose: Whose) -> Mapping[str, Customer]:
    """The one customer that is asked for; empty where all are.

    Raises:
        WrongUse: the ledger has none of that number, or it is not among those that are seen.
    """
    if not whose.customer:
        return {}
    people = register.books.customers(whose.client, [whose.customer])
    if not people or (whose.seen is not None and whose.customer not in whose.seen):
        raise WrongUse(
            f"The ledger has no customer {whose.customer}: give the number as the ledger writes it; a "
            "search for the name finds it."
        )
    return people

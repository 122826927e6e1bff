"""Receivables told from the register: aging, statement of account, evidence gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.errors import WrongUse
from models.ledger import Customer, Invoice
from models.standing import Standing
from receivables import gaps as gap_logic
from receivables.aging import Aging, Terms, age
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


@dataclass(frozen=True, slots=True)
class Stated(Told):
    """A statement of account."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class Gapped(Told):
    """Evidence gaps."""

    report: GapReport


def aging(register: Register, whose: Whose, terms: Terms) -> Aged:
    """Who owed what at the end of the day of the terms.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    _known(register, whose)
    standing, items = _open_items(register, whose, terms.as_of)
    aged = age(items, terms)
    people = register.books.customers(whose.client, {line.customer for line in aged.lines})
    return Aged(whose, standing, people, aging=aged)


def statement(register: Register, whose: Whose, terms: Terms) -> Stated:
    """What one customer owed at the end of the day of the terms; proofs of delivery are as they are now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    if not whose.customer:
        raise WrongUse("A statement is of one customer: name it, as in --customer C-10442.")
    people = _known(register, whose)
    standing, items = _open_items(register, whose, terms.as_of)
    pods = register.books.pods(whose.client, [item.key for item in items])
    return Stated(whose, standing, people, statement=state(whose.customer, items, pods, terms))


def gaps(register: Register, whose: Whose, as_of: date) -> Gapped:
    """What proved the items that were open at the end of a day, of the papers received until then.

    How those papers are filed and graded is as it is now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    _known(register, whose)
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


def _known(register: Register, whose: Whose) -> Mapping[str, Customer]:
    """The one customer that is asked for; empty where all are."""
    if not whose.customer:
        return {}
    people = register.books.customers(whose.client, [whose.customer])
    if not people or (whose.seen is not None and whose.customer not in whose.seen):
        raise WrongUse(
            f"The ledger has no customer {whose.customer}: give the number as the ledger writes it; a "
            "search for the name finds it."
        )
    return people

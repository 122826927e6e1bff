"""Debts that may be bad, each with its grounds: a list for a person, never a decision. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.credit import PlanState, Thresholds
from models.dispute import Channel, Contact, Direction, DisputeCase, Failure
from models.errors import WrongUse
from models.ledger import Invoice
from models.reminder import Reached, ReachedLevels
from models.sending import InvoiceKey
from receivables.gaps import Proven
from receivables.plans import PlanStanding

ZERO, _MOST = Decimal(0), 3650
_SPOKEN = frozenset({Channel.CALL, Channel.VISIT})


class Ground(StrEnum):
    """What speaks for a bad debt."""

    OVERDUE = "overdue"
    BROKEN = "broken"
    """Promises and plans that were not kept."""
    LEVEL = "level"
    """How far its reminders are."""
    UNREACHED = "unreached"
    """Nobody is reached at the customer's."""
    RETURNED = "returned"
    """Letters come back."""
    EXPIRED = "expired"
    """A dispute waits for our answer for too long."""
    UNPROVEN = "unproven"
    """Nothing on file proves it."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A ground and the number behind it."""

    ground: Ground
    count: int
    """Days, promises, tries: as the ground has it."""
    limit: int
    """The threshold that it has reached."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An overdue invoice that may be a bad debt."""

    proven: Proven
    days: int
    """Overdue, from 1."""
    grounds: tuple[Reasoned, ...]

    @property
    def invoice(self) -> Invoice:
        """The invoice itself."""
        return self.proven.invoice


@dataclass(frozen=True, slots=True)
class Weight:
    """So many invoices, and what is still to be paid of them."""

    count: int = 0
    money: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class BadDebts:
    """The candidates of a day."""

    as_of: date
    thresholds: Thresholds
    items: tuple[Candidate, ...]
    """By currency and customer, the heaviest customer first; in each the oldest due first."""
    totals: Mapping[str, Weight]
    """By currency."""
    overdue: Mapping[str, Weight]
    """All that is overdue, by currency."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the books."""

    reached: ReachedLevels
    disputes: Sequence[DisputeCase]
    broken: Sequence[Contact]
    """Contacts whose promise was not kept."""
    contacts: Mapping[str, Sequence[Contact]]
    """By customer, newest first."""
    plans: Sequence[PlanStanding] = ()


def checked_thresholds(given: Thresholds) -> Thresholds:
    """The same; raises WrongUse where a threshold cannot be."""
    for field in fields(given):
        if not 0 <= getattr(given, field.name) <= _MOST:
            raise WrongUse(f"A threshold lies between 0 and {_MOST}; 0 leaves it out.")
    if given.fewest < 1:
        raise WrongUse("A candidate needs at least one ground.")
    return given


def bad_debts(items: Iterable[Proven], known: Known, thresholds: Thresholds, as_of: date) -> BadDebts:
    """Overdue items of a day with grounds enough, or overdue for so long that it needs no other."""
    late = [one for one in items if one.days is not None and one.days < 0 and one.invoice.balance > 0]
    found = [one for one in (_candidate(one, known, thresholds, as_of) for one in late) if one is not None]
    theirs = _weights(found, by_customer=True)
    found.sort(key=lambda one: _place(one, theirs))
    every = [Candidate(one, -(one.days or 0), ()) for one in late]
    totals = {currency: weight for (currency, _), weight in _weights(found).items()}
    overdue = {currency: weight for (currency, _), weight in _weights(every).items()}
    return BadDebts(as_of, thresholds, tuple(found), totals, overdue)


def _candidate(one: Proven, known: Known, given: Thresholds, as_of: date) -> Candidate | None:
    days = -(one.days or 0)
    grounds = tuple(_grounds(one, days, known, given, as_of))
    if len(grounds) >= given.fewest:
        return Candidate(one, days, grounds)
    if not 0 < given.alone <= days:
        return None
    others = tuple(ground for ground in grounds if ground.ground is not Ground.OVERDUE)
    return Candidate(one, days, (Reasoned(Ground.OVERDUE, days, given.alone), *others))


def _grounds(one: Proven, days: int, known: Known, given: Thresholds, as_of: date) -> Iterator[Reasoned]:
    key = one.invoice.key
    counts = (
        (Ground.OVERDUE, days, given.overdue),
        (Ground.BROKEN, _broken(key, known), given.broken),
        (Ground.LEVEL, _level(known.reached.get(key)), given.level),
        (Ground.UNREACHED, _unreached(known.contacts.get(key[0], ())), given.unreached),
        (Ground.EXPIRED, _expired(key, known.disputes, as_of), given.expired),
    )
    yield from (Reasoned(ground, count, limit) for ground, count, limit in counts if 0 < limit <= count)
    returned = _returned(known.contacts.get(key[0], ()))
    if returned and given.unreached:
        yield Reasoned(Ground.RETURNED, returned, 1)
    if one.is_gap and 0 < given.unproven <= days:
        yield Reasoned(Ground.UNPROVEN, days, given.unproven)


def _broken(key: InvoiceKey, known: Known) -> int:
    promises = sum(one.customer == key[0] and one.invoice in {"", key[1]} for one in known.broken)
    plans = sum(one.state is PlanState.BROKEN and key in one.plan.keys for one in known.plans)
    return promises + plans


def _level(reached: Reached | None) -> int:
    return reached.days if reached else 0


def _in_vain(contacts: Sequence[Contact]) -> Iterator[Failure]:
    """Tries that failed since somebody was reached; of a letter that did not come back nobody knows."""
    for one in contacts:
        if one.failure is not None:
            yield one.failure
        elif one.direction is Direction.IN or one.channel in _SPOKEN:
            return


def _unreached(contacts: Sequence[Contact]) -> int:
    return len(list(_in_vain(contacts)))


def _returned(contacts: Sequence[Contact]) -> int:
    return list(_in_vain(contacts)).count(Failure.RETURNED)


def _expired(key: InvoiceKey, disputes: Iterable[DisputeCase], as_of: date) -> int:
    late = ((as_of - one.due).days for one in disputes if one.key == key and one.state.is_running)
    return max(late, default=0)


def _weights(found: Iterable[Candidate], *, by_customer: bool = False) -> dict[tuple[str, str], Weight]:
    sums: dict[tuple[str, str], Weight] = {}
    for one in found:
        key = one.invoice.currency, one.invoice.customer_number if by_customer else ""
        old = sums.get(key, Weight())
        sums[key] = Weight(old.count + 1, old.money + one.invoice.balance)
    return dict(sorted(sums.items()))


def _place(one: Candidate, theirs: Mapping[tuple[str, str], Weight]) -> tuple[str, Decimal, str, int, str]:
    invoice = one.invoice
    heavy = theirs[invoice.currency, invoice.customer_number].money
    return invoice.currency, -heavy, invoice.customer_number, -one.days, invoice.number

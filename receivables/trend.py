"""How figures of a client firm went over several periods, each as the key figures of its period say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.period import Period
from models.runs import Step
from receivables.dispute_history import Tally
from receivables.gaps import PodStatus, Sum
from receivables.kpi import Figure, Kpi, Why

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Money:
    """A period in one currency; None is not known."""

    dso: Figure | None = None
    covered: Figure | None = None
    """Proofs of delivery on file at the end, by invoices."""
    gaps: Sum | None = None
    """Open invoices at the end with a gap in their evidence; None where the ledger is not known."""
    open: Sum | None = None
    """All open invoices at the end that need a proof."""
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a trend."""

    period: Period
    received: int
    """Documents, without duplicates and blank ones."""
    alone: Figure
    """Filed without a person: its share of `received`."""
    days_to_proof: Figure
    why: Why | None
    """Why the ledger of its end is not known; None where it is."""
    money: Mapping[str, Money]
    """By currency."""

    @property
    def filed_alone(self) -> int:
        """Documents that the program filed."""
        return next((int(one.value) for one in self.alone.inputs if one.name == "filed_by_program"), 0)

    @property
    def won(self) -> int:
        """Disputes of all currencies that were won."""
        return sum(one.tally.won.count for one in self.money.values())

    @property
    def lost(self) -> int:
        """The same, lost."""
        return sum(one.tally.lost.count for one in self.money.values())

    @property
    def settled(self) -> int:
        """The same, settled."""
        return sum(one.tally.settled.count for one in self.money.values())

    @property
    def says_nothing(self) -> bool:
        """True where the register knows neither a ledger of its end nor a paper nor a dispute."""
        return (
            bool(self.why) and not self.received and all(one.tally == Tally() for one in self.money.values())
        )


@dataclass(frozen=True, slots=True)
class Trend:
    """Periods one after the other, the oldest of which the register knows anything first."""

    step: Step
    points: tuple[Point, ...]
    """At least the last one."""
    left_out: int
    """Periods before the first point of which nothing is known."""

    @property
    def currencies(self) -> tuple[str, ...]:
        """All that any period has."""
        return tuple(sorted({currency for one in self.points for currency in one.money}))


def trend_of(step: Step, points: Sequence[Point]) -> Trend:
    """The trend without the periods before anything was known."""
    first = next((n for n, one in enumerate(points) if not one.says_nothing), len(points) - 1)
    return Trend(step, tuple(points[first:]), first)


def money_of(
    figures: Sequence[Figure],
    sums: Mapping[tuple[str, PodStatus], Sum] | None,
    tallies: Mapping[str, Tally],
) -> Mapping[str, Money]:
    """A period by currency.

    Args:
        figures: its key figures of money.
        sums: open invoices at its end by what proves them; None where the ledger is not known.
        tallies: what became of its disputes.
    """
    found = {(one.kpi, one.currency): one for one in figures if one.currency}
    currencies = {currency for _, currency in found} | {one for one, _ in sums or {}} | set(tallies)
    return {
        one: Money(
            found.get((Kpi.DSO, one)),
            found.get((Kpi.POD_COUNT, one)),
            None if sums is None else _sum(sums, one, gaps=True),
            None if sums is None else _sum(sums, one, gaps=False),
            tallies.get(one, Tally()),
        )
        for one in sorted(currencies)
    }


def _sum(sums: Mapping[tuple[str, PodStatus], Sum], currency: str, *, gaps: bool) -> Sum:
    cells = [sums.get((currency, one), Sum()) for one in PodStatus if one.is_gap or not gaps]
    return Sum(sum(one.count for one in cells), sum((one.money for one in cells), ZERO))

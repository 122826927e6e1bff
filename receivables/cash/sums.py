"""Items that add up to an amount: a bounded search that tells whether there is but one way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb, log2

from receivables.cash.values import Item

MOST_ITEMS = 60
"""Of more, one way that adds up says nothing."""
MOST_TOGETHER = 6
STEPS = 60_000
_CENTS = 100


@dataclass(frozen=True, slots=True)
class Summed:
    """The only items that add up to an amount."""

    items: tuple[Item, ...]
    bits: float
    """How much likelier than by chance, log2: the amount in cents over the ways that were possible."""


def only_sum(items: Sequence[Item], amount: Decimal) -> Summed | None:
    """The one set of up to six items whose rests add up to `amount`; None without one, or with several.

    None too where there are too many items, or the search takes too long, to know that there is but one.
    """
    some = sorted((one for one in items if one.left), key=lambda one: (-abs(one.left), one.key))
    if not some or len(some) > MOST_ITEMS or amount <= 0:
        return None
    search = _Search([one.left for one in some], amount)
    search.go(0, amount, [])
    if search.steps > STEPS or len(search.found) != 1:
        return None
    taken = tuple(some[at] for at in search.found[0])
    ways = sum(comb(len(some), size) for size in range(1, len(taken) + 1))
    return Summed(taken, max(log2(float(amount) * _CENTS) - log2(ways), 0.0))


class _Search:
    """Depth first, largest first; ends with the second way that is found."""

    def __init__(self, amounts: list[Decimal], wanted: Decimal) -> None:
        self.amounts, self.wanted, self.steps = amounts, wanted, 0
        self.found: list[tuple[int, ...]] = []
        self.above = [
            sum((max(one, Decimal(0)) for one in amounts[at:]), Decimal(0)) for at in range(len(amounts))
        ]
        self.below = [
            sum((min(one, Decimal(0)) for one in amounts[at:]), Decimal(0)) for at in range(len(amounts))
        ]

    def go(self, at: int, rest: Decimal, taken: list[int]) -> None:
        """Try every set that begins with `taken` and leaves `rest`."""
        self.steps += 1
        if self.steps > STEPS or len(self.found) > 1:
            return
        if taken and not rest:
            self.found.append(tuple(taken))
            return
        if at == len(self.amounts) or len(taken) == MOST_TOGETHER:
            return
        if not self.below[at] <= rest <= self.above[at]:
            return
        self.go(at + 1, rest - self.amounts[at], [*taken, at])
        self.go(at + 1, rest, taken)

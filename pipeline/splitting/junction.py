"""The boundary between two pages: how probable, and what people are told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from pipeline.splitting.page_numbers import PageNumber
from pipeline.splitting.signs import Sign
from pipeline.splitting.weights import CONSTANT, WEIGHTS

_EVEN = 0.5
_TOLD = 2
"""So many signs are named to people."""


@dataclass(frozen=True, slots=True)
class Junction:
    """Whether a document begins in front of a page."""

    probability: float
    """0..1 that it does."""
    because: str
    """Why it does, or would, in words."""
    against: str = ""
    """What speaks most against what was decided, in words."""
    unasked: float | None = None
    """The same probability by the pages alone, where the habits of the file moved it."""

    @classmethod
    def of(
        cls, signs: Iterable[Sign], numbered: PageNumber | None = None, habits: frozenset[Sign] = frozenset()
    ) -> Junction:
        """Weigh the signs; `numbered` is the page's printed number.

        `habits` of the file may turn the choice, but make nothing surer than the pages themselves do.
        """
        ranked = sorted(signs, key=lambda sign: (-WEIGHTS[sign], sign.name))
        alone = _probability(ranked)
        probability = _probability([*ranked, *habits])
        leading = [sign for sign in ranked if WEIGHTS[sign] > 0][:_TOLD]
        trailing = [sign for sign in reversed(ranked) if WEIGHTS[sign] < 0][:_TOLD]
        numbering = str(numbered) if numbered and leading[:1] in _NUMBERING else ""
        against = _said(trailing if probability >= _EVEN else leading)
        return cls(probability, numbering or _said(leading), against, alone)

    @property
    def begins(self) -> bool:
        """True when a document begins, more likely than not."""
        return self.probability >= _EVEN

    @property
    def certainty(self) -> float:
        """0.5..1 that this is right."""
        seen = (self.probability, self.probability if self.unasked is None else self.unasked)
        return max(min(seen) if self.begins else 1 - max(seen), _EVEN)


def _probability(signs: Iterable[Sign]) -> float:
    return 1 / (1 + exp(-CONSTANT - sum(WEIGHTS[sign] for sign in signs)))


_NUMBERING = ([Sign.PAGE_ONE], [Sign.PAGE_BREAKS])
SURE = Junction(1.0, "")
"""Where a separator or the end of the file is."""


def _said(signs: Iterable[Sign]) -> str:
    return ", ".join(sign.value for sign in signs)

"""What wrote each word: a machine, a hand or a stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.page.inks import InkMap, Label
from models.paper import Ink, Word

_INKS = ((Ink.HAND, (Label.HAND, Label.SIGNATURE)), (Ink.STAMP, (Label.STAMP,)))
_MOST = 0.5
"""Of a word's ink."""


def with_ink(words: Sequence[Word], inks: InkMap) -> tuple[Word, ...]:
    """The words with what most of their ink is."""
    chances = {ink: inks.of(*labels) for ink, labels in _INKS}
    every = inks.of(*(label for label in Label if label not in {Label.PAPER, Label.RULE}))
    made = []
    for word in words:
        part = inks.within(word.box)
        total = float(every[part].sum())
        shares = {ink: float(chance[part].sum()) / total if total else 0.0 for ink, chance in chances.items()}
        ink = max(shares, key=lambda one: shares[one])
        made.append(replace(word, ink=ink) if shares[ink] > _MOST else word)
    return tuple(made)

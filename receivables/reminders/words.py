"""The words of reminders in the languages that letters are written in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from models.evidence import Tongue
from receivables.evidence import Words
from receivables.reminders.english import WORDS as ENGLISH
from receivables.reminders.german import WORDS as GERMAN

_MORE = {Tongue.ENGLISH: ENGLISH, Tongue.GERMAN: GERMAN}


class ReminderWords(Words):
    """Says things in one language, reminders included."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__(tongue)
        self._texts = {**self._texts, **_MORE[tongue]}

    def sums(self, totals: Mapping[str, Decimal]) -> str:
        """Such as EUR 4,210.00 and USD 80.00: amounts of two currencies are never added."""
        return self.listed([self.amount(value, currency) for currency, value in totals.items()])

    def percent(self, value: Decimal) -> str:
        """A per cent without zeros behind it."""
        return self.number(value.normalize() if value != value.to_integral() else value.to_integral())

"""The words of a pack in the languages that letters are written in; formats of dates, amounts and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from models.evidence import Tongue
from receivables.evidence.english import ENGLISH
from receivables.evidence.german import GERMAN

_WORDS = {Tongue.ENGLISH: ENGLISH, Tongue.GERMAN: GERMAN}
_MONTHS = {
    Tongue.ENGLISH: ENGLISH["months"].split(),
    Tongue.GERMAN: GERMAN["months"].split(),
}
_PLACES = 2


class Words:
    """Says things in one language."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self._texts = _WORDS[tongue]

    def say(self, name: str, **values: object) -> str:
        """The text of this name with `values` filled in."""
        return self._texts[name].format(**values)

    def count(self, name: str, number: int, **values: object) -> str:
        """The text of this name for one or for several."""
        return self.say(f"{name}.one" if number == 1 else f"{name}.many", number=number, **values)

    def knows(self, name: str) -> bool:
        """True where there is a text of this name."""
        return name in self._texts

    def kind(self, kind: str) -> str:
        """The name of a kind of paper; of one without a name, its own words."""
        plain = kind.replace("_", " ")
        return self._texts.get(f"kind.{kind}", plain[:1].upper() + plain[1:])

    def day(self, day: date) -> str:
        """Such as 5 October 2026, 5. Oktober 2026."""
        month = _MONTHS[self.tongue][day.month - 1]
        return (
            f"{day.day}. {month} {day.year}"
            if self.tongue is Tongue.GERMAN
            else f"{day.day} {month} {day.year}"
        )

    def day_of(self, text: str) -> str:
        """The same of a date as read; as it stands where it is none."""
        try:
            return self.day(date.fromisoformat(text))
        except ValueError:
            return text

    def moment(self, at: datetime) -> str:
        """To the second, in the zone that `at` has."""
        short = f"{at:%d.%m.%Y}" if self.tongue is Tongue.GERMAN else f"{at:%Y-%m-%d}"
        return f"{short} {at:%H:%M:%S}"

    def number(self, value: Decimal) -> str:
        """With the separators of the language; as many decimals as it has."""
        text = f"{value:,f}"
        return text.translate(str.maketrans(",.", ".,")) if self.tongue is Tongue.GERMAN else text

    def amount(self, value: Decimal, currency: str) -> str:
        """Such as EUR 4,210.00, 4.210,00 EUR; with two decimals at least, and never rounded."""
        exponent = value.as_tuple().exponent
        decimals = max(_PLACES, -exponent) if isinstance(exponent, int) else _PLACES
        text = self.number(value.quantize(Decimal(1).scaleb(-decimals)))
        return f"{text} {currency}" if self.tongue is Tongue.GERMAN else f"{currency} {text}"

    def listed(self, texts: Sequence[str]) -> str:
        """Such as A, B and C."""
        if len(texts) < 2:  # noqa: PLR2004 two are the fewest that are joined
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {self.say('and')} {texts[-1]}"

    def pages(self, numbers: Sequence[int]) -> str:
        """Such as page 3, pages 1, 2."""
        return self.count("pages_named", len(numbers), numbers=", ".join(map(str, numbers)))

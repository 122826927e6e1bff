"""What the sealed papers print around their values, in eight languages, and how they write dates."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.benchmarks.sealed.places import said

Words = dict[str, str]


def wording(language: str, rng: Random) -> Words:
    """One wording for each thing that a form prints."""
    return {name: rng.choice(ways) for name, ways in said("printed")[language].items()}


def date_shape(land: str, rng: Random) -> str:
    """How one form writes its dates."""
    return str(rng.choice(said("dates")[land]))


def spelled(day: date, shape: str, language: str) -> str:
    """`day` in that shape."""
    month = said("months").get(language, said("months")["en"])[day.month - 1]
    return shape.format(d=day.day, m=day.month, y=day.year, s=day.year % 100, n=month, N=month.upper())


def other_readings(day: date, shape: str, language: str) -> tuple[str, ...]:
    """What else an English-speaking reader could take it for, in ISO 8601."""
    undecided = language == "en" and "{n}" not in shape and "{N}" not in shape and not shape.startswith("{y}")
    if not undecided or day.day > 12 or day.day == day.month:
        return ()
    return (day.replace(month=day.day, day=day.month).isoformat(),)

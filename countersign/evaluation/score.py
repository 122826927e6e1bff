"""Counts of what was right, and the shares that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from models.plain import to_plain


@dataclass(frozen=True, slots=True)
class Score:
    """How often one thing was right, of all that the key asks for."""

    name: str
    right: int
    of: int

    @property
    def share(self) -> float | None:
        """Fraction 0..1; None where there was nothing to get right."""
        return fraction(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Finding:
    """How much of what is there was found, and how much of what was said is there."""

    name: str
    right: int
    said: int
    of: int

    @property
    def precision(self) -> float | None:
        """Fraction 0..1 of what was said that is right; None where nothing was said."""
        return fraction(self.right, self.said)

    @property
    def recall(self) -> float | None:
        """Fraction 0..1 of what is there that was found; None where nothing is there."""
        return fraction(self.right, self.of)


def fraction(part: int, whole: int) -> float | None:
    """`part` of `whole`, None when `whole` is nothing."""
    return part / whole if whole else None


def count(name: str, answers: Iterable[bool]) -> Score:
    """The score of one answer each."""
    given = list(answers)
    return Score(name, sum(given), len(given))


def shape(value: object) -> Any:
    """`value` as JSON values: the fields of every dataclass, and after them its properties."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        names = [field.name for field in fields(value)]
        names += [name for name, member in vars(kind).items() if isinstance(member, property)]
        return {name: shape(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [shape(item) for item in value]
    return to_plain(value)

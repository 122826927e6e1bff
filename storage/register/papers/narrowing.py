"""Words of a query that narrow it: `grade:D`, `receipt:unsigned`; the rest is what is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_, true

from models.errors import WrongUse
from models.reading import AcceptanceStatus, Grade
from storage.register.tables import documents

_Condition = ColumnElement[bool]
UNSURE = "unsure"
"""Asks for receipts that a person should look at."""
SIGNED = "signed"
"""Asks for every receipt that the customer signed, whatever was remarked."""
_SIGNED = (
    AcceptanceStatus.SIGNED_CLEAN,
    AcceptanceStatus.SIGNED_INCOMPLETE,
    AcceptanceStatus.SIGNED_QUALIFIED,
    AcceptanceStatus.SIGNED_CLAUSED,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query taken apart."""

    text: str
    """What is looked for; empty where the query only narrows."""
    narrowed: tuple[tuple[str, str], ...] = ()
    """Name and value of each word that narrows, such as ("grade", "d")."""

    def conditions(self) -> tuple[_Condition, ...]:
        """What has to hold of a document: values of one name are alternatives, names add up."""
        named: dict[str, list[_Condition]] = {}
        for name, value in self.narrowed:
            named.setdefault(name, []).append(_NAMES[name](value))
        return tuple(or_(false(), *several) for several in named.values())


def parse(query: str) -> Wanted:
    """The query without the words that narrow it, and those.

    Raises:
        WrongUse: a word narrows by a value that there is not; the message lists those there are.
    """
    rest: list[str] = []
    narrowed: list[tuple[str, str]] = []
    for word in query.split():
        name, colon, value = word.partition(":")
        if colon and value and name.casefold() in _NAMES:
            narrowed += [(name.casefold(), one) for one in value.split(",") if one]
        else:
            rest.append(word)
    return Wanted(" ".join(rest) if narrowed else query, tuple(narrowed))


def _by_grade(value: str) -> _Condition:
    grade = value.upper()
    if grade not in set(Grade):
        raise WrongUse(f"grade:{value} is no grade of a receipt: use {_listed(Grade)}.")
    return documents.c.acceptance_grade == grade


def _by_receipt(value: str) -> _Condition:
    told = value.casefold().replace("-", "_")
    if told == UNSURE:
        return documents.c.acceptance_unsure.is_(true())
    if told == SIGNED:
        return documents.c.acceptance_status.in_(_SIGNED)
    if told not in set(AcceptanceStatus):
        known = f"{_listed(AcceptanceStatus)}, {SIGNED} or {UNSURE}"
        raise WrongUse(f"receipt:{value} is no status of a receipt: use {known}.")
    return documents.c.acceptance_status == told


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)


_NAMES: Mapping[str, Callable[[str], _Condition]] = {"grade": _by_grade, "receipt": _by_receipt}

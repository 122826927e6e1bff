"""Dates of a list, their order decided once for the whole of it, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from models.errors import LedgerRefused
from pipeline.ledger_files.cells import BadCell, Dates
from pipeline.ledger_files.importing.given import Wishes

_GROUPS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[ .-]*([^\W\d_]{3,10})\.?[ .,-]*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([^\W\d_]{3,10})\.?[ -]*(\d{1,2})[ ,-]+(\d{4})")
_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp]\.?[Mm]\.?)?")
_MIDNIGHT_UTC = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)")
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv ene enero", "feb february februar fevrier fevr febrero",
            "mar march marz mrz maerz mars marzo", "apr april avril avr abr abril", "may mai mayo",
            "jun june juni juin junio", "jul july juli juillet juil julio", "aug august aout ago agosto",
            "sep sept september septembre septiembre", "oct october okt oktober octobre octubre",
            "nov november novembre noviembre", "dec december dez dezember decembre dic diciembre",
        ),
        start=1,
    )
    for month in names.split()
}  # fmt: skip
_ACCENTS = str.maketrans("áäéèûôú", "aaeeuou")
_MOST_MONTHS = 12
_CENTURY = 2000
_LAST_OF_CENTURY = 69
"""Years of two digits up to here are of this century; the others are refused."""
ORDERS = {"dmy": "day first", "mdy": "month first"}


@dataclass(frozen=True, slots=True)
class Days:
    """Reads the dates of one list; `order` is dmy, mdy, or empty where no date asks for it."""

    order: str
    evidence: str
    """For people: "line 7 has 31/03/2026"."""

    def read(self, column: str, text: str) -> date:
        """The day in a cell.

        Raises:
            BadCell: no such day.
        """
        return _read(self, column, text)

    def parsed(self, column: str, text: str) -> date:
        """As `read`, anew each time."""
        bare = without_time(text)
        if found := _GROUPS.fullmatch(bare):
            return self._grouped(column, bare, *found.groups())
        if found := _NAMED.fullmatch(bare):
            return self._named(column, text, found[1], found[2], found[3])
        if found := _NAMED_FIRST.fullmatch(bare):
            return self._named(column, text, found[2], found[1], found[3])
        return Dates(self.order).read(column, bare)

    def _grouped(self, column: str, text: str, first: str, second: str, year: str) -> date:
        dotted = "." in text
        day, month = (second, first) if self.order == "mdy" and not dotted else (first, second)
        return Dates().read(column, f"{_full(column, text, year)}-{month}-{day}")

    def _named(self, column: str, text: str, day: str, name: str, year: str) -> date:
        month = _MONTHS.get(name.casefold().translate(_ACCENTS))
        if month is None:
            raise BadCell(f"{column} {text!r} is no date: write it as YYYY-MM-DD.")
        return Dates().read(column, f"{_full(column, text, year)}-{month}-{day}")


@lru_cache(maxsize=20_000)
def _read(days: Days, column: str, text: str) -> date:
    """The dates of a list are few, and stand in many rows."""
    return days.parsed(column, text)


def without_time(text: str) -> str:
    """A date without the time of day behind it; one in another zone than its own keeps it, and is no date."""
    cut = _MIDNIGHT_UTC.search(text) or _TIME.search(text)
    return text[: cut.start()] if cut and cut.end() == len(text) else text


def days_of(dates: Iterable[tuple[int, str]], file: str, wishes: Wishes) -> Days:
    """How the dates of a list are meant.

    Args:
        dates: (line, cell) of every date of the list, empty ones too.
        file: what messages call the list.
        wishes: what the user says.

    Raises:
        LedgerRefused: neither list nor user tells; or the list has both orders, or years in front.
    """
    shown: dict[str, tuple[int, str]] = {}
    unclear: tuple[int, str] | None = None
    firsts, lasts, sample = set(), set(), ""
    for line, text in dates:
        sample = sample or text
        found = _GROUPS.fullmatch(without_time(text))
        if not found or "." in found[0]:
            continue
        first, second = int(found[1]), int(found[2])
        firsts.add(first)
        lasts.add(found[3])
        if first > _MOST_MONTHS >= second or second > _MOST_MONTHS >= first:
            shown.setdefault("dmy" if first > _MOST_MONTHS else "mdy", (line, text))
        elif first != second:
            unclear = unclear or (line, text)
    _refuse_years_in_front(file, firsts, lasts)
    if shown:
        return _shown(file, shown, wishes)
    if unclear:
        return _undecided(f"{file}, line {unclear[0]}", unclear[1], wishes)
    return Days(wishes.date_order, f"like {sample}, which can be read in one way only" if sample else "none")


def _shown(file: str, shown: Mapping[str, tuple[int, str]], wishes: Wishes) -> Days:
    """The order that dates of the list show by themselves."""
    told = " and ".join(f"line {line} has {text}" for line, text in shown.values())
    if len(shown) > 1:
        raise LedgerRefused(
            f"{file}: dates are written in two orders: {told}. Nothing was loaded; export them all in one."
        )
    order = next(iter(shown))
    if wishes.date_order not in {"", order}:
        raise LedgerRefused(f"{file}: --date-order {wishes.date_order}, but {told}. Nothing was loaded.")
    return Days(order, told)


def _undecided(place: str, text: str, wishes: Wishes) -> Days:
    """The order that the user says, for dates that do not tell."""
    if wishes.date_order:
        return Days(wishes.date_order, "as --date-order says")
    if wishes.undecided_order:
        return Days(wishes.undecided_order, "as COUNTERSIGN_DATE_ORDER says; the file does not tell")
    raise LedgerRefused(
        f"{place}: {text} can be read as two dates, and no other date of the file tells. Nothing was loaded; "
        "say --date-order dmy or --date-order mdy."
    )


def _refuse_years_in_front(file: str, firsts: set[int], lasts: set[str]) -> None:
    """26/03/10 and 26/03/31: the last part changes and the first does not, so that it is the year."""
    if firsts and min(firsts) > _MOST_MONTHS and len(lasts) > len(firsts):
        raise LedgerRefused(
            f"{file}: dates like {min(firsts)}/../{min(lasts)} seem to begin with the year. Nothing was "
            "loaded; export years with four digits."
        )


def _full(column: str, text: str, year: str) -> int:
    number = int(year)
    if len(year) > 2:  # noqa: PLR2004 -- two digits of a year
        return number
    if number > _LAST_OF_CENTURY:
        raise BadCell(f"{column} {text!r} has a year of two digits that may be of two centuries: write four.")
    return _CENTURY + number

"""When papers may go: the schedule as a table that a client firm edits, and the clock it runs by. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from models.errors import WrongUse
from models.reading import DocumentType
from models.retention import EVERYWHERE, Expiry, Happened, Rule, Schedule
from receivables.csv_table import day_in, rows_in

COLUMNS = ("jurisdiction", "type", "years", "limitation_years", "source", "reviewed_on")
MOST_YEARS = 100
_TYPES = (*(one.value for one in DocumentType), EVERYWHERE)
_LEAP_DAY = (2, 29)

EXAMPLE = """\
jurisdiction,type,years,limitation_years,source,reviewed_on
*,*,7,,"default: the longest that most of these laws ask for",2026-11-01
AE,*,5,,"commercial books and vouchers",2026-11-01
AU,*,5,,"Taxation Administration Act: records of a business",2026-11-01
CA,*,6,,"Income Tax Act s. 230",2026-11-01
DE,*,8,3,"AO s. 147: booking vouchers, 8 years since 2025-01-01 (10 before)",2026-11-01
ES,*,6,5,"Codigo de Comercio art. 30",2026-11-01
FR,*,10,5,"Code de commerce art. L123-22",2026-11-01
GB,*,6,6,"Companies Act and VAT records; Limitation Act 1980 s. 5",2026-11-01
IT,*,10,,"Codice civile art. 2220",2026-11-01
NL,*,7,,"Algemene wet inzake rijksbelastingen art. 52",2026-11-01
NZ,*,7,,"Tax Administration Act 1994 s. 22",2026-11-01
US,*,7,4,"IRS: 3, 6 or 7 years by case; UCC 2-725: 4 years",2026-11-01
"""
"""A schedule to begin with. It is no legal advice: each row that is used is to be looked at."""


def rules_from(text: str) -> tuple[Rule, ...]:
    """The schedule, as CSV of `COLUMNS`.

    Raises:
        WrongUse: a row cannot be; the message names its line.
    """
    found: dict[tuple[str, str], Rule] = {}
    for line, row in rows_in(text, COLUMNS, 3):
        rule = Rule(
            jurisdiction=_jurisdiction(row["jurisdiction"], line),
            type=_type(row["type"], line),
            years=_years(row["years"], line, 1),
            limitation=_years(row["limitation_years"] or "0", line, 0),
            source=row["source"],
            reviewed=day_in(row["reviewed_on"], line),
        )
        key = rule.jurisdiction, rule.type
        if key in found:
            raise WrongUse(f"Line {line}: {key[0]} with type {key[1]} stands there twice.")
        found[key] = rule
    return tuple(found.values())


def expiry_of(
    schedule: Schedule, types: Collection[str], countries: Iterable[str], happened: Iterable[Happened]
) -> Expiry | None:
    """When papers of these types may go; None where no rule says so, and they stay.

    Of several rules that apply, the one that keeps them longest counts: the client firm's own law, and that
    of the countries of its customers.
    """
    last = max(happened, key=lambda one: one.on, default=None)
    rules = [_rule(schedule, where, type_) for where in _places(schedule, countries) for type_ in types]
    own = [_rule(schedule, schedule.jurisdiction or EVERYWHERE, type_) for type_ in types]
    if last is None or not own or None in own:
        return None
    rule = max((one for one in rules if one), key=lambda one: one.kept)
    end = year_end(schedule, last.on)
    return Expiry(_after(end, rule.kept) + timedelta(days=1), rule, last, end)


def year_end(schedule: Schedule, on: date) -> date:
    """Last day of the fiscal year in which `on` lies."""
    this = _day(on.year, schedule)
    return this if on <= this else _day(on.year + 1, schedule)


def _day(year: int, schedule: Schedule) -> date:
    return _existing(year, schedule.month, schedule.day)


def _after(day: date, years: int) -> date:
    """The same day so many years later; a fiscal year that ends with February ends so in every year."""
    if (day.month, day.day) in {_LEAP_DAY, (2, 28)} and (day + timedelta(days=1)).month != day.month:
        return date(day.year + years, 3, 1) - timedelta(days=1)
    return _existing(day.year + years, day.month, day.day)


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _places(schedule: Schedule, countries: Iterable[str]) -> list[str]:
    known = {one.jurisdiction for one in schedule.rules}
    theirs = sorted({one.strip().upper() for one in countries} & known)
    return [schedule.jurisdiction or EVERYWHERE, *theirs]


def _rule(schedule: Schedule, where: str, type_: str) -> Rule | None:
    """The nearest rule: of the country before that of all, of the type before that of all."""
    by_key = {(one.jurisdiction, one.type): one for one in schedule.rules}
    keys = [(place, kind) for place in (where, EVERYWHERE) for kind in (type_, EVERYWHERE)]
    return next((by_key[key] for key in keys if key in by_key), None)


def _jurisdiction(text: str, line: int) -> str:
    plain = text.upper()
    if plain != EVERYWHERE and not (len(plain) == len("DE") and plain.isascii() and plain.isalpha()):
        raise WrongUse(f"Line {line}: {text!r} is no country code such as DE, nor * for all others.")
    return plain


def _type(text: str, line: int) -> str:
    plain = text or EVERYWHERE
    if plain not in _TYPES:
        raise WrongUse(f"Line {line}: {text!r} is no type: it is one of {', '.join(_TYPES)}.")
    return plain


def _years(text: str, line: int, least: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= MOST_YEARS):
        raise WrongUse(f"Line {line}: {text!r} is no number of years from {least} to {MOST_YEARS}.")
    return int(text)

"""Where the columns of a list are, and whose list it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.errors import LedgerRefused, WrongUse
from pipeline.ledger_files.importing.given import Wishes
from pipeline.ledger_files.importing.profile import Profile
from pipeline.ledger_files.importing.profiles import BY_NAME, PROFILES
from pipeline.ledger_files.importing.profiles.plain import PLAIN
from pipeline.ledger_files.importing.sheets import Sheet, header_place
from pipeline.ledger_files.importing.words import plain_words

COLUMNS = tuple(dict.fromkeys(column for profile in PROFILES for column in profile.headers))
"""Every column that some profile knows."""
_CUSTOMER = ("customer_number", "customer_name", "aliases", "address", "city", "country", "parent")
_SHOWN = 20
"""Headers that a message names."""
_ENOUGH = 2
"""Headers that only one system writes, that show whose list it is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one list are read."""

    profile: Profile
    header: int
    """Place of the row with the headers among the rows of the sheet, from 0."""
    line: int
    """Its 1-based line in the file."""
    names: tuple[str, ...]
    """The headers as the file has them."""
    places: Mapping[str, tuple[int, ...]]
    """Column -> where it stands, the best place first; only those that are there."""
    because: str
    """Why this profile, for people."""

    def heading(self, column: str) -> str:
        """What the file calls a column: 'Reference', else 'Document Number'."""
        return ", else ".join(repr(self.names[place]) for place in self.places[column])

    @property
    def left(self) -> tuple[str, ...]:
        """Headers that are not taken."""
        taken = {place for places in self.places.values() for place in places}
        return tuple(name for place, name in enumerate(self.names) if name and place not in taken)


def plan_of(sheet: Sheet, wishes: Wishes, *, people: bool = False) -> Plan:
    """How to read a list of invoices, or of customers.

    Raises:
        LedgerRefused: no row has the headers that are needed, or two systems write such ones.
        WrongUse: the wished profile, column or header does not exist.
    """
    head = sheet.head()
    found, place = header_place(head)
    if not head:
        raise LedgerRefused(f"{sheet.file} is empty. Nothing was loaded; export it again.")
    line, names = head[place if found else 0]
    asked = _candidates(wishes)
    _refuse_strange_headers(sheet.file, names, wishes)
    plans = [
        _plan(profile, (place, line, names), wishes, people=people)
        for profile in (PROFILES if people else asked)
    ]
    complete = [plan for plan in plans if not _missing(plan, people=people)]
    if not complete:
        raise LedgerRefused(_incomplete(sheet.file, names, _missing(plans[-1], people=people)))
    if people:
        return max(complete, key=lambda plan: (len(plan.places), plan.profile is PLAIN))
    return complete[0] if wishes.profile else _most_telling(sheet.file, complete)


def _candidates(wishes: Wishes) -> Sequence[Profile]:
    for column in wishes.columns:
        if column not in COLUMNS:
            raise WrongUse(f"--column {column!r} is none of: {', '.join(COLUMNS)}.")
    if not wishes.profile:
        return PROFILES
    if wishes.profile not in BY_NAME:
        raise WrongUse(f"--profile {wishes.profile!r} is none of: {', '.join(BY_NAME)}.")
    return (BY_NAME[wishes.profile],)


def _refuse_strange_headers(file: str, names: Sequence[str], wishes: Wishes) -> None:
    have = {plain_words(name) for name in names}
    for column, header in wishes.columns.items():
        if plain_words(header) not in have:
            raise WrongUse(
                f"--column {column}={header}: {file} has no header {header!r}. Nothing was loaded; it has "
                f"{_shown(names)}."
            )


def _plan(profile: Profile, head: tuple[int, int, Sequence[str]], wishes: Wishes, *, people: bool) -> Plan:
    header, line, names = head
    plain = [plain_words(name) for name in names]
    places: dict[str, tuple[int, ...]] = {}
    wished = {column: plain_words(header) for column, header in wishes.columns.items()}
    free = {name: place for place, name in reversed(list(enumerate(plain))) if name not in wished.values()}
    for column in dict.fromkeys((*wished, *profile.headers)):
        if people and column not in _CUSTOMER:
            continue
        if column in wished:
            found = [plain.index(wished[column])]
        else:
            found = [free[name] for name in profile.names(column) if name in free]
        spare = profile.spare_numbers and column == "invoice_number" and column not in wished
        if found := found if spare else found[:1]:
            places[column] = tuple(found)
            free = {name: place for name, place in free.items() if place not in found}
    return Plan(profile, header, line, tuple(names), _paired(places), _because(profile, names, wishes))


def _paired(places: dict[str, tuple[int, ...]]) -> Mapping[str, tuple[int, ...]]:
    """Amounts of the house's own currency only where there are none in that of the invoice."""
    local, own = places.pop("local_amount", None), places.pop("local_currency", None)
    if "amount" not in places and "open_amount" not in places and local:
        places.pop("currency", None)
        places["amount"] = local
        places |= {"currency": own} if own else {}
    return places


def _because(profile: Profile, names: Sequence[str], wishes: Wishes) -> str:
    if wishes.profile:
        return "as --profile says"
    telling = [name for name in names if plain_words(name) in profile.telling]
    if not telling:
        return "its headers are of no system in particular"
    return f"its headers say {', '.join(map(repr, telling[:4]))}"


def _most_telling(file: str, plans: Iterable[Plan]) -> Plan:
    told = {plan.profile.name: _telling(plan) for plan in plans}
    by_name = {plan.profile.name: plan for plan in plans}
    most = max(told.values())
    best = [name for name, count in told.items() if count == most]
    if most < _ENOUGH:
        return by_name.get(PLAIN.name) or by_name[best[0]]
    if len(best) > 1:
        raise LedgerRefused(
            f"{file} may be a list of {' or '.join(BY_NAME[name].title for name in best)}. Nothing was "
            f"loaded; say --profile {' or --profile '.join(best)}."
        )
    return by_name[best[0]]


def _telling(plan: Plan) -> int:
    """How many headers speak for the profile; the column of the groups has none."""
    grouped = plan.profile.groups and not plan.names[0]
    return len({*map(plain_words, plan.names)} & plan.profile.telling) + grouped


def _missing(plan: Plan, *, people: bool) -> list[str]:
    """What the list lacks; alternatives are joined by "or"."""
    grouped = plan.profile.groups or plan.profile.blocks
    needed: list[tuple[str, ...]] = [("customer_number",), ("customer_name",)]
    if not people:
        needed = [("invoice_number",), ("invoice_date",), ("amount", "open_amount")]
        needed += [] if grouped else [("customer_number", "customer_name")]
    return [" or ".join(one) for one in needed if not any(column in plan.places for column in one)]


def _incomplete(file: str, names: Sequence[str], missing: Sequence[str]) -> str:
    return (
        f"{file} has no column for {', '.join(missing)} among its headers {_shown(names)}. Nothing was "
        f"loaded; name it with --column {missing[0].partition(' ')[0]}=HEADER, or see docs/ledger.md for the "
        "columns."
    )


def _shown(names: Sequence[str]) -> str:
    filled = [repr(name) for name in names if name]
    more = f" and {len(filled) - _SHOWN} more" if len(filled) > _SHOWN else ""
    return f"{', '.join(filled[:_SHOWN])}{more}"

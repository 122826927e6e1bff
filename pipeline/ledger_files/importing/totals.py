"""Do the rows add up to what the file says, and to what the user says?"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.errors import LedgerRefused
from pipeline.ledger_files.cells import BadCell
from pipeline.ledger_files.importing.given import Wishes
from pipeline.ledger_files.importing.money import Money, currency_of
from pipeline.ledger_files.importing.walk import Total, Walked
from pipeline.ledger_files.rows import Faulty

_ZERO = Decimal(0)
_COLUMNS = ("amount", "open_amount")
Figures = Mapping[str, Decimal]
"""Column -> the amount of a row, with its sign."""


@dataclass(slots=True)
class Checked:
    """What became of the rows of totals."""

    faulty: list[Faulty] = field(default_factory=list)
    agreeing: int = 0
    unchecked: int = 0
    """Over several currencies, without saying in which."""


def check_totals(walked: Walked, figures: Sequence[tuple[str, Figures]], money: Money) -> Checked:
    """Hold every row of totals against the items above it, back to a heading or a total before it.

    Args:
        walked: the list.
        figures: currency and amounts of every item, in order.
        money: how its amounts are read.
    """
    checked = Checked()
    for total, sums in _at_totals(walked, figures):
        _check(total, sums, money, (walked.file, checked))
    return checked


def confirmed_doubles(walked: Walked, figures: Sequence[tuple[str, Figures]], money: Money) -> frozenset[int]:
    """Places of rows that stand twice and are two, since a total below adds up with them only.

    Args:
        walked: the list.
        figures: currency and amounts of every item, in order.
        money: how its amounts are read.
    """
    found: set[int] = set()
    doubles = sorted(walked.doubles)
    each_once = _at_totals(walked, figures, without=walked.doubles)
    for (total, sums), (_, once) in zip(_at_totals(walked, figures), each_once, strict=True):
        for column in _COLUMNS:
            if _runs(total, column, once, money):
                continue
            for currency, start in _runs(total, column, sums, money).items():
                within = doubles[bisect_left(doubles, start) : bisect_left(doubles, total.items)]
                new = {place for place in within if figures[place][0] == currency} - found
                once.add(figures[place] for place in new)
                found |= new
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums above a row of totals."""

    running: dict[tuple[str, str], Decimal]
    before: Mapping[tuple[str, str], Mapping[Decimal, int]]
    """What each sum was where a run of rows begins, and the last place where it was that."""
    currencies: Collection[str]

    def add(self, figures: Iterable[tuple[str, Figures]]) -> None:
        """Count items, by currency and amounts."""
        for currency, amounts in figures:
            for column, amount in amounts.items():
                self.running[column, currency] += amount

    def start(self, column: str, currency: str, amount: Decimal) -> int | None:
        """Where the shortest run of rows begins that ends here and adds up to `amount`; None without one."""
        key = column, currency
        return self.before[key].get(self.running[key] - amount)


def _at_totals(
    walked: Walked, figures: Sequence[tuple[str, Figures]], without: Collection[int] = ()
) -> Iterator[tuple[Total, _Sums]]:
    """Every row of totals with the sums above it, which go on to the next; some items left out."""
    running: dict[tuple[str, str], Decimal] = defaultdict(lambda: _ZERO)
    before: dict[tuple[str, str], dict[Decimal, int]] = defaultdict(lambda: {_ZERO: 0})
    sums = _Sums(running, before, {currency for currency, _ in figures})
    above = 0
    for total in walked.totals:
        for place in range(above, total.items):
            if place in walked.starts:
                for key, value in running.items():
                    before[key][value] = place
            if place not in without:
                sums.add(figures[place : place + 1])
        above = total.items
        yield total, sums


def _read(total: Total, column: str, sums: _Sums, money: Money) -> tuple[Decimal, set[str]]:
    """The amount that a total says, and the currencies that it may be in.

    Raises:
        BadCell: one of them cannot be read.
    """
    said = total.amount if column == "amount" else total.open_amount
    amount = money.read(column, said.removeprefix("="))
    return amount, {currency_of(total.currency, "", "")} if total.currency else set(sums.currencies)


def _runs(total: Total, column: str, sums: _Sums, money: Money) -> Mapping[str, int]:
    """Currency -> where the run of rows begins that a total adds up; empty where none does."""
    try:
        amount, named = _read(total, column, sums, money)
    except BadCell:
        return {}
    starts = {currency: sums.start(column, currency, amount) for currency in named}
    return {currency: start for currency, start in starts.items() if start is not None}


def _check(total: Total, sums: _Sums, money: Money, into: tuple[str, Checked]) -> None:
    file, checked = into
    said = {"amount": total.amount, "open_amount": total.open_amount}
    for column in filter(said.get, _COLUMNS):
        try:
            amount, named = _read(total, column, sums, money)
        except BadCell as bad:
            checked.faulty.append(Faulty(file, total.line, str(bad)))
            continue
        if any(sums.start(column, currency, amount) is not None for currency in named):
            checked.agreeing += 1
        elif len(named) > 1:
            checked.unchecked += 1
        else:
            have = " or ".join(str(sums.running[column, currency]) for currency in named) or "0"
            words = (
                f"says {column} {said[column]} under {total.label!r}, and no run of rows above it adds up to "
                f"that (all of them: {have}): export the list again."
            )
            checked.faulty.append(Faulty(file, total.line, words))


def check_controls(
    sums: Mapping[tuple[str, str], Decimal], count: int, wishes: Wishes, file: str
) -> tuple[str, ...]:
    """Hold the list against the user's control totals; open amounts where it has such a column.

    Args:
        sums: (column, currency) -> sum of the items.
        count: how many items there are.
        wishes: the control totals.
        file: what messages call the list.

    Returns:
        What agrees, for people.

    Raises:
        LedgerRefused: one of them does not.
    """
    column = "open_amount" if any(name == "open_amount" for name, _ in sums) else "amount"
    have = {currency: total for (name, currency), total in sums.items() if name == column}
    told = [_count(count, wishes.control_count, file)] if wishes.control_count is not None else []
    for control in wishes.controls:
        if not control.currency and len(have) > 1:
            raise LedgerRefused(
                f"{file} has amounts in {', '.join(sorted(have))}. Nothing was loaded; give a control "
                f"total for each, such as --control-total '{min(have)} {control.amount}'."
            )
        currency = control.currency or next(iter(have), "")
        total = have.get(currency, _ZERO)
        if total != control.amount:
            off = f"{abs(total - control.amount)} {'too much' if total > control.amount else 'missing'}"
            raise LedgerRefused(
                f"{file}: {column} adds up to {currency} {total}, not to the control total {control.amount}: "
                f"{off}. Nothing was loaded."
            )
        told.append(f"{column} adds up to the control total, {currency} {total}")
    return tuple(told)


def _count(count: int, wished: int, file: str) -> str:
    if count != wished:
        raise LedgerRefused(
            f"{file} has {count} items, not {wished} as --control-count says. Nothing was loaded."
        )
    return f"{count} items, as --control-count says"

"""How a list was read, in lines for people: shown before anything is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.ledger_files.file import ContractFiles
from pipeline.ledger_files.importing.booking import Booked
from pipeline.ledger_files.importing.columns import Plan
from pipeline.ledger_files.importing.days import ORDERS, Days
from pipeline.ledger_files.importing.items import Manner
from pipeline.ledger_files.importing.sheets import Sheet
from pipeline.ledger_files.importing.totals import Checked
from pipeline.ledger_files.importing.walk import Walked

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "|"}
_WANTED = ("po_number", "delivery_number", "due_date", "status", "currency")
_MARKS = {".": "point", ",": "comma"}
_SHOWN = 12


def told_of_contract(read: ContractFiles) -> Iterator[str]:
    """Lines about our own two files."""
    for table, count in ((read.people, read.people_rows), (read.bills, read.bill_rows)):
        rows = _rows(count)
        yield f"{table.file}: {table.encoding}, separated by {_SEPARATORS[table.separator]}, {rows}"
    order = ORDERS.get(read.dates.order, "no date can be read in two ways")
    yield f"  dates: {order}; decimal mark: {_MARKS.get(read.amounts.mark, 'no amount shows one')}"


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def told_of_sheet(sheet: Sheet, plan: Plan, walked: Walked) -> Iterator[str]:
    """Lines about where a list has what."""
    yield f"{sheet.file}: {plan.profile.title} ({plan.profile.name}): {plan.because}"
    above = f"headers in line {plan.line}, " if plan.header else ""
    notes = f", {walked.notes} lines between or below the tables" if walked.notes else ""
    yield f"  {sheet.manner}, {above}{_rows(len(walked.items))}{_doubles(walked)}{notes}"
    taken = (f"{column} from {plan.heading(column)}" for column in plan.places)
    yield f"  taken: {'; '.join(taken)}"
    if plan.left:
        more = f" and {len(plan.left) - _SHOWN} more" if len(plan.left) > _SHOWN else ""
        yield f"  not taken: {', '.join(map(repr, plan.left[:_SHOWN]))}{more}"


def _doubles(walked: Walked) -> str:
    taken = {"taken once": walked.doubles, "counted twice as its totals do": walked.confirmed}
    return "".join(
        f", {len(places)} of them twice word for word, {how}" for how, places in taken.items() if places
    )


def told_of_missing(plan: Plan) -> Iterator[str]:
    """A line about columns that invoices could have."""
    found = {*plan.places, *(("status",) if {"cleared", "is_open", "open_amount"} & {*plan.places} else ())}
    if missing := [column for column in _WANTED if column not in found]:
        yield f"  no column for: {', '.join(missing)} (name one with --column {missing[0]}=HEADER)"


def told_of_manner(manner: Manner) -> Iterator[str]:
    """A line about dates and amounts."""
    order = _order(manner.days)
    mark = _MARKS.get(manner.money.mark, "")
    amounts = f"{mark} ({manner.money.evidence})" if mark else manner.money.evidence
    yield f"  dates: {order}; decimal mark: {amounts}"


def _order(days: Days) -> str:
    return f"{ORDERS[days.order]} ({days.evidence})" if days.order else days.evidence


def told_of_booked(booked: Booked, checked: Checked) -> Iterator[str]:
    """Lines about what the rows were."""
    main = _main(booked)
    sums = [f"{code} {total}" for (column, code), total in sorted(booked.sums.items()) if column == main]
    about = {
        "rows of totals that agree": checked.agreeing,
        "rows of totals over several currencies, not checked": checked.unchecked,
        "payments and the like, left out": _counts(booked.left),
        "types of no table, taken by their sign": _counts(booked.unknown),
        "credit notes, loaded with a minus": booked.credits,
        "credit notes under the number of an invoice, left out": booked.nameless_credits,
        "invoices in several rows, added up": booked.added_up,
        f"{main} of all rows": ", ".join(sums),
    }
    for what, said in about.items():
        if said:
            yield f"  {what}: {said}"


def _main(booked: Booked) -> str:
    return "open_amount" if any(column == "open_amount" for column, _ in booked.sums) else "amount"


def _counts(rows: Counter[str]) -> str:
    return ", ".join(f"{written or 'without a type'} {count}" for written, count in sorted(rows.items()))

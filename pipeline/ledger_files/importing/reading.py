"""A ledger from whatever a system exports: two lists, one list, or a folder of messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from models.errors import LedgerRefused, WrongUse
from models.ledger import Customer, Ledger
from pipeline.ledger_files.cells import choose_date_order, choose_decimal_mark
from pipeline.ledger_files.encoding import decode
from pipeline.ledger_files.file import CUSTOMER_COLUMNS, INVOICE_COLUMNS, FileNames, read_files
from pipeline.ledger_files.importing.booking import Booked, book, with_doubles_confirmed
from pipeline.ledger_files.importing.columns import plan_of
from pipeline.ledger_files.importing.days import Days, days_of
from pipeline.ledger_files.importing.given import Export, Imported, Wishes
from pipeline.ledger_files.importing.items import Manner
from pipeline.ledger_files.importing.messages import laid_out, unpacked
from pipeline.ledger_files.importing.money import Money, money_of
from pipeline.ledger_files.importing.people import People, laid_over, listed, named_in_invoices
from pipeline.ledger_files.importing.profile import Profile
from pipeline.ledger_files.importing.profiles import BY_NAME
from pipeline.ledger_files.importing.sheets import open_sheet
from pipeline.ledger_files.importing.telling import (
    told_of_booked,
    told_of_contract,
    told_of_manner,
    told_of_missing,
    told_of_sheet,
)
from pipeline.ledger_files.importing.totals import Checked, check_controls, check_totals
from pipeline.ledger_files.importing.ubl import UBL, ubl_messages
from pipeline.ledger_files.importing.walk import Walked, walk
from pipeline.ledger_files.importing.x12 import X12, x12_messages
from pipeline.ledger_files.rows import Row, Table, refuse

CONTRACT = "contract"
PROFILE_NAMES = (CONTRACT, *BY_NAME, UBL.name, X12.name)
"""What `--profile` takes."""
_MESSAGES = {UBL.name: (UBL, ubl_messages), X12.name: (X12, x12_messages)}
_HEAD = 1 << 16


def import_ledger(
    customers: Export | None, invoices: Sequence[Export], wishes: Wishes, known: Mapping[str, Customer]
) -> Imported:
    """The ledger in the files that a system exported, whole.

    Args:
        customers: a list of customers, where the invoices do not name them.
        invoices: one list, one zip, or messages, one invoice each.
        wishes: what the user says beside the files.
        known: customers that are known already, by number.

    Raises:
        LedgerRefused: something does not add up; names the files, the rows and the reasons.
        WrongUse: the wishes name something that does not exist.
    """
    if wishes.profile and wishes.profile not in PROFILE_NAMES:
        raise WrongUse(f"--profile {wishes.profile!r} is none of: {', '.join(PROFILE_NAMES)}.")
    exports = unpacked(invoices)
    kind = _message_kind(exports, wishes)
    _refuse_what_has_no_say(customers, wishes, kind)
    if kind:
        return _messages(kind, exports, wishes, known)
    if len(exports) != 1:
        raise LedgerRefused(
            f"{invoices[0].name}: {len(exports)} files, and not all of them are UBL, or X12. Nothing was "
            "loaded; name the one file with the list."
        )
    if customers is not None and _is_contract(customers, exports[0], wishes):
        return _contract(customers, exports[0], wishes)
    return _lists(customers, exports[0], wishes, known)


def _refuse_what_has_no_say(customers: Export | None, wishes: Wishes, kind: str) -> None:
    """Do nothing where all that the user gives and says can be heeded.

    Raises:
        WrongUse: messages have no headers and name their customers; our own files are two, as they are.
    """
    if kind and customers is not None:
        raise WrongUse("Messages name their customers themselves: leave --customers out.")
    if kind and wishes.columns:
        raise WrongUse("Messages have no headers: leave --column out.")
    if wishes.profile == CONTRACT and customers is None:
        raise WrongUse("--profile contract takes two files: name the other one with --customers.")
    if wishes.profile == CONTRACT and wishes.columns:
        raise WrongUse("--profile contract has headers of its own: leave --column or --profile out.")


def _message_kind(exports: Sequence[Export], wishes: Wishes) -> str:
    """The kind of messages that the files are; empty for a list."""
    if wishes.profile:
        return wishes.profile if wishes.profile in _MESSAGES else ""
    heads = {_sort(export.content) for export in exports}
    return heads.pop() if len(heads) == 1 else ""


def _sort(content: bytes) -> str:
    head = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"ISA"):
        return X12.name
    web_page = head[:15].lower().startswith((b"<html", b"<!doctype html"))
    return UBL.name if head.startswith(b"<") and not web_page else ""


def _is_contract(customers: Export, invoices: Export, wishes: Wishes) -> bool:
    if wishes.profile or wishes.columns:
        return wishes.profile == CONTRACT
    return _has(customers, CUSTOMER_COLUMNS) and _has(invoices, INVOICE_COLUMNS)


def _has(export: Export, columns: Iterable[str]) -> bool:
    """True when the first line names all the columns of our own files."""
    if export.content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return False
    text, _ = decode(export.content, export.name)
    first = text.lstrip("\r\n")[:_HEAD].partition("\n")[0].casefold()
    names = {cell.strip(' "\r').replace(" ", "_") for mark in ",;\t" for cell in first.split(mark)}
    return names.issuperset(columns)


def _contract(customers: Export, invoices: Export, wishes: Wishes) -> Imported:
    order = wishes.date_order or wishes.undecided_order
    names = FileNames(customers.name, invoices.name)
    read = read_files(customers.content, invoices.content, names, order, wishes.decimal_mark)
    _refuse_contradictions(read.bills, wishes)
    booked = Booked(count=len(read.ledger.invoices))
    for invoice in read.ledger.invoices:
        key = "amount", invoice.currency
        booked.sums[key] = booked.sums.get(key, Decimal(0)) + invoice.amount
    controls = check_controls(booked.sums, booked.count, wishes, invoices.name)
    told = (*told_of_contract(read), *told_of_booked(booked, Checked()), *(f"  {line}" for line in controls))
    return Imported(read.ledger, told)


def _refuse_contradictions(bills: Table, wishes: Wishes) -> None:
    """Do nothing where no date and no amount of our own file is written otherwise than the user says.

    Raises:
        LedgerRefused: one is.
    """
    asked = (
        ("--date-order", wishes.date_order, choose_date_order, ("invoice_date", "due_date")),
        ("--decimal-mark", wishes.decimal_mark, choose_decimal_mark, ("amount",)),
    )
    for option, wish, shown, columns in asked:
        for row in bills.rows if wish else ():
            for text in map(row.__getitem__, columns):
                if shown((text,)) not in {"", wish}:
                    raise LedgerRefused(
                        f"{bills.file}: {option} {wish}, but line {row.line} has {text}. Nothing was loaded; "
                        f"leave {option} out, or write them all so."
                    )


def _lists(
    customers: Export | None, invoices: Export, wishes: Wishes, known: Mapping[str, Customer]
) -> Imported:
    told: list[str] = []
    people = People.of(known.values())
    if customers is not None:
        people, lines = _people(customers, wishes, known)
        told += lines
    sheet = open_sheet(invoices)
    plan = plan_of(sheet, wishes)
    walked = walk(sheet, plan)
    manner = _manner(plan.profile, walked, wishes, people)
    walked = with_doubles_confirmed(walked, manner)
    told += [*told_of_sheet(sheet, plan, walked), *told_of_missing(plan), *told_of_manner(manner)]
    return _booked(walked, manner, wishes, people, told)


def _people(customers: Export, wishes: Wishes, known: Mapping[str, Customer]) -> tuple[People, list[str]]:
    """The customers of a list of their own, over what is known of them, and how the list was read."""
    sheet = open_sheet(customers)
    plan = plan_of(sheet, replace(wishes, columns={}), people=True)
    walked = walk(sheet, plan)
    made, faulty = listed(walked)
    refuse(faulty)
    over = [laid_over(known.get(customer.number), customer) for customer in made]
    return People.of(over, customers.name), list(told_of_sheet(sheet, plan, walked))


def _manner(profile: Profile, walked: Walked, wishes: Wishes, people: People) -> Manner:
    dates = [column for column in ("invoice_date", "due_date") if walked.has(column)]
    amounts = [column for column in ("amount", "open_amount") if walked.has(column)]
    days = days_of(((row.line, row[c]) for row in walked.items for c in dates), walked.file, wishes)
    totals = ((total.line, text) for total in walked.totals for text in (total.amount, total.open_amount))
    rows = ((row.line, row[c]) for row in walked.items for c in amounts)
    money = money_of((one for cells in (rows, totals) for one in cells), walked.file, wishes)
    return Manner(profile, days, money, wishes.currency, lambda row: _customer(row, walked, people))


def _customer(row: Row, walked: Walked, people: People) -> str:
    number, name = (row[c] if walked.has(c) else "" for c in ("customer_number", "customer_name"))
    return people.number(number, name)


def _booked(walked: Walked, manner: Manner, wishes: Wishes, people: People, told: Iterable[str]) -> Imported:
    booked = book(walked, manner)
    refuse(booked.faulty)
    checked = check_totals(walked, booked.figures, manner.money)
    refuse(checked.faulty)
    controls = check_controls(booked.sums, booked.count, wishes, walked.file)
    customers = tuple(people.customers.values())
    if not people.source:
        customers, nameless = named_in_invoices(booked.said, people)
        if nameless:
            raise LedgerRefused(
                f"{walked.file}: customer {nameless!r} has no name. Nothing was loaded; name a list of "
                "customers with --customers."
            )
    ledger = Ledger(customers, tuple(sorted(booked.invoices, key=lambda invoice: invoice.key)))
    lines = (*told, *told_of_booked(booked, checked), *(f"  {line}" for line in controls))
    return Imported(ledger, lines)


def _messages(
    kind: str, exports: Sequence[Export], wishes: Wishes, known: Mapping[str, Customer]
) -> Imported:
    profile, read = _MESSAGES[kind]
    walked = laid_out(read(exports), profile.title)
    people = People.of(known.values())
    manner = Manner(
        profile, Days("", ""), Money(".", ""), wishes.currency, lambda row: _customer(row, walked, people)
    )
    told = [f"{len(exports)} file{'' if len(exports) == 1 else 's'}: {profile.title} ({profile.name})"]
    return replace(_booked(walked, manner, wishes, people, told), messages=True)

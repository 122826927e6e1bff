"""Contact persons in a CSV file of their own, or in further columns of the list of customers. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from models.address_book import ContactPerson, Duty, Source, Written
from models.errors import WrongUse
from models.evidence import Tongue
from models.sending import LONGEST_NAME, email_of
from pipeline.ledger_files.cells import BadCell, identifier
from pipeline.ledger_files.rows import Faulty, Row, Table, read_table, refuse

COLUMNS = ("customer_number", "name", "email")
MORE = ("role", "language")
"""Columns that may be left out."""
CUSTOMER_COLUMNS = ("contact_name", "contact_email", "contact_role", "contact_language")
"""Further columns of the list of customers."""
Known = TypeVar("Known", bound=StrEnum)


def persons_in(content: str | bytes, file: str) -> tuple[ContactPerson, ...]:
    """The persons of a file with `COLUMNS` and, if it has them, `MORE`.

    Raises:
        LedgerRefused: it is no such file, or a row cannot be; names `file`, the lines and the reasons.
    """
    found, faulty = _read(read_table(content, COLUMNS, file, optional=MORE), prefix="")
    refuse(faulty)
    return found


def persons_of_customers(content: bytes, file: str) -> tuple[tuple[ContactPerson, ...], tuple[Faulty, ...]]:
    """Those in a list of customers, where its header names `contact_email`; and rows that cannot be taken.

    Raises:
        LedgerRefused: it is no CSV text with numbers of customers.
    """
    table = read_table(content, COLUMNS[:1], file, optional=CUSTOMER_COLUMNS)
    if "contact_email" not in table.columns:
        return (), ()
    return _read(table, prefix="contact_")


def _read(table: Table, prefix: str) -> tuple[tuple[ContactPerson, ...], tuple[Faulty, ...]]:
    found: dict[tuple[str, str, Duty], ContactPerson] = {}
    faulty: list[Faulty] = []
    for row in table.checked():
        if isinstance(row, Faulty):
            faulty.append(row)
            continue
        if prefix and not row[f"{prefix}email"]:
            continue
        try:
            one = _person(row, prefix)
        except (BadCell, WrongUse) as bad:
            faulty.append(Faulty(table.file, row.line, str(bad)))
            continue
        found[one.same] = one
    return tuple(found.values()), tuple(faulty)


def _person(row: Row, prefix: str) -> ContactPerson:
    written = Written(
        identifier("customer_number", row["customer_number"]),
        *(_cell(row, f"{prefix}{column}") for column in ("name", "email", "role", "language")),
    )
    return person_of(written, Source.FILE)


def _cell(row: Row, column: str) -> str:
    return row[column] if column in row.columns else ""


def person_of(written: Written, source: Source) -> ContactPerson:
    """A person from what somebody wrote; without a role it is accounts payable.

    Raises:
        WrongUse: the address is none, the role or the language is unknown, or the name cannot be one.
    """
    plain = " ".join(written.name.split())
    if len(plain) > LONGEST_NAME or not plain.isprintable() or set(plain) & set("<>@"):
        raise WrongUse(f"{written.name!r} is no name of one line: write it without <, > and @.")
    role = _one_of(Duty, "role", written.duty) or Duty.PAYABLES
    tongue = _one_of(Tongue, "language", written.language)
    return ContactPerson(0, written.customer, plain, email_of(written.email), role, tongue, source)


def _one_of(kind: type[Known], column: str, text: str) -> Known | None:
    plain = text.strip().casefold().replace(" ", "_")
    if not plain:
        return None
    try:
        return kind(plain)
    except ValueError:
        allowed = ", ".join(one.value for one in kind)
        raise WrongUse(f"{column} {text!r} is not one of: {allowed}; or leave it empty.") from None

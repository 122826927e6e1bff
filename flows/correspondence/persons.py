"""Contact persons: brought by files, entered by people."""

from __future__ import annotations

from collections.abc import Iterator

from flows.desk import Stores
from models.address_book import Brought, ContactPerson, Source, Written
from models.errors import LedgerRefused, WrongUse
from pipeline.ledger_files.contact_persons import COLUMNS, MORE, person_of, persons_in, persons_of_customers
from storage.register import Deed


def keep_person(stores: Stores, client: str, written: Written, by: str) -> ContactPerson:
    """Keep somebody at a customer, in place of one with the same address and duty.

    Raises:
        WrongUse: the address is none, a value is unknown, or the customer is not in the ledger.
    """
    new = person_of(written, Source.PERSON)
    _must_be_known(stores, client, {new.customer})
    return stores.register.contact_persons.keep(client, new, Deed(by, stores.clock()))


def bring_persons(stores: Stores, client: str, content: bytes, file: str, by: str) -> Brought:
    """Keep the persons of a file of their own.

    Raises:
        LedgerRefused: a row cannot be; nothing was kept.
        WrongUse: a customer is not in the ledger; nothing was kept.
    """
    persons = persons_in(content, file)
    _must_be_known(stores, client, {one.customer for one in persons})
    return stores.register.contact_persons.bring(client, persons, Deed(by, stores.clock()))


def bring_customers(
    stores: Stores, client: str, content: bytes, file: str, by: str
) -> tuple[Brought | None, tuple[str, ...]]:
    """Keep the persons that a list of customers names, after it was loaded; and what of it cannot be taken.

    None where it has no column for them, or is no CSV text.
    """
    try:
        persons, faulty = persons_of_customers(content, file)
    except LedgerRefused:
        return None, ()
    if not persons and not faulty:
        return None, ()
    known = stores.register.books.customers(client, {one.customer for one in persons})
    theirs = [one for one in persons if one.customer in known]
    told = stores.register.contact_persons.bring(client, theirs, Deed(by, stores.clock()))
    return told, tuple(map(str, faulty))


def persons_csv(stores: Stores, client: str) -> Iterator[tuple[str, ...]]:
    """Head and rows of all contact persons, as `bring_persons` takes them."""
    yield (*COLUMNS, *MORE)
    for one in stores.register.contact_persons.all_of(client):
        language = one.language.value if one.language else ""
        yield one.customer, one.name, one.email, one.duty.value, language


def _must_be_known(stores: Stores, client: str, numbers: set[str]) -> None:
    lacking = sorted(numbers - set(stores.register.books.customers(client, numbers)))
    if lacking:
        raise WrongUse(
            f"Customer {lacking[0]} is not in the ledger: load the list of customers first, or correct the "
            "number."
        )

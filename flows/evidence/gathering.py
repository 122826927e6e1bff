"""What goes into a pack, brought together from the register and the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

from extractors.opening.formats import HEAD_BYTES, format_of
from flows import keeping
from flows.desk import Stores
from flows.evidence.goods import compared_lines
from flows.evidence.letterheads import letterhead_of
from models.decision import Agreement, Key, Status
from models.errors import IntegrityFault, WrongField, WrongUse
from models.evidence import MOST_INVOICES, PackWish
from models.ledger import Customer, Invoice
from models.record import DocumentRecord
from models.sending import InvoiceKey
from pipeline.filing import original_key
from receivables.evidence import (
    Exhibit,
    Given,
    OriginalFile,
    Pack,
    Party,
    Step,
    Words,
    custody_of,
    exhibits_of,
    is_evidence,
)
from storage.objects.streams import sha256_of

MOST_DOCUMENTS, MOST_PAGES = 100, 300
"""In one pack: a longer one nobody reads, and it would keep others waiting."""
PROGRAM = f"Countersign {version('countersign-ar')}"
_PROVING = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER, Key.CUSTOMER_NUMBER})


@dataclass(frozen=True, slots=True)
class Gathered:
    """A pack, and where the received files of its exhibits lie."""

    pack: Pack
    files: dict[str, Path]
    """Local copies by SHA-256."""
    turned: dict[str, dict[int, int]]
    """By document id: degrees clockwise by page number."""


def gather(
    stores: Stores,
    client: str,
    wish: PackWish,
    folder: Path | None,
    chosen: Sequence[DocumentRecord] | None = None,
) -> Gathered:
    """Bring a pack together; `chosen` are its documents where not all of the invoices' are meant.

    Without a `folder` no original is fetched, and the pack tells of none.

    Raises:
        WrongUse: there is no such invoice, they are of several customers, or there is too much.
        KeyMissing, IntegrityFault: an original is not in the archive as it was received.
    """
    invoices = _invoices(stores, client, wish.keys)
    _check_amount(wish, invoices)
    customer = _customers(stores, client, {invoices[0].customer_number})[0]
    records = _documents(stores, client, wish.keys) if chosen is None else tuple(chosen)
    if len(records) > MOST_DOCUMENTS or sum(len(one.reading.pages) for one in records) > MOST_PAGES:
        raise WrongUse(
            f"A pack has at most {MOST_DOCUMENTS} documents and {MOST_PAGES} pages: name fewer invoices."
        )
    given = tuple(_given(stores, one, customer.number) for one in records)
    picked = exhibits_of(given, wish.keys, _own(stores, client, customer, invoices, records))
    files = {} if folder is None else _fetched(stores, picked.exhibits, folder)
    pages = {one.record.id: {number: page.turned for number, page in one.pages.items()} for one in given}
    head = letterhead_of(stores, client)
    words = Words(wish.language or head.language)
    shown = [one.record for one in picked.exhibits]
    lines = wish.lines or compared_lines(stores, client, invoices, shown, words)
    pack = Pack(
        client=client,
        letterhead=head,
        customer=customer,
        invoices=invoices,
        wish=replace(wish, lines=lines),
        picked=picked,
        steps=tuple(step for one in picked.exhibits for step in _steps(stores, one)),
        originals=tuple(_originals(stores, picked.exhibits, files, customer.number)),
        program=PROGRAM,
    )
    return Gathered(pack, files, pages)


def _invoices(stores: Stores, client: str, keys: Sequence[InvoiceKey]) -> tuple[Invoice, ...]:
    if not 0 < len(keys) <= MOST_INVOICES:
        raise WrongUse(f"Name 1 to {MOST_INVOICES} invoices for a pack.")
    if len({customer for customer, _ in keys}) > 1:
        raise WrongUse("These invoices are of several customers: make a pack for each of them.")
    return tuple(_invoice(stores, client, key) for key in dict.fromkeys(keys))


def _check_amount(wish: PackWish, invoices: Sequence[Invoice]) -> None:
    """Refuse a contested amount that is above what was invoiced, or could be of any of several currencies."""
    amount = wish.dispute.amount
    if amount is None:
        return
    if len({one.currency for one in invoices}) > 1:
        raise WrongUse("These invoices are in several currencies: name one of them for a contested amount.")
    most = sum((abs(one.amount) for one in invoices), Decimal(0))
    if amount > most:
        currency = invoices[0].currency
        raise WrongField("contested", f"Invoiced were {most} {currency}: no more can be contested.")


def _invoice(stores: Stores, client: str, key: InvoiceKey) -> Invoice:
    found = stores.register.invoice(client, key)
    if found is None:
        raise WrongUse(f"There is no invoice {key[1]} of customer {key[0]}: `countersign find` names them.")
    return found


def _customers(stores: Stores, client: str, numbers: Collection[str]) -> tuple[Customer, ...]:
    """In the order of their numbers; one that the ledger does not have has its number alone."""
    known = stores.register.lookups.customers(client, numbers)
    return tuple(known.get(number, Customer(number, "")) for number in sorted(numbers))


def _documents(stores: Stores, client: str, keys: Iterable[InvoiceKey]) -> tuple[DocumentRecord, ...]:
    register = stores.register
    ids = dict.fromkeys(
        one for key in keys for one in register.lookups.filed(client, key, MOST_DOCUMENTS + 1)
    )
    records = (register.document(client, one) for one in ids)
    return tuple(
        one
        for one in records
        if one and one.decision.status is Status.FILED and one.reading.pages and is_evidence(one)
    )


def _given(stores: Stores, record: DocumentRecord, customer: str) -> Given:
    read = keeping.pages_of(stores, record.client, record.sha256, record.reading)
    pages = {page.number: page for page in read if page.number in record.reading.pages}
    return Given(record, pages, _others(stores, record, customer))


def _others(stores: Stores, record: DocumentRecord, customer: str) -> Party | None:
    """By what others are known on it: those it is filed for too, and those whose own numbers it shows."""
    keys = {key for key in record.decision.chosen if key[0] != customer}
    for one in record.decision.candidates:
        proven = any(
            e.agreement is Agreement.EXACT and e.labelled and e.key in _PROVING for e in one.evidence
        )
        if one.invoice.customer_number != customer and proven:
            keys.add(one.invoice.key)
    if not keys:
        return None
    invoices = [found for key in sorted(keys) if (found := stores.register.invoice(record.client, key))]
    return _party(_customers(stores, record.client, {key[0] for key in keys}), invoices)


def _own(
    stores: Stores,
    client: str,
    customer: Customer,
    invoices: Sequence[Invoice],
    records: Iterable[DocumentRecord],
) -> Party:
    """The customer, by the invoices of the pack and by its others on the same papers."""
    keys = {key for one in records for key in one.decision.chosen if key[0] == customer.number}
    more = (stores.register.invoice(client, key) for key in sorted(keys))
    return _party((customer,), [*invoices, *(one for one in more if one)])


def _party(customers: Iterable[Customer], invoices: Iterable[Invoice]) -> Party:
    known, issued = tuple(customers), tuple(invoices)
    numbers = {
        number for one in issued for number in (one.number, one.po_number, one.delivery_number) if number
    }
    names = tuple(name for one in known for name in (one.name, *one.aliases) if name)
    return Party(
        frozenset(numbers | {one.number for one in known}), names, " ".join(one.address for one in known)
    )


def _steps(stores: Stores, exhibit: Exhibit) -> tuple[Step, ...]:
    record = exhibit.record
    events = (
        *stores.register.events(record.client, record.drop_id),
        *stores.register.events(record.client, record.id),
    )
    return custody_of(exhibit.letter, events)


def _fetched(stores: Stores, exhibits: Iterable[Exhibit], folder: Path) -> dict[str, Path]:
    files = dict[str, Path]()
    for one in exhibits:
        record = one.record
        if record.sha256 in files:
            continue
        path = folder / f"original-{len(files)}"
        stores.objects.fetch(original_key(record.client, record.sha256), path)
        with path.open("rb") as file:
            found = sha256_of(file)
        if found != record.sha256:
            raise IntegrityFault(
                f"The original of document {record.id} has the hash {found}, not {record.sha256}: run "
                "`countersign verify`."
            )
        files[record.sha256] = path
    return files


def _originals(
    stores: Stores, exhibits: Sequence[Exhibit], files: dict[str, Path], customer: str
) -> Iterable[OriginalFile]:
    counts = stores.register.page_counts(tuple(one.record.drop_id for one in exhibits))
    for sha256, path in files.items():
        mine = [one for one in exhibits if one.record.sha256 == sha256]
        size = path.stat().st_size
        with path.open("rb") as file:
            kind = format_of(file.read(HEAD_BYTES), size)
        yield OriginalFile(
            tuple(one.letter for one in mine),
            sha256,
            size,
            f".{kind.value}",
            counts.get(mine[0].record.drop_id),
            _withheld(stores, mine, customer),
        )


def _withheld(stores: Stores, exhibits: Sequence[Exhibit], customer: str) -> str:
    """Why a received file stays with us; empty where it holds this customer's filed papers alone."""
    drops = {one.record.drop_id for one in exhibits}
    for record in stores.register.documents_of(tuple(drops)):
        theirs = {number for number, _ in record.decision.chosen}
        if record.decision.status is not Status.FILED or theirs != {customer}:
            shown = any(one.record.id == record.id for one in exhibits)
            return "partial" if shown else "others"
    return "partial" if any(one.is_partial for one in exhibits) else ""

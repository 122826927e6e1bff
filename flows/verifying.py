"""Proof that what was stored is still stored: every object hashed again, every page accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.desk import Stores
from flows.proof import chain_faults
from flows.retention import certificate_keys, gone_files, objects_of
from models.chain import Head
from models.decision import Status
from models.record import DocumentRecord, Drop
from models.retention import Destruction
from pipeline.filing import original_key, quarantine_key
from storage.objects import KeyMissing
from storage.objects.streams import sha256_of
from storage.register import Register

_FROM_BACKUP = "restore it from a backup"
_AGAIN = "run `countersign retention finish`"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `fault` is empty when it is as it should be."""

    subject: str
    fault: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was stored, and what helps where it is so no more."""

    key: str
    sha256: str
    name: str
    """What it is, for people."""
    advice: str = _FROM_BACKUP


def verify(stores: Stores, client: str | None, heads: Iterable[tuple[str, Head]] = ()) -> Iterator[Finding]:
    """Check every original, copy for people and the page ledger of one client or of all, and the audit chain.

    `heads` are heads of the chain that were kept outside, each with what to call it.
    """
    yield from _chain(stores, heads)
    gone = stores.register.destructions.files(client)
    for drop in stores.register.drops(client):
        if (drop.client, drop.sha256) not in gone:
            yield _checked(stores, _original(drop))
    yield from _destroyed(stores, client)
    for record in stores.register.documents(client, None):
        yield from _document(stores, record)
    for stored in _copies(stores.register, client):
        yield _checked(stores, stored)
    yield from outstanding(stores.register, client)
    faults = stores.register.faults(client)
    yield from (Finding("page ledger", fault) for fault in faults)
    if not faults:
        yield Finding("page ledger", "")


def outstanding(register: Register, client: str | None) -> Iterator[Finding]:
    """What a register itself says is still to be done: copies to make, and copies to take away."""
    for record, link in register.unshelved(client):
        yield _uncopied(record, link.invoice_number)
    for copy in register.withdrawals.outstanding(client):
        fault = f"{copy.key} still lies there, though its filing was taken back: the next ingest tries again."
        yield Finding(f"document {copy.document_id}", fault)


def named(register: Register) -> Iterator[Stored]:
    """Every object that a register names, of all clients; without it the register would promise too much."""
    gone = register.destructions.files()
    yield from (_original(drop) for drop in register.drops() if (drop.client, drop.sha256) not in gone)
    for record in register.documents():
        if record.decision.status is Status.QUARANTINED:
            yield _set_aside(record)
    yield from _copies(register, None)


def _copies(register: Register, client: str | None) -> Iterator[Stored]:
    for link, sha256 in register.copies(client):
        yield Stored(link.shelf_key, sha256, f"the copy of document {link.document_id}")


def _set_aside(record: DocumentRecord) -> Stored:
    original = original_key(record.client, record.sha256)
    key, name = quarantine_key(record.client, record.sha256), f"the copy of {record.source!r}"
    return Stored(key, record.sha256, name, f"put a copy of {original} there")


def _original(drop: Drop) -> Stored:
    return Stored(original_key(drop.client, drop.sha256), drop.sha256, f"the original of {drop.source!r}")


def _chain(stores: Stores, heads: Iterable[tuple[str, Head]]) -> Iterator[Finding]:
    """The audit chain, of which the installation has one."""
    found = False
    for fault in chain_faults(stores, heads):
        found = True
        yield Finding("audit chain", fault)
    if not found:
        yield Finding("audit chain", "")


def _destroyed(stores: Stores, client: str | None) -> Iterator[Finding]:
    """Certificates, and what is to be gone by one and is not."""
    for one in stores.register.destructions.approved(client):
        left = [
            found.key
            for file in gone_files(stores, one)
            for found in objects_of(stores, one.client, file.sha256)
        ]
        for key in left:
            yield Finding(key, f"it was to be destroyed under {one.name}: {_AGAIN}.")
        if not left and one.done_at is None:
            yield Finding(one.name, f"it is not finished: {_AGAIN}.")
        if one.done_at is not None:
            yield from _certificate(stores, one)


def _certificate(stores: Stores, one: Destruction) -> Iterator[Finding]:
    for key in certificate_keys(one):
        yield Finding(key, "" if stores.objects.stat(key) else f"the certificate is gone: {_FROM_BACKUP}.")


def _document(stores: Stores, record: DocumentRecord) -> Iterator[Finding]:
    if record.decision.status is Status.QUARANTINED:
        yield _checked(stores, _set_aside(record))
    if record.decision.status is Status.FILED:
        for invoice in record.decision.chosen:
            if stores.register.invoice(record.client, invoice) is None:
                fault = f"it is filed under {invoice}, which the ledger has not: {_FROM_BACKUP}."
                yield Finding(f"document {record.id}", fault)


def _uncopied(record: DocumentRecord, invoice: str) -> Finding:
    fault = f"its copy under invoice {invoice} is not stored yet: the next ingest tries again."
    return Finding(f"document {record.id}", fault)


def _checked(stores: Stores, stored: Stored) -> Finding:
    try:
        with stores.objects.open(stored.key) as stream:
            found = sha256_of(stream)
    except KeyMissing:
        return Finding(stored.key, f"{stored.name} is gone: {stored.advice}.")
    if found == stored.sha256:
        return Finding(stored.key, "")
    return Finding(
        stored.key, f"the bytes of {stored.name} hash to {found}, not to {stored.sha256}: {stored.advice}."
    )

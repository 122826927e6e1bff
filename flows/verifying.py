"""Proof that what was stored is still stored: every object hashed again, every page accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.desk import Stores
from models.decision import Status
from models.record import DocumentRecord, Drop
from pipeline.filing import original_key, quarantine_key, shelf_key
from storage.objects import KeyMissing
from storage.objects.streams import sha256_of


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `fault` is empty when it is as it should be."""

    subject: str
    fault: str


def verify(stores: Stores, client: str | None) -> Iterator[Finding]:
    """Check every original, every filed copy and the page ledger of one client or of all."""
    for drop in stores.register.drops(client):
        yield _original(stores, drop)
    for record in stores.register.documents(client, None):
        yield from _copies(stores, record)
    faults = stores.register.faults(client)
    yield from (Finding("page ledger", fault) for fault in faults)
    if not faults:
        yield Finding("page ledger", "")


def _original(stores: Stores, drop: Drop) -> Finding:
    key = original_key(drop.client, drop.sha256)
    try:
        with stores.objects.open(key) as stream:
            found = sha256_of(stream)
    except KeyMissing:
        return Finding(key, f"the original of {drop.source!r} is gone: restore it from a backup.")
    if found == drop.sha256:
        return Finding(key, "")
    return Finding(key, f"the bytes hash to {found}, not to {drop.sha256}: restore it from a backup.")


def _copies(stores: Stores, record: DocumentRecord) -> Iterator[Finding]:
    if record.decision.status is Status.QUARANTINED:
        yield _present(stores, quarantine_key(record.client, record.sha256))
    if record.decision.status is not Status.FILED:
        return
    for key in record.decision.chosen:
        invoice = stores.register.invoice(record.client, key)
        if invoice is None:
            yield Finding(f"document {record.id}", f"it is filed under {key}, which the ledger has not.")
        else:
            yield _present(stores, shelf_key(record.client, record, invoice))


def _present(stores: Stores, key: str) -> Finding:
    fault = "" if stores.objects.stat(key) else "the copy is gone: the next drain puts it there again."
    return Finding(key, fault)

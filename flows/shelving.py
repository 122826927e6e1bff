"""Copies where people look for them: filed documents by customer, year and invoice; broken files aside."""

from __future__ import annotations

import tempfile
from pathlib import Path

from extractors.opening import copy_for_people
from flows import keeping
from flows.desk import Desk
from models.decision import Status
from models.errors import IntegrityFault
from models.record import DocumentRecord, Settled
from pipeline.filing import original_key, quarantine_key, shelf_key
from storage.register import Link


def shelve(desk: Desk, settled: Settled, path: Path) -> None:
    """Put the copies of a drop's documents there. `path` holds the original bytes."""
    for record in settled.documents:
        if record.decision.status is Status.QUARANTINED:
            desk.objects.copy(
                original_key(record.client, record.sha256), quarantine_key(record.client, record.sha256)
            )
    for record, link in desk.register.unshelved_of(settled.drop.id):
        _shelve(desk, record, link, path)


def shelve_outstanding(desk: Desk, client: str) -> None:
    """Put the copies there that are still missing, such as those of documents filed by a new ledger."""
    for record, link in desk.register.unshelved(client):
        with tempfile.TemporaryDirectory(dir=desk.work) as folder:
            path = Path(folder, "original")
            desk.objects.fetch(original_key(record.client, record.sha256), path)
            _shelve(desk, record, link, path)


def _shelve(desk: Desk, record: DocumentRecord, link: Link, path: Path) -> None:
    invoice = desk.register.invoice(link.client, (link.customer_number, link.invoice_number))
    if invoice is None:
        raise IntegrityFault(
            f"document {record.id} is filed under {link.invoice_number}, which is not there."
        )
    key = shelf_key(link.client, record, invoice)
    if desk.objects.stat(key) is None:
        kept = keeping.pages(desk.stores, record.client, record.sha256) or ()
        turned = {page.number: page.turned for page in kept}
        desk.objects.put_new(key, copy_for_people(path, record.reading.pages, turned, desk.limits))
    desk.register.shelved(link, key, desk.now())

"""Copies where people look for them: filed documents by customer, year and invoice; broken files aside."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from functools import partial
from pathlib import Path

from flows import keeping
from flows.desk import Desk
from flows.journal import about, tell
from models.errors import CountersignError, Denied, IntegrityFault, Missing
from models.record import DocumentRecord, Settled
from pipeline.filing import original_key, shelf_key
from storage.objects.streams import sha256_of
from storage.register import Link

log = logging.getLogger(__name__)


def shelve(desk: Desk, settled: Settled, path: Path) -> None:
    """Put the copies of a drop's documents there. `path` holds the original bytes."""
    for record, link in desk.register.unshelved_of(settled.drop.id):
        _shelve_or_say(desk, record, link, path)


def shelve_outstanding(desk: Desk, client: str) -> None:
    """Put the copies there that are still missing, such as those of documents filed by a new ledger.

    Those of filings that were taken back go first: a page that was turned has its copy under the same key.
    """
    _take_back(desk, client)
    for record, link in desk.register.unshelved(client):
        with tempfile.TemporaryDirectory(dir=desk.work) as folder:
            path = Path(folder, "original")
            desk.objects.fetch(original_key(record.client, record.sha256), path)
            _shelve_or_say(desk, record, link, path)


def _take_back(desk: Desk, client: str) -> None:
    """Take away the copies of filings that a person took back; originals and events stay."""
    for one in desk.register.withdrawals.outstanding(client):
        with about(client=client, document=one.document_id):
            try:
                desk.register.withdrawals.take_back(one, partial(_remove, desk, one.key), desk.now())
            except Denied as denied:
                words = f"the copy {one.key} may not be removed: {denied}"
                tell(log, "not taken back", words, logging.WARNING)


def _remove(desk: Desk, key: str) -> None:
    stored = desk.objects.stat(key)
    if stored is not None:
        desk.objects.remove(key, stored.version)


def _shelve_or_say(desk: Desk, record: DocumentRecord, link: Link, path: Path) -> None:
    """A copy that cannot be made keeps nobody waiting: the filing stands, and `verify` names the copy."""
    try:
        _shelve(desk, record, link, path)
    except Missing:
        raise
    except CountersignError as fault:
        with about(client=record.client, file=record.source, drop=record.drop_id, document=record.id):
            tell(log, "uncopied", f"no copy for {link.invoice_number}: {fault}", logging.WARNING)


def _shelve(desk: Desk, record: DocumentRecord, link: Link, path: Path) -> None:
    invoice = desk.register.invoice(link.client, (link.customer_number, link.invoice_number))
    if invoice is None:
        raise IntegrityFault(
            f"document {record.id} is filed under {link.invoice_number}, which is not there."
        )
    key = shelf_key(link.client, record, invoice)
    if desk.objects.stat(key) is None:
        copy = _copy(desk, record, path)
        desk.objects.put_new(key, copy)
        sha256 = hashlib.sha256(copy).hexdigest()
    else:
        with desk.objects.open(key) as stored:
            sha256 = sha256_of(stored)
    desk.register.shelved(link, key, sha256, desk.now())


def _copy(desk: Desk, record: DocumentRecord, path: Path) -> bytes:
    kept = keeping.pages(desk.stores, record.client, record.sha256) or ()
    turned = {page.number: (page.turned + record.reading.turn(page.number)) % 360 for page in kept}
    return desk.opener.copy_for_people(path, record.reading.pages, turned, desk.limits)

"""Copies where people look for them: filed documents by customer, year and invoice; broken files aside."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
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


@dataclass(frozen=True, slots=True)
class _Original:
    """A file as it came."""

    path: Path
    turned: Callable[[], Mapping[int, int]]
    """How far each of its pages is turned clockwise to stand upright, by number; looked up once."""


def shelve(desk: Desk, settled: Settled, path: Path) -> None:
    """Put the copies of a drop's documents there, several at once. `path` holds the original bytes."""
    drop = settled.drop
    original = _original(desk, (drop.client, drop.sha256), path)

    def one(unshelved: tuple[DocumentRecord, Link]) -> None:
        _shelve_or_say(desk, *unshelved, original)

    with ThreadPoolExecutor(desk.stores.settings.workers) as threads:
        for _ in threads.map(one, desk.register.unshelved_of(drop.id)):
            pass


def shelve_outstanding(desk: Desk, client: str) -> None:
    """Put the copies there that are still missing, such as those of documents filed by a new ledger.

    Those of filings that were taken back go first: a page that was turned has its copy under the same key.
    """
    _take_back(desk, client)
    for record, link in desk.register.unshelved(client):
        with tempfile.TemporaryDirectory(dir=desk.work) as folder:
            path = Path(folder, "original")
            desk.objects.fetch(original_key(record.client, record.sha256), path)
            _shelve_or_say(desk, record, link, _original(desk, (record.client, record.sha256), path))


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


def _shelve_or_say(desk: Desk, record: DocumentRecord, link: Link, original: _Original) -> None:
    """A copy that cannot be made keeps nobody waiting: the filing stands, and `verify` names the copy."""
    try:
        _shelve(desk, record, link, original)
    except Missing:
        raise
    except CountersignError as fault:
        with about(client=record.client, file=record.source, drop=record.drop_id, document=record.id):
            tell(log, "uncopied", f"no copy for {link.invoice_number}: {fault}", logging.WARNING)


def _shelve(desk: Desk, record: DocumentRecord, link: Link, original: _Original) -> None:
    invoice = desk.register.invoice(link.client, (link.customer_number, link.invoice_number))
    if invoice is None:
        raise IntegrityFault(
            f"document {record.id} is filed under {link.invoice_number}, which is not there."
        )
    key = shelf_key(link.client, record, invoice)
    if desk.objects.stat(key) is None:
        copy = _copy(desk, record, original)
        desk.objects.put_new(key, copy)
        sha256 = hashlib.sha256(copy).hexdigest()
    else:
        with desk.objects.open(key) as stored:
            sha256 = sha256_of(stored)
    desk.register.shelved(link, key, sha256, desk.now())


def _copy(desk: Desk, record: DocumentRecord, original: _Original) -> bytes:
    turned = original.turned()
    upright = {
        number: (turned[number] + record.reading.turn(number)) % 360
        for number in record.reading.pages
        if number in turned
    }
    return desk.opener.copy_for_people(original.path, record.reading.pages, upright, desk.limits)


def _original(desk: Desk, file: tuple[str, str], path: Path) -> _Original:
    """A file (client, hash) whose bytes lie at `path`."""

    @cache
    def turned() -> Mapping[int, int]:
        return {page.number: page.turned for page in keeping.pages(desk.stores, *file) or ()}

    return _Original(path, turned)

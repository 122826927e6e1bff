"""`verify` hashes everything that was stored, and tells what can be done about each difference."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from fixtures.damage import Scan
from fixtures.packaging import scanned_pdf
from flows import shelving
from flows.desk import Desk, open_desk
from flows.verifying import Finding, verify
from models.decision import Decision, Status
from models.record import DocumentRecord
from models.settings import Settings
from pipeline.filing import original_key, quarantine_key
from tests.values.register_values import (
    NOW,
    capture,
    decision_of,
    drop_of,
    invoice_of,
    ledger_of,
    record_of,
)

INVOICE = invoice_of("INV-1")
FILED = decision_of(Status.FILED, INVOICE)
QUARANTINED = Decision(Status.QUARANTINED, "It needs a password.")


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Desk]:
    with open_desk(register_settings) as opened:
        opened.register.load_ledger("default", ledger_of(INVOICE), NOW)
        yield opened


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned_pdf([Scan(np.full((220, 170), 255, np.uint8))])


def kept(desk: Desk, data: bytes, decision: Decision) -> DocumentRecord:
    """A document of the file `data` with its original, and without its copies."""
    drop = replace(drop_of("a.pdf"), sha256=hashlib.sha256(data).hexdigest())
    desk.objects.put_new(original_key(drop.client, drop.sha256), data)
    return capture(desk.register, record_of(drop, decision), drop)


def filed(desk: Desk, scan: bytes) -> Path:
    """Where the copy of a filed document lies."""
    kept(desk, scan, FILED)
    shelving.shelve_outstanding(desk, "default")
    ((link, _),) = desk.register.copies()
    return at(desk, link.shelf_key)


def at(desk: Desk, key: str) -> Path:
    return Path(desk.stores.settings.objects_url, key)


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


def faults(desk: Desk, client: str | None = None) -> list[Finding]:
    return [finding for finding in verify(desk.stores, client) if finding.fault]


def test_nothing_is_found_where_nothing_happened(desk: Desk, scan: bytes) -> None:
    copy = filed(desk, scan)
    subjects = [finding.subject for finding in verify(desk.stores, None)]
    assert faults(desk) == []
    assert str(copy.relative_to(desk.stores.settings.objects_url)) in subjects


def test_a_flipped_bit_in_an_original_is_found(desk: Desk, scan: bytes) -> None:
    record = kept(desk, scan, decision_of(Status.REVIEW))
    key = original_key("default", record.sha256)
    flip_a_bit(at(desk, key))
    (found,) = faults(desk)
    assert found.subject == key
    assert f"not to {record.sha256}: restore it from a backup" in found.fault


def test_an_original_that_is_gone_is_found(desk: Desk, scan: bytes) -> None:
    record = kept(desk, scan, decision_of(Status.REVIEW))
    at(desk, original_key("default", record.sha256)).unlink()
    (found,) = faults(desk)
    assert "the original of 'a.pdf' is gone: restore it from a backup" in found.fault


def test_a_changed_copy_is_found_and_a_restored_one_is_fine(desk: Desk, scan: bytes) -> None:
    copy = filed(desk, scan)
    backup = copy.read_bytes()
    flip_a_bit(copy)
    (found,) = faults(desk)
    assert found.subject.endswith(copy.name)
    assert "restore it from a backup" in found.fault
    assert faults(desk, "another-client") == []
    copy.write_bytes(backup)
    assert faults(desk) == []


def test_a_copy_that_is_gone_is_found(desk: Desk, scan: bytes) -> None:
    copy = filed(desk, scan)
    copy.unlink()
    (found,) = faults(desk)
    assert found.subject.endswith(copy.name)
    assert "is gone: restore it from a backup" in found.fault


def test_an_invoice_that_moves_to_another_year_leaves_the_copy_where_it_is(desk: Desk, scan: bytes) -> None:
    copy = filed(desk, scan)
    moved = replace(INVOICE, invoice_date=date(2025, 12, 31))
    desk.register.load_ledger("default", ledger_of(moved), NOW)
    shelving.shelve_outstanding(desk, "default")
    assert faults(desk) == []
    copy.unlink()
    assert [found.subject.endswith(copy.name) for found in faults(desk)] == [True]


def test_a_copy_that_a_killed_worker_left_unnoted_is_noted_with_its_hash(desk: Desk, scan: bytes) -> None:
    copy = filed(desk, scan)
    with desk.register.database.write() as connection:
        connection.exec_driver_sql("UPDATE links SET shelf_key = NULL, shelf_sha256 = NULL")
    shelving.shelve_outstanding(desk, "default")
    ((_, sha256),) = desk.register.copies()
    assert sha256 == hashlib.sha256(copy.read_bytes()).hexdigest()


def test_a_copy_not_stored_yet_is_named_until_it_is(desk: Desk, scan: bytes) -> None:
    record = kept(desk, scan, FILED)
    (found,) = faults(desk)
    assert found.subject == f"document {record.id}"
    assert "under invoice INV-1 is not stored yet" in found.fault
    shelving.shelve_outstanding(desk, "default")
    assert faults(desk) == []


@pytest.mark.parametrize("spoil", [flip_a_bit, Path.unlink], ids=["changed", "gone"])
def test_a_spoilt_quarantine_copy_can_be_had_from_its_original(desk: Desk, scan: bytes, spoil) -> None:
    record = kept(desk, scan, QUARANTINED)
    copy, original = quarantine_key("default", record.sha256), original_key("default", record.sha256)
    desk.objects.copy(original, copy)
    assert faults(desk) == []
    spoil(at(desk, copy))
    (found,) = faults(desk)
    assert found.subject == copy
    assert f"put a copy of {original} there" in found.fault
    at(desk, copy).unlink(missing_ok=True)
    desk.objects.copy(original, copy)
    assert faults(desk) == []


def test_a_filing_under_an_invoice_that_the_ledger_has_not_is_found(desk: Desk, scan: bytes) -> None:
    kept(desk, scan, decision_of(Status.FILED, invoice_of("INV-9")))
    assert any("which the ledger has not" in found.fault for found in faults(desk))

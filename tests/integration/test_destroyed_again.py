"""What was destroyed with a certificate, and comes again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import retention
from flows.desk import Stores, open_stores
from flows.inbox.dropping import drop_paths
from flows.verifying import verify
from models.decision import Status
from models.record import DocumentRecord
from models.settings import Settings
from pipeline.filing import original_key
from tests.values.proof_values import destroy
from tests.values.register_values import captured, claimed, decision_of, drop_of, later, record_of, settled_of

LATER = later(60)


@pytest.fixture
def stores(register_settings: Settings) -> Iterator[Stores]:
    opened = open_stores(register_settings, lambda: LATER)
    with opened.register:
        yield opened


@pytest.fixture
def paper(stores: Stores) -> DocumentRecord:
    """One that is gone, with its certificate."""
    record = captured(stores.register, "note.pdf", decision_of(Status.PARKED))
    stores.objects.put_new(original_key("default", record.sha256), b"note.pdf")
    destroy(stores.register, record)
    retention.finish(stores, next(stores.register.destructions.approved()))
    return record


def test_bytes_that_come_again_after_their_destruction_are_a_paper_of_their_own(
    stores: Stores, paper: DocumentRecord
) -> None:
    drop, key = drop_of("fresh.pdf", content="note.pdf"), original_key("default", paper.sha256)
    claim = claimed(stores.register, "fresh.pdf")
    stores.objects.put_new(key, b"note.pdf")
    receipt = stores.register.receive(claim, drop, LATER)
    assert (receipt.first, receipt.returned) == (drop.id, True)
    record = record_of(drop, decision_of(Status.PARKED))
    stores.register.settle(claim, lambda _: settled_of(drop, record), LATER)
    stores.register.done(claim, LATER)
    assert list(retention.finish_all(stores, "default")) == []
    assert stores.objects.stat(key) is not None
    assert [one.fault for one in verify(stores, None) if one.fault] == []
    states = stores.register.page_ledger().by_state
    assert (states["destroyed"], states["parked"]) == (1, 1)


def test_a_destroyed_paper_that_is_dropped_again_is_not_stored_again(
    stores: Stores, paper: DocumentRecord, tmp_path: Path
) -> None:
    (tmp_path / "note.pdf").write_bytes(b"note.pdf")
    os.utime(tmp_path / "note.pdf", (1e9, 1e9))
    drop_paths(stores, "default", [tmp_path / "note.pdf"])
    assert stores.objects.stat(original_key("default", paper.sha256)) is None
    assert [one.fault for one in verify(stores, None) if one.fault] == []

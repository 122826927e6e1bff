"""A quarantined file is read again from the archive: once, with an event, and no page is lost count of."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from flows.desk import Desk, open_desk
from flows.drain import Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.inbox.mailroom import retry
from flows.verifying import verify
from models.decision import Status
from models.errors import WrongUse
from models.record import DocumentRecord
from models.settings import Settings


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=52, count=1, damage="clean", layouts=["delivery_note"])
    return min((folder / "scans").iterdir())


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Desk]:
    """Its limit is too low for any file."""
    with open_desk(replace(register_settings, settle_seconds=0.2)) as opened:
        low = replace(opened.stores.settings, max_file_megabytes=0)
        yield replace(opened, stores=replace(opened.stores, settings=low))


def with_room(desk: Desk) -> Desk:
    """The same desk with the usual limits."""
    return replace(
        desk, stores=replace(desk.stores, settings=replace(desk.stores.settings, max_file_megabytes=9))
    )


def emptied(desk: Desk, *drops: str) -> list[DocumentRecord]:
    with ThreadPoolExecutor(2) as threads:
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(drops, 30))
    return list(desk.register.documents())


def quarantined(desk: Desk, *scans: Path) -> tuple[str, ...]:
    drops = drop_paths(desk.stores, "default", list(scans)).drops
    assert Status.QUARANTINED in {record.decision.status for record in emptied(desk, *drops)}
    return drops


def faults(desk: Desk) -> list[str]:
    return [finding.fault for finding in verify(desk.stores, None) if finding.fault]


def kinds(desk: Desk, subject: str) -> list[str]:
    return [event.kind for event in desk.register.events("default", subject)]


def test_a_file_that_can_be_read_now_becomes_documents(desk: Desk, scan: Path):
    (drop,) = quarantined(desk, scan)
    assert retry(desk.stores, "default", "annie", drop)
    ledger = desk.register.page_ledger("default")
    assert (ledger.received, ledger.waiting_files, ledger.balanced) == (0, 1, True)
    (record,) = emptied(with_room(desk), drop)
    assert record.decision.status is Status.PARKED
    assert kinds(desk, drop) == ["received", "retried"]
    assert faults(desk) == []
    assert list(desk.objects.list("quarantine/")) == []


def test_the_event_says_who_and_what_it_was_quarantined_for(desk: Desk, scan: Path):
    (drop,) = quarantined(desk, scan)
    retry(desk.stores, "default", "annie", drop)
    event = list(desk.register.events("default", drop))[-1]
    assert event.detail["by"] == "annie"
    assert "larger than 0 MB" in str(event.detail["reason"])


def test_said_twice_it_is_read_once(desk: Desk, scan: Path):
    (drop,) = quarantined(desk, scan)
    assert [retry(desk.stores, "default", "annie", drop) for _ in range(2)] == [True, False]
    assert kinds(desk, drop).count("retried") == 1
    assert len(emptied(with_room(desk), drop)) == 1


def test_what_still_cannot_be_read_is_quarantined_again(desk: Desk, scan: Path):
    (drop,) = quarantined(desk, scan)
    for _ in range(2):
        assert retry(desk.stores, "default", "annie", drop)
        (record,) = emptied(desk, drop)
        assert record.decision.status is Status.QUARANTINED
    assert faults(desk) == []


def test_the_same_bytes_under_another_name_are_decided_anew(desk: Desk, scan: Path, tmp_path: Path):
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(scan.read_bytes())
    drops = quarantined(desk, scan, copy)
    (drop,) = (r.drop_id for r in desk.register.documents() if r.decision.status is Status.QUARANTINED)
    assert retry(desk.stores, "default", "annie", drop)
    first, second = sorted(emptied(with_room(desk), *drops), key=lambda record: record.drop_id != drop)
    assert (first.decision.status, second.decision.status) == (Status.PARKED, Status.DUPLICATE)
    assert second.decision.duplicate_of == first.id
    assert faults(desk) == []


def test_what_is_not_in_quarantine_is_not_read_again(desk: Desk, scan: Path):
    (drop,) = drop_paths(desk.stores, "default", [scan]).drops
    emptied(with_room(desk), drop)
    with pytest.raises(WrongUse, match="not in quarantine"):
        retry(desk.stores, "default", "annie", drop)


def test_nobody_retries_the_file_of_another_client(desk: Desk, scan: Path):
    (drop,) = quarantined(desk, scan)
    with pytest.raises(WrongUse, match="No file of client acme"):
        retry(desk.stores, "acme", "annie", drop)

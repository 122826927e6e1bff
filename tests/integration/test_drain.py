"""Files from the inbox to their end state, with everything that can stand in the way; without Prefect."""

from __future__ import annotations

import shutil
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from flows import steps
from flows.desk import Desk, open_desk
from flows.drain import Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.loading import load_ledger
from flows.verifying import verify
from models.decision import Status
from models.errors import Denied
from models.record import Claim, DocumentRecord
from models.settings import Settings
from storage.objects import ObjectStore


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=51, count=2, damage="clean", layouts=["delivery_note", "order_form"])
    return folder


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Desk]:
    with open_desk(replace(register_settings, settle_seconds=0.2)) as opened:
        yield opened


@pytest.fixture
def scan(papers: Path) -> Path:
    return min((papers / "scans").iterdir())


def emptied(desk: Desk, drops: tuple[str, ...] | None, seconds: float = 30) -> list[DocumentRecord]:
    with ThreadPoolExecutor(4) as threads:
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(drops, seconds))
    return list(desk.register.documents())


def ledger(desk: Desk, papers: Path) -> int:
    folder = papers / "ledger"
    files = ((folder / "customers.csv").read_bytes(), (folder / "invoices.csv").read_bytes())
    return load_ledger(desk, "default", files, delta=False).filed


def dropped(desk: Desk, *paths: Path) -> tuple[str, ...]:
    return drop_paths(desk.stores, "default", list(paths)).drops


def claimed(desk: Desk) -> Claim:
    claim = desk.register.claim("nobody/1/1", desk.now(), 60)
    assert claim is not None
    return claim


def faults(desk: Desk) -> list[str]:
    return [finding.fault for finding in verify(desk.stores, None) if finding.fault]


def test_a_paper_is_filed_and_the_inbox_is_empty(desk: Desk, papers: Path, scan: Path):
    ledger(desk, papers)
    (record,) = emptied(desk, dropped(desk, scan))
    assert record.decision.status is Status.FILED
    assert record.audit_pending
    assert list(desk.stores.inbox.list("")) == []
    assert faults(desk) == []


def test_the_same_zip_under_two_names_gives_the_members_twice_and_one_of_them_as_duplicate(
    desk: Desk, scan: Path, tmp_path: Path
):
    for name in ("monday.zip", "copy.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("in/side.pdf"), scan.read_bytes())
    records = emptied(desk, dropped(desk, tmp_path / "monday.zip", tmp_path / "copy.zip"))
    assert {record.source for record in records} == {"monday.zip/in/side.pdf", "copy.zip/in/side.pdf"}
    assert [record.decision.status for record in records].count(Status.DUPLICATE) == 1


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("renamed.pdf")),
        lambda path: path.write_bytes(b"other bytes"),
    ],
    ids=["removed", "renamed", "overwritten"],
)
def test_a_file_received_and_then_changed_in_the_inbox_is_not_lost(
    desk: Desk, scan: Path, tmp_path: Path, meanwhile: Callable[[Path], object]
):
    """Its worker ended after the bytes were safe, and before anything was settled."""
    (drop,) = dropped(desk, scan)
    claim = claimed(desk)
    assert steps.receive(desk, claim, tmp_path) is not None
    desk.register.release(claim, desk.now(), 0)
    inbox = Path(desk.stores.settings.inbox_url, "default", drop)
    inbox.chmod(0o600)
    meanwhile(inbox)
    emptied(desk, (drop,))
    assert [record.source for record in desk.register.documents_of([drop])] == [scan.name]
    emptied(desk, None)
    assert faults(desk) == []


def test_a_worker_that_lost_its_claim_writes_nothing(desk: Desk, scan: Path):
    (drop,) = dropped(desk, scan)
    late = claimed(desk)
    desk.register.expire_claims("nobody/1/1", desk.now())
    emptied(desk, (drop,))
    attend(desk, late)
    assert len(desk.register.documents_of([drop])) == 1
    assert faults(desk) == []


def test_a_copy_that_cannot_be_made_stops_neither_drain_nor_ledger_load(
    desk: Desk, papers: Path, scan: Path, tmp_path: Path
):
    ledger(desk, papers)
    customers = Path(desk.stores.settings.objects_url, "archive", "default")
    customers.mkdir(parents=True, exist_ok=True)
    (customers / "customers").write_text("a file where the folder should be")
    emptied(desk, dropped(desk, scan))
    other = shutil.copy(max((papers / "scans").iterdir()), tmp_path / "other.pdf")
    assert len(emptied(desk, dropped(desk, Path(other)))) == 2
    assert ledger(desk, papers) == 0


class Guarded:
    """The inbox of somebody who may not read one of its files."""

    def __init__(self, inbox: ObjectStore, key: str) -> None:
        self.inbox, self.key = inbox, key

    def __getattr__(self, name: str) -> object:
        return getattr(self.inbox, name)

    def fetch(self, key: str, path: Path) -> None:
        if key == self.key:
            raise Denied(f"Cannot read {key!r}: give this user the right to.")
        self.inbox.fetch(key, path)


def test_a_file_that_may_not_be_read_keeps_no_other_waiting(desk: Desk, papers: Path):
    first, second = (dropped(desk, scan)[0] for scan in sorted((papers / "scans").iterdir()))
    guarded = Guarded(desk.stores.inbox, f"default/{first}")
    records = emptied(replace(desk, stores=replace(desk.stores, inbox=guarded)), (second,))
    assert [record.drop_id for record in records] == [second]
    assert desk.register.unfinished_drops([first])


def test_what_one_reader_read_is_matched_again_under_another(desk: Desk, papers: Path, scan: Path):
    (record,) = emptied(desk, dropped(desk, scan))
    assert record.decision.status is not Status.FILED
    other = replace(desk.stores.settings, ocr="tesseract")
    assert ledger(replace(desk, stores=replace(desk.stores, settings=other)), papers) == 1


def test_documents_filed_by_a_ledger_are_among_the_first_to_be_checked(desk: Desk, papers: Path, scan: Path):
    emptied(desk, dropped(desk, scan))
    ledger(desk, papers)
    assert [record.audit_pending for record in desk.register.documents()] == [True]


def test_an_outlived_claim_is_taken_over(desk: Desk, scan: Path):
    dropped(desk, scan)
    first = claimed(desk)
    assert desk.register.claim("other/1/1", desk.now(), 60) is None
    second = desk.register.claim("other/1/1", desk.now() + timedelta(seconds=61), 60)
    assert second is not None
    assert second.token > first.token


def test_a_drain_that_a_store_ends_waits_for_what_is_in_work(desk: Desk, tmp_path: Path):
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(path.name)
    dropped(desk, *paths)
    ended: list[str] = []

    def work(claim: Claim) -> None:
        if not ended:
            ended.append(claim.arrival.source)
            raise Denied("The object storage may not be written.")
        time.sleep(1)
        ended.append(claim.arrival.source)

    with ThreadPoolExecutor(1) as threads:
        with pytest.raises(Denied):
            drain(desk, lambda claim: threads.submit(work, claim), Until())
        assert len(ended) == 2


def test_a_drain_that_a_store_ends_gives_back_all_that_failed(desk: Desk, tmp_path: Path):
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(path.name)
    dropped(desk, *paths)
    both = threading.Barrier(2)

    def work(_claim: Claim) -> None:
        both.wait(timeout=30)
        raise Denied("The object storage may not be written.")

    with ThreadPoolExecutor(2) as threads, pytest.raises(Denied):
        drain(desk, lambda claim: threads.submit(work, claim), Until())
    assert desk.register.workers() == frozenset()

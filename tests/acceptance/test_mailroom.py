"""A scan dropped in the bucket becomes a filed, indexed, findable record."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from fixtures.batch import write_batch
from fixtures.broken import BROKEN
from fixtures.damage import Scan
from tests.conftest import NewDatabase
from tests.installations.homes import Home

END_STATES = {"filed", "review", "parked", "duplicate", "quarantined", "blank"}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger and a morning's scans: good ones, broken ones, a copy under another name, a zip."""
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=21, count=10, damage="office")
    write_broken(folder / "scans" / "broken")
    first = min(path for path in (folder / "scans").iterdir() if path.is_file())
    shutil.copy(first, folder / "scans" / f"again{first.suffix}")
    with zipfile.ZipFile(folder / "scans" / "post.zip", "w") as archive:
        archive.write(first, "inside/note.pdf")
        archive.writestr("readme.txt", "Nothing to see.")
    (folder / "scans" / ".hidden.pdf").write_bytes(b"%PDF-")
    (folder / "scans" / "half.part").write_bytes(b"%PDF-")
    return folder


@pytest.fixture(scope="module")
def worked(new_database: NewDatabase, papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home on each kind of database in which the papers came to their end."""
    folder = tmp_path_factory.mktemp("mailroom") / "home"
    home = Home.on(new_database(folder), folder)
    home.load(papers / "ledger")
    home.done("ingest", str(papers / "scans"))
    return home


def write_broken(folder: Path) -> None:
    folder.mkdir()
    scan = Scan(np.random.default_rng(3).integers(0, 255, (2200, 1700), dtype=np.uint8))
    for broken in BROKEN.values():
        (folder / broken.file).write_bytes(broken.spoil(scan))


def taken(papers: Path) -> set[str]:
    scans = papers / "scans"
    files = (path for path in scans.rglob("*") if path.is_file())
    return {
        path.relative_to(scans).as_posix()
        for path in files
        if not path.name.startswith(".") and path.suffix != ".part"
    }


def test_every_file_dropped_appears_in_the_export(worked: Home, papers: Path):
    sources = {document["source"] for document in worked.documents()}
    named = {
        source
        for source in taken(papers)
        if source in sources or any(s.startswith(f"{source}/") for s in sources)
    }
    assert named == taken(papers)


def test_every_document_has_an_end_state_and_a_reason(worked: Home):
    documents = worked.documents()
    assert {document["status"] for document in documents} <= END_STATES
    assert all(document["reason"] for document in documents)


def test_boxes_lie_on_the_page_and_pages_are_of_the_file(worked: Home):
    for document in worked.documents():
        for found in [*document["fields"].values(), *document["signatures"]]:
            x0, y0, x1, y1 = found["bbox"]
            assert 0 <= x0 < x1 <= 1
            assert 0 <= y0 < y1 <= 1
            assert found["page"] in document["pages"]


def test_what_is_filed_belongs_to_the_invoice_of_the_answer_key(worked: Home, papers: Path):
    truth = {}
    for line in (papers / "truth.jsonl").read_text().splitlines():
        key = json.loads(line)
        truth[key["source"], tuple(key["pages"])] = {match["invoice_number"] for match in key["matches"]}
    filed = [document for document in worked.documents() if document["status"] == "filed"]
    assert filed
    for document in filed:
        invoices = {match["invoice_number"] for match in document["matches"] if match["filed"]}
        assert invoices <= truth[document["source"], tuple(document["pages"])]


def test_filed_copies_lie_under_customer_year_and_invoice(worked: Home):
    shelves = worked.folder / "objects" / "archive" / "default" / "customers"
    copies = {path.relative_to(shelves).as_posix() for path in shelves.rglob("*.pdf")}
    for document in worked.documents():
        for match in (match for match in document["matches"] if match["filed"]):
            assert any(
                copy.startswith(f"{match['customer_number']}/") and copy.endswith(f"-{document['id']}.pdf")
                for copy in copies
            )


def test_the_page_ledger_balances_and_nothing_is_damaged(worked: Home):
    ledger = json.loads(worked.done("status", "--json"))
    assert ledger["balanced"]
    assert ledger["waiting_files"] == 0
    assert ledger["received"] > 0
    worked.done("verify")


def test_a_document_is_found_by_its_invoice_number(worked: Home):
    filed = next(document for document in worked.documents() if document["status"] == "filed")
    invoice = next(match["invoice_number"] for match in filed["matches"] if match["filed"])
    assert filed["id"] in worked.done("find", invoice)


def test_the_same_drop_again_changes_nothing(worked: Home, papers: Path):
    before = worked.documents()
    worked.done("ingest", str(papers / "scans"))
    assert worked.documents() == before


def test_the_same_bytes_under_another_name_are_a_duplicate(worked: Home):
    again = [document for document in worked.documents() if document["source"].startswith("again")]
    assert [document["status"] for document in again] == ["duplicate"]
    assert again[0]["duplicate_of"]


def test_what_is_not_taken_is_named(worked: Home, papers: Path):
    ended = worked.run("ingest", str(papers / "scans"))
    assert ".hidden.pdf" in ended.stderr
    assert "half.part" in ended.stderr


def test_a_changed_archive_is_found(papers: Path, worked: Home, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(worked.folder, copy)
    home = Home(copy, worked.settings)
    victim = next((copy / "objects" / "archive" / "default" / "originals").rglob("*.*"), None) or next(
        path for path in (copy / "objects" / "archive" / "default" / "originals").rglob("*") if path.is_file()
    )
    victim.chmod(0o600)
    victim.write_bytes(b"other bytes")
    ended = home.run("verify")
    assert ended.returncode == 1
    assert victim.name[:12] in ended.stdout


def test_a_ledger_that_comes_later_files_what_was_parked(papers: Path, tmp_path: Path):
    home = Home(tmp_path / "home")
    home.done("ingest", str(papers / "scans"))
    before = home.documents()
    assert not [document for document in before if document["status"] == "filed"]
    home.load(papers / "ledger")
    after = home.documents()
    assert [document for document in after if document["status"] == "filed"]
    assert {document["id"] for document in after} == {document["id"] for document in before}
    home.done("verify")


def test_killed_at_random_moments_nothing_is_lost_and_nothing_filed_twice(
    papers: Path, worked: Home, new_database: NewDatabase, tmp_path: Path
):
    rng = random.Random(int(os.environ.get("COUNTERSIGN_TEST_SEED", "5")))
    home = Home.on(new_database(tmp_path / "killed"), tmp_path / "killed")
    home.load(papers / "ledger")
    for _ in range(4):
        process = home.start("ingest", str(papers / "scans"))
        time.sleep(rng.uniform(2, 14))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    home.done("ingest", str(papers / "scans"))
    home.done("verify")
    assert json.loads(home.done("status", "--json"))["waiting_files"] == 0
    assert outcome(home) == outcome(worked)


def outcome(home: Home) -> set[tuple[object, ...]]:
    return {
        (
            document["sha256"],
            tuple(document["pages"]),
            document["status"],
            tuple(match["invoice_number"] for match in document["matches"]),
        )
        for document in home.documents()
        if document["status"] != "duplicate"
    }

"""Two `ingest` of the same folder at once, one of them killed: nothing twice, nothing lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.conftest import NewDatabase
from tests.installations.homes import SECONDS, Home


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=23, count=5, damage="office")
    first = min((folder / "scans").iterdir())
    shutil.copy(first, folder / "scans" / f"again{first.suffix}")
    return folder


def test_two_at_once_and_one_killed_lose_nothing_and_do_nothing_twice(
    papers: Path, new_database: NewDatabase, tmp_path: Path
):
    rng = random.Random(int(os.environ.get("COUNTERSIGN_TEST_SEED", "7")))
    folder = tmp_path / "home"
    home = Home.on(new_database(folder), folder, COUNTERSIGN_LEASE_SECONDS="10")
    home.load(papers / "ledger")
    killed, other = (home.start("ingest", str(papers / "scans")) for _ in range(2))
    time.sleep(rng.uniform(6, 16))
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    _, said = other.communicate(timeout=SECONDS)
    assert other.returncode == 0, said
    files = {path.name for path in (papers / "scans").iterdir()}
    documents = home.documents()
    assert {document["source"] for document in documents} == files
    assert [document["status"] for document in documents].count("duplicate") == 1
    pages = [(document["source"], page) for document in documents for page in document["pages"]]
    assert len(pages) == len(set(pages))
    told = json.loads(home.done("status", "--json"))
    assert (told["balanced"], told["waiting_files"]) == (True, 0)
    home.done("verify")
    assert list((folder / "objects" / "inbox" / "default").iterdir()) == []

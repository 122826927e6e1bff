"""Runs on a Prefect server over SQLite and over PostgreSQL: found by name, and summed up."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.installations.homes import Home
from tests.servers.postgres import Postgres
from tests.servers.prefect_server import PrefectServer, prefect_server

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=51, count=1, damage="clean", layouts=["delivery_note"])
    (folder / "scans" / "[torn](x).pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PrefectServer]:
    postgres: Postgres | None = None
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
    url = postgres.new_database("pg_trgm") if postgres else ""
    with prefect_server(tmp_path_factory.mktemp("server"), url) as running:
        yield running


@pytest.fixture(scope="module")
def worked(server: PrefectServer, papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose ingest reported to the server."""
    settings = {"PREFECT_API_URL": server.api, "COUNTERSIGN_CONSOLE_URL": "https://papers.firm/"}
    home = Home(tmp_path_factory.mktemp("reported") / "home", settings)
    home.load(papers / "ledger")
    ended = home.run("ingest", str(papers / "scans"))
    assert ended.returncode == 0
    assert "prefect" not in ended.stderr.lower()
    return home


def test_a_person_finds_the_run_of_a_file_by_its_name(worked: Home, server: PrefectServer, papers: Path):
    name = f"default/{min((papers / 'scans').glob('SCN*')).name}"
    (task_run,) = server.wait_for(
        "task_runs", 1, task_runs={"name": {"any_": [name]}, "state": {"name": {"any_": ["Completed"]}}}
    )
    (flow_run,) = server.ask("flow_runs", flow_runs={"id": {"any_": [task_run["flow_run_id"]]}})
    assert flow_run["name"] == f"ingest of 2 files on {socket.gethostname()}"
    assert flow_run["state_name"] == "Completed"
    assert "countersign" in flow_run["tags"]
    assert any(tag.startswith(f"worker:{socket.gethostname()}/") for tag in flow_run["tags"])


def test_each_drain_has_one_summary_that_counts_and_links(worked: Home, server: PrefectServer):
    (summary,) = server.ask("artifacts", artifacts={"key": {"any_": ["countersign-drain"]}})
    (torn,) = (document for document in worked.documents() if document["status"] == "quarantined")
    assert "2 files, 2 documents." in summary["data"]
    assert "| quarantined | 1 | 1 |" in summary["data"]
    assert f"(https://papers.firm/documents/{torn['id']}?client=default)" in summary["data"]
    assert r"\[torn\]\(x\).pdf" in summary["data"]

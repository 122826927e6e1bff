"""The deployment of prefect.yaml, as it stands in the checkout, on a server with two workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.installations.homes import Home
from tests.servers.prefect_pool import RUNNING, begin_run, deploy, end_runs, wait_until, worker_of, workers
from tests.servers.prefect_server import prefect_server

pytestmark = pytest.mark.timeout(600)


def test_each_worker_drains_and_a_paper_in_the_inbox_is_filed(tmp_path: Path):
    papers = tmp_path / "papers"
    write_batch(papers, seed=51, count=1, damage="clean", layouts=["delivery_note"])
    home = Home(tmp_path / "home", embedded=True)
    home.load(papers / "ledger")
    with prefect_server(tmp_path / "server") as server:
        environment = server.environment() | home.environment() | {"PREFECT_WORKER_QUERY_SECONDS": "1"}
        deployment = deploy(server, environment)
        (tmp_path / "workers").mkdir()
        with workers(2, environment, tmp_path / "workers" / "log"):
            wait_until(lambda: len(server.ask("work_pools/countersign/workers")) == 2)
            begin_run(server, deployment, "the other run")
            try:
                wait_until(
                    lambda: (
                        len({worker_of(r) for r in server.ask("flow_runs", flow_runs=RUNNING)} - {""}) == 2
                    )
                )
                (scan,) = (papers / "scans").iterdir()
                inbox = home.folder / "objects" / "inbox" / "default"
                (inbox / scan.name).write_bytes(scan.read_bytes())
                shelf = home.folder / "objects" / "archive" / "default" / "customers"
                wait_until(lambda: any(shelf.rglob("*.pdf")))
            finally:
                end_runs(server)
    (document,) = home.documents()
    assert document["status"] == "filed"
    told = (tmp_path / "workers" / "log").read_text().splitlines()
    events = [line.split("  ")[1] for line in told if f"  {scan.name}  " in line]
    assert events == ["taken", "received", "filed"]

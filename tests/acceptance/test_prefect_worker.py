"""The deployment of prefect.yaml, as it stands in the checkout, on a server with two workers."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from fixtures.batch import write_batch
from tests.homes import Home
from tests.prefect_server import PrefectServer, prefect_server
from tests.services import program

pytestmark = pytest.mark.timeout(600)
CHECKOUT = Path(__file__).resolve().parents[2]
RUNNING = {"state": {"type": {"any_": ["RUNNING"]}}}


def worker_of(run: dict[str, Any]) -> str:
    """The process of a flow run, host/pid/start; empty until it has begun."""
    return next((tag.removeprefix("worker:") for tag in run["tags"] if tag.startswith("worker:")), "")


@contextmanager
def workers(count: int, environment: dict[str, str], log: Path) -> Iterator[None]:
    """Process workers of the pool; they and what they run end with the block."""
    command = [program("prefect", "pip install prefect"), "worker", "start", "--pool", "countersign"]
    with log.open("wb") as out:
        started = [
            subprocess.Popen(
                [*command, "--limit", "1"], env=environment, cwd=log.parent, stdout=out, stderr=out
            )
            for _ in range(count)
        ]
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def end_runs(server: PrefectServer) -> None:
    """End the processes of the runs that still watch."""
    for run in server.ask("flow_runs", flow_runs=RUNNING):
        with suppress(ProcessLookupError, ValueError):
            os.kill(int(worker_of(run).split("/")[-2]), signal.SIGTERM)


def deploy(server: PrefectServer, environment: dict[str, str]) -> str:
    """What a person does once for a server; the id of the deployment."""
    prefect = program("prefect", "pip install prefect")
    for command in (
        ["work-pool", "create", "countersign", "--type", "process"],
        ["--no-prompt", "deploy", "--all"],
    ):
        done = subprocess.run(
            [prefect, *command], env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    answer = httpx.get(f"{server.api}/deployments/name/countersign/inbox", timeout=30)
    return str(answer.raise_for_status().json()["id"])


def wait_until(true: Any, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.5)


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
            server.post(f"deployments/{deployment}/create_flow_run", {"idempotency_key": "the other run"})
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

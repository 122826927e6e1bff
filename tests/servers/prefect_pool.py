"""The work pool of prefect.yaml on a Prefect server, and process workers for it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from tests.servers.prefect_server import PrefectServer
from tests.servers.services import program

CHECKOUT = Path(__file__).resolve().parents[2]
RUNNING = {"state": {"type": {"any_": ["RUNNING"]}}}


def worker_of(run: dict[str, Any]) -> str:
    """The process of a flow run, host/pid/start; empty until it has begun."""
    return next((tag.removeprefix("worker:") for tag in run["tags"] if tag.startswith("worker:")), "")


def start_worker(environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """A process worker of the pool; it tells in `log`."""
    command = [program("prefect", "pip install prefect"), "worker", "start", "--pool", "countersign"]
    with log.open("ab") as out:
        return subprocess.Popen(
            [*command, "--limit", "1"], env=environment, cwd=log.parent, stdout=out, stderr=out
        )


@contextmanager
def workers(count: int, environment: dict[str, str], log: Path) -> Iterator[None]:
    """Process workers of the pool; they end with the block."""
    started = [start_worker(environment, log) for _ in range(count)]
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


def begin_run(server: PrefectServer, deployment: str, key: str) -> None:
    """Ask for a run of the deployment, once for each key."""
    server.post(f"deployments/{deployment}/create_flow_run", {"idempotency_key": key})


def wait_until(true: Callable[[], object], seconds: float = 180) -> None:
    """Return once it holds; fails when it does not within `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.5)

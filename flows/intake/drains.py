"""The drain as a Prefect flow. How it ended is told by the work itself, never by Prefect's report of it."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from prefect import flow, runtime, tags
from prefect.task_runners import ThreadPoolTaskRunner

from flows.desk import open_desk
from flows.drain import RETRY_SECONDS, Until, drain
from flows.intake.events import let_go_of_unsent, send_without_waiting
from flows.intake.files import FILES_AT_ONCE, attend_by, submit_to_prefect
from flows.intake.machines import share_with_idle_workers
from flows.intake.reports import TAG, begin_report, end_report, worker_tag
from flows.intake.server import fault_of_server, server_name, start_embedded
from flows.journal import tell
from flows.machine.guard import guarded
from flows.machine.memory import give_memory_back
from flows.outage import Outage
from models import settings
from models.counts import counted
from models.errors import CountersignError

log = logging.getLogger(__name__)

RUNNER: Any = ThreadPoolTaskRunner(max_workers=FILES_AT_ONCE)


def run_name() -> str:
    """On which machine a flow run works, and on what."""
    drops = runtime.flow_run.parameters.get("drops")
    files = "inbox" if drops is None else f"ingest of {counted(len(drops), 'file')}"
    return f"{files} on {socket.gethostname()}"


AS_FLOW: dict[str, Any] = {
    "name": "countersign",
    "flow_run_name": run_name,
    "task_runner": RUNNER,
    "persist_result": False,
}


@flow(**AS_FLOW)
def ingest(drops: list[str] | None = None, seconds: float = 600.0, *, stay: bool = False) -> None:
    """Empty the inbox: what a deployment runs.

    Args:
        drops: Drop ids to wait for, their members included; None ends when nothing can be claimed.
        seconds: No new file is begun after this time.
        stay: Watch the inbox until `seconds` are over; stores that do not answer are waited for.
    """
    send_without_waiting()
    share_with_idle_workers()
    with guarded():
        if stay:
            _work_through_outages(Until(drops, seconds, stay))
        else:
            _work(Until(drops, seconds))


def run_ingest(drops: list[str] | None, outage: Outage, seconds: float = 600.0) -> None:
    """Run the flow in this process until the wanted drops are done; without Prefect where it cannot be had.

    Args:
        drops: Drop ids to wait for, their members included; None ends when nothing can be claimed.
        outage: what the caller's earlier drains found of the server.
        seconds: No new file is begun after this time.

    Raises:
        CountersignError: something that was needed is gone; what was begun goes on at the next drain.
        OSError: the disk is full, or something of that kind.
    """
    until = Until(drops, seconds)
    if fault := fault_of_server():
        outage.begin(_gone(fault))
        _work_alone(until)
        return
    worked: Future[None] = Future()

    def work(drops: list[str] | None, seconds: float) -> None:
        with _telling(worked):
            _work(Until(drops, seconds))

    send_without_waiting()
    try:
        start_embedded()
        with tags(TAG, worker_tag()):
            flow(work, **AS_FLOW)(drops, seconds)
    except Exception as lost:
        if worked.done() and worked.exception():
            raise
        let_go_of_unsent()
        outage.begin(_gone(f"{type(lost).__name__}: {lost}"))
        if not worked.done():
            _work_alone(until)
    else:
        outage.end(f"{server_name()} can be used again.")


def _gone(why: str) -> str:
    return f"{server_name()} cannot be used ({why}). Work goes on without it; runs are not shown."


@contextmanager
def _telling(worked: Future[None]) -> Iterator[None]:
    """Tell how the block ended, whatever becomes of the report to the server."""
    try:
        yield
    except BaseException as fault:
        worked.set_exception(fault)
        raise
    worked.set_result(None)


def _work(until: Until) -> None:
    give_memory_back()
    with open_desk(settings.load()) as desk, ThreadPoolExecutor(FILES_AT_ONCE) as threads:
        begin_report(desk.stores)
        drained = drain(desk, submit_to_prefect(desk, threads), until)
        end_report(desk.stores, drained)


def _work_through_outages(until: Until) -> None:
    """Work until the time is over; a run that ended with the network would leave its worker idle."""
    end, outage = time.monotonic() + until.seconds, ""
    while True:
        try:
            _work(replace(until, seconds=end - time.monotonic()))
        except CountersignError as fault:
            if not fault.passing or time.monotonic() > end:
                raise
            if str(fault) != outage:
                outage = str(fault)
                tell(log, "outage", f"{fault} Trying again until it does.", logging.WARNING)
            time.sleep(RETRY_SECONDS)
        else:
            return


def _work_alone(until: Until) -> None:
    give_memory_back()
    with open_desk(settings.load()) as desk, ThreadPoolExecutor(FILES_AT_ONCE) as threads:
        drain(desk, attend_by(desk, threads), until)

"""What the server is told beside the runs: whose they are, what was left behind, what was done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from prefect import runtime
from prefect.artifacts import create_markdown_artifact
from prefect.client.base import ServerType
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, TaskRunFilter
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Crashed

from flows.desk import Stores
from flows.drain import Drained
from flows.intake.server import bearing_outage
from flows.machine.workers import why_left, worker_name
from flows.summary import page_of

TAG = "countersign"
"""On every flow run of ours."""
WORKER = "worker:"
"""Begins the tag that names the process of a flow run."""
SUMMARY = "countersign-drain"
"""Key of the summaries, so that Prefect shows one after the other."""
ON_THE_WAY = timedelta(minutes=1)
"""The end of a task run may reach the server so much later than that of its flow run."""
KEPT = timedelta(days=2)
"""How long the embedded server, at which nobody looks, keeps runs."""
FORGOTTEN_AT_ONCE = 5
"""A drain adds one run, so this many forgotten by each keep the embedded database small."""
UNENDED = ("RUNNING", "PENDING")
ENDED = ("CRASHED", "COMPLETED", "FAILED", "CANCELLED")


def worker_tag() -> str:
    """Tag that names this process."""
    return f"{WORKER}{worker_name()}"


def begin_report(stores: Stores) -> None:
    """Sign this flow run as ours, and mark what killed processes left behind."""
    with bearing_outage("begin"), get_client(sync_client=True) as client:
        own = UUID(runtime.flow_run.id)
        client.update_flow_run(own, tags={*runtime.flow_run.tags, TAG, worker_tag()})
        _mark(client, stores, own)
        if client.server_type is ServerType.EPHEMERAL:
            _forget(client, datetime.now(UTC) - KEPT)


def end_report(stores: Stores, drained: Drained) -> None:
    """Write the summary of a drain that did something."""
    if not (drained.drops or drained.filed_later):
        return
    records = stores.register.documents_of(drained.drops)
    with bearing_outage("summary"):
        create_markdown_artifact(page_of(drained, records, stores.settings.console_url), SUMMARY)


def mark_what_was_left(stores: Stores) -> None:
    """Mark the runs that killed processes left as running; what cannot be asked is left for later."""
    with bearing_outage("what was left"), get_client(sync_client=True) as client:
        _mark(client, stores, None)


def _mark(client: SyncPrefectClient, stores: Stores, own: UUID | None) -> None:
    """Set to Crashed what nobody works on any more: flow runs, and what is left of those that ended."""
    holders, now = stores.register.workers(), datetime.now(UTC)
    left: list[UUID] = []
    for run in client.read_flow_runs(flow_run_filter=_of_ours(UNENDED)):
        why = "" if run.id == own else _why_left(run, holders, now)
        if why:
            client.set_flow_run_state(run.id, _left(why), force=True)
            left.append(run.id)
    _mark_tasks(client, _of_ours(ENDED, id={"any_": left}))
    _mark_tasks(client, _of_ours(ENDED, end_time={"before_": now - ON_THE_WAY}))


def _mark_tasks(client: SyncPrefectClient, flow_runs: FlowRunFilter) -> None:
    tasks = TaskRunFilter.model_validate({"state": {"type": {"any_": (*UNENDED, "SCHEDULED")}}})
    for run in client.read_task_runs(flow_run_filter=flow_runs, task_run_filter=tasks):
        client.set_task_run_state(run.id, _left("the server was not told how it ended"), force=True)


def _of_ours(states: tuple[str, ...], **more: Any) -> FlowRunFilter:
    tagged = {"tags": {"all_": [TAG]}, "state": {"type": {"any_": states}}}
    return FlowRunFilter.model_validate(tagged | more)


def _why_left(run: FlowRun, holders: Collection[str], now: datetime) -> str:
    worker = next((tag.removeprefix(WORKER) for tag in run.tags if tag.startswith(WORKER)), "")
    began = run.start_time or run.expected_start_time or now
    return why_left(
        worker, began + timedelta(seconds=float(run.parameters.get("seconds", 600.0))), holders, now
    )


def _left(why: str) -> State[Any]:
    return Crashed(
        message=f"Left behind: {why}. The register knows what is done; the rest goes on with the next drain."
    )


def _forget(client: SyncPrefectClient, before: datetime) -> None:
    """Delete some flow runs that ended before `before`, with their task runs."""
    old = _of_ours(ENDED, end_time={"before_": before})
    for run in client.read_flow_runs(flow_run_filter=old, limit=FORGOTTEN_AT_ONCE):
        client.delete_flow_run(run.id)

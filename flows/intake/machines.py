"""A deployment on several machines: as many drains at a time as there are workers, and no backlog."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect import runtime
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import WorkerStatus

from flows.intake.server import bearing_outage

WINDOW = timedelta(minutes=10)
"""Interval of the schedule in prefect.yaml: it gives one run a window, whoever takes it."""


def share_with_idle_workers() -> None:
    """Give every other worker of the pool a run of its own in this window, and take back what nobody took."""
    with bearing_outage("other workers"), get_client(sync_client=True) as client:
        run = client.read_flow_run(UUID(runtime.flow_run.id))
        if run.deployment_id and run.work_pool_name:
            now = datetime.now(UTC)
            _take_back_late_runs(client, run.deployment_id, now - WINDOW)
            window = int(now.timestamp() // WINDOW.total_seconds())
            for number in range(1, _workers(client, run.work_pool_name)):
                key = f"{run.deployment_id}/{window}/{number}"
                client.create_flow_run_from_deployment(
                    run.deployment_id, parameters=run.parameters, idempotency_key=key
                )


def _workers(client: SyncPrefectClient, pool: str) -> int:
    """How many workers of the pool are there to take a run."""
    workers = client.read_workers_for_work_pool(pool)
    return sum(worker.status is WorkerStatus.ONLINE for worker in workers)


def _take_back_late_runs(client: SyncPrefectClient, deployment: UUID, due: datetime) -> None:
    """Delete runs due before `due` that no worker took; not those that a person asked for."""
    late = FlowRunFilter.model_validate(
        {
            "deployment_id": {"any_": [deployment]},
            "state": {"type": {"any_": ["SCHEDULED"]}},
            "expected_start_time": {"before_": due},
        }
    )
    for run in client.read_flow_runs(flow_run_filter=late):
        if run.auto_scheduled or (run.idempotency_key or "").startswith(str(deployment)):
            client.delete_flow_run(run.id)

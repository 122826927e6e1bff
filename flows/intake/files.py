"""A file as a Prefect task. Prefect's own failures never count as failures of the file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.context import TagsContext

from flows.attempts import Attempt
from flows.desk import Desk
from flows.drain import Outcome, Submit, attend
from models.errors import CountersignError
from models.record import Claim

FILES_AT_ONCE = 64
"""Upper bound of threads; how many files are really in work is the drain's to say."""
RETRY_DELAYS = [1.0, 5.0]
"""Seconds before a task tries again what may pass."""


def submit_to_prefect(desk: Desk, threads: Executor) -> Submit:
    """Each claim as a task run named after client and source, tried again where waiting can help."""

    @task(
        name="file",
        task_run_name="{client}/{source}",
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=len(RETRY_DELAYS),
        retry_delay_seconds=RETRY_DELAYS,
        retry_condition_fn=_may_pass,
    )
    def work_on(client: str, source: str, work: Callable[[], None]) -> None:  # noqa: ARG001 - name the run
        work()

    def submit(claim: Claim) -> Outcome:
        attempt = Attempt(desk, claim)
        # A tag of a task run would make Prefect ask the server before the work begins.
        with TagsContext(current_tags=set()):
            run = work_on.submit(claim.arrival.client, claim.arrival.source, attempt.work)
        run.add_done_callback(lambda _: attempt.end(threads))
        return attempt.outcome

    return submit


def attend_by(desk: Desk, threads: Executor) -> Submit:
    """Each claim on a thread, without Prefect."""
    return lambda claim: threads.submit(attend, desk, claim)


def _may_pass(_task: object, _run: object, state: Any) -> bool:
    fault = state.result(raise_on_failure=False)
    return isinstance(fault, OSError) or (isinstance(fault, CountersignError) and fault.passing)

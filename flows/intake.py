"""The drain as a Prefect flow: one flow empties the inbox, one task works on one received file.

Prefect gives retries, concurrency and a picture of the work; what is done and what is not stands in the
register alone. `flows.embedded.prepare` comes before the first import of this module.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import PrefectException
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner

from flows.desk import Desk, open_desk
from flows.drain import Outcome, Submit, Until, attend, drain
from models import settings
from models.errors import CountersignError
from models.record import Claim

RETRY_DELAYS = [1.0, 5.0]
"""Seconds before a task tries again what may pass."""
log = logging.getLogger(__name__)

FILES_AT_ONCE = 64
"""Upper bound of task threads; how many files are really in work is the drain's to say."""


RUNNER: Any = ThreadPoolTaskRunner(max_workers=FILES_AT_ONCE)


@flow(name="drain", task_runner=RUNNER, persist_result=False)
def ingest(drops: list[str] | None = None, seconds: float = 600.0) -> None:
    """Empty the inbox.

    Args:
        drops: Drop ids to wait for, their members included; None ends when nothing can be claimed.
        seconds: No new file is begun after this time.
    """
    with open_desk(settings.load()) as desk:
        drain(desk, submit_to_prefect(desk), Until(drops, seconds))


def submit_to_prefect(desk: Desk) -> Submit:
    """Each claim as a task run named after its source, tried again where waiting can help."""

    @task(
        name="file",
        task_run_name="{source}",
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=len(RETRY_DELAYS),
        retry_delay_seconds=RETRY_DELAYS,
        retry_condition_fn=_may_pass,
    )
    def work_on(source: str, claim: Claim) -> None:  # noqa: ARG001 - names the run
        attend(desk, claim)

    def submit(claim: Claim) -> Outcome:
        outcome: Outcome = Future()
        run: PrefectFuture[Any] = work_on.submit(claim.arrival.source, claim)
        run.add_done_callback(lambda ended: _pass_on(ended, outcome))
        return outcome

    return submit


def _pass_on(ended: PrefectFuture[Any], outcome: Outcome) -> None:
    result = ended.result(raise_on_failure=False)
    if isinstance(result, BaseException):
        outcome.set_exception(result)
    else:
        outcome.set_result(None)


def _may_pass(_task: object, _run: object, state: Any) -> bool:
    fault = state.result(raise_on_failure=False)
    return isinstance(fault, OSError) or (isinstance(fault, CountersignError) and fault.passing)


def run_ingest(drops: list[str] | None, seconds: float = 600.0) -> None:
    """Run the flow until the wanted drops are done; without Prefect where it cannot be reached.

    Raises:
        CountersignError: something that was needed is gone; what was begun goes on at the next drain.
    """
    try:
        ingest(drops, seconds)
    except (PrefectException, httpx.HTTPError, RuntimeError) as outage:
        log.warning("Prefect cannot be reached (%s): working on without it.", outage)
        with open_desk(settings.load()) as desk, ThreadPoolExecutor(FILES_AT_ONCE) as threads:
            drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(drops, seconds))

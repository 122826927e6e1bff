"""The Prefect server: whether it can be used, in words, and what its client raises when it cannot."""

from __future__ import annotations

import fcntl
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from prefect import __version__
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException
from prefect.settings import (
    PREFECT_API_REQUEST_TIMEOUT,
    PREFECT_API_URL,
    PREFECT_CLIENT_MAX_RETRIES,
    PREFECT_HOME,
    temporary_settings,
)

from flows.journal import tell

log = logging.getLogger(__name__)

ANSWER_SECONDS = 4
"""How long the server may take to say that it is there."""
_LOGIN = re.compile("//[^/]*@")
OUTAGE = (PrefectException, httpx.HTTPError, OSError, RuntimeError, ValueError)
"""What Prefect's client raises when the server is gone, or is none."""


def server_name() -> str:
    """The server, as a user knows it."""
    url = _LOGIN.sub("//", PREFECT_API_URL.value() or "")
    return f"The Prefect server at PREFECT_API_URL={url}" if url else "Prefect's embedded server"


def fault_of_server() -> str:
    """Why the server of PREFECT_API_URL cannot be used; empty when it answers, or none is named."""
    if not PREFECT_API_URL.value():
        return ""
    impatient = {PREFECT_CLIENT_MAX_RETRIES: 0, PREFECT_API_REQUEST_TIMEOUT: ANSWER_SECONDS}
    try:
        with temporary_settings(impatient), get_client(sync_client=True) as client:
            return _fault_of_version(str(client.api_version()))
    except httpx.HTTPStatusError as refused:
        return _fault_of_answer(refused.response.status_code)
    except ValueError:
        return "what answers is no Prefect API; its address ends with /api"
    except OUTAGE as outage:
        return str(outage) or type(outage).__name__


def start_embedded() -> None:
    """Start Prefect's embedded server where no other is named; it ends with this process.

    One process of a home after the other: two that start at once both make the tables, and one fails.
    """
    if PREFECT_API_URL.value():
        return
    home = PREFECT_HOME.value()
    home.mkdir(parents=True, exist_ok=True)
    with (home / "starting.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with get_client(sync_client=True) as client:
            client.api_version()


def _fault_of_version(version: str) -> str:
    if version.partition(".")[0] == __version__.partition(".")[0]:
        return ""
    return f"it runs Prefect {version}, which does not go with {__version__} here"


def _fault_of_answer(code: int) -> str:
    if code in {401, 403}:
        return "it does not let us in: set PREFECT_API_AUTH_STRING as it is set on the server"
    return f"it answers with {code}; its address ends with /api"


@contextmanager
def bearing_outage(what: str) -> Iterator[None]:
    """What is told to the server within the block can be missed; an outage is warned of by the drain."""
    try:
        yield
    except OUTAGE as outage:
        tell(log, "prefect", f"{server_name()} was not told ({what}): {outage}", logging.DEBUG)

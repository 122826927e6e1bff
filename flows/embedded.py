"""Prefect's own settings, embedded or with a server of the user's: nothing is sent anywhere else."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from models.errors import WrongUse
from models.settings import Settings

_OURS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # At the embedded server's events nobody looks; they were two thirds of its database.
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    # Seconds, not minutes, until work goes on without a server that does not answer.
    "PREFECT_CLIENT_MAX_RETRIES": "1",
    "PREFECT_API_REQUEST_TIMEOUT": "10",
    # What matters to a user is said by our own logger, once.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}
_WITH_SERVER = {
    # The lines that the log has about a file are shown with its run.
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,storage",
}


def prepare(settings: Settings) -> None:
    """Set what Prefect reads when it is first imported; what the environment sets already stays.

    Raises:
        WrongUse: PREFECT_API_URL is no address of a server.
    """
    url = os.environ.get("PREFECT_API_URL", "")
    parts = urlsplit(url)
    if url and not (parts.scheme in {"http", "https"} and parts.netloc):
        raise WrongUse(
            f"PREFECT_API_URL={url!r} names no server: use http://HOST:4200/api, or unset it for none."
        )
    settings.home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(settings.home / "prefect"))
    for name, value in (_OURS | (_WITH_SERVER if has_server() else {})).items():
        os.environ.setdefault(name, value)


def has_server() -> bool:
    """True when the user names a Prefect server in PREFECT_API_URL."""
    return bool(os.environ.get("PREFECT_API_URL"))

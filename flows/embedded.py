"""Prefect's own settings for embedded use: nothing to start, nothing sent anywhere."""

from __future__ import annotations

import os

from models.settings import Settings

_QUIET = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}


def prepare(settings: Settings) -> None:
    """Set what Prefect reads when it is first imported; what the environment sets already stays."""
    os.environ.setdefault("PREFECT_HOME", str(settings.home / "prefect"))
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)

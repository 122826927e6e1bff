"""What prefect.yaml deploys: the drain, with log lines as the settings want them."""

from __future__ import annotations

from countersign import logs
from flows import intake
from models import settings


def _tell_as_set(flow: object, flow_run: object, state: object) -> None:
    del flow, flow_run, state
    logs.configure(settings.load(), logs.SERVING)


ingest = intake.ingest.with_options(on_running=[_tell_as_set])
"""The flow of a Prefect worker."""

"""`/metrics`: the figures of the register in the text format of Prometheus."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from threading import Lock

from fastapi import FastAPI, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from starlette.responses import Response

from countersign.console import alarm_metrics
from countersign.console.asking import SignInNeeded, Visiting, demand
from countersign.console.rendering import VERSION
from flows.desk import Stores
from flows.journal import tell
from flows.passwords import is_this_machine
from models.decision import Status
from models.errors import CountersignError
from models.people import EVERY_CLIENT, Right
from models.reading import DocumentType
from models.record import PAGE_STATES
from storage.register import Figures

KEPT_SECONDS = 10.0
"""Figures are shown for at least so long, however many scrape."""
KEPT_TIMES = 20
"""And so many times as long as it took to count them."""

log = logging.getLogger(__name__)

_HAPPENED = {
    "countersign_files_received": ("received", "Files taken in, members of archives included."),
    "countersign_files_dropped_again": ("dropped again", "Files that came again, same name and bytes."),
    "countersign_files_not_removed": ("not removed from inbox", "Files that could not be removed there."),
    "countersign_documents_matched_again": ("matched again", "New decisions on documents that waited."),
    "countersign_failed_attempts": ("failed", "Attempts at a file that failed."),
}
"""Counter to kind of event, and what it counts."""


def add_to(app: FastAPI, stores: Stores) -> None:
    """Answer `/metrics` in `app` from the register of `stores`."""
    registry = CollectorRegistry()
    registry.register(OfRegister(stores))

    @app.get("/metrics", include_in_schema=False)
    def metrics(request: Request, visit: Visiting) -> Response:
        """What Prometheus scrapes: on this machine without a login, from elsewhere with a token."""
        if visit.person is not None:
            demand(visit.person, Right.LOOK, EVERY_CLIENT)
        elif not is_from_here(request):
            raise SignInNeeded
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


def is_from_here(request: Request) -> bool:
    """True for a program on this machine that asks by itself, and not through a proxy."""
    through = {"forwarded", "x-forwarded-for", "x-real-ip", "via"} & set(request.headers)
    return request.client is not None and is_this_machine(request.client.host) and not through


class OfRegister(Collector):
    """Everything is counted in the register: right after a restart, and for all machines that work on it."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._lock = Lock()
        self._until = 0.0
        self._latest: tuple[Metric, ...] = ()
        self._answered = True

    def collect(self) -> tuple[Metric, ...]:
        """All metrics; where the register does not answer, only that it does not."""
        with self._lock:
            begin = time.monotonic()
            if begin >= self._until:
                self._latest = self._counted()
                end = time.monotonic()
                self._until = end + max(KEPT_SECONDS, KEPT_TIMES * (end - begin))
            return self._latest

    def _counted(self) -> tuple[Metric, ...]:
        build = InfoMetricFamily("countersign_build", "This program.", {"version": VERSION})
        begin = time.perf_counter()
        try:
            figures = self._stores.register.figures(self._stores.clock())
        except CountersignError as fault:
            if self._answered:
                tell(log, "unreachable", f"no figures: {fault}", logging.WARNING)
            self._answered = False
            return build, _up(0)
        self._answered = True
        seconds = GaugeMetricFamily(
            "countersign_figures_seconds", "Time that counting took.", time.perf_counter() - begin
        )
        return build, _up(1), seconds, *metrics_of(figures), *alarm_metrics.metrics_of(self._stores)


def _up(answers: int) -> Metric:
    return GaugeMetricFamily("countersign_register_up", "1 when the register answers.", answers)


def metrics_of(figures: Figures) -> Iterator[Metric]:
    """The metrics of `figures`; every series is there from the first, with 0 where nothing is counted."""
    yield from _counters(figures)
    yield _documents(figures)
    pages = GaugeMetricFamily("countersign_pages", "Pages now, by end state.", labels=("client", "state"))
    for client in figures.clients:
        for state in PAGE_STATES:
            pages.add_metric((client, state), figures.pages.get((client, state), 0))
    yield pages
    for name, (told, numbers) in _gauges(figures).items():
        gauge = GaugeMetricFamily(f"countersign_{name}", told, labels=("client",))
        for client in figures.clients:
            gauge.add_metric((client,), numbers.get(client, 0))
        yield gauge


def _counters(figures: Figures) -> Iterator[Metric]:
    for name, (kind, told) in _HAPPENED.items():
        counter = CounterMetricFamily(name, told, labels=("client",))
        for client in figures.clients:
            counter.add_metric((client,), figures.events.get((client, kind), 0))
        yield counter
    told = "Documents by what was decided when they came; `filed` needed nobody."
    decided = CounterMetricFamily("countersign_documents_decided", told, labels=("client", "status"))
    for client in figures.clients:
        for status in Status:
            decided.add_metric((client, status.value), figures.events.get((client, status.value), 0))
    yield decided


def _documents(figures: Figures) -> Metric:
    told = "Documents now; one that waits may leave its status."
    now = GaugeMetricFamily("countersign_documents", told, labels=("client", "type", "status"))
    for client in figures.clients:
        for kind in DocumentType:
            for status in Status:
                number = figures.documents.get((client, kind.value, status.value), 0)
                now.add_metric((client, kind.value, status.value), number)
    return now


def _gauges(figures: Figures) -> dict[str, tuple[str, Mapping[str, float]]]:
    """Name to what it tells, and a number for each client."""
    return {
        "files_waiting": ("Files in the inbox that nobody works on.", figures.waiting),
        "files_claimed": ("Files in work.", figures.claimed),
        "oldest_waiting_seconds": ("Age of the oldest file in the inbox or in work.", figures.oldest_waiting),
        "oldest_review_seconds": ("Time since the oldest review came in.", figures.oldest_review),
        "oldest_parked_seconds": ("Time since the oldest parked document came.", figures.oldest_parked),
        "copies_outstanding": ("Copies of filed documents still to be stored.", figures.uncopied),
        "ledger_load_number": ("Number of the newest ledger load, 0 without any.", figures.loads),
        "ledger_age_seconds": ("Time since the ledger last changed.", figures.ledger_age),
        "mails_waiting": ("Mails that have not gone yet.", figures.mails_waiting),
        "mails_failed": ("Mails that did not go.", figures.mails_failed),
        "recipients_untold": ("Recipients still to be told of a correction.", figures.untold),
    }

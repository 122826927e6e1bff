"""Alarms, the age of the last backup and the room on this machine's disks, as metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from flows.backup import BACKED_UP
from flows.desk import Stores
from flows.likeness import ABOUT_REGISTER
from flows.machine.space import disks
from models.alarm import AlarmKind


def metrics_of(stores: Stores) -> Iterator[Metric]:
    """Raises Unreachable when the register does not answer."""
    alarms = stores.register.alarms
    raised = Counter((one.client, one.kind) for one in alarms.open())
    clients = sorted({"", *(client for client, _ in raised)})
    gauge = GaugeMetricFamily(
        "countersign_alarms",
        "Alarms that are raised; those of the installation have no client.",
        labels=("client", "kind"),
    )
    for client in clients:
        for kind in AlarmKind:
            gauge.add_metric((client, kind.value), raised[client, kind])
    yield gauge
    last = alarms.last_event("", ABOUT_REGISTER, BACKED_UP)
    if last is not None:
        age = max((stores.clock() - last).total_seconds(), 0.0)
        yield GaugeMetricFamily("countersign_backup_age_seconds", "Time since the last backup.", age)
    free = GaugeMetricFamily(
        "countersign_disk_free_bytes", "Free on the disks of this machine.", labels=("place",)
    )
    for disk in disks(stores.settings, stores.space):
        free.add_metric((str(disk.place),), disk.free)
    yield free

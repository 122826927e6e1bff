"""One look from this machine at all that may be wrong; what it cannot tell is left as it was."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from flows.alarms.certificates import Certificates
from flows.alarms.clocks import Watched
from flows.alarms.judging import DAY, MINUTE, Rules, of_register
from flows.backup import BACKED_UP
from flows.desk import Stores
from flows.inbox.sweeping import arrival_of
from flows.likeness import ABOUT_REGISTER
from flows.machine.space import VARIABLE, disks
from models.alarm import Alarm, AlarmKind, Finding
from models.counts import counted
from models.errors import CountersignError
from models.record import Arrival
from storage.objects import not_taken
from storage.register import Signs

HERE = frozenset({AlarmKind.DISK, AlarmKind.CLOCK})
"""Kinds that each machine tells of itself alone."""


@dataclass(slots=True)
class Lookout:
    """What this process remembers from one look to the next."""

    certificates: Certificates = field(default_factory=Certificates)
    clock: Watched = field(default_factory=Watched)
    host: str = field(default_factory=socket.gethostname)
    _unnoted: dict[str, datetime] = field(default_factory=dict)
    """Files of the inbox that nobody has noted, by key: when they were first seen."""
    _sure: bool = False
    """Whether the inbox was seen twice, so that what lies in it is known to stay."""

    @property
    def inbox(self) -> str:
        """Subject of a stall that this machine sees."""
        return f"{self.host}: inbox"

    def look(self, stores: Stores, rules: Rules) -> tuple[Finding, ...]:
        """What is wrong now, of the kinds that are enabled.

        Raises:
            Unreachable: the register does not answer.
        """
        now = stores.clock()
        signs = stores.register.alarms.signs(now, rules[AlarmKind.STALLED].limit, (ABOUT_REGISTER, BACKED_UP))
        self.certificates.look(stores)
        found = (
            *of_register(signs, rules, now),
            *self._inbox(stores, rules[AlarmKind.STALLED].limit, now),
            *self._disks(stores, rules[AlarmKind.DISK].limit),
            *self._clock(signs, rules[AlarmKind.CLOCK].limit, now),
            *self.certificates.findings(now, rules[AlarmKind.CERTIFICATE].limit),
        )
        return tuple(finding for finding in found if rules[finding.kind].enabled)

    def judges(self, alarm: Alarm, rules: Rules) -> bool:
        """Whether a look from here would have found this alarm, were it still there."""
        if not rules[alarm.kind].enabled:
            return True
        if alarm.kind in HERE:
            return alarm.subject.startswith(f"{self.host}:")
        if alarm.kind is AlarmKind.CERTIFICATE:
            return alarm.subject in self.certificates.seen
        if alarm.kind is AlarmKind.STALLED and alarm.subject.endswith(": inbox"):
            return alarm.subject == self.inbox and self._sure
        return True

    def _inbox(self, stores: Stores, limit: float, now: datetime) -> Iterator[Finding]:
        """A file that nobody notes, for nobody looks: or an inbox that cannot be looked into."""
        try:
            left = self._left(stores, now)
        except CountersignError as fault:
            self._sure = True
            yield Finding(AlarmKind.STALLED, "", self.inbox, 0, f"The inbox cannot be looked into: {fault}")
            return
        minutes = max(((now - since).total_seconds() / MINUTE for since in left.values()), default=0.0)
        if minutes > limit:
            words = (
                f"{counted(len(left), 'file lies', 'files lie')} in the inbox and nobody takes them, for "
                f"{minutes:.0f} minutes by now: start `countersign up`, or see what its log says."
            )
            yield Finding(AlarmKind.STALLED, "", self.inbox, round(minutes), words)

    def _left(self, stores: Stores, now: datetime) -> dict[str, datetime]:
        """Files that nobody has noted, seen twice at least, and since when each has lain there."""
        arrivals: dict[str, Arrival] = {}
        written: dict[str, datetime] = {}
        for stat in stores.inbox.list(""):
            if not not_taken(stat.key):
                arrivals[stat.key], written[stat.key] = arrival_of(stat), stat.modified
        noted = stores.register.alarms.noted(tuple(arrivals.values()))
        unnoted = {key: min(written[key], now) for key in arrivals if key not in noted}
        again = {key: since for key, since in unnoted.items() if key in self._unnoted}
        self._sure = bool(again) or not unnoted
        self._unnoted = unnoted
        return again

    def _disks(self, stores: Stores, limit: float) -> Iterator[Finding]:
        reserve = stores.settings.disk_reserve_gigabytes
        for disk in disks(stores.settings, stores.space):
            if disk.gigabytes < max(limit, reserve):
                stops = (
                    "Intake is stopped until there is more"
                    if disk.gigabytes < reserve
                    else f"Intake stops below {reserve:g} GB ({VARIABLE})"
                )
                words = (
                    f"{disk.gigabytes:.1f} GB are free at {disk.place} on {self.host}: free some. {stops}."
                )
                subject = f"{self.host}: {disk.place}"
                yield Finding(AlarmKind.DISK, "", subject, round(disk.gigabytes, 1), words)

    def _clock(self, signs: Signs, limit: float, now: datetime) -> Iterator[Finding]:
        by = self.clock.jumped(now, limit)
        behind = (signs.written_at - now).total_seconds() if signs.written_at else 0.0
        if by:
            way = "ahead" if by > 0 else "back"
            words = (
                f"The clock of {self.host} was set {way} by {_span(abs(by))}: see whether it is right now."
            )
            yield Finding(AlarmKind.CLOCK, "", f"{self.host}: clock", round(by), words)
        elif behind > limit:
            words = f"The clock of {self.host} is {_span(behind)} behind what was written last: put it right."
            yield Finding(AlarmKind.CLOCK, "", f"{self.host}: clock", round(-behind), words)


def _span(seconds: float) -> str:
    for unit, length in (("days", DAY), ("hours", 3600.0), ("minutes", MINUTE)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"

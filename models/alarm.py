"""Alarms: what an administrator is to know of before it becomes a loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.errors import WrongUse


class AlarmKind(StrEnum):
    """What may be wrong; the values are what receivers switch on, so they stay."""

    STALLED = "stalled"
    """Files wait in the inbox, and none comes to its end."""
    DISK = "disk"
    """Little room is left where this machine keeps things."""
    LEDGER = "ledger"
    """The ledger of a client firm has not changed for long."""
    QUARANTINE = "quarantine"
    """Many files could not be read."""
    OUTBOX = "outbox"
    """Mails or messages to other programs do not get away."""
    BACKUP = "backup"
    """The last backup is old, or there is none."""
    CERTIFICATE = "certificate"
    """The certificate of a server that is talked to, or of the console, runs out."""
    CLOCK = "clock"
    """The clock of this machine was set, or is behind what was written last."""


LIMITS: Mapping[AlarmKind, float] = {
    AlarmKind.STALLED: 15,
    AlarmKind.DISK: 2,
    AlarmKind.LEDGER: 3,
    AlarmKind.QUARANTINE: 10,
    AlarmKind.OUTBOX: 60,
    AlarmKind.BACKUP: 2,
    AlarmKind.CERTIFICATE: 14,
    AlarmKind.CLOCK: 60,
}
"""Unless an administrator sets another."""
UNITS: Mapping[AlarmKind, str] = {
    AlarmKind.STALLED: "minutes",
    AlarmKind.DISK: "GB free",
    AlarmKind.LEDGER: "days",
    AlarmKind.QUARANTINE: "files in 24 hours",
    AlarmKind.OUTBOX: "minutes",
    AlarmKind.BACKUP: "days",
    AlarmKind.CERTIFICATE: "days left",
    AlarmKind.CLOCK: "seconds",
}
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Rule:
    """When one kind of alarm is raised."""

    kind: AlarmKind
    limit: float
    """In the unit of the kind."""
    enabled: bool = True
    changed_at: datetime | None = None
    """None where it is as it came."""
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong now."""

    kind: AlarmKind
    client: str
    """Client firm; empty where it is about the installation."""
    subject: str
    """What tells it from others of its kind, such as a machine and a folder; may be empty."""
    value: float
    """In the unit of the kind."""
    words: str
    """What is wrong and what to do, for people, in English."""

    @property
    def key(self) -> tuple[AlarmKind, str, str]:
        """The same alarm as long as it lasts."""
        return self.kind, self.client, self.subject


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding that was raised, told once a day, and is cleared when it is over."""

    id: int
    kind: AlarmKind
    client: str
    subject: str
    value: float
    words: str
    raised_at: datetime
    seen_at: datetime
    """When it was last found."""
    told: int
    """How often it was told."""
    cleared_at: datetime | None = None

    @property
    def key(self) -> tuple[AlarmKind, str, str]:
        """That of the finding."""
        return self.kind, self.client, self.subject


class Turn(StrEnum):
    """What is told of an alarm."""

    RAISED = "raised"
    STILL = "still there"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Telling:
    """An alarm that is to be told of now."""

    alarm: Alarm
    turn: Turn


def rule_of(kind: AlarmKind, text: str) -> Rule:
    """The rule with the limit that somebody wrote.

    Raises:
        WrongUse: it is no number above zero.
    """
    try:
        limit = float(text.strip().replace(",", "."))
    except ValueError:
        limit = 0.0
    if not 0 < limit <= MOST:
        raise WrongUse(f"{text!r} is no limit for {kind.value}: give a number above zero, in {UNITS[kind]}.")
    return Rule(kind, limit)

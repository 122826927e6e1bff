"""Webhooks: addresses of other programs that are told what happened, and each telling of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.correction import EVENTS, REDECIDES, Action
from models.decision import Status
from models.record import Event


class Notice(StrEnum):
    """What a webhook may be told of; the values are what receivers switch on, so they stay."""

    FILED = "document.filed"
    REVIEW = "document.review"
    PARKED = "document.parked"
    QUARANTINED = "document.quarantined"
    CORRECTED = "document.corrected"
    GRADED = "receipt.graded"
    BATCH = "batch.done"
    ALARM = "alarm.raised"
    ALARM_CLEARED = "alarm.cleared"
    TEST = "webhook.test"


CHOSEN = tuple(notice for notice in Notice if notice is not Notice.TEST)
"""Those that a webhook asks for; a test is sent whatever it asks for."""

_OF_STATUS = {
    Status.FILED.value: Notice.FILED,
    Status.REVIEW.value: Notice.REVIEW,
    Status.PARKED.value: Notice.PARKED,
    Status.QUARANTINED.value: Notice.QUARANTINED,
}
_MATCHED_AGAIN = "matched again"
_CORRECTIONS = {told: action for action, told in EVENTS.items()}
_MAY_MOVE = REDECIDES | {Action.CORRECT, Action.UNDO}
"""After these a document may be somewhere else than before."""
_MAY_GRADE = {Action.RECEIPT, Action.CORRECT, Action.SPLIT, Action.JOIN, Action.UNDO}
"""After these its receipt may have another grade."""


def notices(event: Event) -> Iterator[Notice]:
    """What an event of the register means to receivers; nothing for most kinds."""
    action = _CORRECTIONS.get(event.kind)
    status = _status(event, action)
    if status in _OF_STATUS:
        yield _OF_STATUS[status]
    if action is not None:
        yield Notice.CORRECTED
    if "grade" in event.detail and (event.kind in _OF_STATUS or action in _MAY_GRADE):
        yield Notice.GRADED


def _status(event: Event, action: Action | None) -> str:
    if event.kind in _OF_STATUS:
        return event.kind
    if event.kind == _MATCHED_AGAIN:
        return str(event.detail.get("to", ""))
    return str(event.detail.get("status", "")) if action in _MAY_MOVE else ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address of one client firm's, and how it is doing."""

    id: int
    client: str
    url: str
    notices: frozenset[Notice]
    made_at: datetime
    made_by: str
    disabled_at: datetime | None = None
    failures: int = 0
    """Attempts that failed since the last one that did not."""
    failing_since: datetime | None = None
    paused_until: datetime | None = None
    """Nothing is sent before; set when attempts fail one after the other."""
    old_until: datetime | None = None
    """Until then the secret before the newest one signs too."""


class State(StrEnum):
    """Where a delivery is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Given up; a person may send it again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice for one webhook."""

    id: int
    webhook: int
    client: str
    message: str
    """What receivers know it by: the same at every attempt."""
    notice: Notice
    subject: str
    """Document id, drop id of a batch, or the webhook itself."""
    at: datetime
    """When it happened."""
    detail: Mapping[str, object] = field(default_factory=dict)
    """What the event said: status, chosen invoices, grade; JSON values only."""
    body: str = ""
    """What is sent, kept from the first attempt on; empty before."""
    state: State = State.WAITING
    attempts: int = 0
    due_at: datetime | None = None
    """Next attempt; None where none is to come."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to hand a delivery over."""

    at: datetime
    seconds: float
    status: int = 0
    """HTTP status; 0 where there was no answer."""
    answer: str = ""
    """First bytes of the answer."""
    problem: str = ""
    """Why it failed; empty where it did not."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A delivery that this process is to make now."""

    delivery: Delivery
    webhook: Webhook
    secrets: tuple[str, ...] = field(repr=False)
    """All that sign it, the newest first."""

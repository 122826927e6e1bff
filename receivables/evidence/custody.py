"""The custody record: from the register's events, what happened to each paper since it was received.

It names no file and no login: names of files tell of others, and who worked on a paper stands in the audit
trail of the client firm. Looks are left out, so that a pack made twice is the same pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from models.record import Event

STEPS: Mapping[str, str] = MappingProxyType(
    {
        "received": "received",
        "dropped again": "dropped_again",
        "retried": "read_again",
        "filed": "filed",
        "review": "to_review",
        "parked": "parked",
        "matched again": "matched_again",
        "filed by a person": "filed_by_person",
        "parked by a person": "set_aside",
        "reopened": "taken_back",
        "page turned": "page_turned",
        "split": "split",
        "joined": "joined",
        "field corrected": "corrected",
        "receipt corrected": "receipt_corrected",
        "undone": "undone",
        "checked": "checked",
        "scanned again": "scanned_again",
    }
)
"""Kinds of events that belong to custody, and the name of their words in `texts`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a paper."""

    at: datetime
    exhibit: str
    """Its letter."""
    what: str
    """A value of `STEPS`."""
    by_person: bool


def custody_of(letter: str, events: Iterable[Event]) -> tuple[Step, ...]:
    """Steps of one exhibit, given the events of its file and its document, oldest first."""
    kept = (event for event in events if event.kind in STEPS)
    steps = (Step(one.at, letter, STEPS[one.kind], bool(one.detail.get("by"))) for one in kept)
    return tuple(sorted(steps, key=lambda step: step.at))

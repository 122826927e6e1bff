"""Do two registers say the same? Everything that they answer, summed up whatever its order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from models.plain import to_plain
from models.record import PageLedger
from storage.register import Register

ABOUT_REGISTER = "register"
"""Subject of events about the register itself, such as that it was moved; they do not count."""
_SIZE = 1 << 256


@dataclass(frozen=True, slots=True)
class Sum:
    """How many values there are, and the sum of their hashes: equal for equal values in any order."""

    count: int
    digest: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a register says. Two that say the same have equal ones."""

    drops: Sum
    documents: Sum
    events: Sum
    copies: Sum
    ledgers: Sum
    outcomes: Sum
    corrections: Sum
    sendings: Sum
    pages: PageLedger


def likeness(register: Register) -> Likeness:
    """Reads all of `register`, a batch at a time; leases and announcements do not count."""
    clients = {event.client for event in register.events()} - {""}
    return Likeness(
        drops=_sum(register.drops()),
        documents=_sum(register.documents()),
        events=_sum(event for event in register.events() if event.subject != ABOUT_REGISTER),
        copies=_sum(register.copies()),
        ledgers=_sum(register.ledger(client) for client in clients),
        outcomes=_sum(register.outcomes.stream()),
        corrections=_sum(register.corrections.stream()),
        sendings=_sum(register.sendings.stream()),
        pages=register.page_ledger(),
    )


def differences(old: Likeness, new: Likeness) -> tuple[str, ...]:
    """What the two do not agree on, for people."""
    return tuple(
        f"{name} ({_shown(before)} before, {_shown(after)} now)"
        for name in Likeness.__slots__
        if (before := getattr(old, name)) != (after := getattr(new, name))
    )


def _shown(value: Sum | PageLedger) -> str:
    return f"{value.count:,}" if isinstance(value, Sum) else f"{value.received:,} received"


def _sum(values: Iterable[object]) -> Sum:
    count = digest = 0
    for value in values:
        text = json.dumps(to_plain(value), sort_keys=True)
        digest = (digest + int.from_bytes(hashlib.sha256(text.encode()).digest())) % _SIZE
        count += 1
    return Sum(count, digest)

"""What is wrong at this moment, by the limits; pure but for the values that it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from models.alarm import AlarmKind, Finding, Rule
from models.counts import counted
from storage.register import Signs

Rules = Mapping[AlarmKind, Rule]
FILES = "files"
"""Subject of a stall that the register tells of."""
WEBHOOK = "webhooks"
DAY = 86400.0
MINUTE = 60.0


def of_register(signs: Signs, rules: Rules, now: datetime) -> Iterator[Finding]:
    """What the register tells."""
    yield from _stalled(signs, rules[AlarmKind.STALLED].limit)
    yield from _ledgers(signs, rules[AlarmKind.LEDGER].limit)
    yield from _quarantine(signs, rules[AlarmKind.QUARANTINE].limit)
    yield from _outbox(signs, rules[AlarmKind.OUTBOX].limit, now)
    yield from _backup(signs, rules[AlarmKind.BACKUP].limit, now)


def _stalled(signs: Signs, limit: float) -> Iterator[Finding]:
    """Old files alone are no stall: a large batch takes its time while one after the other ends."""
    for client, seconds in signs.figures.oldest_waiting.items():
        if seconds > limit * MINUTE and client not in signs.ended:
            words = (
                f"A file has waited for {seconds / MINUTE:.0f} minutes and none has ended meanwhile: see "
                "whether `countersign up` or a worker runs, and what its log says."
            )
            yield Finding(AlarmKind.STALLED, client, FILES, round(seconds / MINUTE), words)


def _ledgers(signs: Signs, limit: float) -> Iterator[Finding]:
    for client, seconds in signs.figures.ledger_age.items():
        if seconds > limit * DAY:
            words = (
                f"The ledger of client {client} last changed {seconds / DAY:.0f} days ago: what is new "
                "cannot be matched. See whether its export still runs, then `countersign ledger load`."
            )
            yield Finding(AlarmKind.LEDGER, client, "", round(seconds / DAY, 1), words)


def _quarantine(signs: Signs, limit: float) -> Iterator[Finding]:
    for client, number in signs.quarantined.items():
        if number > limit:
            words = (
                f"{counted(number, 'file')} of client {client} could not be read within 24 hours: the "
                "quarantine says why. Often it is one scanner or one sender."
            )
            yield Finding(AlarmKind.QUARANTINE, client, "", number, words)


def _outbox(signs: Signs, limit: float, now: datetime) -> Iterator[Finding]:
    for client, since in signs.mail_waits_since.items():
        minutes = (now - since).total_seconds() / MINUTE
        if minutes > limit:
            words = (
                f"A mail has waited for {minutes:.0f} minutes: see `countersign check` for the mail server, "
                "and whether `countersign up` runs."
            )
            yield Finding(AlarmKind.OUTBOX, client, "mails", round(minutes), words)
    for client, number in signs.figures.mails_failed.items():
        words = f"{counted(number, 'mail')} did not go: Sent shows which, and why."
        yield Finding(AlarmKind.OUTBOX, client, "mails that failed", number, words)
    for client, since in signs.failing_since.items():
        minutes = (now - since).total_seconds() / MINUTE
        if minutes > limit:
            words = f"A webhook has taken nothing for {minutes:.0f} minutes: see Webhooks for its answer."
            yield Finding(AlarmKind.OUTBOX, client, WEBHOOK, round(minutes), words)


def _backup(signs: Signs, limit: float, now: datetime) -> Iterator[Finding]:
    since = signs.backed_up_at or signs.first_at
    days = (now - since).total_seconds() / DAY if since else 0.0
    if days > limit:
        last = f"The last backup is {days:.0f} days old" if signs.backed_up_at else "There is no backup yet"
        words = f"{last}: run `countersign backup TARGET`, best every night."
        yield Finding(AlarmKind.BACKUP, "", "", round(days, 1), words)

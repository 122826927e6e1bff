"""Which files may go: their time is over, and nothing about them is held, disputed, open or undecided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.desk import Stores
from flows.retention.schedules import schedule_of
from models.decision import Status
from models.errors import WrongUse
from models.record import DocumentRecord, Drop
from models.retention import Destruction, Expiry, FileToGo, Schedule
from models.sending import InvoiceKey
from receivables.retention import expiry_of


@dataclass(frozen=True, slots=True)
class Due:
    """Received files that go together: an archive with its members, and all with equal bytes."""

    files: tuple[FileToGo, ...]
    sources: tuple[str, ...]
    """Names under which they came."""
    blocked: str = ""
    """Why they stay although their time is over; empty where they may go."""


def due(stores: Stores, client: str, limit: int = 100) -> tuple[Due, ...]:
    """At most `limit` groups of files whose time is over today, oldest first, those that stay too."""
    schedule, today = schedule_of(stores, client), stores.clock().date()
    found: list[Due] = []
    for group in _groups(stores, client, schedule, today):
        one = _due(stores, client, group, schedule, today)
        if one is not None:
            found.append(one)
        if len(found) == limit:
            break
    return tuple(found)


def refuse_not_due(stores: Stores, one: Destruction) -> None:
    """Raise WrongUse where a file of a destruction has to stay, or others would have to go with it."""
    schedule, today = schedule_of(stores, one.client), stores.clock().date()
    named = {file.sha256 for file in one.files}
    for file in one.files:
        group = stores.register.destructions.kin(one.client, file.drops[0])
        found = _due(stores, one.client, group, schedule, today)
        if found is None:
            raise WrongUse(f"The time of file {file.sha256[:12]} is not over any more: reject the proposal.")
        if found.blocked:
            raise WrongUse(f"File {file.sha256[:12]} has to stay: {found.blocked}")
        if {each.sha256 for each in found.files} - named:
            raise WrongUse(f"Others belong to file {file.sha256[:12]} by now: reject, and propose anew.")


def _groups(stores: Stores, client: str, schedule: Schedule, today: date) -> Iterator[tuple[Drop, ...]]:
    """Groups with a file that came long enough ago for the shortest rule; none where there are no rules."""
    if not schedule.rules:
        return
    shortest = min(rule.kept for rule in schedule.rules)
    newest = today - timedelta(days=365 * shortest)
    gone, seen = stores.register.destructions.files(client), set[str]()
    for drop in stores.register.drops(client):
        if drop.received_at.date() > newest:
            return
        if drop.id in seen or (client, drop.sha256) in gone:
            continue
        group = stores.register.destructions.kin(client, drop.id)
        seen |= {one.id for one in group}
        yield group


def _due(stores: Stores, client: str, group: Sequence[Drop], schedule: Schedule, today: date) -> Due | None:
    ids = [one.id for one in group]
    records = stores.register.documents_of(ids)
    keys = sorted({key for record in records for key in record.decision.chosen})
    customers = stores.register.lookups.customers(client, {customer for customer, _ in keys})
    types = sorted({record.reading.type.value for record in records}) or ["other"]
    happened = stores.register.destructions.happened(client, ids, keys)
    expiry = expiry_of(schedule, types, (one.country for one in customers.values()), happened)
    if expiry is None or expiry.on > today:
        return None
    files = tuple(_files(group, records, keys, types, expiry))
    sources = tuple(sorted({one.source for one in group}))
    return Due(files, sources, _blocked(stores, client, ids, records, keys))


def _files(
    group: Sequence[Drop],
    records: Iterable[DocumentRecord],
    keys: Sequence[InvoiceKey],
    types: Sequence[str],
    expiry: Expiry,
) -> Iterator[FileToGo]:
    told = list(records)
    for sha256 in sorted({one.sha256 for one in group}):
        mine = [one for one in group if one.sha256 == sha256]
        drops = tuple(sorted(one.id for one in mine))
        yield FileToGo(
            sha256=sha256,
            size=mine[0].size,
            drops=drops,
            documents=tuple(sorted(one.id for one in told if one.drop_id in drops)),
            invoices=tuple(keys),
            types=tuple(types),
            received=min(one.received_at for one in mine).date(),
            last=expiry.last.what,
            last_on=expiry.last.on,
            jurisdiction=expiry.rule.jurisdiction,
            years=expiry.rule.kept,
            source=expiry.rule.source,
            expired_on=expiry.on,
        )


def _blocked(
    stores: Stores,
    client: str,
    ids: Sequence[str],
    records: Sequence[DocumentRecord],
    keys: Sequence[InvoiceKey],
) -> str:
    """Why the files stay; empty where they may go."""
    if stores.register.unfinished_drops(ids):
        return "work on it has not ended."
    if any(record.decision.status is Status.REVIEW for record in records):
        return "a person has to decide on it first."
    possible = {*keys, *(one.invoice.key for record in records for one in record.decision.candidates)}
    for one in stores.register.holds.over(client, possible):
        return f"{one.name} is on it: {one.reason}"
    for case in stores.register.disputes.of_invoices(client, keys):
        if case.closed_at is None:
            return f"dispute {case.id} is open."
    for key in keys:
        invoice = stores.register.invoice(client, key)
        if invoice is not None and invoice.is_open:
            return f"invoice {invoice.number} is not paid."
    return ""

"""What people do at the review desk: each is one transaction, an event, and can be undone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from flows import keeping, quarantining, settling
from flows.desk import Desk
from flows.journal import about, tell
from flows.review import teaching
from models.correction import EVENTS, Action, Change, Correction, Deed, Effort, Lease
from models.decision import Status
from models.errors import WrongUse
from models.ledger import Invoice
from models.outcome import Checks, Fall, Outcome
from models.paper import Page
from models.reading import FieldName, Reading, Section
from models.record import DocumentRecord
from pipeline import corrections
from pipeline.deciding.decide import decide
from pipeline.deciding.strata import trip
from pipeline.learning.labels import Given
from pipeline.matching.match import Matched, match
from pipeline.turning import turned_reading
from storage.register import MakeChange, Transaction

log = logging.getLogger(__name__)

NO_EFFORT = Effort()
_UNDECIDED = (Status.REVIEW, Status.PARKED)
_QUARTERS = (90, 180, 270)


@dataclass(frozen=True, slots=True)
class Held:
    """A document in somebody's hands."""

    lease: Lease
    by: str
    """Login."""
    effort: Effort = NO_EFFORT
    untold: str = ""
    """Why people outside who were sent it are not told of what is done; empty where they are."""


def file_under(desk: Desk, held: Held, keys: Sequence[tuple[str, str]]) -> Correction:
    """File the document under these (customer number, invoice number), wherever it is filed now.

    Raises:
        LeaseLost: it is in other hands, or was decided meanwhile; so do all others.
        WrongUse: there is no such invoice, or nothing is filed under it.
    """
    invoices = [_invoice(desk, held.lease.client, key) for key in dict.fromkeys(keys)]
    lessons = teaching.by_filing(desk, _record(desk, held.lease), invoices)

    def change(record: DocumentRecord, _: Transaction) -> Change:
        after = corrections.filed(record, invoices, held.by)
        filed = record.decision.status is Status.FILED
        if filed and set(after.decision.chosen) == set(record.decision.chosen):
            raise WrongUse("It is filed there already: choose another invoice, or take it back.")
        return Change((record,), (after,), frozenset(after.decision.chosen), lessons)

    return _done(desk, held, Action.FILE, change)


def park(desk: Desk, held: Held) -> Correction:
    """Set the document aside: it belongs to none of the invoices."""

    def change(record: DocumentRecord, _: Transaction) -> Change:
        return Change((record,), (corrections.parked(record, held.by),), frozenset())

    return _done(desk, held, Action.PARK, change)


def unreadable(desk: Desk, held: Held) -> Correction:
    """Keep the document aside with the reason that it is to be scanned again.

    Its copy is put into quarantine first, so that no crash forgets it. Whether the program's proposal was
    right, nobody can tell: the bound takes it as wrong.
    """
    record = _record(desk, held.lease)
    client, sha256 = record.client, record.sha256
    quarantining.put_aside(desk, client, sha256)

    def change(record: DocumentRecord, _: Transaction) -> Change:
        return Change((record,), (corrections.unreadable(record, held.by),), frozenset())

    done = _done(desk, held, Action.UNREADABLE, change)
    quarantining.put_aside(desk, client, sha256)  # a drain may have taken away what nobody spoke of yet
    return done


def duplicate(desk: Desk, held: Held, original_id: str) -> Correction:
    """Say that the document repeats another one; raises WrongUse where that is none to repeat."""
    original = desk.register.document(held.lease.client, original_id)
    if original is None:
        raise WrongUse(f"There is no document {original_id}: choose one of those shown, or search for it.")

    def change(record: DocumentRecord, _: Transaction) -> Change:
        return Change((record,), (corrections.duplicate(record, original, held.by),))

    return _done(desk, held, Action.DUPLICATE, change)


def reopen(desk: Desk, held: Held) -> Correction:
    """Take the document back to be decided anew; one without candidates is matched again."""
    record = _record(desk, held.lease)
    candidates = record.decision.candidates or _matched_again(desk, record).candidates

    def change(record: DocumentRecord, _: Transaction) -> Change:
        if record.decision.status is Status.REVIEW:
            raise WrongUse("This document is under review already: decide on it.")
        if not record.reading.pages:
            raise WrongUse("Of this file no page could be read: have it scanned again.")
        after = corrections.reopened(record, held.by)
        return Change((record,), (replace(after, decision=replace(after.decision, candidates=candidates)),))

    return _done(desk, held, Action.REOPEN, change)


def turn(desk: Desk, held: Held, page: int, degrees: int) -> Correction:
    """Turn one page clockwise by quarter turns; the original stays as it is."""
    if degrees % 360 not in _QUARTERS:
        raise WrongUse(f"A page is turned by 90, 180 or 270 degrees, not by {degrees}.")

    def change(record: DocumentRecord, _: Transaction) -> Change:
        if page not in record.reading.pages:
            raise WrongUse(f"Page {page} is no page of this document.")
        turned = turned_reading(record.reading, page, degrees % 360)
        return Change((record,), (replace(record, reading=turned),))

    return _done(desk, held, Action.TURN, change)


def split(desk: Desk, held: Held, starts: Sequence[int]) -> Correction:
    """Make several documents of one: at each of these pages of the file another begins."""
    record = _record(desk, held.lease)
    cut = corrections.sections(record.reading.pages, starts)
    parts = tuple(_part(desk, record, pages, (held.by, "Split")) for pages in cut)
    return _done(desk, held, Action.SPLIT, lambda now, _: Change((now,), parts))


def join(desk: Desk, held: Held) -> Correction:
    """Make one document of this one and the next of its file, or the one before where it is the last."""
    record = _record(desk, held.lease)
    other = neighbour(desk, record)
    if other is None:
        raise WrongUse(f"{record.source} holds no other document to join this one with.")
    pages = tuple(sorted((*record.reading.pages, *other.reading.pages)))
    joined = _part(desk, record, pages, (held.by, "Joined"), other.reading)

    def change(now: DocumentRecord, lookups: Transaction) -> Change:
        there = lookups.document(now.client, other.id)
        if there is None or there.reading.pages != other.reading.pages:
            raise WrongUse("The other document was changed meanwhile: look again.")
        return Change((now, there), (joined,))

    return _done(desk, held, Action.JOIN, change)


def neighbour(desk: Desk, record: DocumentRecord) -> DocumentRecord | None:
    """The document that `join` would join this one with."""
    together = [
        one
        for one in desk.register.documents_of([record.drop_id])
        if one.drop_id == record.drop_id and one.reading.pages
    ]
    places = [one.id for one in together]
    if record.id not in places or len(together) == 1:
        return None
    here = places.index(record.id)
    return together[here + 1] if here + 1 < len(together) else together[here - 1]


def correct(desk: Desk, held: Held, name: FieldName, pointed: corrections.Pointed | None) -> Correction:
    """Give a field the value that the paper shows, None for none; what is undecided is matched with it."""
    plain = settling.untaught(desk)
    value = corrections.typed(name, pointed, plain.date_order) if pointed else None
    record = _record(desk, held.lease)
    lessons = teaching.by_value(desk, record, Given(name, value)) if value else ()
    after = replace(record, reading=corrections.with_value(record.reading, name, value))
    if record.decision.status in _UNDECIDED:
        after = offered_again(after, _matched_again(desk, after), (held.by, "Corrected"))

    def change(now: DocumentRecord, _: Transaction) -> Change:
        if now != record:
            raise WrongUse("The page was read again as it is turned: look at it, and correct it then.")
        return Change((now,), (after,), lessons=lessons, corrects=name)

    return _done(desk, held, Action.CORRECT, change)


def receipt(desk: Desk, held: Held, said: corrections.Said) -> Correction:
    """Say whether the paper is signed, and what was remarked on it."""

    def change(record: DocumentRecord, _: Transaction) -> Change:
        return Change((record,), (replace(record, reading=corrections.with_receipt(record.reading, said)),))

    return _done(desk, held, Action.RECEIPT, change)


def undo(desk: Desk, client: str, correction_id: int, by: str, effort: Effort = NO_EFFORT) -> Correction:
    """Put everything back as it was before; raises WrongUse where later corrections rest on it.

    People outside who were told of the correction are told of this too.
    """
    deed = Deed(by, Action.UNDO, desk.now(), effort)
    return _told(desk, desk.register.corrections.undo(client, correction_id, deed))


def pages_of(desk: Desk, record: DocumentRecord) -> tuple[Page, ...]:
    """The document's pages as they were read, turned as people have turned them."""
    return keeping.pages_of(desk.stores, record.client, record.sha256, record.reading)


def _done(desk: Desk, held: Held, action: Action, change: MakeChange) -> Correction:
    def judge(before: Checks, outcome: Outcome) -> Fall | None:
        return trip(before, outcome, desk.stores.settings.misfile_bound)

    deed = Deed(held.by, action, desk.now(), held.effort, held.untold)
    return _told(desk, desk.register.corrections.make(held.lease, deed, change, judge))


def _told(desk: Desk, done: Correction) -> Correction:
    for one in done.before:
        if one.decision.status is Status.QUARANTINED:
            quarantining.clear(desk, one.client, one.sha256)
    with about(client=done.client, file=done.after[0].source, document=done.document_id):
        tell(log, "corrected", f"{EVENTS[done.action]}, {done.by}", seconds=done.effort.seconds)
    return done


def _record(desk: Desk, lease: Lease) -> DocumentRecord:
    record = desk.register.document(lease.client, lease.document_id)
    if record is None:
        raise WrongUse(f"There is no document {lease.document_id} any more: it was split or joined.")
    return record


def _invoice(desk: Desk, client: str, key: tuple[str, str]) -> Invoice:
    invoice = desk.register.invoice(client, key)
    if invoice is None:
        raise WrongUse(f"The ledger has no invoice {key[1]} of customer {key[0]}: search for it again.")
    return invoice


def _part(
    desk: Desk,
    record: DocumentRecord,
    numbers: Sequence[int],
    told: tuple[str, str],
    beside: Reading | None = None,
) -> DocumentRecord:
    """A document of other pages of the same file, read and matched; `beside` was joined to it."""
    old = record.reading if beside is None else _both(record.reading, beside)
    shown = replace(old, pages=tuple(numbers))
    pages = keeping.pages_of(desk.stores, record.client, record.sha256, shown)
    if not pages:
        raise WrongUse(f"The pages of {record.source} were not kept: they cannot be read again.")
    section = settling.forms_of(desk).again(record.client, Section(pages, "a person"), old)
    _, index = desk.ledgers.of(record.client)
    fresh = settling.matched_section(section, index, settling.preferences_of(desk, record.client))
    reading = corrections.corrected_by_people(fresh.reading, old)
    matched = match(reading, pages, index) if reading != fresh.reading else fresh
    after = corrections.part(record, reading, record.decision)
    return offered_again(after, matched, told)


def _both(one: Reading, other: Reading) -> Reading:
    """What people have said about either."""
    return replace(
        one,
        fields={**other.fields, **one.fields},
        turns={**other.turns, **one.turns},
        read_turns={**other.read_turns, **one.read_turns},
    )


def _matched_again(desk: Desk, record: DocumentRecord) -> Matched:
    _, index = desk.ledgers.of(record.client)
    return match(record.reading, pages_of(desk, record), index)


def offered_again(record: DocumentRecord, matched: Matched, told: tuple[str, str]) -> DocumentRecord:
    """The document with what the program now thinks of it, left to people; `told` is who did what to it."""
    decision = corrections.offered(decide(matched, inf), *told)
    reading = corrections.corrected_by_people(matched.reading, record.reading)
    return replace(record, reading=reading, decision=decision)

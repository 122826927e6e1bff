"""From pages to end states: split, read, match, decide; written in one transaction of the register."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from flows import batching, keeping, quarantining, rescanning
from flows.bounds import Found, Limits
from flows.desk import Desk
from flows.forms import Forms
from flows.journal import tell_end
from flows.rescanning import slips_of
from models.decision import Decision, Status
from models.learned import Lesson
from models.outcome import KEYS
from models.paper import Page, PageKind
from models.reading import UNREAD, DocumentType, FieldName, Reading, Section
from models.record import Claim, DocumentRecord, Drop, PageRow, Settled, document_id
from pipeline.batches import shortfalls
from pipeline.deciding.decide import decide
from pipeline.deciding.duplicates import rescan_of
from pipeline.deciding.sampling import FIRST_FILINGS, Sampling, sampled
from pipeline.index.ledger_index import LedgerIndex
from pipeline.learning.labels import labels_of
from pipeline.learning.masks import masks_of
from pipeline.learning.uses import lessons_used
from pipeline.matching.match import Matched, match
from pipeline.matching.proofs import beside, contested
from pipeline.read import Preferences, read
from pipeline.splitting import split
from storage.register import Transaction

log = logging.getLogger(__name__)

NUMBERS = (FieldName.INVOICE_NUMBER, FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER)

NOTHING_READ = Reading((), DocumentType.OTHER, UNREAD, 0.0)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read."""

    reason: str
    pages: int
    """Pages of the file; 1 where they cannot be counted."""


@dataclass(frozen=True, slots=True)
class Rules:
    """By which a client's documents are filed now."""

    limits: Limits
    share: float

    def limit(self, kind: DocumentType) -> float:
        """The probability from which on doubted documents of a type are filed; infinite for none."""
        return self.limits.doubted.get(kind, inf)

    def decide(self, matched: Matched) -> Decision:
        """Where a document goes, by its reading, the ledger and these rules."""
        kind = matched.reading.type
        return decide(matched, self.limit(kind), keys=self.limits.keys.get(kind, KEYS))


def documents(desk: Desk, claim: Claim, drop: Drop, pages: tuple[Page, ...]) -> Settled:
    """Split, read and match `pages`; then decide on each document beside what is filed already."""
    load, index = desk.ledgers.of(drop.client)
    preferences = preferences_of(desk, drop.client)
    sections = split(pages, index)
    slips = slips_of(desk, drop, pages)
    first = [(section, read(section, preferences)) for section in map(slips.marked, sections)]
    known = forms_of(desk).recognised(drop.client, drop.sha256, first)
    matched = [matched_section(section, index, preferences) for section in known]
    short = batching.told(drop, shortfalls(pages, sections), desk.now())

    def decide_all(lookups: Transaction) -> Settled:
        rules = rules_of(desk, drop.client, lookups)
        records: list[DocumentRecord] = []
        for item in beside(matched, lookups.proofs(drop.client, contested(matched))):
            records.append(_decided(drop, item, _Beside(lookups, rules, tuple(records))))
        if not records:
            records.append(_whole(drop, NOTHING_READ, Decision(Status.BLANK, _only(pages))))
        again = rescanning.told(drop, slips, records, desk.now())
        return Settled(drop, _page_rows(pages, records), tuple(records), (*short, *again))

    settled = desk.register.settle(claim, decide_all, desk.now(), load)
    note_lessons(desk, settled.documents)
    return settled


def note_lessons(desk: Desk, records: Sequence[DocumentRecord]) -> None:
    """Note what these documents were read and matched with; counted for people only."""
    lessons = desk.register.lessons.in_force(records[0].client) if records else frozenset[Lesson]()
    for record in records:
        desk.register.lessons.use(record.client, record.id, lessons_used(record, lessons))


def same_bytes(desk: Desk, claim: Claim, drop: Drop, first: str) -> Settled:
    """One duplicate for a file whose bytes came earlier under another name."""

    def decide_all(lookups: Transaction) -> Settled:
        earlier = lookups.documents_of(first)
        rows = lookups.pages_of(first)
        decision = Decision(Status.DUPLICATE, _same_as(earlier[0]), duplicate_of=earlier[0].id)
        content = tuple(row.number for row in rows if row.kind is PageKind.CONTENT)
        told = earlier[0].reading if len(earlier) == 1 else replace(NOTHING_READ, pages=content)
        record = _whole(drop, told, decision)
        return Settled(drop, tuple(replace(row, document_id=record.id) for row in rows), (record,))

    return desk.register.settle(claim, decide_all, desk.now())


def archive(desk: Desk, claim: Claim, drop: Drop) -> Settled:
    """Nothing of its own: the members of a zip or mail are drops by themselves."""
    return desk.register.settle(claim, lambda _: Settled(drop, (), ()), desk.now())


def quarantine(desk: Desk, claim: Claim, drop: Drop, refusal: Refusal) -> Settled:
    """The whole file aside, with the reason; its copy for people first, so that no crash forgets it."""
    quarantining.put_aside(desk, drop.client, drop.sha256)
    record = _whole(drop, NOTHING_READ, Decision(Status.QUARANTINED, refusal.reason))
    rows = tuple(PageRow(number, PageKind.CONTENT, record.id) for number in range(1, refusal.pages + 1))
    return desk.register.settle(claim, lambda _: Settled(drop, rows, (record,)), desk.now())


def again(desk: Desk, record: DocumentRecord, load: int, index: LedgerIndex) -> bool:
    """Decide anew on a document that waits for its invoice; True when it is filed now.

    What a person has checked is left to people; where limits or filed proofs change meanwhile, the next
    look decides.
    """
    kept = keeping.pages(desk.stores, record.client, record.sha256) or ()
    section = _section_again(kept, record.reading)
    if not section.pages:
        return False
    section = forms_of(desk).again(record.client, section, record.reading)
    rules = rules_of(desk, record.client, desk.register.outcomes)
    alone = matched_section(section, index, preferences_of(desk, record.client))
    asked = contested([alone])
    proofs = desk.register.proofs(record.client, asked)
    (matched,) = beside([alone], proofs)
    newer = _anew(
        record, matched, rules, early=desk.register.count(record.client, Status.FILED) < FIRST_FILINGS
    )

    def holds(lookups: Transaction) -> bool:
        same = lookups.proofs(record.client, asked) == proofs
        return same and rules_of(desk, record.client, lookups) == rules

    if not desk.register.redecide(newer, load, desk.now(), holds=holds):
        return False
    note_lessons(desk, [newer])
    if newer.decision.status is not record.decision.status:
        tell_end(log, newer)
    return _is_filed(newer)


def _anew(record: DocumentRecord, matched: Matched, rules: Rules, *, early: bool) -> DocumentRecord:
    decision = rules.decide(matched)
    if decision.status is Status.PARKED and record.decision.status is Status.REVIEW:
        return replace(
            record, reading=matched.reading, decision=replace(record.decision, reason=decision.reason)
        )
    return _drawn(replace(record, reading=matched.reading, decision=decision), rules, early=early)


def _section_again(kept: Sequence[Page], reading: Reading) -> Section:
    """The document's pages, as uncertain in their boundaries as they were."""
    pages = tuple(page for page in kept if page.number in reading.pages)
    certainty = 0.0 if reading.doubt else 1.0
    return Section(pages, "kept", certainty, reading.doubt, rescan_of=reading.rescan_of)


def matched_section(section: Section, index: LedgerIndex, preferences: Preferences) -> Matched:
    """What one document says, held against the ledger."""
    return match(read(section, preferences), section.pages, index)


def forms_of(desk: Desk) -> Forms:
    """What earlier papers tell of forms."""
    return Forms(desk.stores, desk.limits, desk.words)


def rules_of(desk: Desk, client: str, found: Found) -> Rules:
    """By what people have found so far."""
    return Rules(desk.bounds.of(client, found), desk.stores.settings.blind_share)


def preferences_of(desk: Desk, client: str) -> Preferences:
    """How the client's papers write dates and labels, as far as people taught it."""
    lessons = desk.register.lessons.in_force(client)
    return replace(untaught(desk), taught=labels_of(lessons), masks=masks_of(lessons))


def untaught(desk: Desk) -> Preferences:
    """How all papers are read."""
    return Preferences(date_order=desk.stores.settings.date_order)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a document is decided beside."""

    lookups: Transaction
    rules: Rules
    batch: tuple[DocumentRecord, ...]
    """Documents of the same file, decided before it."""


def _decided(drop: Drop, matched: Matched, beside: _Beside) -> DocumentRecord:
    reading, rules = matched.reading, beside.rules
    decision = rules.decide(matched)
    earlier = beside.lookups.earlier_like(drop.client, _numbers(reading))
    others = (record for record in (*earlier, *beside.batch) if record.id != reading.rescan_of)
    original = rescan_of(reading, tuple(others))
    if original is not None:
        reason = f"The same paper as in {original.source}, scanned again."
        decision = Decision(Status.DUPLICATE, reason, decision.candidates, duplicate_of=original.id)
    filed = beside.lookups.filed_count(drop.client) + sum(_is_filed(record) for record in beside.batch)
    return _drawn(_whole(drop, reading, decision), rules, early=filed < FIRST_FILINGS)


def _drawn(record: DocumentRecord, rules: Rules, *, early: bool) -> DocumentRecord:
    """The record with how it came to be checked; held where it is drawn for the blind sample."""
    sampling = Sampling(rules.share, early, rules.limit(record.reading.type) < inf)
    drawn = replace(record, decision=sampled(record.decision, record.id, sampling))
    return replace(drawn, audit_pending=early and _is_filed(drawn))


def _numbers(reading: Reading) -> dict[FieldName, str]:
    """The numbers by which an earlier scan of the same paper is found."""
    return {name: value.text for name in NUMBERS if (value := reading.value(name)) is not None}


def _same_as(earlier: DocumentRecord) -> str:
    quarantined = earlier.decision.status is Status.QUARANTINED
    why = f" When this came it was quarantined: {earlier.decision.reason}" if quarantined else ""
    return f"The same bytes as {earlier.source}.{why}"


def _is_filed(record: DocumentRecord) -> bool:
    return record.decision.status is Status.FILED


def _whole(drop: Drop, reading: Reading, decision: Decision) -> DocumentRecord:
    return DocumentRecord(
        id=document_id(drop.id, reading.pages),
        client=drop.client,
        drop_id=drop.id,
        source=drop.source,
        sha256=drop.sha256,
        received_at=drop.received_at,
        reading=reading,
        decision=decision,
    )


def _page_rows(pages: Sequence[Page], records: Iterable[DocumentRecord]) -> tuple[PageRow, ...]:
    owner = {number: record.id for record in records for number in record.reading.pages}
    return tuple(PageRow(page.number, page.kind, owner.get(page.number, "")) for page in pages)


def _only(pages: Sequence[Page]) -> str:
    kinds = {page.kind for page in pages}
    what = " and ".join(kind.value for kind in (PageKind.BLANK, PageKind.SEPARATOR) if kind in kinds)
    return f"The file holds only {what} pages."

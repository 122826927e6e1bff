"""Reads pages again that a person has turned, as they stand now; what was read first stays beside it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractors import opening
from flows import keeping, settling
from flows.desk import Desk
from flows.journal import about, tell
from flows.review.reviewing import offered_again
from models.correction import EVENTS, SETTLES, Action, Change, Correction, Deed
from models.decision import Status
from models.errors import LeaseLost
from models.reading import Section
from models.record import DocumentRecord
from pipeline.corrections import corrected_by_people, with_receipt_of
from pipeline.filing import original_key
from pipeline.matching.match import match
from storage.register import Transaction

log = logging.getLogger(__name__)

_WHOLE = 360


def read_as_turned(desk: Desk, client: str, document_id: str, by: str) -> Correction | None:
    """Read a document anew whose pages were turned since it was read; None where none was.

    What people said of it stays. Where it is undecided its candidates are those of the new reading; a
    decision of a person stays as it is.

    Raises:
        LeaseLost: somebody else has the document, or worked on it meanwhile: look at it again.
        UnreadableFile, ReaderKilled, NotYet: the page cannot be read now.
    """
    record = desk.register.document(client, document_id)
    if record is None or not record.reading.turned_since:
        return None
    _read_pages(desk, record)
    after = _anew(desk, record, by)
    if after is None:
        return None

    def change(now: DocumentRecord, _: Transaction) -> Change:
        if now != record:
            raise LeaseLost("Somebody has worked on this document while it was read: look at it again.")
        return Change((now,), (after,))

    deed = Deed(by, Action.READ, desk.now())
    done = desk.register.corrections.read_again(client, document_id, deed, change)
    with about(client=client, file=record.source, document=document_id):
        tell(log, "corrected", f"{EVENTS[done.action]}, {by}")
    return done


def _read_pages(desk: Desk, record: DocumentRecord) -> None:
    """Have every page read that was turned to where nobody has read it yet, and keep what was read."""
    file = record.client, record.sha256
    first = {page.number: page.turned for page in keeping.pages(desk.stores, *file) or ()}
    turned = {
        number: (first[number] + record.reading.turn(number)) % _WHOLE
        for number in record.reading.turned_since
        if number in first and record.reading.turn(number)
    }
    wanted = [one for one in turned.items() if keeping.turned_page_kept(desk.stores, file, *one) is None]
    if not wanted:
        return
    with tempfile.TemporaryDirectory(dir=desk.work, prefix="countersign-") as folder:
        path = Path(folder, "original")
        desk.objects.fetch(original_key(*file), path)
        for number, degrees in wanted:
            (sheet,) = opening.open_pages(path, number, number, Path(folder), desk.limits)
            keeping.keep_turned_page(desk.stores, file, desk.readers.read_turned(sheet, degrees))


def _anew(desk: Desk, record: DocumentRecord, by: str) -> DocumentRecord | None:
    """The document as its pages are read now; None where they were not kept."""
    old = replace(record.reading, read_turns=record.reading.turns)
    pages = keeping.pages_of(desk.stores, record.client, record.sha256, old)
    if not pages:
        return None
    section = Section(pages, "a person", 0.0 if old.doubt else 1.0, old.doubt, rescan_of=old.rescan_of)
    section = settling.forms_of(desk).again(record.client, section, old)
    _, index = desk.ledgers.of(record.client)
    fresh = settling.matched_section(section, index, settling.preferences_of(desk, record.client))
    reading = corrected_by_people(fresh.reading, old)
    deeds = [one.action for one in desk.register.corrections.standing(record.client, record.id)]
    if Action.RECEIPT in deeds:
        reading = with_receipt_of(reading, old)
    if not _is_open(record, deeds):
        return replace(record, reading=reading)
    matched = match(reading, pages, index)
    return offered_again(replace(record, reading=reading), matched, (by, "Turned"))


def _is_open(record: DocumentRecord, deeds: Sequence[Action]) -> bool:
    """True where the program may say what it thinks: not of a blind check, nor of what a person settled."""
    standing = record.decision.standing
    if record.decision.status not in {Status.REVIEW, Status.PARKED} or (standing and standing.blind):
        return False
    return next((deed for deed in reversed(deeds) if deed is not Action.READ), None) not in SETTLES

"""The whole job on one page: receive, read, settle, file; and resolve, when a new ledger has come.

Every step loads, calls pure code, and writes in one transaction. Each is keyed by content hash and may
run twice. Nothing here knows Prefect; `flows.intake` gives retries, concurrency and a picture.
"""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flows import keeping, opening, quarantining, settling, shelving
from flows.desk import Desk
from flows.inbox import members
from flows.journal import about, tell, tell_end
from flows.review import asides
from flows.settling import Refusal
from models.counts import counted
from models.errors import NotYet, UnreadableFile
from models.paper import Page
from models.record import Claim, Drop, Settled

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scan:
    """A received file whose bytes are safe in the archive."""

    claim: Claim
    drop: Drop
    path: Path
    """A local copy of the bytes, gone when the work on the file ends."""
    settled: bool
    """This very drop has its end state already."""
    same_as: str
    """Drop id of the first file with the same bytes, empty where these bytes are new."""


def work(desk: Desk, claim: Claim) -> Drop | None:
    """Take one file from the inbox to its end state; None where it had gone from the inbox before.

    Raises:
        NotYet: something passing stands in the way; release the claim and come back.
        ClaimLost: another worker has it now.
    """
    with tempfile.TemporaryDirectory(dir=desk.work) as folder:
        scan = receive(desk, claim, Path(folder))
        if scan is not None and not scan.settled:
            with about(file=scan.drop.source, drop=scan.drop.id):
                file(desk, scan, settle(desk, scan))
    return _leave(desk, claim, scan)


def receive(desk: Desk, claim: Claim, folder: Path) -> Scan | None:
    """Put the bytes into the archive under their hash and the drop into the register.

    The object may have gone from the inbox, or changed, since an earlier attempt received it: then its
    bytes are in the archive. None where it went before: a later sweep notes it anew.
    """
    path = keeping.fetch(desk, claim, folder)
    drop = keeping.identify(desk, claim, path) if path else desk.register.begun(claim)
    if drop is None:
        return None
    path = path or keeping.fetch_original(desk, drop, folder)
    keeping.keep_original(desk, drop, path)
    receipt = desk.register.receive(claim, drop, desk.now())
    drop = receipt.drop
    if receipt.returned:  # the end of that destruction may have removed what was kept just before
        keeping.keep_original(desk, drop, path)
    with about(file=drop.source, drop=drop.id):
        words = "again: it has its end state" if receipt.again else f"{drop.size} bytes"
        tell(log, "received", words, sha256=drop.sha256, bytes=drop.size)
    if receipt.first != drop.id and not receipt.first_settled:
        raise NotYet(f"{drop.source}: the same bytes are being read under another name.")
    same_as = "" if receipt.first == drop.id else receipt.first
    return Scan(claim, drop, path, settled=receipt.again, same_as=same_as)


def settle(desk: Desk, scan: Scan) -> Settled:
    """Read the file, match what it says, decide, and write all of that in one transaction."""
    if scan.same_as and not desk.register.children(scan.same_as):
        return settling.same_bytes(desk, scan.claim, scan.drop, scan.same_as)
    count = 1
    try:
        survey = opening.survey(desk, scan.path)
        if survey.members:
            members.announce(desk, scan.drop, scan.path, survey.members)
            return settling.archive(desk, scan.claim, scan.drop)
        count = survey.pages
        return settling.documents(desk, scan.claim, scan.drop, read(desk, scan, count))
    except UnreadableFile as refusal:
        return settling.quarantine(desk, scan.claim, scan.drop, Refusal(str(refusal), count))


def read(desk: Desk, scan: Scan, count: int) -> tuple[Page, ...]:
    """All pages of the file as words, barcodes and signature regions; read once, then kept."""
    kept = keeping.pages(desk.stores, scan.drop.client, scan.drop.sha256)
    if kept is None:
        kept = opening.read_pages(desk, scan.claim, scan.path, count)
        keeping.keep_pages(desk, scan.drop, kept)
    return kept


def file(desk: Desk, scan: Scan, settled: Settled) -> None:
    """Tell what became of a file, and put a copy of every filed document where people look for it."""
    for record in settled.documents:
        tell_end(log, record)
    shelving.shelve(desk, settled, scan.path)


def resolve(desk: Desk, client: str) -> int:
    """Match what waits for an invoice against the newest ledger; returns how many were filed.

    What people set aside goes back to them where its invoice came since.
    """
    load, index = desk.ledgers.of(client)
    looked, filed = 0, 0
    for looked, record in enumerate(desk.register.waiting_for_invoice(client, load), start=1):  # noqa: B007
        filed += settling.again(desk, record, load, index)
    back = asides.offer_again(desk, client, load, index)
    if back:
        with about(client=client):
            words = f"{counted(back, 'document')} that people set aside, with load {load}: offered again"
            tell(log, "offered again", words, load=load, offered=back)
    if looked:
        with about(client=client):
            words = f"{counted(looked, 'document')} waiting for an invoice, with load {load}: {filed} filed"
            tell(log, "matched", words, load=load, looked=looked, filed=filed)
    shelving.shelve_outstanding(desk, client)
    return filed


def give_up(desk: Desk, claim: Claim, fault: Exception) -> Drop | None:
    """Quarantine a file on which the program itself has failed again and again."""
    reason = f"Countersign failed on this file ({fault!r}). The original is safe: please report it."
    with tempfile.TemporaryDirectory(dir=desk.work) as folder:
        scan = receive(desk, claim, Path(folder))
        if scan is not None and not scan.settled:
            file(desk, scan, settling.quarantine(desk, claim, scan.drop, Refusal(reason, 1)))
    return _leave(desk, claim, scan)


def _leave(desk: Desk, claim: Claim, scan: Scan | None) -> Drop | None:
    """Let go of a file that has its end state, and of what an earlier attempt set aside of it."""
    keeping.leave_inbox(desk, claim)
    if scan is None:
        return None
    if not scan.same_as:
        quarantining.clear(desk, scan.drop.client, scan.drop.sha256)
    return scan.drop

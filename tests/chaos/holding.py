"""What has to hold after all faults: one sentence for everything that does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.desk import Desk
from flows.proof.heads import HEADS, head_key
from flows.retention import certificate_keys
from flows.verifying import verify
from models.decision import Status
from models.record import DocumentRecord
from pipeline.filing import original_key, pages_folder, quarantine_key
from tests.chaos.quick_papers import BLANK, CLIENT, SEPARATOR, Paper, Pile

OURS = ("Reading was stopped twice", "Countersign failed on this file")
"""Begin the reasons for which a file may be in quarantine after faults."""
PROVOKED = {"MemoryError", "NotReadable"}
"""Failures that a reader out of memory, or killed, makes."""
FIRST_ENDS = {"filed", "review", "parked", "duplicate", "quarantined", "blank"}


def faults_of(desk: Desk, pile: Pile) -> list[str]:
    """Everything that does not hold after the papers of a pile came to their end."""
    expected = pile.expected()
    return [
        *accounted(desk, expected),
        *_ended_right(desk, pile, expected),
        *told_once(desk),
        *unprovoked(desk),
        *matched_once(desk, pile),
        *no_orphans(desk),
        *whole(desk),
    ]


def whole(desk: Desk) -> Iterator[str]:
    """Everything that was stored is stored, and the audit chain is whole."""
    yield from (
        f"verify: {finding.subject}: {finding.fault}"
        for finding in verify(desk.stores, None)
        if finding.fault
    )


def accounted(desk: Desk, expected: dict[str, Paper]) -> Iterator[str]:
    """Every file and page in exactly one end state, and nobody at work."""
    register = desk.register
    ledger = register.page_ledger()
    came = {drop.id: drop.source for drop in register.drops()}
    expected = _due(desk, expected)
    yield from (f"{expected[one].name} was lost" for one in expected.keys() - came.keys())
    yield from (f"{came[one]} came from nowhere" for one in came.keys() - expected.keys())
    counts = register.page_counts(list(came))
    if not ledger.balanced or ledger.waiting_files or ledger.received != sum(counts.values()):
        yield f"the page ledger does not add up: {ledger}"
    if register.workers():
        yield f"files are held by {register.workers()}"
    yield from (f"{stat.key} is still in the inbox" for stat in desk.stores.inbox.list(""))
    set_aside = {one.drop_id for one in _with(desk, Status.QUARANTINED)}
    destroyed = {one.drop_id for one in _with(desk, Status.DESTROYED)}
    for one in expected.keys() & came.keys() - set_aside - destroyed:
        if not expected[one].broken and counts.get(one) != len(expected[one].pages):
            yield f"{came[one]} has {counts.get(one)} pages, not {len(expected[one].pages)}"


def _due(desk: Desk, expected: dict[str, Paper]) -> dict[str, Paper]:
    """Without what still lies within archives that a fault has set aside."""
    aside = {one.drop_id for one in desk.register.documents() if one.decision.reason.startswith(OURS)}
    drops = {drop.id: drop for drop in desk.register.drops()}
    within: set[str] = set()
    for one in aside & expected.keys():
        above = drops[one].source.removesuffix(expected[one].name)
        within |= expected[one].family(above).keys()
    return {one: paper for one, paper in expected.items() if one in drops or one not in within}


def _with(desk: Desk, status: Status) -> list[DocumentRecord]:
    return [one for one in desk.register.documents() if one.decision.status is status]


def _ended_right(desk: Desk, pile: Pile, expected: dict[str, Paper]) -> Iterator[str]:
    """Each paper as its ledger and its bytes say, but for what a fault set aside."""
    by_bytes: dict[str, list[DocumentRecord]] = {}
    for one in desk.register.documents():
        by_bytes.setdefault(one.sha256, []).append(one)
    invoices, expected = pile.invoices(), _due(desk, expected)
    for paper in {paper.sha256: paper for paper in expected.values()}.values():
        found = by_bytes.get(paper.sha256, [])
        if any(one.decision.reason.startswith(OURS) for one in found):
            continue
        first = [one for one in found if one.decision.status is not Status.DUPLICATE]
        got = sorted((one.reading.pages, one.decision.status.value, one.decision.chosen) for one in first)
        if got != sorted(_ends(paper, invoices)):
            yield f"{paper.name} ended as {got}, not as {sorted(_ends(paper, invoices))}"
        copies = sum(1 for one in expected.values() if one.sha256 == paper.sha256) - 1
        if not paper.members and len(found) - len(first) != copies:
            yield f"{paper.name} has {len(found) - len(first)} duplicates, not {copies}"


def _ends(paper: Paper, invoices: dict[str, tuple[str, str]]) -> Iterator[tuple[object, ...]]:
    if paper.broken:
        yield (), "quarantined", ()
    elif paper.pages and set(paper.pages) <= {BLANK, SEPARATOR}:
        yield (), "blank", ()
    for number, told in enumerate(paper.pages, 1):
        if told not in {BLANK, SEPARATOR}:
            known = told in invoices
            yield (number,), "filed" if known else "parked", (invoices[told],) if known else ()


def told_once(desk: Desk) -> Iterator[str]:
    """One event that each file came, one of how each document first ended, one of each copy."""
    told = Counter((event.kind, event.subject, event.detail.get("key")) for event in desk.register.events())
    for drop in desk.register.drops():
        if (times := told["received", drop.id, None]) != 1:
            yield f"that {drop.source} came is told {times} times"
    for one in desk.register.documents():
        times = sum(told[kind, one.id, None] for kind in FIRST_ENDS)
        if times != 1:
            yield f"how {one.source} {one.reading.pages} ended is told {times} times"
        if (again := told["matched again", one.id, None]) > 1:
            yield f"{one.source} was matched again {again} times"
    for link, _ in desk.register.copies():
        if (times := told["shelved", link.document_id, link.shelf_key]) != 1:
            yield f"the copy {link.shelf_key} is told {times} times"


def unprovoked(desk: Desk) -> Iterator[str]:
    """Failures of the program itself: what goes wrong here makes it fail in no other way."""
    for event in desk.register.events():
        if event.kind == "failed" and event.detail["error"] not in PROVOKED:
            yield f"{event.detail['source']} failed with {event.detail['error']}"


def matched_once(desk: Desk, pile: Pile) -> Iterator[str]:
    """Both ledgers are loaded, each once, and nothing waits for the newer one."""
    load = desk.register.load_number(CLIENT)
    if load != 2:
        yield f"the ledger was loaded {load} times"
    known = {one.key for one in desk.register.ledger(CLIENT).invoices}
    if known != {one.key for books in (pile.ledger, pile.later) for one in books.invoices}:
        yield "the ledger is not what was loaded"
    yield from (
        f"{one.source} was not matched with load {load}"
        for one in desk.register.waiting_for_invoice(CLIENT, load)
    )


def no_orphans(desk: Desk) -> Iterator[str]:
    """Every object is named by the register, and every one that the register names is there."""
    wanted, may_be = _named(desk)
    found = {stat.key for stat in desk.objects.list("")}
    yield from (f"{key} belongs to nothing" for key in found - wanted if not key.startswith(tuple(may_be)))
    yield from (f"{key} is not there" for key in wanted - found)


def _named(desk: Desk) -> tuple[set[str], set[str]]:
    """Keys of objects that have to be there, and beginnings of those that may."""
    register = desk.register
    gone = register.destructions.files()
    drops = [drop for drop in register.drops() if (drop.client, drop.sha256) not in gone]
    keys = {original_key(drop.client, drop.sha256) for drop in drops}
    keys |= {quarantine_key(one.client, one.sha256) for one in _with(desk, Status.QUARANTINED)}
    keys |= {link.shelf_key for link, _ in register.copies()}
    keys |= {head_key(head) for head in register.chain.heads()}
    for one in register.destructions.approved():
        keys |= set(certificate_keys(one))
    return keys, {pages_folder(drop.client, drop.sha256) for drop in drops} | {f"{HEADS}none"}

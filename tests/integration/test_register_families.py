"""Archives, workers that are gone, and what the doors ask about files and their members."""

from __future__ import annotations

from models.decision import Status
from models.record import Drop, Settled
from storage.register import Register, Transaction
from tests.values.register_values import (
    LEASE,
    NOW,
    arrival_of,
    capture,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    later,
    record_of,
    settled_of,
)

MAIL = drop_of("mail.eml")
ZIP = drop_of("mail.eml/batch.zip", parent=MAIL.id)
NOTE = drop_of("mail.eml/batch.zip/note.pdf", parent=ZIP.id)


def unpack(register: Register, archive: Drop, member: Drop) -> None:
    """Take an archive from the inbox to its end, its member announced."""
    claim = claimed(register, archive.source)
    register.receive(claim, archive, NOW)
    assert register.announce(member, f"default/{member.source}", NOW)
    register.settle(claim, lambda _: settled_of(archive), NOW)
    register.done(claim, NOW)


def test_an_archive_is_finished_only_with_all_that_came_out_of_it(register: Register) -> None:
    unpack(register, MAIL, ZIP)
    assert register.unfinished_drops([MAIL.id]) == {ZIP.id}
    unpack(register, ZIP, NOTE)
    assert register.unfinished_drops([MAIL.id]) == {NOTE.id}
    record = capture(register, record_of(NOTE, decision_of(Status.PARKED)), NOTE)
    assert register.unfinished_drops([MAIL.id]) == frozenset()
    assert register.documents_of([MAIL.id]) == register.documents_of([NOTE.id]) == (record,)
    assert [register.depth(drop.id) for drop in (MAIL, ZIP, NOTE)] == [0, 1, 2]
    assert register.faults() == []


def test_a_file_that_was_never_received_is_unfinished(register: Register) -> None:
    assert register.unfinished_drops([NOTE.id]) == {NOTE.id}
    assert register.documents_of([NOTE.id]) == ()
    assert register.depth(NOTE.id) == 0


def test_clients_are_those_of_whom_something_was_received(register: Register) -> None:
    register.note_arrivals([arrival_of("a.pdf", "quiet")], NOW)
    for client in ("bolt", "acme"):
        register.receive(claimed(register, "a.pdf", client), drop_of("a.pdf", client), NOW)
    assert register.clients() == ("acme", "bolt")


def test_a_failed_attempt_counts_when_given_back(register: Register) -> None:
    register.release(claimed(register, "a.pdf"), NOW, 0, failed=True)
    again = register.claim("worker", NOW, LEASE)
    assert again is not None
    assert again.attempts == 2


def test_claimable_is_what_a_claim_would_find(register: Register) -> None:
    assert not register.claimable(NOW)
    register.note_arrivals([arrival_of("a.pdf")], NOW)
    assert register.claimable(NOW)
    register.claim("worker", NOW, LEASE)
    assert not register.claimable(later(LEASE - 1))
    assert register.claimable(later(LEASE))


def test_the_claims_of_a_worker_that_is_gone_are_free_at_once_and_no_others(register: Register) -> None:
    register.note_arrivals([arrival_of("a.pdf"), arrival_of("b.pdf")], NOW)
    lost, kept = (register.claim(worker, NOW, LEASE) for worker in ("gone", "alive"))
    assert register.workers() == {"gone", "alive"}
    register.expire_claims("gone", NOW)
    taken = register.claim("alive", NOW, LEASE)
    assert lost is not None
    assert kept is not None
    assert taken is not None
    assert (taken.arrival, taken.token) == (lost.arrival, lost.token + 1)
    assert not register.claimable(NOW)
    register.renew(kept, NOW, LEASE)


def test_copies_still_to_be_stored_are_told_by_drop(register: Register) -> None:
    filed = decision_of(Status.FILED, invoice_of("INV-1"))
    record, other = (captured(register, name, filed) for name in ("a.pdf", "b.pdf"))
    (only,) = register.unshelved_of(record.drop_id)
    assert (only[0], only[1].document_id) == (record, record.id)
    register.shelved(only[1], "key", "ab" * 32, NOW)
    assert register.unshelved_of(record.drop_id) == ()
    assert [waiting.id for waiting, _ in register.unshelved()] == [other.id]


def test_a_decision_sees_pages_filings_and_the_load_of_its_client(register: Register) -> None:
    record = captured(register, "a.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
    seen: list[object] = []
    drop = drop_of("b.pdf")

    def decide(transaction: Transaction) -> Settled:
        pages = [page.document_id for page in transaction.pages_of(record.drop_id)]
        counts = [transaction.filed_count(client) for client in ("default", "acme")]
        seen.extend((pages, counts, transaction.load_number("default")))
        return settled_of(drop, record_of(drop, decision_of(Status.PARKED)))

    claim = claimed(register, "b.pdf")
    register.receive(claim, drop, NOW)
    register.settle(claim, decide, NOW)
    assert seen == [[record.id], [1, 0], 0]

"""A drop ends once, with all its pages, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from models.decision import Status
from models.errors import ClaimLost
from models.paper import PageKind
from models.reading import FieldName
from models.record import DocumentRecord, PageRow, Settled
from models.settings import Settings
from storage.register import Register, SettlementRefused, Transaction, open_register
from tests.values.register_values import (
    LEASE,
    NOW,
    capture,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    later,
    reading_of,
    record_of,
    settled_of,
)

DROP = drop_of("a.pdf")
PARKED = record_of(DROP, decision_of(Status.PARKED), reading_of({FieldName.PO_NUMBER: "4711"}, pages=(1, 2)))
INVOICE = invoice_of("INV-1")


def test_a_settled_drop_comes_back_as_it_was_written(register: Register) -> None:
    filed = record_of(DROP, decision_of(Status.FILED, INVOICE), reading_of({}, pages=(4,)))
    separator, blank = PageRow(3, PageKind.SEPARATOR, ""), PageRow(5, PageKind.BLANK, filed.id)
    first, second = settled_of(DROP, PARKED), settled_of(DROP, replace(filed, audit_pending=True))
    whole = Settled(DROP, (*first.pages, separator, *second.pages, blank), first.documents + second.documents)
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)
    assert register.settle(claim, lambda _: whole, NOW) == whole
    assert register.settle(claim, lambda _: pytest.fail("was asked again"), later(1)) == whole
    assert tuple(register.documents()) == whole.documents
    assert register.page_ledger().by_state == {
        "filed": 1,
        "destroyed": 0,
        "review": 0,
        "parked": 2,
        "duplicate": 0,
        "quarantined": 0,
        "blank": 1,
        "separator": 1,
    }
    assert register.page_ledger().balanced
    assert register.faults() == []


def test_settling_twice_writes_everything_once(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)
    for seconds in (0, 1):
        register.settle(claim, lambda _: settled_of(DROP, PARKED), later(seconds))
    assert register.page_ledger().received == 2
    assert [event.kind for event in register.events()] == ["received", "parked"]


def test_an_unbalanced_answer_is_refused_and_nothing_of_it_is_written(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)
    lost_page = replace(settled_of(DROP, PARKED), pages=(PageRow(1, PageKind.CONTENT, PARKED.id),))
    with pytest.raises(SettlementRefused, match=r"a\.pdf.*has pages \[2\], which the file has not"):
        register.settle(claim, lambda _: lost_page, NOW)
    assert list(register.documents()) == []
    assert register.settled_drops([DROP.id]) == frozenset()


def test_a_file_may_not_vanish_without_a_document(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)
    with pytest.raises(SettlementRefused, match="no document, and no file came out of it"):
        register.settle(claim, lambda _: settled_of(DROP), NOW)


def test_what_was_not_received_cannot_be_settled(register: Register) -> None:
    with pytest.raises(SettlementRefused, match="call receive"):
        register.settle(claimed(register, "a.pdf"), lambda _: settled_of(DROP, PARKED), NOW)


def test_a_claim_lost_while_reading_writes_nothing(register: Register) -> None:
    slow = claimed(register, "a.pdf")
    register.receive(slow, DROP, NOW)
    quick = register.claim("other", later(LEASE), LEASE)
    assert quick is not None
    with pytest.raises(ClaimLost):
        register.settle(slow, lambda _: settled_of(DROP, PARKED), later(LEASE))
    assert register.page_ledger().received == 0
    register.settle(quick, lambda _: settled_of(DROP, PARKED), later(LEASE))
    assert register.page_ledger().received == 2


def test_an_error_in_the_decision_rolls_back(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)

    def decide(transaction: Transaction) -> Settled:
        transaction.connection.exec_driver_sql("UPDATE drops SET page_count = 99")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        register.settle(claim, decide, NOW)
    assert register.settle(claim, lambda _: settled_of(DROP, PARKED), NOW).documents == (PARKED,)


def test_an_archive_ends_with_its_members_instead_of_documents(register: Register) -> None:
    batch = drop_of("batch.zip")
    member = drop_of("batch.zip/a.pdf", parent=batch.id)
    claim = claimed(register, "batch.zip")
    register.receive(claim, batch, NOW)
    assert register.announce(member, "k1", NOW)
    register.settle(claim, lambda _: settled_of(batch), NOW)
    register.done(claim, NOW)
    assert register.children(batch.id) == (member.id,)
    assert register.settled_drops([batch.id, member.id]) == {batch.id}
    assert register.faults() == []


def test_a_member_known_from_an_earlier_archive_counts_for_both(register: Register) -> None:
    first, second = drop_of("b.zip", content="monday"), drop_of("b.zip", content="tuesday")
    member = drop_of("b.zip/a.pdf", parent=first.id)
    capture(register, record_of(member, decision_of(Status.PARKED)), member)
    assert not register.announce(replace(member, parent=second.id), "k2", NOW)
    assert register.children(first.id) == register.children(second.id) == (member.id,)


def test_the_first_name_owns_the_bytes(register: Register) -> None:
    one, two = drop_of("one.pdf", content="same"), drop_of("two.pdf", content="same")
    elsewhere = drop_of("three.pdf", client="acme", content="same")
    claims = (
        claimed(register, "one.pdf"),
        claimed(register, "two.pdf"),
        claimed(register, "three.pdf", "acme"),
    )
    answers = [register.receive(c, d, NOW) for c, d in zip(claims, (one, two, elsewhere), strict=True)]
    assert [(a.first, a.first_settled, a.again) for a in answers] == [
        (one.id, False, False),
        (one.id, False, False),
        (elsewhere.id, False, False),
    ]
    register.settle(claims[0], lambda _: settled_of(one, record_of(one, decision_of(Status.PARKED))), NOW)
    assert register.receive(claims[1], two, NOW).first_settled


def test_a_second_attempt_is_no_second_drop(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)
    register.settle(claim, lambda _: settled_of(DROP, PARKED), NOW)
    late = replace(DROP, received_at=later(5))
    answer = register.receive(claim, late, later(5))
    assert (answer.again, answer.drop) == (True, DROP)
    assert [event.kind for event in register.events()] == ["received", "parked"]


def test_the_same_drop_by_another_object_is_an_event_and_nothing_else(register: Register) -> None:
    capture(register, PARKED, DROP)
    again = claimed(register, "copy of a.pdf")
    assert register.receive(again, DROP, later(5)).again
    assert [event.kind for event in register.events()] == ["received", "parked", "dropped again"]
    assert len(list(register.documents())) == 1


def looked_up(register: Register, numbers: dict[FieldName, str], client: str = "default") -> list[str]:
    """Ids that a decision about a new file finds with these numbers."""
    found: list[str] = []
    drop = drop_of("new.pdf", client)
    record = record_of(drop, decision_of(Status.PARKED))

    def decide(transaction: Transaction) -> Settled:
        found.extend(r.id for r in transaction.earlier_like(client, numbers))
        return settled_of(drop, record)

    claim = claimed(register, "new.pdf", client)
    register.receive(claim, drop, NOW)
    register.settle(claim, decide, NOW)
    return found


NUMBERS = {FieldName.INVOICE_NUMBER: "INV-1", FieldName.PO_NUMBER: "4711"}


def with_numbers(
    register: Register, name: str, status: Status, numbers: dict[FieldName, str]
) -> DocumentRecord:
    return captured(register, name, decision_of(status), reading_of(numbers))


def test_a_decision_sees_earlier_documents_that_share_a_number(register: Register) -> None:
    one = with_numbers(register, "1.pdf", Status.PARKED, {FieldName.PO_NUMBER: "4711"})
    two = with_numbers(register, "2.pdf", Status.REVIEW, NUMBERS)
    with_numbers(register, "3.pdf", Status.PARKED, {FieldName.DELIVERY_NUMBER: "4711"})
    with_numbers(register, "4.pdf", Status.PARKED, {FieldName.PO_NUMBER: "4712"})
    assert sorted(looked_up(register, NUMBERS)) == sorted([one.id, two.id])


def test_a_decision_without_numbers_finds_nothing_alike(register: Register) -> None:
    with_numbers(register, "1.pdf", Status.PARKED, NUMBERS)
    assert looked_up(register, {}) == []


@pytest.mark.parametrize("status", [Status.DUPLICATE, Status.QUARANTINED])
def test_duplicates_and_quarantined_files_are_nobodys_original(register: Register, status: Status) -> None:
    with_numbers(register, "1.pdf", status, NUMBERS)
    assert looked_up(register, NUMBERS) == []


def test_a_decision_never_sees_another_clients_documents(register: Register) -> None:
    with_numbers(register, "1.pdf", Status.PARKED, NUMBERS)
    assert looked_up(register, NUMBERS, client="acme") == []


def test_a_decision_sees_the_documents_of_the_drop_that_owns_the_bytes(register: Register) -> None:
    owner = captured(register, "1.pdf", decision_of(Status.PARKED))
    claim = claimed(register, "a.pdf")
    register.receive(claim, DROP, NOW)
    seen: list[tuple[DocumentRecord, ...]] = []

    def decide(transaction: Transaction) -> Settled:
        seen.append(transaction.documents_of(owner.drop_id))
        return settled_of(DROP, PARKED)

    register.settle(claim, decide, NOW)
    assert seen == [(owner,)]


KILLED = """
import sys, time
from pathlib import Path
from storage.register import open_register
from tests.values.register_values import *

drop = drop_of("a.pdf")
with open_register(settings_in(Path(sys.argv[1]), sys.argv[2])) as register:
    claim = claimed(register, "a.pdf")
    register.receive(claim, drop, NOW)
    def decide(transaction):
        connection = transaction.connection
        connection.exec_driver_sql("UPDATE drops SET page_count = 99")
        print("deciding", flush=True)
        time.sleep(60)
    register.settle(claim, decide, NOW)
"""


def test_a_process_killed_in_the_middle_leaves_a_balanced_ledger_to_the_next(
    register_settings: Settings,
) -> None:
    settings = register_settings
    command = [sys.executable, "-c", KILLED, str(settings.home), settings.database_url]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"deciding\n"
        os.kill(process.pid, signal.SIGKILL)
    with open_register(settings) as register:
        assert register.page_ledger().balanced
        assert register.faults() == []
        claim = register.claim("next", later(LEASE), LEASE)
        assert claim is not None
        register.receive(claim, DROP, later(LEASE))
        register.settle(claim, lambda _: settled_of(DROP, PARKED), later(LEASE))
        assert register.page_ledger().received == 2
        assert register.faults() == []

"""What people found is written once, never changed, and moves what is to be checked next."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from models.decision import Decision, Route, Standing, Status
from models.errors import WrongUse
from models.outcome import Checks, Fall, Outcome, Source, Stratum
from models.reading import DocumentType
from models.record import DocumentRecord
from storage.register import Judge, Register, Verdict
from storage.register.review.outcomes import MARKED
from tests.values.register_values import (
    NOW,
    capture,
    captured,
    decision_of,
    drop_of,
    invoice_of,
    later,
    reading_of,
    record_of,
)

CLIENT = "default"
INVOICE = invoice_of("INV-1")
SURE = Standing(Route.TWO_KEYS, 0.9999)
NOTES = Stratum(DocumentType.PROOF_OF_DELIVERY, Route.TWO_KEYS)


def standing(status: Status, **differs: object) -> Decision:
    return replace(decision_of(status, INVOICE), standing=replace(SURE, **differs))


def kept(register: Register, name: str, decision: Decision, *, pending: bool = False) -> DocumentRecord:
    drop = drop_of(name)
    record = record_of(drop, decision, reading_of({}))
    return capture(register, replace(record, audit_pending=pending), drop)


def silent(_before: Checks, _outcome: Outcome) -> None:
    return None


def fails(_before: Checks, outcome: Outcome) -> Fall | None:
    return None if outcome.right else Fall("it was wrong", revocable=True)


def noted(
    register: Register, record: DocumentRecord, judge: Judge, *, right: bool, seconds: int = 0
) -> Verdict:
    return register.outcomes.note((record.client, record.id), later(seconds), judge, right=right)


def found(register: Register, record: DocumentRecord, *, right: bool = True, seconds: int = 0) -> Outcome:
    return noted(register, record, silent, right=right, seconds=seconds).outcome


def test_what_was_found_comes_back_with_what_the_decision_said(register: Register) -> None:
    held = kept(register, "a.pdf", standing(Status.REVIEW, blind=True, weight=33.0, version="7"))
    told = found(register, held, right=False)
    assert told == Outcome(CLIENT, held.id, NOTES, 0.9999, False, Source.BLIND, 33.0, NOW, "7")
    assert register.outcomes.checks(CLIENT) == Checks((told,), {})
    assert register.outcomes.checks("acme") == Checks()
    assert [event.kind for event in register.events(CLIENT, held.id)][-1] == "checked"


@pytest.mark.parametrize(
    ("decision", "source"),
    [
        (standing(Status.FILED), Source.AUDIT),
        (standing(Status.REVIEW, route=Route.DOUBTED), Source.REVIEW),
        (standing(Status.REVIEW, blind=True), Source.BLIND),
    ],
)
def test_why_a_person_looked_follows_from_the_decision(
    register: Register, decision: Decision, source: Source
) -> None:
    assert found(register, kept(register, "a.pdf", decision)).source is source


def test_the_last_word_on_a_document_counts(register: Register) -> None:
    record = kept(register, "a.pdf", standing(Status.FILED))
    first = found(register, record, right=False)
    last = found(register, record, right=True, seconds=5)
    assert register.outcomes.checks(CLIENT).outcomes == (last,)
    assert list(register.outcomes.stream()) == [first, last]


@pytest.mark.parametrize("right", [True, False])
def test_the_same_finding_twice_is_written_once(register: Register, right: bool) -> None:
    record = kept(register, "a.pdf", standing(Status.FILED))
    first = noted(register, record, fails, right=right)
    events = list(register.events(CLIENT))
    assert noted(register, record, fails, right=right, seconds=9) == Verdict(first.outcome, again=True)
    assert list(register.outcomes.stream()) == [first.outcome]
    assert list(register.events(CLIENT)) == events


def test_a_correction_takes_back_the_fall_that_rested_on_the_mistake(register: Register) -> None:
    wrong, mistaken = (kept(register, f"{name}.pdf", standing(Status.FILED)) for name in ("a", "b"))
    noted(register, wrong, fails, right=False, seconds=1)
    noted(register, mistaken, fails, right=False, seconds=2)
    assert register.outcomes.checks(CLIENT).tripped == {NOTES: later(2)}
    assert noted(register, mistaken, fails, right=True, seconds=3).revoked
    assert register.outcomes.checks(CLIENT).tripped == {NOTES: later(1)}
    assert noted(register, wrong, fails, right=True, seconds=4).revoked
    assert register.outcomes.checks(CLIENT).tripped == {}
    again = noted(register, wrong, fails, right=False, seconds=5)
    assert (again.fall, again.revoked) == (Fall("it was wrong", revocable=True), False)
    assert register.outcomes.checks(CLIENT).tripped == {NOTES: later(5)}


def test_a_judge_of_a_correction_sees_the_breaker_as_it_was_before_the_mistake(register: Register) -> None:
    record = kept(register, "a.pdf", standing(Status.FILED))
    noted(register, record, fails, right=False)
    seen: list[Checks] = []
    noted(register, record, lambda before, _: seen.append(before), right=True, seconds=1)
    assert [before.tripped for before in seen] == [{}]


def test_papers_that_have_changed_are_not_changed_back_by_a_correction(register: Register) -> None:
    record = kept(register, "a.pdf", standing(Status.FILED))
    noted(register, record, lambda *_: Fall("they have changed", revocable=False), right=False)
    assert not noted(register, record, fails, right=True, seconds=1).revoked
    assert register.outcomes.checks(CLIENT).tripped == {NOTES: NOW}


def test_a_correction_counts_for_as_much_as_what_it_corrects(register: Register) -> None:
    old = kept(register, "a.pdf", decision_of(Status.FILED, INVOICE), pending=True)
    marked = kept(register, "b.pdf", standing(Status.FILED), pending=True)
    for record in (old, marked):
        first = found(register, record, right=False)
        assert first.weight == 1.0
        assert found(register, record, seconds=1) == replace(first, right=True, at=later(1))


def test_what_a_person_has_checked_is_not_decided_anew(register: Register) -> None:
    checked = kept(register, "a.pdf", standing(Status.REVIEW, route=Route.DOUBTED))
    waits = kept(register, "b.pdf", standing(Status.REVIEW, route=Route.DOUBTED))
    newer = [replace(record, decision=standing(Status.FILED)) for record in (checked, waits)]
    found(register, checked, right=False)
    assert [one.id for one in register.waiting_for_invoice(CLIENT, 1)] == [waits.id]
    assert [register.redecide(record, 1, NOW) for record in newer] == [False, True]
    assert register.document(CLIENT, checked.id) == checked


def test_nor_is_anything_by_what_no_longer_holds(register: Register) -> None:
    record = kept(register, "a.pdf", standing(Status.REVIEW))
    newer = replace(record, decision=standing(Status.FILED))
    assert not register.redecide(newer, 1, NOW, holds=lambda lookups: lookups.newest_check(CLIENT) > 0)
    assert register.document(CLIENT, record.id) == record
    found(register, kept(register, "b.pdf", standing(Status.FILED)))
    assert register.redecide(newer, 1, NOW, holds=lambda lookups: lookups.newest_check(CLIENT) > 0)


def test_what_waits_for_a_check_is_named_until_it_is_checked(register: Register) -> None:
    early = kept(register, "early.pdf", standing(Status.FILED, weight=1.0), pending=True)
    held = kept(register, "held.pdf", standing(Status.REVIEW, blind=True))
    kept(register, "later.pdf", standing(Status.FILED))
    kept(register, "doubted.pdf", standing(Status.REVIEW, route=Route.DOUBTED))
    captured(register, "parked.pdf", decision_of(Status.PARKED))
    assert [one.id for one in register.outcomes.unchecked(CLIENT, 9)] == [held.id, early.id]
    assert [one.id for one in register.outcomes.unchecked(CLIENT, 1)] == [held.id]
    assert register.outcomes.waiting(CLIENT) == 2
    assert register.outcomes.waiting("acme") == 0
    found(register, held)
    found(register, early)
    assert (register.outcomes.unchecked(CLIENT, 9), register.outcomes.waiting(CLIENT)) == ((), 0)
    checked = register.document(CLIENT, early.id)
    assert checked is not None
    assert not checked.audit_pending


@pytest.mark.parametrize(
    "decision",
    [decision_of(Status.PARKED), decision_of(Status.REVIEW, INVOICE), decision_of(Status.QUARANTINED)],
)
def test_where_nothing_was_filed_or_proposed_there_is_nothing_to_check(
    register: Register, decision: Decision
) -> None:
    record = kept(register, "a.pdf", decision)
    with pytest.raises(WrongUse, match="nothing to check"):
        found(register, record)
    assert register.outcomes.checks(CLIENT) == Checks()


def test_a_first_filing_of_an_older_program_can_be_checked(register: Register) -> None:
    old = kept(register, "a.pdf", decision_of(Status.FILED, INVOICE), pending=True)
    told = found(register, old)
    assert (told.stratum, told.probability, told.weight) == (NOTES, 0.97, 1.0)


def test_a_document_of_another_client_is_not_there(register: Register) -> None:
    record = kept(register, "a.pdf", standing(Status.FILED))
    with pytest.raises(WrongUse, match=f"no document {record.id}"):
        register.outcomes.note(("acme", record.id), NOW, silent, right=True)


def test_a_fallen_breaker_marks_the_last_unchecked_filings_of_its_stratum(register: Register) -> None:
    checked = kept(register, "checked.pdf", standing(Status.FILED))
    other = kept(register, "other.pdf", standing(Status.FILED, route=Route.DOUBTED))
    last = kept(register, "last.pdf", standing(Status.FILED))
    found(register, checked)
    wrong = kept(register, "wrong.pdf", standing(Status.FILED))
    told = noted(register, wrong, fails, right=False, seconds=60)
    assert (told.fall, told.marked) == (Fall("it was wrong", revocable=True), 1)
    assert [one.id for one in register.outcomes.unchecked(CLIENT, 9)] == [last.id]
    assert register.outcomes.checks(CLIENT).tripped == {NOTES: later(60)}
    again = found(register, last, seconds=90)
    assert again.weight == 1.0
    unmarked = register.document(CLIENT, other.id)
    assert unmarked is not None
    assert not unmarked.audit_pending
    assert MARKED == 100


def test_the_last_filings_are_those_that_were_decided_last(register: Register) -> None:
    old = replace(drop_of("parked.pdf"), received_at=later(-60))
    parked = capture(register, record_of(old, decision_of(Status.PARKED), reading_of({})), old)
    for number in range(MARKED):
        kept(register, f"{number}.pdf", standing(Status.FILED))
    wrong = kept(register, "wrong.pdf", standing(Status.FILED))
    assert register.redecide(replace(parked, decision=standing(Status.FILED)), 1, later(50))
    assert noted(register, wrong, fails, right=False, seconds=60).marked == MARKED
    marked = register.document(CLIENT, parked.id)
    assert marked is not None
    assert marked.audit_pending


CHANGES = ("UPDATE outcomes SET weight = 2", "DELETE FROM outcomes")


@pytest.mark.parametrize("change", CHANGES)
def test_no_label_can_be_changed_or_taken_away(register: Register, change: str) -> None:
    told = found(register, kept(register, "a.pdf", standing(Status.FILED)))
    refused = pytest.raises(sa.exc.DatabaseError, match="outcomes are never")
    with refused, register.database.write() as connection:
        connection.execute(sa.text(change))
    assert register.outcomes.checks(CLIENT).outcomes == (told,)


def test_a_judge_sees_what_was_known_before(register: Register) -> None:
    first = found(register, kept(register, "1.pdf", standing(Status.FILED)))
    second = kept(register, "2.pdf", standing(Status.FILED))
    seen: list[tuple[Checks, Outcome]] = []

    def judge(before: Checks, outcome: Outcome) -> None:
        seen.append((before, outcome))

    register.outcomes.note((CLIENT, second.id), later(1), judge, right=True)
    assert [(before.outcomes, outcome.document_id) for before, outcome in seen] == [((first,), second.id)]

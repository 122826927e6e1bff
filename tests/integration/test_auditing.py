"""From a decision to its check and back: first filings, the blind sample, the breaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count

import pytest
from sqlalchemy import Connection

from countersign.output.assurance import assurance_json, assurance_lines
from countersign.output.document_json import document_json
from flows import keeping, settling
from flows.bounds import Limits
from flows.desk import Desk, open_desk
from flows.review import auditing
from models.decision import Decision, Route, Standing, Status
from models.ledger import Invoice
from models.outcome import Fall, Source
from models.record import DocumentRecord, Drop, document_id
from models.settings import Settings
from pipeline.deciding.sampling import FIRST_FILINGS, drawn
from pipeline.matching.weigh import WEIGHING
from storage.register.papers import checks
from tests.doors.console_visits import Visitor
from tests.values.matching_cases import customer, invoice, ledger, page
from tests.values.register_values import NOW, claimed, decision_of, drop_of, reading_of, record_of, settled_of

CLIENT = "default"
PEOPLE = (customer("C-17", "Acme East Ltd"),)
ONE, TWO, THREE, FOUR = (
    invoice(number, "C-17", order, delivery)
    for number, order, delivery in (
        ("INV-1004", "PO-88123", "8001234"),
        ("INV-2277", "PO-71500", "8007777"),
        ("INV-3651", "PO-60942", "8004360"),
        ("INV-4890", "PO-59337", "8009102"),
    )
)
BOOKS = ledger(PEOPLE, ONE, TWO, THREE, FOUR)
LEAST = 600
SURE = Standing(Route.TWO_KEYS, 0.9999, weight=1.0, version=WEIGHING)


def note_of(one: Invoice) -> str:
    return f"{bare(one)}\nDelivery note no: {one.delivery_number}"


def bare(one: Invoice) -> str:
    return f"DELIVERY NOTE\nReceived by: J. Smith\nInvoice no: {one.number}"


NOTE, OTHER_NOTE = note_of(ONE), note_of(TWO)
BARE, OTHER_BARE, THIRD_BARE, NEXT_BARE = map(bare, (ONE, TWO, THREE, FOUR))


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Desk]:
    with open_desk(register_settings, lambda: NOW) as opened:
        opened.register.load_ledger(CLIENT, BOOKS, NOW)
        yield opened


def settled(desk: Desk, name: str, text: str = NOTE) -> DocumentRecord:
    """What becomes of a paper with these words."""
    drop = drop_of(name)
    claim = claimed(desk.register, name)
    desk.register.receive(claim, drop, NOW)
    sheet = page(text)
    keeping.keep_pages(desk, drop, (sheet,))
    (record,) = settling.documents(desk, claim, drop, (sheet,)).documents
    desk.register.done(claim, NOW)
    return record


def many(desk: Desk, number: int, decision: Decision) -> tuple[DocumentRecord, ...]:
    """So many one-page documents of one file with the same decision."""
    name = f"{decision.status.value} {number}.pdf"
    drop = drop_of(name)
    records = [record_of(drop, decision, reading_of({}, pages=(n,))) for n in range(1, number + 1)]
    claim = claimed(desk.register, name)
    desk.register.receive(claim, drop, NOW)
    desk.register.settle(claim, lambda _: settled_of(drop, *records), NOW)
    desk.register.done(claim, NOW)
    return tuple(records)


def name_of(desk: Desk, *, held: bool) -> str:
    """A file name whose only document is drawn for the blind sample, or is not."""
    names = (f"scan-{n}.pdf" for n in count())
    share = desk.stores.settings.blind_share
    return next(name for name in names if drawn(_document(drop_of(name)), share) is held)


def _document(drop: Drop) -> str:
    return document_id(drop.id, (1,))


def test_a_first_filing_is_filed_and_to_be_checked_even_when_it_is_drawn(desk: Desk):
    record = settled(desk, name_of(desk, held=True))
    assert (record.decision.status, record.audit_pending) == (Status.FILED, True)
    assert record.decision.standing == replace(record.decision.standing, weight=1.0, blind=False)
    assert [one.id for one in desk.register.outcomes.unchecked(CLIENT, 9)] == [record.id]


@pytest.fixture
def settled_in(desk: Desk) -> Desk:
    """With its first filings behind it."""
    many(desk, FIRST_FILINGS, replace(decision_of(Status.FILED), standing=SURE))
    return desk


def test_after_them_a_drawn_document_waits_with_its_invoice_proposed(settled_in: Desk):
    held = settled(settled_in, name_of(settled_in, held=True))
    told = document_json(held)
    assert (told["status"], told["audit"]) == ("review", "blind_sample")
    assert [(match["filed"], match["proposed"]) for match in told["matches"]] == [(False, True)]


def test_after_them_the_others_are_filed_and_nobody_is_asked(settled_in: Desk):
    filed = settled(settled_in, name_of(settled_in, held=False))
    assert (filed.decision.status, filed.audit_pending) == (Status.FILED, False)
    assert "audit" not in document_json(filed)


def test_a_new_ledger_files_what_waited_but_not_what_was_drawn(settled_in: Desk):
    late = [invoice(number, "C-17", "", f"80{number[-5:]}") for number in ("INV-50211", "INV-68433")]
    names = [name_of(settled_in, held=held) for held in (True, False)]
    before = [settled(settled_in, name, note_of(one)) for name, one in zip(names, late, strict=True)]
    assert [record.decision.status for record in before] == [Status.PARKED] * 2
    settled_in.register.load_ledger(CLIENT, ledger(PEOPLE, *late), NOW)
    after = [again(settled_in, record) for record in before]
    assert [record.decision.status for record in after] == [Status.REVIEW, Status.FILED]
    assert after[0].decision.standing.blind
    assert again(settled_in, after[0]) == after[0]


def again(desk: Desk, record: DocumentRecord) -> DocumentRecord:
    """The same document held against the newest ledger."""
    load, index = desk.ledgers.of(CLIENT)
    settling.again(desk, record, load, index)
    found = desk.register.document(CLIENT, record.id)
    assert found is not None
    return found


@pytest.fixture
def learnt(settled_in: Desk) -> Desk:
    """With as many right reviews of doubted papers as the bound asks for."""
    waiting = settled(settled_in, "before.pdf", BARE)
    assert waiting.decision.status is Status.REVIEW
    found = auditing.note(settled_in.stores, CLIENT, waiting.id, right=True).outcome
    reviewed = many(
        settled_in, LEAST, replace(decision_of(Status.REVIEW), standing=waiting.decision.standing)
    )

    def add(connection: Connection) -> None:
        for record in reviewed:
            checks.add(connection, replace(found, document_id=record.id))

    settled_in.register.database.change(add)
    return settled_in


def test_enough_right_reviews_let_doubted_papers_be_filed_and_a_misfile_ends_that(learnt: Desk):
    filed = settled(learnt, "after.pdf", OTHER_BARE)
    assert filed.decision.status is Status.FILED
    assert filed.decision.standing.route is Route.DOUBTED
    told = auditing.note(learnt.stores, CLIENT, filed.id, right=False)
    assert told.fall == Fall(f"document {filed.id} was filed wrongly", revocable=True)
    assert learnt.bounds.of(CLIENT, learnt.register.outcomes) == Limits()
    assert settled(learnt, "later.pdf", THIRD_BARE).decision.status is Status.REVIEW


def test_a_misfile_by_two_keys_asks_for_a_third_key_until_it_is_corrected(settled_in: Desk):
    filed = settled(settled_in, name_of(settled_in, held=False))
    told = auditing.note(settled_in.stores, CLIENT, filed.id, right=False)
    assert told.fall == Fall(f"document {filed.id} was filed wrongly", revocable=True, keys=3)
    (event,) = [one for one in settled_in.register.events(CLIENT, filed.id) if one.kind == "breaker tripped"]
    assert event.detail["keys"] == 3
    asked = settled(settled_in, "asked.pdf", note_of(TWO))
    assert (asked.decision.status, asked.decision.chosen) == (Status.REVIEW, (TWO.key,))
    assert "such filings were found wrong of late" in asked.decision.reason
    lines = list(assurance_lines(auditing.assurance(settled_in.stores, CLIENT)))
    assert any("filed only where 3 keys agree" in line for line in lines)
    assert '<td class="count">3</td>' in Visitor(settled_in.stores).get("/report").text
    auditing.note(settled_in.stores, CLIENT, filed.id, right=True)
    assert settled(settled_in, "eased.pdf", note_of(THREE)).decision.status is Status.FILED


def test_what_a_person_has_checked_is_left_to_people(learnt: Desk):
    record = next(one for one in learnt.register.documents(CLIENT) if one.source == "before.pdf")
    learnt.register.load_ledger(CLIENT, ledger(PEOPLE, ONE, TWO, THREE, invoice("INV-9", "C-17")), NOW)
    assert again(learnt, record) == record


def test_a_mistaken_misfile_discards_nothing_once_it_is_corrected(learnt: Desk):
    filed = settled(learnt, "after.pdf", OTHER_BARE)
    for right in (False, True):
        auditing.note(learnt.stores, CLIENT, filed.id, right=right)
    assert settled(learnt, "later.pdf", THIRD_BARE).decision.status is Status.FILED


def test_what_was_filed_by_probability_stays_filed_and_is_to_be_checked_when_the_breaker_falls(learnt: Desk):
    first, second = settled(learnt, "a.pdf", OTHER_BARE), settled(learnt, "b.pdf", THIRD_BARE)
    assert auditing.note(learnt.stores, CLIENT, first.id, right=False).marked == 1
    assert list(learnt.register.outcomes.unchecked(CLIENT, 9)) == [replace(second, audit_pending=True)]
    again(learnt, second)
    assert learnt.register.document(CLIENT, second.id) == replace(second, audit_pending=True)
    checked = auditing.note(learnt.stores, CLIENT, second.id, right=True)
    assert (checked.fall, checked.outcome.source) == (None, Source.AUDIT)


@pytest.fixture
def waiting(settled_in: Desk) -> tuple[DocumentRecord, ...]:
    """Doubted papers that would be filed by probability, were they looked at again."""
    return tuple(settled(settled_in, f"{n}.pdf", text) for n, text in enumerate((OTHER_BARE, THIRD_BARE)))


def misfiled(desk: Desk, look: int) -> Desk:
    """The same, but as it looks at its clock for the so many-th time, a person finds a misfile."""
    misfile = settled(desk, "misfile.pdf", NEXT_BARE)
    looks = count(1)

    def clock() -> datetime:
        if next(looks) == look:
            auditing.note(desk.stores, CLIENT, misfile.id, right=False)
        return NOW

    return replace(desk, stores=replace(desk.stores, clock=clock))


@pytest.mark.parametrize(("look", "filed"), [(1, [False, False]), (2, [True, False]), (3, [True, True])])
def test_a_breaker_that_falls_midway_stops_the_rest(
    waiting: tuple[DocumentRecord, ...], learnt: Desk, look: int, filed: list[bool]
):
    """Each time it falls after a decision was made, and before that is written."""
    desk = misfiled(learnt, look)
    desk.register.load_ledger(CLIENT, ledger(PEOPLE, invoice("INV-9", "C-17")), NOW, delta=True)
    load, index = desk.ledgers.of(CLIENT)
    assert [settling.again(desk, record, load, index) for record in waiting] == filed


def test_a_breaker_that_falls_while_a_file_is_matched_stops_its_filing(learnt: Desk):
    assert settled(misfiled(learnt, 1), "new.pdf", OTHER_BARE).decision.status is Status.REVIEW


def status(desk: Desk) -> list[str]:
    return list(assurance_lines(auditing.assurance(desk.stores, CLIENT)))


def test_status_tells_the_bound_what_it_rests_on_and_what_is_to_be_checked(desk: Desk):
    first, second = settled(desk, "1.pdf"), settled(desk, "2.pdf", OTHER_NOTE)
    assert status(desk) == [
        "filed by two keys: nothing checked yet, so nothing is known about how many are wrong",
        "cold start: 0 of 300 first filings checked",
        "2 documents to check: see countersign audit --next",
    ]
    for record in (first, second):
        auditing.note(desk.stores, CLIENT, record.id, right=True)
    assert status(desk) == [
        "filed by two keys: at most 77.64% wrong (0 of 2 checked: 2 after filing; since 2026-03-02)",
        "cold start: 2 of 300 first filings checked",
    ]


def test_status_tells_what_doubted_papers_are_filed_by_and_when_the_breaker_fell(learnt: Desk):
    assert f"(0 of {LEAST + 1} checked: {LEAST + 1} in review; since" in status(learnt)[1]
    assert "filed from probability 0." in status(learnt)[1]
    filed = settled(learnt, "after.pdf", OTHER_BARE)
    auditing.note(learnt.stores, CLIENT, filed.id, right=False)
    (line,) = (line for line in status(learnt) if "doubted" in line)
    assert "a person decides (0 checked, 600 needed); the breaker fell on 2026-03-02" in line


def test_the_same_as_json(learnt: Desk):
    told = assurance_json(auditing.assurance(learnt.stores, CLIENT))
    assert (told["target"], told["bound"], told["checked"]) == (0.005, None, 0)
    assert told["weighing"] == WEIGHING
    (doubted,) = (one for one in told["strata"] if one["threshold"])
    assert (doubted["type"], doubted["route"], doubted["wrong"]) == ("proof_of_delivery", "doubted", 0)
    assert doubted["bound"] < 0.005

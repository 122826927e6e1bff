"""What a person decides is done at once, told as an event, and undone exactly; on each database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from countersign.output.document_json import document_json
from flows import shelving
from flows.desk import Desk
from flows.review import reviewing
from flows.verifying import verify
from models.decision import Cause, Status
from models.errors import LeaseLost, WrongUse
from models.ledger import InvoiceStatus
from models.paper import Box
from models.reading import DocumentType, FieldName, RemarkClass
from models.settings import Settings
from pipeline.corrections import Pointed, Said
from storage.register import PARKED, Register, Wanted
from tests.papers.review_papers import FIRST, SECOND, VISIT, in_hands, note, review_desk, waiting
from tests.values.register_values import NOW, later, ledger_of


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        yield opened


def state(desk: Desk) -> list[object]:
    """All that a user sees of documents, pages and the queue."""
    register = desk.register
    shown = [document_json(record) for record in register.documents()]
    return [*shown, register.page_ledger(), register.reviews.counts("default"), register.faults()]


def shelf(desk: Desk) -> list[str]:
    shelving.shelve_outstanding(desk, "default")
    return [stat.key for stat in desk.objects.list("archive/default/customers/")]


def test_a_confirmed_document_is_filed_with_a_copy_and_undone_to_the_letter(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    before = state(desk)
    done = reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    filed = desk.register.document("default", record.id)
    assert filed is not None
    assert filed.decision.status is Status.FILED
    assert filed.decision.chosen == (FIRST.key,)
    assert shelf(desk) == [f"archive/default/customers/C-1/2026/INV-100417/proof_of_delivery-{record.id}.pdf"]
    assert desk.register.page_ledger().by_state["filed"] == 1
    assert [one.fault for one in verify(desk.stores, None) if one.fault] == []
    reviewing.undo(desk, "default", done.id, "bob")
    assert state(desk) == before
    assert shelf(desk) == []
    assert [one.fault for one in verify(desk.stores, None) if one.fault] == []


def test_a_filing_is_moved_and_its_copy_goes_with_it(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    shelf(desk)
    moved = reviewing.file_under(desk, in_hands(desk, record.id), [SECOND.key, FIRST.key])
    keys = [key.split("/")[5] for key in shelf(desk)]
    assert keys == ["INV-100417", "INV-100982"]
    reviewing.undo(desk, "default", moved.id, "ann")
    assert [key.split("/")[5] for key in shelf(desk)] == ["INV-100417"]


def test_a_filing_that_was_taken_back_is_in_the_queue_again(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")], status=Status.FILED)
    reviewing.reopen(desk, in_hands(desk, record.id))
    assert desk.register.reviews.counts("default") == {Cause.REOPENED: 1}
    assert shelf(desk) == []


def test_parked_unreadable_and_duplicate_are_end_states(desk: Desk):
    one, other, third, kept = (waiting(desk, f"{n}.tif", [note(f"INV-10041{n}")])[0] for n in range(4))
    reviewing.park(desk, in_hands(desk, one.id))
    aside = reviewing.unreadable(desk, in_hands(desk, other.id))
    reviewing.duplicate(desk, in_hands(desk, third.id), kept.id)
    found = {record.id: record.decision for record in desk.register.documents()}
    assert [found[record.id].status for record in (one, other, third)] == [
        Status.PARKED,
        Status.QUARANTINED,
        Status.DUPLICATE,
    ]
    assert found[third.id].duplicate_of == kept.id
    assert [one.fault for one in verify(desk.stores, None) if one.fault] == []
    assert desk.register.reviews.counts("default") == {Cause.UNCONFIRMED: 1, PARKED: 1}
    reviewing.undo(desk, "default", aside.id, "ann")
    assert list(desk.objects.list("quarantine/")) == []


def test_what_a_person_has_worked_on_is_left_to_people(desk: Desk):
    parked, corrected, untouched = (waiting(desk, f"{n}.tif", [note(f"INV-10041{n}")])[0] for n in range(3))
    reviewing.park(desk, in_hands(desk, parked.id))
    done = reviewing.correct(
        desk, in_hands(desk, corrected.id), FieldName.PO_NUMBER, Pointed("PO-INV-100417", 1)
    )
    assert [one.id for one in desk.register.waiting_for_invoice("default", 9)] == [untouched.id]
    reviewing.undo(desk, "default", done.id, "ann")
    left = {one.id for one in desk.register.waiting_for_invoice("default", 9)}
    assert left == {untouched.id, corrected.id}


def test_a_document_is_split_into_documents_that_are_matched_anew(desk: Desk):
    pages = [note("INV-100417"), note("INV-100982", 2)]
    (record,) = waiting(desk, "two.tif", pages, cause=Cause.BOUNDARIES)
    before = state(desk)
    done = reviewing.split(desk, in_hands(desk, record.id), [2])
    parts = list(desk.register.documents())
    assert [part.reading.pages for part in parts] == [(1,), (2,)]
    assert [part.decision.chosen for part in parts] == [(FIRST.key,), (SECOND.key,)]
    assert desk.register.document("default", record.id) is None
    assert desk.register.count("default", None) == 2
    assert {one.id for one in desk.register.search("default", "two.tif")} == {one.id for one in parts}
    assert desk.register.faults() == []
    reviewing.undo(desk, "default", done.id, "ann")
    assert state(desk) == before
    again = reviewing.split(desk, in_hands(desk, record.id), [2])
    assert [one.id for one in again.after] == [one.id for one in done.after]


def test_neighbours_of_one_file_are_joined(desk: Desk):
    pages = [note("INV-100417"), note("INV-100417", 2, title="Conditions")]
    one, other = waiting(desk, "two.tif", pages, documents=[[1], [2]])
    before = state(desk)
    done = reviewing.join(desk, in_hands(desk, other.id))
    (joined,) = desk.register.documents()
    assert joined.reading.pages == (1, 2)
    assert desk.register.faults() == []
    reviewing.undo(desk, "default", done.id, "ann")
    assert state(desk) == before
    assert {record.id for record in desk.register.documents()} == {one.id, other.id}


def test_a_turned_page_keeps_its_boxes_on_the_words(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    value = record.reading.value(FieldName.INVOICE_NUMBER)
    assert value is not None
    reviewing.turn(desk, in_hands(desk, record.id), 1, 90)
    turned = desk.register.document("default", record.id)
    assert turned is not None
    found = turned.reading.value(FieldName.INVOICE_NUMBER)
    assert found is not None
    assert found.box == Box(1 - value.box.y1, value.box.x0, 1 - value.box.y0, value.box.x1)
    (page,) = reviewing.pages_of(desk, turned)
    assert any(word.box.overlap(found.box) > 0 and word.text == value.text for word in page.words)
    for _ in range(3):
        reviewing.turn(desk, in_hands(desk, record.id), 1, 90)
    back = desk.register.document("default", record.id)
    assert back is not None
    assert back.reading.turns == {}


def test_a_typed_number_finds_its_invoice(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("lNV-IOO")], cause=Cause.NO_NUMBER, chosen=())
    held = in_hands(desk, record.id)
    box = Box(0.2, 0.1, 0.4, 0.2)
    reviewing.correct(desk, held, FieldName.INVOICE_NUMBER, Pointed("INV-100982", 1, box))
    found = desk.register.document("default", record.id)
    assert found is not None
    shown = document_json(found)
    assert shown["fields"]["invoice_number"] == {
        "value": "INV-100982",
        "confidence": 1.0,
        "page": 1,
        "bbox": [0.2, 0.1, 0.4, 0.2],
        "found": "person",
    }
    assert found.decision.status is Status.REVIEW
    assert found.decision.candidates[0].invoice.number == "INV-100982"


def test_what_is_said_about_the_receipt_changes_its_grade(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    said = Said(signed=True, remarks=((RemarkClass.SHORT, "2 of 12 short"),))
    reviewing.receipt(desk, in_hands(desk, record.id), said)
    found = desk.register.document("default", record.id)
    assert found is not None
    shown = document_json(found)
    assert shown["signature"]["present"] is True
    assert shown["exceptions"] == ["short"]
    assert shown["acceptance"]["status"] == "signed_claused"


def test_two_people_never_hold_one_document(desk: Desk):
    one, other = (waiting(desk, f"{n}.tif", [note(f"INV-10041{n}")])[0] for n in range(2))
    reviews = desk.register.reviews
    first, second = (reviews.next(Wanted("default"), replace(VISIT, by=who)) for who in ("ann", "bob"))
    assert first is not None
    assert second is not None
    assert {first.document_id, second.document_id} == {one.id, other.id}
    assert reviews.next(Wanted("default"), replace(VISIT, by="eve")) is None
    with pytest.raises(LeaseLost, match="ann has this document"):
        reviews.take("default", first.document_id, replace(VISIT, by="eve"))
    outlived = reviews.next(Wanted("default"), replace(VISIT, by="eve", now=later(301)))
    assert outlived is not None
    assert outlived.token > first.token
    held = reviewing.Held(first, "ann")
    with pytest.raises(LeaseLost):
        reviewing.park(desk, held)
    with pytest.raises(LeaseLost):
        reviews.renew(first, VISIT)


def test_the_queue_brings_what_is_disputed_first_and_other_papers_last(desk: Desk):
    disputed = replace(SECOND, status=InvoiceStatus.DISPUTED)
    desk.register.load_ledger("default", ledger_of(FIRST, disputed), NOW)
    other = waiting(desk, "0.tif", [note("x")], chosen=(), paper=DocumentType.OTHER)[0]
    ordinary = waiting(desk, "1.tif", [note("INV-100417")])[0]
    urgent = waiting(desk, "2.tif", [note("INV-100982")], chosen=(disputed,))[0]
    parked = waiting(desk, "3.tif", [note("y")], chosen=(), status=Status.PARKED)[0]
    shown = desk.register.reviews.waiting(Wanted("default"), 9)
    assert [one.document_id for one in shown] == [urgent.id, ordinary.id, other.id]
    assert [one.disputed for one in shown] == [True, False, False]
    (looked_at,) = desk.register.reviews.waiting(Wanted("default", PARKED), 9)
    assert looked_at.document_id == parked.id
    behind = desk.register.reviews.waiting(Wanted("default", after=urgent.id), 1)
    assert [one.document_id for one in behind] == [ordinary.id]


def test_later_corrections_are_undone_before_earlier_ones(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    first = reviewing.turn(desk, in_hands(desk, record.id), 1, 90)
    second = reviewing.park(desk, in_hands(desk, record.id))
    with pytest.raises(WrongUse, match="ann has worked on this since"):
        reviewing.undo(desk, "default", first.id, "ann")
    assert desk.register.corrections.last("default", "ann") == second
    reviewing.undo(desk, "default", second.id, "ann")
    reviewing.undo(desk, "default", first.id, "ann")
    with pytest.raises(WrongUse, match="undone already"):
        reviewing.undo(desk, "default", first.id, "ann")
    assert desk.register.document("default", record.id) == record


def test_every_correction_keeps_who_when_and_what_it_took(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    reviewing.park(desk, in_hands(desk, record.id))
    (kept,) = desk.register.corrections.of("default", record.id)
    assert (kept.by, kept.at, kept.effort.seconds, kept.effort.presses) == ("ann", NOW, 3.5, 2)
    assert kept.before == (record,)
    last = list(desk.register.events("default", record.id))[-1]
    assert (last.kind, last.detail["by"]) == ("parked by a person", "ann")


def test_dates_are_kept_as_all_are_written_and_nonsense_is_refused(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    reviewing.correct(desk, in_hands(desk, record.id), FieldName.DOCUMENT_DATE, Pointed("27. April 2026", 1))
    found = desk.register.document("default", record.id)
    assert found is not None
    value = found.reading.value(FieldName.DOCUMENT_DATE)
    assert value is not None
    assert value.text == "2026-04-27"
    with pytest.raises(WrongUse, match="is not one date"):
        reviewing.correct(desk, in_hands(desk, record.id), FieldName.RECEIVED_DATE, Pointed("soon", 1))
    reviewing.correct(desk, in_hands(desk, record.id), FieldName.DOCUMENT_DATE, None)
    emptied = desk.register.document("default", record.id)
    assert emptied is not None
    assert emptied.reading.value(FieldName.DOCUMENT_DATE) is None


def test_many_who_take_at_once_never_get_the_same(desk: Desk):
    records = [waiting(desk, f"{n}.tif", [note(f"INV-1{n:05}")])[0] for n in range(12)]

    def taken(who: int) -> list[str]:
        visit = replace(VISIT, by=f"operator {who}")
        leases = iter(lambda: desk.register.reviews.next(Wanted("default"), visit), None)
        return [lease.document_id for lease in leases]

    with ThreadPoolExecutor(4) as pool:
        given = [one for some in pool.map(taken, range(4)) for one in some]
    assert sorted(given) == sorted(record.id for record in records)


def test_what_is_taken_back_from_the_parked_ones_has_its_candidates_again(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    reviewing.park(desk, in_hands(desk, record.id))
    reviewing.reopen(desk, in_hands(desk, record.id))
    found = desk.register.document("default", record.id)
    assert found is not None
    assert [one.invoice.number for one in found.decision.candidates] == ["INV-100417"]
    assert found.decision.chosen == ()

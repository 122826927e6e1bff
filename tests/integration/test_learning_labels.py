"""What people point at teaches the program the labels of a client's papers; on each database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from flows import settling
from flows.desk import Desk
from flows.review import reviewing
from models.correction import Correction
from models.learned import Lesson, LessonKind
from models.paper import Page
from models.people import Grant, Role
from models.reading import FieldName, Section
from models.record import DocumentRecord
from models.settings import Settings
from pipeline.corrections import Pointed
from storage.register import Deed, Register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import FIRST, in_hands, review_desk, waiting
from tests.values.builders import At, page_from_lines
from tests.values.register_values import NOW, invoice_of, ledger_of

WORDS = "Brasko Zundo"
LESSON = Lesson(LessonKind.LABEL, "delivery_number", "brasko zundo")
DELIVERY = FieldName.DELIVERY_NUMBER
UNNAMED = replace(invoice_of("INV-100777"), delivery_number="")


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        register.load_ledger("default", ledger_of(UNNAMED), NOW)
        yield opened


def labelled(label: str, value: str = "LS-48213/7", *more: At) -> Page:
    lines = (
        At(0.1, 0.05, "Delivery note", size=0.03),
        At(0.1, 0.12, "Invoice number: INV-100417"),
        At(0.1, 0.15, label),
        At(0.4, 0.15, value),
        *more,
        At(0.1, 0.35, "Goods received in good order and condition"),
    )
    return page_from_lines(lines)


def arrives(desk: Desk, file: str, page: Page) -> DocumentRecord:
    (record,) = waiting(desk, file, [page])
    return record


def points(desk: Desk, record: DocumentRecord, text: str, field: FieldName = DELIVERY) -> Correction:
    return reviewing.correct(desk, in_hands(desk, record.id), field, Pointed(text, 1))


def read_as(desk: Desk, page: Page, field: FieldName = DELIVERY) -> list[str]:
    """The values of a field as the next document of the client is read."""
    _, index = desk.ledgers.of("default")
    preferences = settling.preferences_of(desk, "default")
    matched = settling.matched_section(Section((page,), "test"), index, preferences)
    return [value.text for value in matched.reading.fields.get(field, ())]


def lessons(desk: Desk) -> frozenset[Lesson]:
    return desk.register.lessons.in_force("default")


NEXT = labelled(WORDS, "LS-51999/2")


def test_a_label_is_read_from_the_next_document_on_until_it_is_taken_back(desk: Desk):
    record = arrives(desk, "first.tif", labelled(WORDS))
    assert read_as(desk, NEXT) == []
    done = points(desk, record, "LS-48213/7")
    assert lessons(desk) == {LESSON}
    assert read_as(desk, NEXT) == ["LS-51999/2"]
    (learned,) = desk.register.lessons.of(done)
    desk.register.lessons.withdraw(learned, Deed("ben", NOW))
    assert read_as(desk, NEXT) == []
    desk.register.lessons.restore(learned, Deed("ben", NOW))
    assert read_as(desk, NEXT) == ["LS-51999/2"]
    told = [event for event in desk.register.events("default", record.id) if event.kind.startswith("lesson")]
    assert [event.kind for event in told] == ["lesson taken back", "lesson restored"]


def test_filing_the_paper_keeps_its_label_and_undoing_the_correction_takes_it_back(desk: Desk):
    record = arrives(desk, "first.tif", labelled(WORDS))
    given = points(desk, record, "LS-48213/7")
    filing = reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    assert LESSON in lessons(desk)
    reviewing.undo(desk, "default", filing.id, "ann")
    reviewing.undo(desk, "default", given.id, "ann")
    assert lessons(desk) == frozenset()


def test_a_better_value_ends_what_the_first_one_taught_until_it_is_undone(desk: Desk):
    beside = At(0.1, 0.18, "Vlekno"), At(0.4, 0.18, "774410")
    record = arrives(desk, "first.tif", labelled(WORDS, "LS-48213/7", *beside))
    points(desk, record, "LS-48213/7")
    better = points(desk, record, "774410")
    assert {one.value for one in lessons(desk)} == {"vlekno"}
    reviewing.undo(desk, "default", better.id, "ann")
    assert lessons(desk) == {LESSON}


def test_a_label_taught_for_two_fields_counts_for_neither_and_the_page_says_so(desk: Desk):
    points(desk, arrives(desk, "one.tif", labelled(WORDS)), "LS-48213/7")
    done = points(desk, arrives(desk, "two.tif", NEXT), "LS-51999/2", FieldName.PO_NUMBER)
    assert len(lessons(desk)) == 2
    assert read_as(desk, NEXT) == []
    visitor = Visitor(desk.stores, login="ann")
    assert visitor.get("/review/learned").text.count("it counts for neither") == 2
    (learned,) = desk.register.lessons.of(done)
    desk.register.lessons.withdraw(learned, Deed("ben", NOW))
    assert read_as(desk, NEXT) == ["LS-51999/2"]


def test_the_desk_and_the_page_say_what_was_learned_and_how_often_it_was_used(desk: Desk):
    record = arrives(desk, "first.tif", labelled(WORDS))
    done = points(desk, record, "LS-48213/7")
    visitor = Visitor(desk.stores, login="ann")
    shown = " ".join(visitor.get(f"/review/{record.id}?told={done.id}").text.split())
    assert "Learned: “<bdi>brasko zundo</bdi>” is a label of: Delivery number" in shown
    desk.register.lessons.use("default", record.id, [LESSON])
    desk.register.lessons.use("default", record.id, [LESSON])
    assert '<td class="count">1</td>' in visitor.get("/review/learned").text


def test_who_reviews_some_customers_only_sees_the_labels_that_they_taught(desk: Desk):
    (learned,) = desk.register.lessons.of(
        points(desk, arrives(desk, "first.tif", labelled(WORDS)), "LS-48213/7")
    )
    some = Grant(Role.OPERATOR, "default", frozenset({"C-1"}))
    other, ann = Visitor(desk.stores, some, login="bob"), Visitor(desk.stores, some, login="ann")
    assert "brasko" not in other.get("/review/learned").text
    assert other.post(f"/review/learned/{learned.id}/withdraw").status_code == 403
    assert "brasko" in ann.get("/review/learned").text
    assert ann.post(f"/review/learned/{learned.id}/withdraw").status_code == 303
    assert lessons(desk) == frozenset()


def test_a_shape_of_delivery_numbers_counts_from_the_third_filing_on(desk: Desk):
    bare = labelled("", "LS-60000/1")
    for count in range(3):
        assert read_as(desk, bare) == []
        file, number = f"{count}.tif", f"LS-4821{count}/7"
        record = arrives(desk, file, labelled("Delivery note no.", number, At(0.1, 0.2, file)))
        done = reviewing.file_under(desk, in_hands(desk, record.id), [UNNAMED.key])
    assert read_as(desk, bare) == ["LS-60000/1"]
    (learned,) = desk.register.lessons.of(done)
    assert (learned.lesson.value, learned.papers, learned.enough) == ("AA-99999/9", 3, True)
    reviewing.undo(desk, "default", done.id, "ann")
    assert read_as(desk, bare) == []
    shown = Visitor(desk.stores, login="ann").get("/review/learned").text
    assert "It counts when 3 papers have taught it." in shown

"""What people file teaches the program the names of customers, until they take it back; on each database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from flows.desk import Desk
from flows.review import reviewing
from models.correction import Correction
from models.decision import Candidate, Evidence, Key, Status
from models.learned import Lesson, LessonKind
from models.ledger import Customer, Ledger
from models.paper import Page
from models.people import Grant, Role
from models.record import DocumentRecord
from models.settings import Settings
from storage.register import Deed, Register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import FIRST, SECOND, in_hands, review_desk, waiting
from tests.values.builders import At, page_from_lines
from tests.values.register_values import NOW, invoice_of

TRADES_AS = "Harbour Supplies"
OTHERS = invoice_of("INV-200555", "C-2")
LESSON = Lesson(LessonKind.NAME, "C-1", TRADES_AS)


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        customer = Customer("C-2", "Nordwind Logistik AG")
        register.load_ledger("default", Ledger((customer,), (OTHERS,)), NOW)
        yield opened


def naming(name: str, number: str = "INV-100417") -> Page:
    """A delivery note that names its customer so."""
    lines = (
        At(0.1, 0.05, "Delivery note", size=0.03),
        At(0.1, 0.12, f"Invoice number: {number}"),
        At(0.1, 0.15, f"Customer: {name}"),
        At(0.1, 0.25, "Goods received in good order and condition"),
    )
    return page_from_lines(lines)


def arrives(desk: Desk, file: str, name: str = TRADES_AS, number: str = "INV-100417") -> DocumentRecord:
    (record,) = waiting(desk, file, [naming(name, number)])
    return record


def filed(desk: Desk, record: DocumentRecord, *keys: tuple[str, str]) -> Correction:
    return reviewing.file_under(desk, in_hands(desk, record.id), keys or [FIRST.key])


def name_on(record: DocumentRecord) -> list[Evidence]:
    """What the name says for or against the first candidate."""
    candidates: tuple[Candidate, ...] = record.decision.candidates
    return [one for one in candidates[0].evidence if one.key is Key.CUSTOMER_NAME]


def lessons(desk: Desk) -> frozenset[Lesson]:
    return desk.register.lessons.in_force("default")


def test_a_name_is_evidence_from_the_next_document_on_until_it_is_taken_back(desk: Desk):
    first = arrives(desk, "first.tif")
    assert name_on(first) == []
    done = filed(desk, first)
    second = arrives(desk, "second.tif", number="INV-100982")
    assert [one.read for one in name_on(second)] == ["harbour supplies"]
    (learned,) = desk.register.lessons.of(done)
    desk.register.lessons.withdraw(learned, Deed("ben", NOW))
    assert name_on(arrives(desk, "third.tif", number="INV-100982 ")) == []
    desk.register.lessons.restore(learned, Deed("ben", NOW))
    assert lessons(desk) == {LESSON}
    kinds = [event.kind for event in desk.register.events("default", first.id)]
    assert kinds[-2:] == ["lesson taken back", "lesson restored"]


def test_undoing_the_filing_takes_back_what_it_taught(desk: Desk):
    done = filed(desk, arrives(desk, "first.tif"))
    assert lessons(desk) == {LESSON}
    reviewing.undo(desk, "default", done.id, "ann")
    assert lessons(desk) == frozenset()
    assert desk.register.lessons.shown("default", None, "ann", 10) == ()


def test_a_filing_that_was_moved_teaches_what_it_says_now(desk: Desk):
    first = arrives(desk, "first.tif")
    filed(desk, first)
    moved = filed(desk, first, OTHERS.key)
    assert lessons(desk) == {Lesson(LessonKind.NAME, "C-2", TRADES_AS)}
    reviewing.undo(desk, "default", moved.id, "ann")
    assert lessons(desk) == {LESSON}


def test_papers_that_teach_the_same_are_counted_and_one_of_them_is_enough(desk: Desk):
    one = filed(desk, arrives(desk, "one.tif"))
    _, knowing = desk.ledgers.of("default")
    assert knowing.heard == {"C-1": {"harbour supplies"}}
    filed(desk, arrives(desk, "two.tif", number="INV-100982"), SECOND.key)
    (shown,) = desk.register.lessons.shown("default", None, "ann", 10)
    assert (shown.papers, shown.correction_id) == (2, one.id)
    _, knowing = desk.ledgers.of("default")
    assert knowing.heard == {"C-1": frozenset()}
    reviewing.undo(desk, "default", one.id, "ann")
    assert lessons(desk) == {LESSON}
    _, knowing = desk.ledgers.of("default")
    assert knowing.heard == {"C-1": {"harbour supplies"}}


def test_what_somebody_took_back_is_not_learned_again(desk: Desk):
    (learned,) = desk.register.lessons.of(filed(desk, arrives(desk, "one.tif")))
    desk.register.lessons.withdraw(learned, Deed("ben", NOW + timedelta(days=1)))
    filed(desk, arrives(desk, "two.tif", number="INV-100982"), SECOND.key)
    assert lessons(desk) == frozenset()
    (shown,) = desk.register.lessons.shown("default", None, "ann", 10)
    assert (shown.papers, shown.withdrawn_by) == (2, "ben")


def test_a_name_filed_under_two_customers_tells_nothing(desk: Desk):
    filed(desk, arrives(desk, "one.tif"))
    filed(desk, arrives(desk, "two.tif", number="INV-200555"), OTHERS.key)
    assert len(lessons(desk)) == 2
    assert name_on(arrives(desk, "three.tif", number="INV-100982")) == []


@pytest.mark.parametrize("name", ["Nordwind Logistik", "Nordwind Logistic", "Müller & Söhne", "A 1", "4711"])
def test_names_like_those_of_the_ledger_and_what_is_no_name_are_not_learned(desk: Desk, name: str):
    filed(desk, arrives(desk, "first.tif", name))
    assert lessons(desk) == frozenset()


def test_a_learned_name_that_a_customer_gets_later_is_theirs(desk: Desk):
    filed(desk, arrives(desk, "first.tif"))
    newcomer = Ledger((Customer("C-3", "Harbour Supplies Ltd"),), (invoice_of("INV-300777", "C-3"),))
    desk.register.load_ledger("default", newcomer, NOW)
    _, index = desk.ledgers.of("default")
    assert index.names.alike("harbour supplies", 100.0) == {"C-3": 100.0}


def test_a_learned_name_files_nothing_by_itself(desk: Desk):
    filed(desk, arrives(desk, "first.tif"))
    _, index = desk.ledgers.of("default")
    assert index.names.alike("harbour supplies", 100.0) == {"C-1": 100.0}
    record = arrives(desk, "second.tif", number="unreadable")
    assert record.decision.status is Status.REVIEW
    assert record.decision.candidates == ()


def test_the_desk_says_what_was_learned_and_takes_it_back(desk: Desk):
    done = filed(desk, arrives(desk, "first.tif"))
    second = arrives(desk, "second.tif", number="INV-100982")
    visitor = Visitor(desk.stores, login="ann")
    (learned,) = desk.register.lessons.of(done)
    for path in (f"/review/{second.id}?told={done.id}", f"/review?told={done.id}"):
        assert "Learned: “<bdi>Harbour Supplies</bdi>” is <bdi>Müller &amp; Söhne GmbH</bdi>" in " ".join(
            visitor.get(path).text.split()
        )
    form = {"document": second.id, "told": str(done.id)}
    answer = visitor.post(f"/review/learned/{learned.id}/withdraw", form)
    assert answer.headers["location"] == f"/review/{second.id}?told={done.id}"
    assert lessons(desk) == frozenset()
    assert "Taken back: “<bdi>Harbour Supplies" in visitor.get(answer.headers["location"]).text
    assert visitor.post(f"/review/learned/{learned.id}/restore").headers["location"] == "/review/learned"
    assert lessons(desk) == {LESSON}


def test_the_page_of_what_was_learned_shows_ones_own_customers_only(desk: Desk):
    done = filed(desk, arrives(desk, "first.tif"))
    (learned,) = desk.register.lessons.of(done)
    assert TRADES_AS in Visitor(desk.stores).get("/review/learned").text
    other = Visitor(desk.stores, Grant(Role.OPERATOR, "default", frozenset({"C-2"})), login="bob")
    assert TRADES_AS not in other.get("/review/learned").text
    assert other.post(f"/review/learned/{learned.id}/withdraw").status_code == 403
    assert lessons(desk) == {LESSON}


def test_lessons_of_one_client_are_none_of_another(desk: Desk):
    filed(desk, arrives(desk, "first.tif"))
    assert desk.register.lessons.in_force("other") == frozenset()

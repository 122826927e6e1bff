"""A page that a person turned is read anew, as it stands then; and all of that can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from countersign.console.invoice_keys import key_text
from flows import keeping
from flows.desk import Desk
from flows.review import rereading, reviewing
from models.correction import Action
from models.decision import Cause, Route, Standing, Status
from models.errors import LeaseLost, WrongUse
from models.reading import FieldName
from models.record import DocumentRecord
from pipeline.corrections import Pointed, Said
from pipeline.filing import turned_key
from storage.register import open_register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import FIRST, LYING, in_hands, lying, review_desk
from tests.values.register_values import settings_in


@pytest.fixture(scope="module")
def reader_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk, so that one reading process serves all of these."""
    settings = settings_in(tmp_path_factory.mktemp("home"))
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened
        opened.readers.close()


@pytest.fixture
def desk(reader_home: Desk) -> Desk:
    return reader_home


def turned(desk: Desk, record: DocumentRecord, degrees: int = 270) -> DocumentRecord:
    return reviewing.turn(desk, in_hands(desk, record.id), 1, degrees).after[0]


def read(desk: Desk, record: DocumentRecord, by: str = "ann") -> DocumentRecord:
    done = rereading.read_as_turned(desk, "default", record.id, by)
    assert done is not None
    return done.after[0]


def now(desk: Desk, record: DocumentRecord) -> DocumentRecord:
    found = desk.register.document("default", record.id)
    assert found is not None
    return found


def test_a_turned_page_is_read_as_it_stands_then(desk: Desk):
    record = lying(desk, "1.tif")
    assert rereading.read_as_turned(desk, "default", record.id, "ann") is None
    after = read(desk, turned(desk, record))
    assert after == now(desk, record)
    number = after.reading.value(FieldName.INVOICE_NUMBER)
    assert number is not None
    assert number.text == "INV-100417"
    assert 0.1 < number.box.y0 < 0.15
    assert [one.invoice.key for one in after.decision.candidates] == [FIRST.key]
    assert after.decision.status is Status.REVIEW
    assert "INV-100417" in reviewing.pages_of(desk, after)[0].text
    assert [found.id for found in desk.register.search("default", "D-INV-100417", 5)] == [record.id]
    assert rereading.read_as_turned(desk, "default", record.id, "ann") is None
    (first,) = keeping.pages(desk.stores, "default", record.sha256) or ()
    assert first == LYING


def test_the_earlier_reading_comes_back_with_the_turn(desk: Desk):
    """The turn is what a person did: to undo it nobody has to undo the reading first."""
    record = lying(desk, "2.tif")
    after_turn = turned(desk, record)
    read(desk, after_turn)
    last = desk.register.corrections.last("default", "ann")
    assert last is not None
    assert last.action is Action.TURN
    reviewing.undo(desk, "default", last.id, "ann")
    assert now(desk, record) == record
    key = turned_key("default", record.sha256, f"neural-{keeping.PAGES_FORMAT}", 1, 270)
    before = desk.objects.stat(key)
    again = read(desk, turned(desk, record))
    assert again.reading.value(FieldName.INVOICE_NUMBER) is not None
    assert desk.objects.stat(key) == before


def test_turned_back_it_is_as_it_was_read_first(desk: Desk):
    record = lying(desk, "3.tif")
    read(desk, turned(desk, record))
    assert read(desk, turned(desk, record, 90)).reading.text == record.reading.text


def test_what_people_said_and_decided_stays(desk: Desk):
    record = lying(desk, "4.tif")
    reviewing.correct(desk, in_hands(desk, record.id), FieldName.PO_NUMBER, Pointed("PO-9", 1))
    said = Said(signed=True, remarks=())
    reviewing.receipt(desk, in_hands(desk, record.id), said)
    turned(desk, record)
    filed = reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    after = read(desk, record)
    assert after.decision == filed.after[0].decision
    assert [value.text for value in after.reading.fields[FieldName.PO_NUMBER]] == ["PO-9"]
    assert FieldName.INVOICE_NUMBER in after.reading.fields
    assert after.reading.signatures[0].present
    with pytest.raises(WrongUse):
        reviewing.undo(desk, "default", desk.register.corrections.standing("default", record.id)[2].id, "ann")
    reviewing.undo(desk, "default", filed.id, "ann")
    assert now(desk, record) == filed.before[0]


def test_a_blind_check_stays_blind(desk: Desk):
    blind = Standing(Route.DOUBTED, 0.9, blind=True)
    record = lying(desk, "5.tif", cause=Cause.CHECK, standing=blind)
    after = read(desk, turned(desk, record))
    assert after.decision == record.decision
    assert FieldName.INVOICE_NUMBER in after.reading.fields


def test_who_has_the_document_keeps_it(desk: Desk):
    record = turned(desk, lying(desk, "6.tif"))
    held = in_hands(desk, record.id)
    with pytest.raises(LeaseLost, match="ann has this document"):
        read(desk, record, "bob")
    read(desk, record)
    assert reviewing.park(desk, held).after[0].decision.status is Status.PARKED


def test_who_files_at_once_has_it_read_behind_them(desk: Desk):
    """The reading comes after the answer: the filing stands, and what the paper says can be searched."""
    record = lying(desk, "7.tif")
    visitor = Visitor(desk.stores)
    visitor.get(f"/review/{record.id}")
    lease = in_hands(desk, record.id, "admin").lease
    assert visitor.post(
        f"/review/{record.id}/turn", {"token": lease.token, "degrees": 270, "page": 1}
    ).is_redirect
    lease = in_hands(desk, record.id, "admin").lease
    form = {"token": lease.token, "invoice": key_text(FIRST.key)}
    assert visitor.post(f"/review/{record.id}/file", form).is_redirect
    visitor.close_console()
    after = now(desk, record)
    assert after.decision.status is Status.FILED
    assert after.reading.value(FieldName.INVOICE_NUMBER) is not None
    assert [link.invoice_number for link, _ in desk.register.copies("default")].count(FIRST.number) >= 1
    kinds = [event.kind for event in desk.register.events("default", record.id)]
    assert kinds[-3:] == ["filed by a person", "read again as turned", "shelved"]

"""A paper that a person cannot read is in quarantine, and nowhere else; undone, it is there no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows import quarantining
from flows.desk import Desk
from flows.review import reviewing
from flows.verifying import verify
from models.decision import Status
from models.errors import WrongUse
from models.record import DocumentRecord
from models.settings import Settings
from pipeline.filing import original_key, quarantine_key
from storage.register import Register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import in_hands, note, review_desk, waiting
from tests.values.register_values import NOW


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        yield opened


@pytest.fixture
def papers(desk: Desk) -> tuple[DocumentRecord, ...]:
    """Two documents of one file."""
    return waiting(desk, "two.tif", [note("INV-100417"), note("INV-100982", 2)], documents=[[1], [2]])


def told(desk: Desk, record: DocumentRecord) -> dict[str, object]:
    """What each view of the house says of the first document and of its file."""
    register, visitor = desk.register, Visitor(desk.stores)
    found = register.document("default", record.id)
    batch = register.batches.one("default", record.drop_id)
    assert found is not None
    assert batch is not None
    return {
        "document": found.decision.status,
        "pages": dict(batch.pages),
        "listed": [one.id for one in register.batches.quarantined("default", 5)],
        "quarantine": "two.tif" in visitor.get("/mailroom/quarantine").text,
        "queue": sum(register.reviews.counts("default").values()),
        "faults": [one.fault for one in verify(desk.stores, None) if one.fault],
        "equation": register.faults(),
    }


def test_every_view_agrees_before_and_after_and_when_it_is_undone(
    desk: Desk, papers: tuple[DocumentRecord, ...]
):
    first, _ = papers
    before = told(desk, first)
    done = reviewing.unreadable(desk, in_hands(desk, first.id))
    aside = told(desk, first)
    assert aside == {
        "document": Status.QUARANTINED,
        "pages": {"quarantined": 1, "review": 1},
        "listed": [first.id],
        "quarantine": True,
        "queue": 1,
        "faults": [],
        "equation": [],
    }
    reviewing.undo(desk, "default", done.id, "ann")
    assert told(desk, first) == before
    assert before["faults"] == before["equation"] == []
    reviewing.unreadable(desk, in_hands(desk, first.id))
    assert told(desk, first) == aside


def test_the_copy_goes_when_it_is_taken_back(desk: Desk, papers: tuple[DocumentRecord, ...]):
    """The original stays in the archive, as ever."""
    first, _ = papers
    key = quarantine_key("default", first.sha256)
    done = reviewing.unreadable(desk, in_hands(desk, first.id))
    assert desk.objects.stat(key) is not None
    reviewing.undo(desk, "default", done.id, "ann")
    assert desk.objects.stat(key) is None
    assert desk.objects.stat(original_key("default", first.sha256)) is not None
    assert [one.fault for one in verify(desk.stores, None) if one.fault] == []


def test_a_copy_of_which_nothing_speaks_goes_with_the_next_drain_unless_somebody_has_the_paper(
    desk: Desk, papers: tuple[DocumentRecord, ...]
):
    """A worker left it that had lost the file to another one, or a process that was killed."""
    first, _ = papers
    key = quarantine_key("default", first.sha256)
    held = in_hands(desk, first.id)
    quarantining.put_aside(desk, "default", first.sha256)
    quarantining.clear_left(desk)
    assert desk.objects.stat(key) is not None
    desk.register.reviews.release(held.lease)
    quarantining.clear_left(desk)
    assert desk.objects.stat(key) is None


def test_the_copies_of_what_is_in_quarantine_stay(desk: Desk, papers: tuple[DocumentRecord, ...]):
    first, _ = papers
    reviewing.unreadable(desk, in_hands(desk, first.id))
    desk.objects.put_new("quarantine/of nobody", b"a note that somebody put there")
    quarantining.clear_left(desk)
    kept = {stored.key for stored in desk.objects.list("quarantine/")}
    assert kept == {quarantine_key("default", first.sha256), "quarantine/of nobody"}


def test_only_what_the_program_could_not_read_is_read_again(desk: Desk, papers: tuple[DocumentRecord, ...]):
    first, second = papers
    reviewing.unreadable(desk, in_hands(desk, first.id))
    visitor = Visitor(desk.stores)
    for path in ("/mailroom/quarantine", f"/mailroom/batches/{first.drop_id}", f"/documents/{first.id}"):
        assert "Read again" not in visitor.get(path).text.replace("“Read again”", "")
    assert f'href="/documents/{first.id}"' in visitor.get("/mailroom/quarantine").text
    with pytest.raises(WrongUse, match="A person set"):
        desk.register.batches.retry("default", first.drop_id, "ann", NOW)
    assert desk.register.document("default", second.id) == second

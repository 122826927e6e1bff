"""Where the review desk and the mailroom meet: what people did stays as it is, and is seen everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest

from flows.desk import Desk
from flows.inbox.mailroom import retry
from flows.review import reviewing
from flows.searchable import searchable
from models.decision import Status
from models.errors import WrongUse
from models.finding import Narrowed
from models.settings import Settings
from storage.register import Register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import in_hands, note, review_desk, waiting


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        yield opened


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    sizes = [(round(page.get_width()), round(page.get_height())) for page in document]
    document.close()
    return sizes


def test_a_page_that_a_person_turned_is_turned_in_the_searchable_pdf(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    upright = page_sizes(searchable(desk.stores, record))
    (turned,) = reviewing.turn(desk, in_hands(desk, record.id), 1, 90).after
    assert page_sizes(searchable(desk.stores, turned)) == [(high, wide) for wide, high in upright]


def test_what_a_person_set_aside_as_unreadable_is_not_read_again(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    done = reviewing.unreadable(desk, in_hands(desk, record.id))
    with pytest.raises(WrongUse, match="undo that on its page"):
        retry(desk.stores, "default", "ann", record.drop_id)
    reviewing.undo(desk, "default", done.id, "ann")
    assert desk.register.document("default", record.id) == record


def test_a_document_that_was_split_is_listed_and_counted_no_more(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417"), note("INV-100982", 2)])
    parts = reviewing.split(desk, in_hands(desk, record.id), [2]).after
    finding = desk.register.finding
    assert {one.id for one in finding.newest("default", Narrowed(), 9)} == {part.id for part in parts}
    assert finding.count("default", Narrowed()) == len(parts)
    assert finding.ids("default", "1.tif", Narrowed(status=Status.REVIEW), 9) != ()
    assert record.id not in finding.ids("default", "1.tif", Narrowed(), 9)
    assert finding.beside(parts[0]) == ("", parts[1].id)
    page = Visitor(desk.stores).get(f"/mailroom/batches/{record.drop_id}").text
    assert record.id not in page
    assert all(part.id in page for part in parts)
    assert page.count(">review</span>") == len(parts)

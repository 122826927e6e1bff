"""The first page proves where every page is, and lists, filters and finds documents."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.desk import Stores
from models.decision import Status
from models.finding import Narrowed
from models.reading import FieldName
from tests.doors.console_visits import Visitor, filed, sources, stores_in
from tests.values.register_values import (
    NOW,
    capture,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    ledger_of,
    reading_of,
    record_of,
    settled_of,
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def test_the_first_page_proves_that_every_page_is_accounted_for(stores: Stores, visitor: Visitor):
    captured(stores.register, "a.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
    captured(stores.register, "b.pdf", decision_of(Status.PARKED), reading_of({}, pages=(1, 2)))
    page = visitor.get("/").text
    numbers = dict(re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", page))
    assert numbers["received"] == "3"
    assert (numbers["filed"], numbers["parked"], numbers["review"]) == ("1", "2", "0")
    assert "Every page is accounted for" in page


def test_files_that_wait_are_told(stores: Stores, visitor: Visitor):
    claimed(stores.register, "slow.pdf")
    assert "<strong>1</strong> file is waiting" in visitor.get("/").text


def test_an_empty_installation_says_where_to_drop_scans(stores: Stores, visitor: Visitor):
    assert stores.settings.inbox_url in visitor.get("/").text


def test_documents_come_newest_first_in_pieces_of_fifty(stores: Stores, visitor: Visitor):
    names = [f"scan-{number:02d}.pdf" for number in range(52)]
    for number, name in enumerate(names):
        drop = replace(drop_of(name), received_at=NOW + timedelta(minutes=number))
        capture(stores.register, record_of(drop, decision_of(Status.PARKED)), drop)
    first = visitor.get("/").text
    second = visitor.get(next_of(first)).text
    assert sources(first) + sources(second) == names[::-1]
    assert "51-52 of 52" in second
    assert 'rel="next"' not in second


def next_of(page: str) -> str:
    """The address of the next piece."""
    (link,) = re.findall(r'rel="next" href="([^"]*)"', page)
    return html.unescape(link)


def test_a_piece_stays_the_same_whatever_comes_in_meanwhile(stores: Stores, visitor: Visitor):
    for number in range(51):
        drop = replace(drop_of(f"scan-{number:02d}.pdf"), received_at=NOW + timedelta(minutes=number))
        capture(stores.register, record_of(drop, decision_of(Status.PARKED)), drop)
    link = next_of(visitor.get("/").text)
    newer = replace(drop_of("newer.pdf"), received_at=NOW + timedelta(days=1))
    capture(stores.register, record_of(newer, decision_of(Status.PARKED)), newer)
    assert sources(visitor.get(link).text) == ["scan-00.pdf"]


def test_documents_of_one_file_come_in_the_order_of_their_pages(stores: Stores, visitor: Visitor):
    drop = drop_of("two.pdf")
    pages = [record_of(drop, decision_of(Status.PARKED), reading_of({}, pages=(n,))) for n in (1, 2)]
    claim = claimed(stores.register, "two.pdf")
    stores.register.receive(claim, drop, NOW)
    stores.register.settle(claim, lambda _: settled_of(drop, *pages), NOW)
    told = re.findall(r"Delivery note, (page \d)", visitor.get("/").text)
    assert told == ["page 1", "page 2"]
    behind = stores.register.finding.newest("default", Narrowed(), 5, behind=pages[0].id)
    assert [record.reading.pages for record in behind] == [(2,)]


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("type=purchase_order", []),
        ("type=proof_of_delivery&status=filed", ["scan.png"]),
        ("customer=C-1", ["scan.png"]),
        ("customer=muller", ["scan.png"]),
        ("customer=C-2", []),
        ("since=2026-03-02&until=2026-03-02", ["scan.png"]),
        ("since=2026-03-03", []),
        ("until=2026-03-01", []),
        ("q=INV-1&customer=C-2", []),
    ],
)
def test_the_form_narrows_what_is_listed(stores: Stores, visitor: Visitor, form: str, found: list[str]):
    stores.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
    filed(stores)
    assert sources(visitor.get(f"/?{form}").text) == found


def test_a_day_that_is_none_is_told(visitor: Visitor):
    answer = visitor.get("/?since=31.3.2026")
    assert answer.status_code == 400
    assert "write it as 2026-03-31" in answer.text


def test_a_hit_is_marked_and_names_its_page(stores: Stores, visitor: Visitor):
    reading = reading_of({FieldName.PO_NUMBER: "PO-77"}, (1, 2), "first page\fPallets left at the Nörth gate")
    record = captured(stores.register, "a.pdf", decision_of(Status.PARKED), reading)
    assert "<mark>PO-77</mark>" in visitor.get("/?q=po-7").text
    page = visitor.get("/?q=north+gate").text
    assert f'href="/documents/{record.id}#page-2">page 2</a>' in page
    assert "<mark>Nörth</mark> <mark>gate</mark>" in page


def test_documents_are_filtered_by_status(stores: Stores, visitor: Visitor):
    captured(stores.register, "a.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
    captured(stores.register, "b.pdf", decision_of(Status.PARKED))
    assert sources(visitor.get("/?status=parked").text) == ["b.pdf"]
    assert sorted(sources(visitor.get("/?status=").text)) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("query", "found"), [("INV-1", ["scan.png"]), ("inv", ["scan.png"]), ("nothing", [])]
)
def test_the_search_box_finds_documents(stores: Stores, visitor: Visitor, query: str, found: list[str]):
    filed(stores)
    captured(stores.register, "other.pdf", decision_of(Status.PARKED))
    assert sources(visitor.get(f"/?q={query}").text) == found


def test_a_search_and_a_status_narrow_each_other(stores: Stores, visitor: Visitor):
    filed(stores)
    assert sources(visitor.get("/?q=INV-1&status=parked").text) == []


def test_a_client_never_sees_the_papers_of_another(stores: Stores, visitor: Visitor):
    record = filed(stores)
    assert sources(visitor.get("/?client=acme").text) == []
    for path in ("", "/original", "/pages/1.png"):
        assert visitor.get(f"/documents/{record.id}{path}").status_code == 200
        assert visitor.get(f"/documents/{record.id}{path}?client=acme").status_code == 404


def test_links_stay_with_the_client(stores: Stores, visitor: Visitor):
    drop = drop_of("a.pdf", client="acme")
    record = capture(stores.register, record_of(drop, decision_of(Status.PARKED)), drop)
    assert f'href="/documents/{record.id}?client=acme"' in visitor.get("/?client=acme").text
    page = visitor.get(f"/documents/{record.id}?client=acme").text.partition("<main")[2]
    inner = re.findall(r'(?:href|src)="(/(?!static|health)[^"]*)"', page)
    assert inner
    assert all("client=acme" in link for link in inner)

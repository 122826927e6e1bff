"""The comparison of an invoice's papers: its page, its list, the API, and who may see it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from flows.desk import Stores
from flows.evidence import preview
from models.evidence import PackWish, Tongue
from models.lines import Tolerances
from models.people import Grant, Role
from models.record import DocumentRecord
from tests.doors.console_visits import EVIL, Visitor, picture_bytes, stores_in
from tests.papers.compared_papers import INVOICE, file_papers, goods, paper
from tests.values.register_values import (
    NOW,
    invoice_of,
    ledger_of,
)

HERE = "?customer=C-1&invoice=INV-1"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        opened.register.load_ledger("default", ledger_of(INVOICE, invoice_of("INV-2", "C-2")), NOW)
        yield opened


@pytest.fixture
def papers(stores: Stores) -> tuple[DocumentRecord, DocumentRecord]:
    return file_papers(stores)


@pytest.mark.usefixtures("papers")
def test_the_page_shows_the_numbers_of_all_papers_and_what_is_wrong(stores: Stores):
    page = Visitor(stores).get(f"/three-way{HERE}").text
    assert "Short of goods" in page
    assert "1 fewer received than invoiced." in page
    assert page.count("/part.png?box=") == 6


def test_each_number_has_the_picture_behind_it(stores: Stores, papers: tuple[DocumentRecord, ...]):
    visitor = Visitor(stores)
    answer = visitor.get(f"/documents/{papers[0].id}/pages/1/part.png?box=0.5,0.3,0.7,0.4")
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as part, Image.open(io.BytesIO(picture_bytes())) as whole:
        assert part.height < part.width * whole.height
    assert visitor.get(f"/documents/{papers[0].id}/pages/2/part.png?box=0,0,1,1").status_code == 404
    assert visitor.get(f"/documents/{papers[0].id}/pages/1/part.png?box=9,9").status_code == 400


def test_programs_get_the_same_with_every_figure(stores: Stores, papers: tuple[DocumentRecord, ...]):
    told = Visitor(stores).get(f"/api/v1/three-way{HERE}").json()
    assert (told["verdict"], told["counts"]) == ("short", {"agrees": 1, "short": 1})
    assert told["documents"]["orders"] == [papers[0].id]
    assert told["documents"]["deliveries"] == [papers[1].id]
    row = told["rows"][1]
    values = [
        row[name]["value"] for name in ("ordered", "delivered", "received", "invoiced", "ordered_price")
    ]
    assert values == ["4", "3", "3", "4", "2.50"]
    assert row["delivered"]["figures"][0]["document"] == papers[1].id


def test_programs_get_the_lines_of_one_document(stores: Stores, papers: tuple[DocumentRecord, ...]):
    told = Visitor(stores).get(f"/api/v1/documents/{papers[0].id}/lines").json()
    assert [line["cells"]["article"]["text"] for line in told["lines"]] == ["HX-0816", "VB-A044"]
    assert told["lines"][0]["cells"]["quantity"]["value"] == "12"


@pytest.mark.usefixtures("papers")
def test_the_list_has_a_row_for_each_article(stores: Stores):
    rows = list(csv.DictReader(io.StringIO(Visitor(stores).get(f"/three-way.csv{HERE}").text)))
    assert [(row["article"], row["verdict"]) for row in rows] == [("HX-0816", "agrees"), ("VB-A044", "short")]


@pytest.mark.usefixtures("papers")
def test_a_client_may_allow_for_more(stores: Stores):
    stores.register.goods.set_tolerances("default", Tolerances(quantity=Decimal(1)), "ann", NOW)
    page = Visitor(stores).get(f"/three-way{HERE}").text
    assert "The counts differ within the tolerance." in page


def test_an_invoice_that_is_not_there_is_not_found(stores: Stores):
    assert Visitor(stores).get("/three-way?customer=C-1&invoice=none").status_code == 404


@pytest.mark.usefixtures("papers")
def test_only_who_may_see_the_customer_sees_the_comparison(stores: Stores):
    theirs = Visitor(stores, Grant(Role.COLLECTOR, "default", frozenset({"C-2"})), login="theirs")
    assert theirs.get(f"/three-way{HERE}").status_code == 403
    assert theirs.get(f"/api/v1/three-way{HERE}").status_code == 403
    ours = theirs.beside("ours", Grant(Role.COLLECTOR, "default", frozenset({"C-1"})))
    assert ours.get(f"/three-way{HERE}").status_code == 200


def test_what_papers_say_is_text(stores: Stores):
    paper(stores, "evil.png", goods((EVIL.replace(" ", ""), EVIL, "12")))
    assert "<script>alert" not in Visitor(stores).get(f"/three-way{HERE}").text


def test_an_invoice_without_papers_says_so(stores: Stores):
    assert "No lines of goods were found" in Visitor(stores).get(f"/three-way{HERE}").text


@pytest.mark.usefixtures("papers")
def test_a_filed_document_leads_to_the_comparison(stores: Stores, papers: tuple[DocumentRecord, ...]):
    page = Visitor(stores).get(f"/documents/{papers[0].id}").text
    assert "/three-way?customer=C-1&amp;invoice=INV-1" in page


@pytest.mark.usefixtures("papers")
def test_an_evidence_pack_holds_the_table_where_nothing_is_open(stores: Stores):
    wish = PackWish(keys=(INVOICE.key,), on=date(2026, 3, 9), language=Tongue.ENGLISH)
    told = [
        (one.item, one.ordered, one.received, one.verdict)
        for one in preview(stores, "default", wish).wish.lines
    ]
    assert told == [
        ("HX-0816 Hex bolt M8x16", 12, 12, "Agrees"),
        ("VB-A044 V-belt A44", 4, 3, "Short of goods"),
    ]


def test_an_evidence_pack_holds_no_table_where_a_paper_is_missing(stores: Stores):
    paper(stores, "note.png", goods(("HX-0816", "Hex bolt M8x16", "12")))
    wish = PackWish(keys=(INVOICE.key,), on=date(2026, 3, 9))
    assert preview(stores, "default", wish).wish.lines == ()

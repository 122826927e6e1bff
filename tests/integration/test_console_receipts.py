"""The console shows what a receipt is worth in words as well as in colour, and the ink it rests on."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from flows.desk import Stores
from models.decision import Status
from models.paper import Box, Manner, Role
from models.reading import Acceptance, AcceptanceStatus, FieldName, Grade, Reading, RemarkClass, Written
from models.record import DocumentRecord
from pipeline.filing import original_key
from tests.doors.console_visits import EVIL, Visitor, picture_bytes, sources, stores_in
from tests.values.receipt_readings import receipt, region, remark
from tests.values.register_values import captured, decision_of

UNSIGNED = Acceptance(AcceptanceStatus.UNSIGNED, Grade.D, "Not signed: look.", unsure=True)
CLAUSED = Acceptance(AcceptanceStatus.SIGNED_CLAUSED, Grade.C, "Signed by J SMITH; remark: short 2.")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def kept(stores: Stores, name: str, acceptance: Acceptance | None, reading: Reading) -> DocumentRecord:
    judged = replace(reading, acceptance=acceptance)
    record = captured(stores.register, name, decision_of(Status.PARKED), judged)
    stores.objects.put_new(original_key(record.client, record.sha256), picture_bytes((600, 900)))
    return record


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_list_shows_grade_and_status_in_words(stores: Stores, visitor: Visitor):
    kept(stores, "a.pdf", UNSIGNED, receipt())
    kept(stores, "b.pdf", None, receipt())
    page = visitor.get("/").text
    cells = re.findall(r'<td class="receipt">(.*?)</td>', page, re.DOTALL)
    assert sorted(map(plain, cells)) == ["", "Grade D unsigned unsure: look at it"]


def test_the_first_page_counts_receipts_by_grade_and_leads_to_them(stores: Stores, visitor: Visitor):
    kept(stores, "a.pdf", UNSIGNED, receipt())
    kept(stores, "b.pdf", CLAUSED, receipt(region()))
    page = visitor.get("/").text
    links = re.findall(r'<a href="(/\?(?:q|grade)=[^"]*)">(.*?)</a>', page)
    told = {plain(text): link for link, text in links}
    assert set(told) == {"A 0", "B 0", "C 1", "D 1", "to be looked at: 1"}
    assert sources(visitor.get(told["D 1"]).text) == ["a.pdf"]
    assert sources(visitor.get(told["C 1"]).text) == ["b.pdf"]
    assert sources(visitor.get(told["to be looked at: 1"]).text) == ["a.pdf"]


def test_a_grade_that_there_is_not_is_told(visitor: Visitor):
    answer = visitor.get("/?q=grade:E")
    assert answer.status_code == 400
    assert "use A, B, C, D" in answer.text


def test_a_document_shows_the_sentence_remarks_and_how_it_was_signed(stores: Stores, visitor: Visitor):
    short = remark(RemarkClass.SHORT, "2 ctn short", "2")
    regions = (region(manner=Manner.CAPTURE), region(Role.DRIVER, Manner.STAMP))
    record = kept(stores, "b.pdf", CLAUSED, receipt(*regions, remarks=(short,)))
    page = plain(visitor.get(f"/documents/{record.id}").text)
    assert "Grade C signed with remarks" in page
    assert CLAUSED.why in page
    assert "Short 2 “ 2 ctn short ” (by hand, 100% sure, page 1)" in page
    assert "Customer: signed on a hand-held" in page
    assert "Driver: stamped, not signed" in page
    assert "not that they were accepted as conforming" in page


def test_the_ink_is_cut_out_of_its_page(stores: Stores, visitor: Visitor):
    record = kept(stores, "b.pdf", CLAUSED, receipt(region(), region(manner=Manner.NONE)))
    page = visitor.get(f"/documents/{record.id}").text
    (address,) = re.findall(r'<img src="(/documents/[^"]*/signatures/[^"]*)"', page)
    answer = visitor.get(address)
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as crop:
        assert 180 <= crop.width <= 300
        assert 45 <= crop.height <= 110
    for place in ("2", "-1", "x"):
        assert visitor.get(f"/documents/{record.id}/signatures/{place}.png").status_code in {404, 422, 400}
    assert visitor.get(f"{address}?client=acme").status_code == 404


def test_a_name_by_hand_that_was_not_read_is_shown_as_it_stands(stores: Stores, visitor: Visitor):
    reading = replace(
        receipt(region()), written=(Written(FieldName.PRINTED_NAME, 1, Box(0.2, 0.5, 0.5, 0.55)),)
    )
    record = kept(stores, "b.pdf", CLAUSED, reading)
    page = visitor.get(f"/documents/{record.id}").text
    assert "Name by hand, not read" in page
    (address,) = re.findall(r'<img src="(/documents/[^"]*/written/[^"]*)"', page)
    assert visitor.get(address).headers["content-type"] == "image/png"
    assert visitor.get(address.replace("/0.png", "/1.png")).status_code == 404


def test_a_sentence_with_markup_from_a_paper_stays_text(stores: Stores, visitor: Visitor):
    record = kept(stores, "a.pdf", replace(CLAUSED, why=EVIL), receipt(region()))
    assert EVIL not in visitor.get(f"/documents/{record.id}").text

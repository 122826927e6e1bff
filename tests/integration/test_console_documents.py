"""A document is shown with its reason, its fields where they stand and its pictures."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from flows.desk import Stores
from flows.keeping import PAGES_FORMAT
from models.decision import Status
from models.paper import Page, PageKind
from models.plain import to_plain
from models.record import PageRow, Settled
from pipeline.filing import original_key, pages_key
from tests.doors.console_visits import Visitor, filed, stores_in
from tests.values.register_values import NOW, claimed, decision_of, drop_of, reading_of, record_of


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def test_a_document_shows_its_reason_fields_evidence_and_history(stores: Stores, visitor: Visitor):
    record = filed(stores)
    page = visitor.get(f"/documents/{record.id}").text
    assert record.decision.reason in page
    assert '<bdi class="value">27 Feb 2026</bdi>' in page
    assert "90%" in page
    assert "Invoice number INV-1 is on the page, at its label." in page
    assert "100.50 EUR" in page
    assert re.findall(r"<span><strong>([^<]*)</strong>", page)[-2:] == ["Received", "Filed"]


def test_a_field_is_boxed_where_it_stands_on_the_page(stores: Stores, visitor: Visitor):
    page = visitor.get(f"/documents/{filed(stores).id}").text
    assert '<rect x="10.00%" y="20.00%" width="20.00%" height="20.00%"' in page
    assert 'id="mark-1"' in page
    assert 'id="row-1"' in page


def test_a_document_of_a_quarantined_file_has_its_reason_and_no_pictures(stores: Stores, visitor: Visitor):
    decision = replace(decision_of(Status.QUARANTINED), reason="It needs a password: remove it.")
    drop = drop_of("locked.pdf")
    claim = claimed(stores.register, drop.source)
    stores.register.receive(claim, drop, NOW)
    record = record_of(drop, decision, reading_of({}, pages=()))
    settled = Settled(drop, (PageRow(1, PageKind.CONTENT, record.id),), (record,))
    stores.register.settle(claim, lambda _: settled, NOW)
    page = visitor.get(f"/documents/{record.id}").text
    assert "It needs a password: remove it." in page
    assert "/pages/" not in page
    assert visitor.get(f"/documents/{record.id}/pages/1.png").status_code == 404


def test_a_page_is_shown_as_a_picture(stores: Stores, visitor: Visitor):
    answer = visitor.get(f"/documents/{filed(stores).id}/pages/1.png")
    assert answer.headers["content-type"] == "image/png"
    shown = Image.open(io.BytesIO(answer.content)).convert("L")
    assert shown.getpixel((2, shown.height // 2)) < 50
    assert shown.getpixel((shown.width - 2, shown.height // 2)) > 200


def test_a_page_is_shown_upright_as_it_was_read(stores: Stores, visitor: Visitor):
    record = filed(stores)
    turned = Page(number=1, kind=PageKind.CONTENT, turned=90)
    kept = json.dumps([to_plain(turned)]).encode()
    stores.objects.put_new(pages_key(record.client, record.sha256, f"neural-{PAGES_FORMAT}"), kept)
    answer = visitor.get(f"/documents/{record.id}/pages/1.png")
    shown = Image.open(io.BytesIO(answer.content)).convert("L")
    assert shown.width > shown.height
    assert shown.getpixel((shown.width // 2, 2)) < 50


def test_a_picture_shown_before_is_kept_for_a_while(stores: Stores, visitor: Visitor):
    record = filed(stores)
    first = visitor.get(f"/documents/{record.id}/pages/1.png")
    (Path(stores.settings.objects_url) / original_key(record.client, record.sha256)).unlink()
    assert visitor.get(f"/documents/{record.id}/pages/1.png").content == first.content


@pytest.mark.parametrize("number", ["0", "2", "-1", "99999"])
def test_only_pages_of_the_document_are_rendered(stores: Stores, visitor: Visitor, number: str):
    assert visitor.get(f"/documents/{filed(stores).id}/pages/{number}.png").status_code == 404

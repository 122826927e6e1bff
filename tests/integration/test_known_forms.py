"""A returned note is held beside the note as issued and beside earlier papers of its form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from extractors.opening import limits_of
from flows.desk import Stores
from flows.forms import Forms
from flows.keeping import PAGES_FORMAT
from models.decision import Status
from models.paper import Page, Role, SignatureRegion
from models.plain import to_plain
from models.reading import DocumentType, FieldName, Reading, Section
from models.record import DocumentRecord
from pipeline.filing import original_key, pages_key
from tests.doors.console_visits import Visitor, stores_in
from tests.papers.drawn_forms import box_of, note, scanned, scribble
from tests.values.register_values import captured, decision_of, drop_of, reading_of

SIGNED = box_of(200, 1900, 560, 1990)
NUMBER = {FieldName.DELIVERY_NUMBER: "DN-9"}


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


def forms(stores: Stores) -> Forms:
    return Forms(stores, limits_of(stores.settings))


def received(
    stores: Stores, name: str, paper: tuple[np.ndarray, Page], reading: Reading | None = None
) -> DocumentRecord:
    """A paper that came earlier, with its original and its pages as they were read."""
    record = captured(stores.register, name, decision_of(Status.FILED), reading or reading_of({}))
    keep(stores, record.sha256, paper)
    return record


def keep(stores: Stores, sha256: str, paper: tuple[np.ndarray, Page]) -> None:
    picture, page = paper
    stores.objects.put_new(original_key("default", sha256), cv2.imencode(".png", picture)[1].tobytes())
    kept = json.dumps([to_plain(page)]).encode()
    stores.objects.put_new(pages_key("default", sha256, f"neural-{PAGES_FORMAT}"), kept)


def returned(stores: Stores) -> tuple[str, Page]:
    """The signed note 9 as it comes back; its hash and its page."""
    picture, page = note(9)
    scribble(picture, SIGNED)
    paper = scanned(picture, page, 0.5, (7, -6))
    keep(stores, drop_of("back.png").sha256, paper)
    return drop_of("back.png").sha256, paper[1]


def recognised(stores: Stores, kind: DocumentType = DocumentType.PROOF_OF_DELIVERY) -> Section:
    sha256, page = returned(stores)
    section = Section((page,), "first page")
    (known,) = forms(stores).recognised(
        "default", sha256, [(section, replace(reading_of(NUMBER), type=kind))]
    )
    return known


def test_a_return_learns_what_was_added_to_the_note_as_issued(stores: Stores):
    issued = received(stores, "issued.png", note(9), reading_of(NUMBER))
    known = recognised(stores)
    assert known.issued_as == issued.id
    (page,) = known.pages
    (addition,) = page.additions or ()
    assert addition.box.overlap(SIGNED) > 0.4 * SIGNED.width * SIGNED.height
    assert len(page.form) == len(page.words)


def test_earlier_papers_of_the_form_tell_its_print_without_pictures(stores: Stores):
    for number in (1, 2, 3):
        record = received(stores, f"{number}.png", note(number))
        assert record.reading.value(FieldName.DELIVERY_NUMBER) is None
    known = recognised(stores)
    (page,) = known.pages
    assert (known.issued_as, page.additions) == ("", None)
    assert {"Remarks", "shortage", "damage"} <= {page.words[place].text for place in page.form}


def test_where_nothing_came_before_the_page_stays_as_it_was_read(stores: Stores):
    known = recognised(stores)
    assert [(page.form, page.additions) for page in known.pages] == [((), None)]


def test_a_signed_paper_of_the_same_number_is_not_the_note_as_issued(stores: Stores):
    region = SignatureRegion(Role.CUSTOMER, 1, SIGNED, present=True, confidence=0.9, label="Signature")
    signed = replace(reading_of(NUMBER), signatures=(region,))
    received(stores, "signed.png", note(9), signed)
    assert recognised(stores).issued_as == ""


def test_an_original_that_cannot_be_shown_changes_nothing(stores: Stores):
    issued = captured(stores.register, "issued.png", decision_of(Status.FILED), reading_of(NUMBER))
    stores.objects.put_new(original_key("default", issued.sha256), b"no picture at all")
    kept = json.dumps([to_plain(note(9)[1])]).encode()
    stores.objects.put_new(pages_key("default", issued.sha256, f"neural-{PAGES_FORMAT}"), kept)
    assert recognised(stores).issued_as == ""


def test_an_order_is_not_held_beside_anything(stores: Stores):
    received(stores, "issued.png", note(9), reading_of(NUMBER))
    assert recognised(stores, DocumentType.PURCHASE_ORDER).issued_as == ""


def test_what_was_added_is_known_again_when_the_document_is_looked_at_again(stores: Stores):
    received(stores, "issued.png", note(9), reading_of(NUMBER))
    known = recognised(stores)
    (page,) = known.pages
    reading = replace(reading_of(NUMBER), issued_as=known.issued_as, additions=page.additions or ())
    plain = replace(known, pages=(replace(page, form=(), additions=None),), issued_as="")
    assert forms(stores).again("default", plain, reading) == known


def test_the_console_shows_what_was_added(stores: Stores):
    received(stores, "issued.png", note(9), reading_of(NUMBER))
    known = recognised(stores)
    reading = replace(reading_of(NUMBER), issued_as=known.issued_as, additions=known.pages[0].additions or ())
    record = captured(stores.register, "back.png", decision_of(Status.FILED), reading)
    visitor = Visitor(stores)
    assert f"/documents/{record.id}/pages/1/added.png" in visitor.get(f"/documents/{record.id}").text
    answer = visitor.get(f"/documents/{record.id}/pages/1/added.png")
    assert answer.headers["content-type"] == "image/png"
    shown = cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_COLOR).astype(int)
    assert ((shown[..., 2] - shown[..., 0]) > 100).sum() > 500
    assert visitor.get(f"/documents/{known.issued_as}/pages/1/added.png").status_code == 404

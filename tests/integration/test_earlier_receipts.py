"""A signature beside earlier ones, as people see it: on the console and on the command line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from countersign.cli import run
from countersign.output.document_json import document_json
from extractors.likeness import Familiarity, shape_of
from flows import keeping
from flows.desk import Stores
from flows.review.earlier import HELP, compared
from models.decision import Status
from models.errors import ExitCode
from models.paper import Box, Page, PageKind, Role, SignatureRegion
from models.plain import to_plain
from models.reading import FieldName
from models.record import DocumentRecord
from pipeline.filing import original_key, pages_key
from tests.doors.console_visits import EVIL, Visitor, picture_bytes, stores_in
from tests.values.register_values import captured, decision_of, invoice_of, reading_of

LEFT_HALF = Box(0.1, 0.4, 0.45, 0.6)


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stores]:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(tmp_path / "home"))
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def shape(name: str) -> str:
    ink = np.zeros((160, 520), np.uint8)
    cv2.putText(ink, name, (30, 100), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 2.2, 1, 3)
    return shape_of(ink)


def receipt(stores: Stores, source: str, ink: str, printed: str = "J. OKAFOR") -> DocumentRecord:
    """A filed receipt that the customer has signed so."""
    likeness = shape(ink) if ink else ""
    region = SignatureRegion(
        Role.CUSTOMER, 1, LEFT_HALF, present=True, confidence=0.9, label="", likeness=likeness
    )
    fields = {FieldName.PRINTED_NAME: printed, FieldName.RECEIVED_DATE: "2026-02-27"}
    reading = replace(reading_of(fields), signatures=(region,))
    record = captured(
        stores.register, source, decision_of(Status.FILED, invoice_of(f"INV-{source}")), reading
    )
    stores.objects.put_new(original_key(record.client, record.sha256), picture_bytes())
    return record


def three(stores: Stores) -> None:
    for number, ink in enumerate(("A. Okafor", "Wim Bosch", "Li Na")):
        receipt(stores, f"{number}.pdf", ink)


def test_the_most_similar_comes_first(stores: Stores) -> None:
    three(stores)
    comparison = compared(stores, receipt(stores, "now.pdf", "A. Okafor"))
    assert comparison is not None
    assert comparison.familiarity is Familiarity.FAMILIAR
    assert comparison.earlier[0].receipt.source == "0.pdf"
    near = [one.similarity for one in comparison.earlier]
    assert near == sorted(near, reverse=True)


def test_like_none_of_them_is_unfamiliar_and_too_few_say_nothing(stores: Stores) -> None:
    for number in range(2):
        receipt(stores, f"{number}.pdf", "IIII")
    few = compared(stores, receipt(stores, "2.pdf", "OOOOOOOOO"))
    enough = compared(stores, receipt(stores, "now.pdf", "-.-.-.-"))
    assert few is not None
    assert enough is not None
    assert few.familiarity is Familiarity.NO_REFERENCE
    assert enough.familiarity is Familiarity.UNFAMILIAR


def test_without_a_shape_there_is_nothing_to_compare(stores: Stores) -> None:
    three(stores)
    assert compared(stores, receipt(stores, "now.pdf", "")) is None


def test_the_console_shows_them_with_date_name_and_what_that_is_worth(
    stores: Stores, visitor: Visitor
) -> None:
    three(stores)
    page = visitor.get(f"/documents/{receipt(stores, 'now.pdf', 'A. Okafor').id}").text
    part = page[page.index("Earlier receipts of this customer") :]
    assert "Familiar: it looks like one of the signatures" in part
    assert HELP in part
    assert "received <bdi>27 Feb 2026</bdi>" in part
    assert "<bdi>J. OKAFOR</bdi>" in part
    assert re.findall(r"<bdi>(\d\.pdf)</bdi>", part)[0] == "0.pdf"
    assert re.search(r"<strong>alike</strong> \(1\.00\)|<strong>alike</strong> \(0\.9\d\)", part)


def test_each_crop_is_cut_out_of_its_page(stores: Stores, visitor: Visitor) -> None:
    three(stores)
    page = visitor.get(f"/documents/{receipt(stores, 'now.pdf', 'A. Okafor').id}").text
    crops = re.findall(r'src="(/documents/\w+/signatures/0\.png)"', page)
    assert len(crops) == 3
    answer = visitor.get(crops[0])
    shown = Image.open(io.BytesIO(answer.content)).convert("L")
    whole = Image.open(io.BytesIO(visitor.get(re.sub("signatures/0", "pages/1", crops[0])).content))
    assert 0.35 * whole.width <= shown.width < 0.75 * whole.width
    assert np.asarray(shown)[:, : shown.width // 4].max() < 60, "the left half of the page is black"


@pytest.mark.parametrize("place", ["1", "-1", "99"])
def test_only_places_of_the_document_are_cut_out(stores: Stores, visitor: Visitor, place: str) -> None:
    answer = visitor.get(f"/documents/{receipt(stores, 'a.pdf', 'Li Na').id}/signatures/{place}.png")
    assert answer.status_code == 404


def test_names_from_papers_are_escaped(stores: Stores, visitor: Visitor) -> None:
    for number in range(3):
        receipt(stores, f"{EVIL}{number}", "Li Na", EVIL)
    page = visitor.get(f"/documents/{receipt(stores, 'now.pdf', 'Li Na').id}").text
    assert "Earlier receipts" in page
    assert EVIL not in page


def test_a_customer_without_earlier_receipts_is_told_so(stores: Stores, visitor: Visitor) -> None:
    page = visitor.get(f"/documents/{receipt(stores, 'now.pdf', 'Li Na').id}").text
    assert "No reference: there are too few earlier signatures" in page


def test_the_command_prints_the_verdict_and_a_line_each(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    three(stores)
    record = receipt(stores, "now.pdf", "A. Okafor")
    assert run(["likeness", record.id]) == ExitCode.DONE
    told = capsys.readouterr()
    verdict, first, *rest = told.out.splitlines()
    assert verdict == "familiar"
    similarity, date, name, source, number, document = first.split("\t")
    assert float(similarity) > 0.9
    assert (date, name, source, number) == ("2026-02-27", "J. OKAFOR", "0.pdf", "1")
    assert stores.register.document("default", document) is not None
    assert len(rest) == 2
    assert HELP in " ".join(told.err.split())


def test_the_command_says_what_is_missing(stores: Stores, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["likeness", "0" * 24]) == ExitCode.WRONG_USE
    assert "There is no document" in capsys.readouterr().err
    assert run(["likeness", receipt(stores, "now.pdf", "").id]) == ExitCode.DONE
    told = capsys.readouterr()
    assert told.out == ""
    assert "Nothing to compare" in told.err


def test_switched_off_nothing_is_shown(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    three(stores)
    record = receipt(stores, "now.pdf", "A. Okafor")
    off = replace(stores, settings=replace(stores.settings, likeness="off"))
    assert compared(off, record) is None
    assert "Earlier receipts" not in Visitor(off).get(f"/documents/{record.id}").text
    monkeypatch.setenv("COUNTERSIGN_LIKENESS", "off")
    assert run(["likeness", record.id]) == ExitCode.WRONG_USE
    assert "COUNTERSIGN_LIKENESS=on" in capsys.readouterr().err


def test_switched_off_pages_kept_before_lose_their_shapes(stores: Stores) -> None:
    region = SignatureRegion(
        Role.CUSTOMER, 1, LEFT_HALF, present=True, confidence=1, label="", likeness=shape("Li")
    )
    kept = json.dumps([to_plain(Page(1, PageKind.CONTENT, signatures=(region,)))]).encode()
    stores.objects.put_new(pages_key("default", "ab" * 32, f"neural-{keeping.PAGES_FORMAT}"), kept)
    off = replace(stores, settings=replace(stores.settings, likeness="off"))
    for asked, expected in ((stores, region), (off, replace(region, likeness=""))):
        (page,) = keeping.pages(asked, "default", "ab" * 32) or ()
        assert page.signatures == (expected,)


def test_the_shape_of_a_hand_is_not_exported(stores: Stores) -> None:
    record = receipt(stores, "now.pdf", "Li Na")
    assert record.reading.signatures[0].likeness not in json.dumps(document_json(record))

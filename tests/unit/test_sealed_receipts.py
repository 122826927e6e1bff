"""The sealed receipts: what is drawn is what the key says, and the score tells right from wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from models.paper import Box, Manner, Page, PageKind, Role, SignatureRegion, Tick
from models.reading import (
    Acceptance,
    AcceptanceStatus,
    DocumentType,
    FieldName,
    Found,
    Grade,
    Reading,
    Remark,
    RemarkClass,
    Value,
)
from tests.benchmarks.sealed.books import firms, keep_books
from tests.benchmarks.sealed.deals import POD, Dealer
from tests.benchmarks.sealed_receipts.circumstances import happen, minutes
from tests.benchmarks.sealed_receipts.expected import verdicts
from tests.benchmarks.sealed_receipts.filling import Left, Region
from tests.benchmarks.sealed_receipts.receipt_papers import (
    LAYOUTS,
    Receipt,
    draw,
    generate_receipts,
    key_line,
)
from tests.benchmarks.sealed_receipts.receipts_command import report
from tests.benchmarks.sealed_receipts.receipts_reading import NOTHING, Captured
from tests.benchmarks.sealed_receipts.receipts_score import gather
from tests.benchmarks.signatures import upright

SPOT = (0.0, 0.0, 10.0, 10.0)
ROLES = {"customer": Role.CUSTOMER, "shipper": Role.SHIPPER, "driver": Role.DRIVER, "engineer": Role.DRIVER}


@pytest.fixture(scope="module")
def deal():
    return Dealer(keep_books(firms()[0], "test", 60), Random(1)).deal(POD)


def paper(layout: str, deal) -> Receipt:
    return draw(layout, deal, "clean", f"test {layout}")


def perfect(line: dict) -> Captured:
    """What a reader without fault would have captured."""
    regions = tuple(
        SignatureRegion(
            ROLES[one["role"]], one["page"], Box(*one["bbox"]), one["present"], 0.9, "", Manner(one["manner"])
        )
        for one in line["signatures"]
    )
    told = {
        name: line[name.value]
        for name in (FieldName.PRINTED_NAME, FieldName.RECEIVED_DATE, FieldName.RECEIVED_TIME)
    }
    spot = Box(0, 0, 1, 1)
    status, grade = line["acceptance"][0]
    reading = Reading(
        tuple(line["pages"]), DocumentType.PROOF_OF_DELIVERY, "delivery_note", 1.0,
        {name: (Value(text, 1.0, 1, spot, Found.LABEL),) for name, text in told.items() if text},
        regions,
        tuple(Remark(RemarkClass(one["class"]), "", 1, spot, one["quantity"]) for one in line["remarks"]),
        Acceptance(AcceptanceStatus(status), Grade(grade), ""),
    )  # fmt: skip
    pages = tuple(
        Page(
            number,
            PageKind.CONTENT,
            ticks=tuple(
                Tick(Box(*one["bbox"]), one["ticked"], 1.0, one["text"])
                for one in line["ticks"]
                if one["page"] == number
            ),
        )
        for number in line["pages"]
    )
    return Captured(reading, pages, line["signature"]["present"], 1)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_one_place_for_the_customer_and_boxes_on_its_pages(layout, deal):
    one = paper(layout, deal)
    line = json.loads(json.dumps(key_line(one, "clean", "a.pdf")))
    boxes = [Box(*told["bbox"]) for told in (*line["signatures"], *line["ticks"])]
    assert [told["role"] for told in line["signatures"]].count("customer") == 1
    assert all(0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1 for box in boxes)
    assert line["signature"]["present"] == one.case.signed


@pytest.mark.parametrize("layout", ["checked", "slip", "waybill"])
def test_a_perfect_reader_has_every_answer_right(layout, deal):
    line = key_line(paper(layout, deal), "clean", "a.pdf")
    wrong = [
        question
        for question, told in gather([(line, perfect(line))]).items()
        if not all(told) and question != "unsure (share of all)"
    ]
    assert wrong == []


def test_a_file_that_was_lost_has_no_answer_right(deal):
    line = key_line(paper("checked", deal), "clean", "a.pdf")
    told = gather([(line, NOTHING)])
    assert not any(told["captured as one document"])
    assert not any(told["status right"])
    assert not any(told["signed, called signed"] + told["unsigned, not called signed"])


def test_a_verdict_that_is_turned_round_is_wrong(deal):
    line = key_line(paper("framed", deal), "clean", "a.pdf")
    found = perfect(line)
    told = gather([(line, replace(found, signed=not found.signed))])
    assert not any(told["signed, called signed"] + told["unsigned, not called signed"])


def test_the_report_names_no_paper(deal):
    line = key_line(paper("lined", deal), "clean", "secret-name.pdf")
    rows = report([(line, perfect(line))])
    assert not any("secret-name" in row for row in rows)
    assert any(row.startswith("status right") for row in rows)


def test_about_half_of_the_deliveries_are_signed_and_all_classes_of_remarks_come_up(deal):
    rng = Random("happen")
    cases = [happen(deal, rng, device=False, shipped=True) for _ in range(600)]
    signed = sum(case.signed for case in cases)
    assert 250 < signed < 350
    said = {remark.about for case in cases for remark in case.remarks}
    assert said == {about.value for about in RemarkClass} - {"other"}


def test_the_same_seed_draws_the_same_key(tmp_path):
    for folder, seed in (("one", "s"), ("two", "s"), ("three", "t")):
        (tmp_path / folder).mkdir()
        assert generate_receipts(tmp_path / folder, seed, "fax", 2) == 2
    one, two, three = ((tmp_path / name / "receipts.jsonl").read_text() for name in ("one", "two", "three"))
    assert one == two
    assert one != three


@pytest.mark.parametrize(
    ("manners", "name", "day", "said", "first"),
    [
        (["ink"], "A. Poole", "2026-05-01", [], ("signed_clean", "A")),
        (["ink"], "", "2026-05-01", [], ("signed_incomplete", "B")),
        (["capture"], "", "", [], ("signed_incomplete", "D")),
        (["ink"], "A. Poole", "2026-05-01", ["qualified"], ("signed_qualified", "C")),
        (["ink"], "A. Poole", "2026-05-01", ["qualified", "short"], ("signed_claused", "C")),
        (["ink"], "A. Poole", "2026-05-01", ["refused"], ("refused", "D")),
        (["none"], "", "", ["unattended"], ("unattended", "D")),
        (["stamp"], "", "", [], ("stamped_only", "B")),
        (["stamp"], "", "", ["short"], ("stamped_only", "C")),
        (["typed"], "", "", [], ("unsigned", "D")),
        (["none"], "", "", [], ("unsigned", "D")),
    ],
)
def test_status_and_grade_follow_from_what_is_on_the_paper(manners, name, day, said, first):
    left = Left(
        regions=[Region("customer", manner, 0, SPOT) for manner in manners],
        remarks=[(about, "", "", "hand") for about in said],
        name=name,
        day=day,
    )
    assert verdicts(left, stated=False)[0] == first


def test_the_ink_of_others_and_a_carriers_word_are_told_apart():
    others = Left(regions=[Region("customer", "none", 0, SPOT), Region("driver", "ink", 0, SPOT)])
    assert verdicts(others, stated=False) == [("non_customer_signature_only", "D")]
    assert verdicts(Left(regions=others.regions[:1]), stated=True) == [("carrier_statement_only", "C")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2:05 pm", "14:05"), ("12:30 am", "00:30"), ("14h35", "14:35"), ("7.05 Uhr", "07:05"), ("", "")],
)
def test_a_written_time_is_told_in_24_hours(written, meant):
    assert minutes(written) == meant


def test_a_box_turns_with_its_page():
    box = Box(0.1, 0.2, 0.4, 0.3)
    assert upright(box, 0) == box
    turned = upright(upright(box, 90), 270)
    assert (turned.x0, turned.y0, turned.x1, turned.y1) == pytest.approx((0.1, 0.2, 0.4, 0.3))
    once = upright(box, 90)
    assert (once.x0, once.y0, once.x1, once.y1) == pytest.approx((0.7, 0.1, 0.8, 0.4))

"""The open receipts: all layouts come up, what is drawn is what the key says, and faults are named."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import numpy as np
import pytest

from models.paper import Box
from tests.benchmarks.open_receipts.open_blank import open_phrases, open_words
from tests.benchmarks.open_receipts.open_faults import faults, named
from tests.benchmarks.open_receipts.open_papers import (
    HELD,
    NEVER_FAXED,
    OPEN_LAYOUTS,
    SPLITS,
    chosen_layouts,
    draw_open,
    generate_open,
    open_key_line,
)
from tests.benchmarks.sealed.books import firms, keep_books
from tests.benchmarks.sealed.deals import POD, Dealer
from tests.benchmarks.sealed_receipts.receipt_papers import LAYOUTS, key_line
from tests.benchmarks.sealed_receipts.receipts_reading import NOTHING


@pytest.fixture(scope="module")
def deal():
    return Dealer(keep_books(firms()[0], "test", 60), Random(1)).deal(POD)


@pytest.mark.parametrize("layout", OPEN_LAYOUTS)
def test_every_layout_has_a_place_for_the_customer_and_boxes_on_its_pages(layout, deal):
    one = draw_open(layout, deal, "clean", f"test {layout}")
    line = json.loads(json.dumps(open_key_line(one, key_line(one.receipt, "clean", "a.pdf"))))
    boxes = [Box(*told["bbox"]) for told in (*line["signatures"], *line["ticks"])]
    assert "customer" in [told["role"] for told in line["signatures"]]
    assert all(0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1 for box in boxes)
    assert line["signature"]["present"] == one.receipt.case.signed


def test_all_layouts_come_up_before_any_comes_up_again_and_prints_of_machines_never_by_fax():
    names = tuple(OPEN_LAYOUTS)
    clean = Counter(chosen_layouts("clean", 2 * len(names), names, Random(3)))
    assert clean == dict.fromkeys(names, 2)
    faxed = chosen_layouts("fax", len(names), names, Random(3))
    assert set(faxed) == set(names) - set(NEVER_FAXED)
    assert chosen_layouts("bad", 5, NEVER_FAXED, Random(3)) == []


def test_layouts_are_known_or_held_out_and_none_is_sealed():
    assert (len(SPLITS["known"]), len(HELD)) == (14, 8)
    assert {*SPLITS["known"], *HELD} == set(OPEN_LAYOUTS)
    assert not set(OPEN_LAYOUTS) & set(LAYOUTS)


def test_the_same_seed_draws_the_same_key(tmp_path):
    names = ("parcel_card", "roll", "two_sides")
    for folder, seed in (("one", "s"), ("two", "s"), ("three", "t")):
        (tmp_path / folder).mkdir()
        assert generate_open(tmp_path / folder, seed, ("clean", "bad"), 2, names) == 4
    one, two, three = ((tmp_path / name / "receipts.jsonl").read_text() for name in ("one", "two", "three"))
    assert one == two
    assert one != three


@pytest.mark.parametrize(
    ("layout", "level"), [("run_sheet", "clean"), ("parcel_card", "fax"), ("mail", "office")]
)
def test_the_same_seed_draws_the_same_paper(layout, level, deal):
    one, two, three = (draw_open(layout, deal, level, seed) for seed in ("s", "s", "t"))
    assert pixels(one) == pixels(two)
    assert pixels(one) != pixels(three)


def pixels(one):
    """Its pages as they were scanned."""
    return [np.asarray(shot.picture).tobytes() for shot in one.receipt.shots]


@pytest.mark.parametrize("firm", firms(), ids=lambda firm: firm.client)
def test_every_language_has_the_same_words_and_classes(firm):
    told = Dealer(keep_books(firm, "test", 20), Random(1)).deal(POD)
    english = Dealer(keep_books(firms()[0], "test", 20), Random(1)).deal(POD)
    assert open_words(told).keys() == open_words(english).keys()
    assert open_words(told)["ticks"].keys() == open_words(english)["ticks"].keys()
    assert open_phrases(told).keys() == open_phrases(english).keys()


def test_a_paper_that_was_lost_is_named_with_what_was_wanted(deal):
    one = draw_open("shaded_rows", deal, "clean", "lost")
    line = open_key_line(one, key_line(one.receipt, "clean", "clean/lost.pdf"))
    subjects = {fault.subject for fault in faults(line, NOTHING)}
    assert {"documents", "signed", "acceptance"} <= subjects
    rows = named([(line, NOTHING)])
    assert rows[0] == "1 of 1 papers have something wrong"
    assert "scans/clean/lost.pdf" in rows[1]
    assert "layout:shaded_rows" in rows[1]
    assert any(line["acceptance"][0][0] in row for row in rows[2:])

"""What the generator of demo and test papers promises."""

from __future__ import annotations

import csv
import itertools
import json
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.batch import write_batch, write_stacks
from fixtures.books import wide_books
from fixtures.catalogue import LAYOUTS
from fixtures.damage import Wear, moved, scan, wear
from fixtures.deal import Receipt
from fixtures.desk import Scanned, Wish, compose, plain_fate, put_through, same_order, suited, unknown
from fixtures.key import Answer, Place, line
from fixtures.ledger import Books, demo_books, make_ledger, write_ledger
from fixtures.levels import LEVELS, worn
from fixtures.packaging import jpeg, rasterised
from fixtures.press import printed
from fixtures.separators import patch_sheet
from fixtures.strokes import signature, writer, written
from models.errors import WrongUse
from models.ledger import Invoice, Ledger
from models.paper import Box, Role

SEED = 7
SCANNED = ("clean", "office", "bad")
FORMS = tuple(LAYOUTS)[:14]
"""The forms of the demo."""


@pytest.fixture(scope="module")
def books() -> Books:
    return demo_books(SEED)


@pytest.fixture(scope="module")
def ledger(books: Books) -> Ledger:
    return books.ledger


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One paper of each of the demo's forms, clean."""
    folder = tmp_path_factory.mktemp("batch")
    write_batch(folder, SEED, len(FORMS), "clean")
    return folder


def truth(folder: Path) -> list[dict]:
    return [json.loads(row) for row in (folder / "truth.jsonl").read_text("utf-8").splitlines()]


def clean(answer: Answer, rng: Random) -> Scanned:
    return put_through(answer, "clean", plain_fate("clean", rng), rng)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_seed_gives_the_same_bytes(batch: Path, tmp_path: Path):
    write_batch(tmp_path, SEED, 3, "clean")
    again = contents(tmp_path)
    first = contents(batch)
    scans = [name for name in again if name.startswith("scans")]
    assert len(scans) == 3
    assert all(again[name] == first[name] for name in scans)
    assert truth(tmp_path) == truth(batch)[:3]


def test_another_seed_gives_another_ledger_and_other_pixels(books: Books, ledger: Ledger):
    other = make_ledger(SEED + 3)
    assert {i.number for i in other.invoices} != {i.number for i in ledger.invoices}
    wish = Wish("enquiry", ledger.invoices[:1])
    pages = [clean(compose(books, wish, Random(s)), Random(s)) for s in (1, 2)]
    assert jpeg(pages[0].scans[0]) != jpeg(pages[1].scans[0])


def test_the_ledger_files_hold_what_the_value_holds(tmp_path: Path):
    made = make_ledger(SEED)
    write_ledger(tmp_path, made)
    with (tmp_path / "invoices.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["invoice_number"] for row in rows] == [i.number for i in made.invoices]
    assert [row["status"] for row in rows] == [i.status.value for i in made.invoices]
    with (tmp_path / "customers.csv").open(encoding="utf-8", newline="") as stream:
        named = {row["customer_number"]: row["name"] for row in csv.DictReader(stream)}
    assert named == {c.number: c.name for c in made.customers}


@pytest.mark.parametrize("seed", range(3))
def test_every_ledger_holds_the_traps_of_real_books(seed: int):
    made = make_ledger(seed)
    owner = {i.number: i.customer_number for i in made.invoices}
    orders = {i.po_number: i.customer_number for i in made.invoices}
    assert len({i.key for i in made.invoices}) == len(made.invoices) == 300
    assert {i.customer_number for i in made.invoices} <= {c.number for c in made.customers}
    assert any(len(same_order(made, i)) == 2 for i in made.invoices)
    assert any(number in owner and owner[number] != customer for number, customer in orders.items())
    assert any(_twins(a, b) for a, b in itertools.pairwise(made.invoices))
    assert {i.status.value for i in made.invoices} == {"open", "disputed", "paid", "closed", "void"}


def _twins(one: Invoice, other: Invoice) -> bool:
    """One customer's invoices whose numbers differ in one digit."""
    differing = sum(a != b for a, b in zip(one.number, other.number, strict=True))
    return one.customer_number == other.customer_number and differing == 1


def test_the_key_agrees_with_the_ledger_or_says_that_the_ledger_lacks_it(batch: Path):
    known = {i.key for i in wide_books(SEED).ledger.invoices}
    for told in truth(batch):
        lacking = "not in ledger" in told["tags"]
        keys = {"invoice_number", "po_number", "delivery_number"} & set(told["fields"])
        assert bool(told["matches"]) == (bool(keys) and not lacking)
        assert {(m["customer_number"], m["invoice_number"]) for m in told["matches"]} <= known


def test_an_order_matches_every_invoice_it_led_to(books: Books, ledger: Ledger):
    parts = next(group for i in ledger.invoices if len(group := same_order(ledger, i)) == 2)
    order = compose(books, Wish("order_form", parts), Random(1))
    told = clean(order, Random(1)).told("po.pdf")
    assert [m["invoice_number"] for m in told["matches"]] == [i.number for i in parts]


def test_a_stranger_is_two_edits_from_every_number_of_the_ledger(books: Books, ledger: Ledger):
    stranger = unknown(books, Random(5))
    for known in ledger.invoices:
        for number in (known.number, known.po_number, known.delivery_number):
            differing = sum(a != b for a, b in zip(stranger.number, number, strict=False))
            assert len(number) != len(stranger.number) or differing > 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_value_of_the_key_is_printed_where_the_key_says(name: str, books: Books, ledger: Ledger):
    wish = Wish(name, suited(ledger, LAYOUTS[name], Random(name)), Receipt(writer=4, exception="short"))
    answer = compose(books, wish, Random(name))
    pages = [page.min(axis=2) for page in printed(answer.drawn)]
    for mark in answer.drawn.marks:
        assert _darkest(pages[mark.page - 1], mark.box) < 190, mark
    for signing in answer.drawn.signings:
        assert not signing.present or _darkest(pages[signing.page - 1], signing.box) < 190, signing
    assert answer.drawn.pages == len(pages)


def _darkest(page: np.ndarray, box: Box) -> int:
    high, wide = page.shape
    part = page[int(box.y0 * high) : int(box.y1 * high) + 2, int(box.x0 * wide) : int(box.x1 * wide) + 2]
    return int(part.min())


@pytest.mark.parametrize("name", LAYOUTS)
def test_numbers_of_the_key_can_be_copied_from_the_original(name: str, books: Books, ledger: Ledger):
    answer = compose(books, Wish(name, suited(ledger, LAYOUTS[name], Random(2))), Random(name))
    text = _text(answer.drawn.pdf) + (_text(answer.drawn.struck) if answer.drawn.press else "")
    if "handwritten-numbers" not in answer.tags:
        for mark in answer.drawn.marks:
            assert not mark.name.endswith("_number") or mark.value in text


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_date_that_reads_two_ways_has_both_in_the_key(books: Books, ledger: Ledger):
    american = {c.number for c in ledger.customers if c.country == "US"}
    early = [
        i for i in ledger.invoices if i.customer_number in american and i.invoice_date.day in range(3, 10)
    ]
    answers = [compose(books, Wish("web_printout", (i,)), Random(i.number)) for i in early[:12]]
    lines = [line(answer, Place("pod.pdf", (1,), lambda box, _: box)) for answer in answers]
    dates = [told["fields"]["received_date"] for told in lines]
    both = [field for field in dates if "alternatives" in field]
    assert 0 < len(both) < len(dates)
    for field in both:
        year, month, day = field["value"].split("-")
        assert field["alternatives"] == [f"{year}-{day}-{month}"]
        assert field["ambiguous"] is True


def test_only_the_customers_own_ink_counts_as_the_signature(books: Books, ledger: Ledger):
    driver_only = Receipt(manner="", named=False, dated=False, driver=True)
    answer = compose(books, Wish("bill_of_lading", ledger.invoices[:1], driver_only), Random(3))
    told = clean(answer, Random(3)).told("bol.pdf")
    assert told["signature"]["present"] is False
    assert {s["role"] for s in told["signatures"] if s["present"]} == {Role.DRIVER, Role.SHIPPER}


def test_one_writers_signatures_are_alike_and_never_equal():
    first, second = (signature(writer(9), Random(s)) for s in (1, 2))
    assert first.strokes != second.strokes
    assert first.right == pytest.approx(second.right, rel=0.25)
    assert [len(s) for s in first.strokes] == [len(s) for s in second.strokes]


def test_handwriting_has_a_shape_for_every_sign_of_a_name_or_a_date():
    words = "JÜRGEN 14/05/26"
    shapes = [written(sign, writer(1), Random(1)) for sign in words if sign != " "]
    assert all(shape.strokes for shape in shapes)


@pytest.mark.parametrize("level", LEVELS)
def test_no_page_is_skewed_by_more_than_four_degrees(level: str):
    fates = [worn(level, Random(s)) for s in range(200)]
    assert max(abs(fate.wear.skew) for fate in fates) <= 4


def test_worse_levels_leave_less_contrast():
    contrast = [
        np.mean([f.paper - f.black for f in (wear(lv, Random(s)) for s in range(50))]) for lv in SCANNED
    ]
    assert contrast == sorted(contrast, reverse=True)


def test_a_fax_is_black_and_white_at_fax_resolution():
    page = np.full((2200, 1700, 3), 255, np.uint8)
    page[500:520, 200:1500] = 0
    sent = scan(page, Wear(mode="fax"), 1)
    assert (sent.dpi, sent.picture.shape) == ((204, 98), (1078, 1734))
    assert set(np.unique(sent.picture)) == {0, 255}


UNIT = st.floats(0.05, 0.9)


@given(x=UNIT, y=UNIT, skew=st.floats(-2, 2), shift=st.floats(-0.015, 0.015))
def test_a_box_moves_with_the_paper_it_is_printed_on(x: float, y: float, skew: float, shift: float):
    box = Box(x, y, x + 0.05, y + 0.02)
    at = moved(box, (2339, 1654), Wear(skew=skew, shift=(shift, shift)))
    assert 0 <= at.x0 < at.x1 <= 1
    assert at.width >= box.width - 1e-9 or at.x1 == 1 or at.x0 == 0
    assert abs(at.middle[0] - box.middle[0]) < 0.05
    assert abs(at.middle[1] - box.middle[1]) < 0.05


def test_an_unharmed_page_leaves_every_box_in_place():
    box = Box(0.1, 0.2, 0.3, 0.25)
    at = moved(box, (2339, 1654), Wear())
    assert (at.x0, at.y0, at.x1, at.y1) == pytest.approx((0.1, 0.2, 0.3, 0.25))


def test_patch_t_is_narrow_wide_narrow_wide_from_the_edge_down():
    page = rasterised(patch_sheet("T").pdf, 100)[0].min(axis=2)
    runs = [
        len(list(group)) for dark, group in itertools.groupby(page[:150, page.shape[1] // 2] < 128) if dark
    ]
    assert [round(run / 100, 1) for run in runs] == [0.1, 0.2, 0.1, 0.2]


def test_pages_of_a_batch_are_each_one_thing(tmp_path: Path):
    write_stacks(tmp_path, SEED, 2, "clean")
    for source, group in itertools.groupby(truth(tmp_path), key=lambda told: told["source"]):
        lines = list(group)
        extra = lines[0]["batch"]["separators"] + lines[0]["batch"]["blanks"]
        pages = [page for told in lines for page in told["pages"]] + extra
        assert sorted(pages) == list(range(1, len(pages) + 1)), source


def test_an_unheard_of_damage_or_layout_is_refused_by_name(tmp_path: Path):
    with pytest.raises(WrongUse, match="'awful' is no level of damage"):
        write_batch(tmp_path, SEED, 1, "awful")
    with pytest.raises(WrongUse, match="'papyrus' is no layout"):
        write_batch(tmp_path, SEED, 1, "clean", ["papyrus"])

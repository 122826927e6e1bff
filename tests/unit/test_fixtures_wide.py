"""What the wider half of the generator promises: many forms, tongues, hands and damages, one truth."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.batch import write_batch, write_stacks
from fixtures.books import spellings, wide_books
from fixtures.catalogue import LAYOUTS
from fixtures.deal import Receipt
from fixtures.desk import Scanned, Wish, compose, put_through, suited
from fixtures.forms.facts import made
from fixtures.hands import HANDS, handwritten
from fixtures.labels import LANGUAGES, SPOKEN, speech, words
from fixtures.ledger import Books
from fixtures.levels import LEVELS, lies, taken, worn
from fixtures.markets import WIDE_SELLERS
from fixtures.photo import held, seen_at, shoot
from fixtures.piles import PILES
from fixtures.stamps import boxed_stamp, round_stamp, sticker
from models.paper import Box, Role

WIDER = tuple(LAYOUTS)[14:]


@pytest.fixture(scope="module")
def books() -> Books:
    return wide_books(3)


@pytest.fixture(scope="module")
def piles(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    """The key of one batch file of each kind."""
    folder = tmp_path_factory.mktemp("piles")
    write_stacks(folder, 5, len(PILES), "clean")
    return truth(folder)


def truth(folder: Path) -> list[dict]:
    return [json.loads(row) for row in (folder / "truth.jsonl").read_text("utf-8").splitlines()]


def of_pile(piles: list[dict], name: str) -> list[dict]:
    return [told for told in piles if f"pile:{name}" in told["tags"]]


def test_there_are_forms_for_every_kind_of_paper():
    kinds = {layout.kind for layout in LAYOUTS.values()}
    assert len(LAYOUTS) >= 22
    assert kinds >= {
        "purchase_order", "delivery_note", "invoice", "packing_slip", "bill_of_lading", "cmr", "statement",
        "carrier_delivery_receipt", "carrier_pod_letter", "service_sheet", "credit_note", "return",
        "remittance", "letter",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_word_for_every_plain_label(language: str):
    assert set(words(language)["labels"]) == set(words("en")["labels"])
    say = speech(language, "US", Random(1))
    assert all(say.any_of(key, Random(1)) for key in words("en")["more"])
    assert all(say.title(kind) for kind in words("en")["titles"])


@pytest.mark.parametrize("seed", range(len(WIDE_SELLERS)))
def test_wide_books_number_in_their_sellers_way_without_gaps_or_doubles(seed: int):
    made_books = wide_books(seed)
    numbers = [invoice.number for invoice in made_books.ledger.invoices]
    assert len(set(numbers)) == len(numbers) == 420
    assert numbers == sorted(numbers)
    assert {SPOKEN[customer.country] for customer in made_books.ledger.customers} == set(LANGUAGES)
    assert {invoice.status.value for invoice in made_books.ledger.invoices} >= {"closed", "void", "paid"}


def test_wide_books_hold_chains_and_twins(books: Books):
    owners = {customer.number: customer.name for customer in books.ledger.customers}
    for head, shops in books.branches.items():
        assert all(shop.name.startswith(owners[head]) and shop.number in owners for shop in shops)
    days = Counter((i.customer_number, i.invoice_date) for i in books.ledger.invoices)
    assert max(days.values()) > 1


def test_spellings_begin_with_the_ledgers_own():
    assert spellings("0090004412") == ("0090004412", "90004412")
    assert spellings("INV-26-1") == ("INV-26-1", "INV 26 1", "INV261")


@given(form=st.sampled_from(("######", "0### 55#", "DM####", "MSKU #######")), seed=st.integers())
def test_a_made_number_keeps_the_form_it_was_asked_for(form: str, seed: int):
    number = made(form, Random(seed))
    assert len(number) == len(form)
    assert all(n.isdigit() if f == "#" else n == f for n, f in zip(number, form, strict=True))


@pytest.mark.parametrize("name", WIDER)
def test_a_form_drawn_twice_is_the_same(name: str, books: Books):
    wish = Wish(name, suited(books.ledger, LAYOUTS[name], Random(name)))
    first, again = (compose(books, wish, Random(name)) for _ in range(2))
    assert first.drawn.pdf == again.drawn.pdf
    assert first.tags == again.tags


@pytest.mark.parametrize("name", HANDS)
def test_everybody_can_write_every_sign_that_papers_need(name: str):
    signs = set("".join("".join(tables) for tables in words("pl")["remarks"].values())) | set(
        "Ünäßçé0123456789/.-"
    )
    for sign in signs - set(" {}"):
        assert handwritten(sign, HANDS[name], Random(1)).strokes, sign


def test_two_people_write_the_same_words_differently():
    shapes = {handwritten("14/05/26", hand, Random(1)).strokes for hand in HANDS.values()}
    assert len(shapes) == len(HANDS) >= 12


def test_stamps_and_stickers_let_the_paper_show_or_cover_it():
    rows = ("RECEIVED", "14 MAY 2026")
    for stamp in (boxed_stamp(rows, Random(2)), round_stamp("Wrona Sp. z o.o.", "Poznań", Random(2))):
        alpha = np.asarray(stamp)[:, :, 3]
        assert 0.02 < (alpha > 60).mean() < 0.6
    label = np.asarray(sticker(("B12-3",), Random(2), 30))
    assert (label[:, :, 3] == 255).mean() > 0.6


def scanned(books: Books, level: str, receipt: Receipt | None = None, layout: str = "headed_note") -> Scanned:
    rng = Random(f"{level} 4")
    invoices = suited(books.ledger, LAYOUTS[layout], Random(4))
    return put_through(compose(books, Wish(layout, invoices, receipt), rng), level, worn(level, rng), rng)


@pytest.mark.parametrize("level", LEVELS)
def test_values_lie_where_the_key_says_after_every_kind_of_damage(level: str, books: Books):
    paper = scanned(books, level, Receipt(writer=3, driver=False))
    told = paper.told("x.pdf")
    assert f"damage:{level}" in told["tags"]
    for name, field in told["fields"].items():
        assert _spread(paper, field["bbox"]) > 40, (level, name)


def _spread(paper: Scanned, bbox: list[float]) -> int:
    """How far apart the darkest and the lightest dot of a box are."""
    picture = paper.scans[0].picture
    picture = picture if picture.ndim == 2 else picture.min(axis=2)
    high, wide = picture.shape
    x0, y0, x1, y1 = bbox
    part = picture[int(y0 * high) : int(y1 * high) + 1, int(x0 * wide) : int(x1 * wide) + 1]
    return int(part.max()) - int(part.min())


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_chance_gives_the_same_pixels(level: str):
    page = np.full((700, 500, 3), 240, np.uint8)
    page[100:110, 50:400] = 20
    fate = worn(level, Random(9))
    assert np.array_equal(taken(page, fate, 5).picture, taken(page, fate, 5).picture)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), x=st.floats(0.1, 0.85), y=st.floats(0.1, 0.9))
def test_a_spot_is_found_again_in_the_photo(seed: int, x: float, y: float):
    page = np.full((585, 414, 3), 250, np.uint8)
    box = Box(x, y, x + 0.05, y + 0.03)
    high, wide = page.shape[:2]
    page[int(box.y0 * high) : int(box.y1 * high), int(box.x0 * wide) : int(box.x1 * wide)] = (250, 0, 0)
    lens = replace(held(Random(seed), wide / high), size=(450, 600))
    photo = shoot(page, lens, seed).astype(np.int16)
    at = seen_at(box, page.shape, lens)
    part = photo[
        int(at.y0 * photo.shape[0]) : int(at.y1 * photo.shape[0]),
        int(at.x0 * photo.shape[1]) : int(at.x1 * photo.shape[1]),
    ]
    assert ((part[:, :, 0] - part[:, :, 1]) > 40).mean() > 0.4


def test_a_copy_is_moved_by_both_machines():
    fate = worn("copy", Random(3))
    box = Box(0.4, 0.4, 0.5, 0.42)
    assert fate.earlier
    assert abs(lies(box, (2339, 1654), fate).middle[0] - box.middle[0]) < 0.06


def test_a_signature_that_the_scan_lost_is_not_asked_for(books: Books):
    paper = scanned(books, "clean", Receipt(writer=3, driver=False))
    wiped = Scanned(
        paper.answer,
        tuple(type(scan)(np.full_like(scan.picture, 255), scan.dpi) for scan in paper.scans),
        paper.fates,
        paper.shapes,
    )
    assert any(place.present for place in paper.answer.drawn.signings if place.role is Role.CUSTOMER)
    told = wiped.told("x.pdf")
    assert told["signature"]["present"] is False
    assert "ink-lost" in told["tags"]


def test_papers_in_six_tongues_with_many_hands_come_out_of_one_batch(tmp_path: Path):
    write_batch(tmp_path, 4, 16, "clean", ["headed_note"])
    tags = Counter(tag for told in truth(tmp_path) for tag in told["tags"])
    assert sum(tag.startswith("language:") for tag in tags) >= 4
    assert sum(tag.startswith("writer:") for tag in tags) >= 5
    assert tags["handwritten-date"]
    assert tags["decoys"]


def test_what_a_sticker_hides_is_told(books: Books):
    hidden = []
    for number in range(60):
        invoices = suited(books.ledger, LAYOUTS["advice_note"], Random(number))
        answer = compose(books, Wish("advice_note", invoices), Random(number))
        marks = [mark for mark in answer.drawn.marks if mark.hidden]
        assert bool(marks) == ("hidden" in answer.tags)
        hidden += marks
    assert hidden
    assert all(mark.name.endswith("_number") for mark in hidden)


def test_a_headed_batch_tells_its_count_and_begins_after_the_header(piles: list[dict]):
    told = of_pile(piles, "headed")
    assert told[0]["batch"]["separators"] == [1]
    assert told[0]["batch"]["header"]["documents"] == len(told)
    assert min(page for one in told for page in one["pages"]) == 2


def test_a_stray_page_has_no_first_page_and_goes_to_review(piles: list[dict]):
    (stray,) = [told for told in of_pile(piles, "stray") if "first-page-missing" in told["tags"]]
    assert stray["status"] == "review"
    assert all(field["page"] in stray["pages"] for field in stray["fields"].values())


def test_two_slips_share_a_page_and_keep_to_their_halves(piles: list[dict]):
    upper, lower = (told for told in of_pile(piles, "two-on-a-page") if "two-on-a-page" in told["tags"])
    assert upper["pages"] == lower["pages"] == [1]
    assert max(field["bbox"][3] for field in upper["fields"].values()) < 0.56
    assert min(field["bbox"][1] for field in lower["fields"].values()) > 0.44


def test_a_paper_scanned_again_is_a_duplicate_and_a_signed_copy_is_not(piles: list[dict]):
    first, _, again = of_pile(piles, "re-scan")
    assert first.get("status") != "duplicate"
    assert again["status"] == "duplicate"
    assert {n: f["value"] for n, f in again["fields"].items()} == {
        n: f["value"] for n, f in first["fields"].items()
    }
    unsigned, signed = of_pile(piles, "signed-later")
    assert not unsigned["signature"]["present"]
    assert signed["signature"]["present"]
    assert unsigned["matches"] == signed["matches"]


def test_backs_of_a_duplex_batch_are_blank_and_belong_to_nobody(piles: list[dict]):
    told = of_pile(piles, "duplex")
    blanks = told[0]["batch"]["blanks"]
    assert len(blanks) == sum(len(one["pages"]) for one in told)
    assert not set(blanks) & {page for one in told for page in one["pages"]}

"""The sealed papers: the same seed draws the same, and the key says where things are."""

from __future__ import annotations

import json
from random import Random

import numpy as np
import pytest

from countersign.evaluation import line_of, read_key
from tests.benchmarks.sealed.books import firms, keep_books
from tests.benchmarks.sealed.camera import photo
from tests.benchmarks.sealed.deals import Dealer
from tests.benchmarks.sealed.forms.table import FORMS
from tests.benchmarks.sealed.generate import KEY, generate
from tests.benchmarks.sealed.hand import writer
from tests.benchmarks.sealed.papers import key_line, paper, pick
from tests.benchmarks.sealed.scanners import bad, fax, office


@pytest.fixture(scope="module")
def dealers():
    return [Dealer(keep_books(firm, "test"), Random(firm.client)) for firm in firms()]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_a_usable_line_with_boxes_inside_the_page(name, dealers):
    one = paper(name, pick(dealers, name, Random(name)), "office", name)
    told = key_line(one, "a.pdf", list(range(1, len(one.shots) + 1)))
    line = line_of(json.loads(json.dumps(told)), key=True)
    boxes = [field.spot.box for field in (line.fields or {}).values() if field.spot]
    assert boxes
    assert all(0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1 for box in boxes)


def test_a_ledger_has_neighbours_one_digit_apart_and_reissued_deliveries(dealers):
    for dealer in dealers:
        numbers = {one.number for one in dealer.ledger.invoices}
        deliveries = [one.delivery for one in dealer.ledger.invoices]
        assert len(numbers) == len(deliveries) > len(set(deliveries))


def test_the_same_seed_draws_the_same_papers_and_another_seed_others(tmp_path):
    for folder, seed in (("one", "s"), ("two", "s"), ("three", "t")):
        (tmp_path / folder).mkdir()
        generate(tmp_path / folder, seed, "fax", 2)
    first, second, third = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.tif")}
        | {"key": (tmp_path / name / KEY).read_bytes()}
        for name in ("one", "two", "three")
    )
    assert first == second
    assert first["key"] != third["key"]


def test_a_batch_has_an_answer_for_every_document_in_it(tmp_path):
    count = generate(tmp_path, "batch", "batches", 3)
    lines = read_key(tmp_path / KEY)
    assert count == len(lines)
    pages = [page for line in lines for page in line.pages]
    assert len(lines) > 1
    assert len(pages) == len(set(pages))


@pytest.mark.parametrize("level", [office, bad, fax, photo])
def test_what_is_marked_on_the_paper_lies_in_its_box_in_the_picture(level):
    page = np.full((3508, 2480, 3), 255, np.uint8)
    page[1500:1620, 700:1300] = 0
    shot, _ = level(page, Random(4))
    x0, y0, x1, y1 = shot.box((700, 1500, 1300, 1620))
    rows, columns = shot.picture.shape[:2]
    inside = shot.picture[round(y0 * rows) : round(y1 * rows), round(x0 * columns) : round(x1 * columns)]
    beside = shot.picture[round((y1 + 0.02) * rows) : round((y1 + 0.05) * rows)]
    assert np.median(inside) < np.median(beside) - 60


def test_a_hand_stays_the_same_and_hands_differ():
    assert writer(3) == writer(3)
    assert len({writer(number) for number in range(10)}) == 10

"""Boxes to be ticked are found, told ticked or empty, and given their words; tables and letters are none."""

from __future__ import annotations

import pytest

from extractors.page.flatten import flatten
from extractors.page.ticks import ticks
from models.paper import Tick
from tests.tick_pages import TickPage, tick_page


def found(page: TickPage) -> tuple[Tick, ...]:
    """The boxes of a page."""
    return ticks(flatten(page.picture), page.dpi, page.words)


@pytest.mark.parametrize("level", ["clean"])
@pytest.mark.parametrize("seed", [3, 6])
def test_boxes_are_told_ticked_or_empty_and_have_their_words(seed: int, level: str):
    page = tick_page(seed, level)
    told = found(page)
    for box, ticked, text in page.truth:
        best = max(told, key=lambda one: one.box.overlap(box))
        assert best.box.overlap(box) > 0.5 * box.width * box.height
        assert (best.ticked, best.text) == (ticked, text)
        assert best.confidence > 0.9


@pytest.mark.parametrize("seed", range(20, 22))
def test_cells_of_tables_combs_letters_and_codes_are_no_boxes(seed: int):
    assert len(found(tick_page(seed, "clean", boxes=False))) == 0

"""A phone's picture of a bent sheet, through the reader: words in lines, boxes where the photo shows them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.page import SheetInfo, open_reader, read_page
from models.paper import Page
from tests.papers.photographed import Shot, sheet

SHOT = Shot(corners=((230, 160), (1440, 260), (1570, 2010), (80, 2060)), bulge=50.0)


@pytest.fixture(scope="module")
def page() -> Page:
    return read_page(SHOT.of(sheet()), SheetInfo(1, 180), open_reader("neural"))


def test_every_printed_line_is_one_line(page: Page) -> None:
    lines = [" ".join(word.text for word in line) for line in page.lines]
    assert sum(line.startswith("471") and len(line.split()) > 2 for line in lines) >= 15


def test_boxes_lie_on_the_photo_as_received(page: Page) -> None:
    found = {word.text: word for word in page.words}
    for number in (0, 5, 10, 15):
        (x, y), *_ = SHOT.seen(np.array([[215.0, 200.0 + 100 * number]]))
        middle = found[str(47110 + number)].box.middle
        assert abs(middle[0] * SHOT.size[0] - x) < 25
        assert abs(middle[1] * SHOT.size[1] - y) < 25


def test_words_of_a_line_are_level_among_themselves(page: Page) -> None:
    line = next(line for line in page.lines if line[0].text == "47118")
    feet = [word.level.y1 for word in line]
    assert max(feet) - min(feet) < 0.012
    assert all(word.laid_flat is not None for word in page.words)

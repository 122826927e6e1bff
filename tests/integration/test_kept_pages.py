"""What was read of a file is kept beside it, whole, and comes back page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import keeping
from flows.desk import Desk, desk_over
from flows.keeping import PAGES_FORMAT
from models.paper import Page
from models.plain import to_plain
from pipeline.filing import pages_key
from tests.doors.console_visits import stores_in
from tests.values.builders import At, blank, page_from_lines
from tests.values.register_values import drop_of

PAGES = (
    page_from_lines([At(0.1, 0.1, "Lieferschein für Müller & Söhne, [Köln] \u2028")], 1),
    blank(2),
    page_from_lines([At(0.1, 0.1, "{page 3}, 3 of 3"), At(0.1, 0.2, "80012345")], 3),
)
"""Signs of JSON and none of ASCII among them."""
DROP = drop_of("kept.pdf")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with stores_in(tmp_path / "home") as stores:
        yield desk_over(stores)


@pytest.mark.parametrize("pages", [PAGES, PAGES[1:2], ()])
def test_pages_come_back_as_they_were_read(desk: Desk, pages: tuple[Page, ...]):
    keeping.keep_pages(desk, DROP, pages)
    assert keeping.pages(desk.stores, DROP.client, DROP.sha256) == pages


def test_of_two_readings_the_first_stays(desk: Desk):
    keeping.keep_pages(desk, DROP, PAGES)
    keeping.keep_pages(desk, DROP, PAGES[:1])
    assert keeping.pages(desk.stores, DROP.client, DROP.sha256) == PAGES


def test_words_come_of_the_pages_that_are_asked_for(desk: Desk):
    keeping.keep_pages(desk, DROP, PAGES)
    words = keeping.words(desk.stores, DROP.client, DROP.sha256, (2, 3, 4))
    assert [[word.text for word in page] for page in words] == [
        [],
        ["{page", "3},", "3", "of", "3", "80012345"],
    ]


def test_what_was_kept_with_blanks_between_is_read_too(desk: Desk):
    key = pages_key(DROP.client, DROP.sha256, f"{desk.stores.settings.ocr}-{PAGES_FORMAT}")
    desk.objects.put_new(key, json.dumps([to_plain(page) for page in PAGES], indent=1).encode())
    assert keeping.pages(desk.stores, DROP.client, DROP.sha256) == PAGES


def test_half_a_file_is_no_reading(desk: Desk):
    key = pages_key(DROP.client, DROP.sha256, f"{desk.stores.settings.ocr}-{PAGES_FORMAT}")
    desk.objects.put_new(key, json.dumps([to_plain(page) for page in PAGES]).encode()[:-2])
    with pytest.raises(ValueError, match=r"delimiter|value"):
        keeping.pages(desk.stores, DROP.client, DROP.sha256)

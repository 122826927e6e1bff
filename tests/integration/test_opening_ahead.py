"""A long file: its next pages are opened while the readers are busy, each chunk once, and nothing stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest

from extractors.opening import Limits, Sheet
from flows import opening
from flows.desk import Desk, desk_over
from models.errors import ReaderKilled, UnreadableFile
from models.paper import Page
from tests.chaos.quick_papers import Paper, QuickOpener, QuickReaders
from tests.doors.console_visits import stores_in
from tests.values.register_values import claimed

PAGES = 25
PATIENCE = 20.0
"""Seconds in which a page is opened, however busy the machine."""


@dataclass
class Opened(QuickOpener):
    """Notes the first page of each chunk, and leaves a picture where it was told to."""

    firsts: list[int] = field(default_factory=list)
    second: Event = field(default_factory=Event)
    refused: int = 0
    """First page of a chunk that cannot be opened."""

    def open_pages(
        self, path: Path, first: int, last: int, folder: Path, limits: Limits
    ) -> tuple[Sheet, ...]:
        self.firsts.append(first)
        (folder / "picture").touch()
        if first > 1:
            self.second.set()
        if first == self.refused:
            raise UnreadableFile("Page 11 holds no picture.")
        return super().open_pages(path, first, last, folder, limits)


class Waiting(QuickReaders):
    """Reads the first chunk only when the second is open."""

    def __init__(self, second: Event) -> None:
        self.second = second

    def read(
        self, sheets: Sequence[Sheet], each: Callable[[Page], None] = lambda _: None
    ) -> tuple[Page, ...]:
        assert self.second.wait(PATIENCE)
        return super().read(sheets, each)


class Killed(QuickReaders):
    """Its process dies once, at the second chunk."""

    died = False

    def read(
        self, sheets: Sequence[Sheet], each: Callable[[Page], None] = lambda _: None
    ) -> tuple[Page, ...]:
        if sheets[0].number > 1 and not self.died:
            self.died = True
            raise ReaderKilled("page 11 made its reader crash")
        return super().read(sheets, each)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "work").mkdir()
    with stores_in(tmp_path / "home") as stores:
        yield replace(desk_over(stores), work=tmp_path / "work")


def read(desk: Desk, tmp_path: Path) -> list[int]:
    """Numbers of the pages read from a long file."""
    path = tmp_path / "long.pdf"
    path.write_bytes(Paper("long.pdf", ("DN-1234567",) * PAGES).content)
    claim = claimed(desk.register, "long.pdf")
    return [page.number for page in opening.read_pages(desk, claim, path, PAGES)]


def test_the_next_pages_are_opened_while_these_are_read(desk: Desk, tmp_path: Path):
    opener = Opened()
    working = replace(desk, opener=opener, readers=Waiting(opener.second))
    assert read(working, tmp_path) == list(range(1, PAGES + 1))
    assert opener.firsts == [1, 11, 21]
    assert list(desk.work.iterdir()) == []


def test_a_chunk_whose_reader_died_is_opened_once_more(desk: Desk, tmp_path: Path):
    opener = Opened()
    assert read(replace(desk, opener=opener, readers=Killed()), tmp_path) == list(range(1, PAGES + 1))
    assert sorted(opener.firsts) == [1, 11, 11, 21]


def test_a_chunk_that_cannot_be_opened_ends_the_file_and_leaves_nothing(desk: Desk, tmp_path: Path):
    opener = Opened(refused=11)
    with pytest.raises(UnreadableFile, match="Page 11"):
        read(replace(desk, opener=opener, readers=QuickReaders()), tmp_path)
    assert opener.firsts == [1, 11]
    assert list(desk.work.iterdir()) == []

"""How far the reading of a long file is, as workers tell it and the mailroom shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import expect

from extractors.opening import Sheet
from flows import opening
from flows.desk import desk_over
from flows.drain import Until, drain
from models.batch import InReading
from models.decision import Status
from models.errors import ClaimLost, UnreadableFile
from models.paper import Page
from models.record import Claim, Drop
from storage.register import Register
from tests.chaos.quick_papers import Paper, QuickOpener, QuickReaders
from tests.chaos.scene import in_this_thread
from tests.doors.browsing import barriers, browser, served, visit
from tests.doors.console_visits import Visitor, stores_in
from tests.values.register_values import NOW, claimed, later

PAGES = 300
LEASE = 60.0


def in_work(register: Register, name: str = "long.pdf") -> tuple[Drop, Claim]:
    drop = Drop("default", name, "ab" * 32, 10, NOW)
    claim = claimed(register, name)
    register.receive(claim, drop, NOW)
    return drop, claim


def told(register: Register, drop: Drop) -> Sequence[InReading]:
    batch = register.batches.one("default", drop.id)
    assert batch is not None
    assert register.batches.newest("default", 5)[0] == batch
    return batch.reading


def test_a_worker_tells_how_far_it_is(register: Register):
    drop, claim = in_work(register)
    assert told(register, drop) == ()
    register.renew(claim, NOW, LEASE, (37, PAGES))
    register.renew(claim, later(1), LEASE)
    assert told(register, drop) == (InReading("long.pdf", 37, PAGES),)


def test_who_takes_over_begins_anew(register: Register):
    drop, claim = in_work(register)
    register.renew(claim, NOW, LEASE, (37, PAGES))
    newer = register.claim("other", later(2 * LEASE), LEASE)
    assert newer is not None
    assert told(register, drop) == ()
    with pytest.raises(ClaimLost):
        register.renew(claim, later(2 * LEASE), LEASE, (38, PAGES))


def test_it_is_told_every_other_second_at_most():
    seconds = iter((0.0, 0.5, 1.9, 2.1, 2.1, 3.0))
    told: list[int] = []
    progress = opening.Progress(told.append, opening.Allowed(5, 60.0), lambda: next(seconds))
    for page in (1, 2, 3, 4):
        progress.note(page)
    progress.note(5, always=True)
    assert told == [3, 5]


def test_a_file_whose_pages_together_take_too_long_is_stopped():
    seconds = iter((100.0, 129.0, 131.0))
    progress = opening.Progress(lambda _read: None, opening.Allowed(3, 30.0), lambda: next(seconds))
    progress.note(1)
    with pytest.raises(UnreadableFile, match="at page 2 of 3 after 30 seconds"):
        progress.note(2)


def test_a_file_that_is_read_to_its_end_is_kept_however_long_it_took():
    seconds = iter((0.0, 29.0, 500.0))
    told: list[int] = []
    progress = opening.Progress(told.append, opening.Allowed(2, 30.0), lambda: next(seconds))
    progress.note(1)
    progress.note(2, always=True)
    assert told == [1, 2]


class SlowReaders(QuickReaders):
    def read(
        self, sheets: Sequence[Sheet], each: Callable[[Page], None] = lambda _: None
    ) -> tuple[Page, ...]:
        def later(page: Page) -> None:
            sleep(0.02)
            each(page)

        return super().read(sheets, later)


def test_it_goes_to_quarantine_and_says_where_it_was_stopped(tmp_path: Path):
    paper = Paper("long.pdf", ("DN-1234567",) * 30)
    (tmp_path / "work").mkdir()
    with stores_in(tmp_path / "home") as stores:
        stores.inbox.put_new("default/long.pdf", paper.content)
        hurried = replace(stores.settings, file_seconds=0.05, page_seconds=0.01, settle_seconds=0.0)
        desk = replace(
            desk_over(replace(stores, settings=hurried)),
            opener=QuickOpener(),
            readers=SlowReaders(),
            work=tmp_path / "work",
        )
        drain(desk, in_this_thread(desk), Until())
        (told,) = stores.register.documents("default")
        faults = stores.register.faults()
    assert told.decision.status is Status.QUARANTINED
    assert faults == []
    assert "of 30 after 0 seconds: scan the paper in smaller batches" in told.decision.reason


def test_the_mailroom_shows_it(tmp_path: Path):
    with stores_in(tmp_path / "home") as stores:
        drop, claim = in_work(stores.register)
        visitor = Visitor(stores)
        stores.register.renew(claim, NOW, LEASE, (37, PAGES))
        assert "page 37 of 300" in visitor.get("/mailroom").text
        assert "page 37 of 300" in visitor.get("/mailroom/board.json").json()["table"]
        said = "In work: it is being read. Page 37 of 300."
        assert said in visitor.get(f"/mailroom/batches/{drop.id}").text
        assert visitor.get(f"/mailroom/batches/{drop.id}/progress.json").json()["said"] == said


def test_somebody_watches_a_long_file_being_read(tmp_path: Path):
    with stores_in(tmp_path / "home") as stores, served(stores) as console:
        drop, claim = in_work(stores.register)
        with browser() as opened, visit(opened, console) as page:
            page.goto("/mailroom")
            expect(page.locator(".batches")).not_to_contain_text("of 300")
            stores.register.renew(claim, NOW, LEASE, (37, PAGES))
            expect(page.locator(".batches")).to_contain_text("page 37 of 300")
            assert barriers(page) == []
            page.get_by_role("link", name="long.pdf").click()
            expect(page.get_by_role("status")).to_have_text("In work: it is being read. Page 37 of 300.")
            stores.register.renew(claim, NOW, LEASE, (48, PAGES))
            expect(page.get_by_role("status")).to_have_text("In work: it is being read. Page 48 of 300.")
        assert drop.id in page.url

"""How far the reading of a long file is, as workers tell it and the mailroom shows it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import expect

from flows import opening
from models.batch import InReading
from models.errors import ClaimLost
from models.record import Claim, Drop
from storage.register import Register
from tests.browsing import barriers, browser, served, visit
from tests.console_visits import Visitor, stores_in
from tests.register_values import NOW, claimed, later

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
    seconds = iter((0.0, 0.5, 1.9, 2.1, 2.1, 3.0, 4.0))
    told: list[int] = []
    progress = opening.Progress(told.append, lambda: next(seconds))
    for page in (1, 2, 3, 4):
        progress.note(page)
    progress.note(5, always=True)
    assert told == [3, 5]


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

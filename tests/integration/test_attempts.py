"""What becomes of a file whose work was given to somebody who fails."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.attempts import Attempt
from flows.desk import Desk, open_desk
from flows.drain import attend
from flows.inbox.dropping import drop_paths
from flows.inbox.sweeping import Sightings, sweep
from models.record import Claim
from models.settings import load


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(
        load({"COUNTERSIGN_HOME": str(tmp_path / "home"), "COUNTERSIGN_SETTLE_SECONDS": "0.01"})
    ) as opened:
        yield opened


@pytest.fixture
def claim(desk: Desk, tmp_path: Path) -> Claim:
    path = tmp_path / "note.txt"
    path.write_text("no paper")
    drop_paths(desk.stores, "default", [path])
    seen = Sightings()
    for moment in (0.0, 1.0):
        sweep(desk.stores, seen, moment)
    taken = desk.register.claim("nobody/1/1", desk.now(), 60)
    assert taken is not None
    return taken


def test_what_was_never_begun_is_worked_on_all_the_same(desk: Desk, claim: Claim):
    attempt = Attempt(desk, claim)
    with ThreadPoolExecutor(1) as threads:
        attempt.end(threads)
        drop = attempt.outcome.result()
    assert drop is not None
    assert [record.source for record in desk.register.documents()] == ["note.txt"]


def test_what_was_worked_is_not_worked_again_whatever_is_said_of_it(desk: Desk, claim: Claim):
    attempt = Attempt(desk, claim)
    attempt.work()
    with ThreadPoolExecutor(1) as threads:
        attempt.end(threads)
        attempt.end(threads)
    assert attempt.outcome.exception() is None
    assert len(list(desk.register.documents())) == 1


def test_a_fault_of_the_work_itself_is_the_outcome_when_nobody_tries_again(desk: Desk, claim: Claim):
    Path(desk.stores.settings.objects_url, "archive").write_text("a file where the folder should be")
    attempt = Attempt(desk, claim)
    with pytest.raises(Exception) as fault:
        attempt.work()
    with ThreadPoolExecutor(1) as threads:
        attempt.end(threads)
    assert attempt.outcome.exception() is fault.value


def test_attending_twice_to_one_claim_changes_nothing(desk: Desk, claim: Claim):
    first = attend(desk, claim)
    before = list(desk.register.documents()), desk.register.page_ledger()
    attend(desk, claim)
    assert first is not None
    assert (list(desk.register.documents()), desk.register.page_ledger()) == before
    assert desk.register.faults() == []

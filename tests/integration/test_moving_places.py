"""A move between places that meet is refused; what is done elsewhere meanwhile is never left behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from flows.desk import Stores, open_desk, open_stores
from flows.machine.presence import alone
from flows.moving import Move, Tell, move
from models.decision import Status
from models.errors import Missing, NotYet, WrongUse
from models.record import Event
from models.settings import load
from pipeline.filing import original_key
from tests.values.register_values import captured, decision_of

NEW_DATABASE = "sqlite:///{}/new.sqlite"
Plan = Callable[..., AbstractContextManager[Move]]


@pytest.fixture
def planned(tmp_path: Path) -> Plan:
    """Opens a move within the test's folder; the settings of both sides are given as paths below it."""

    @contextmanager
    def plan(old: dict[str, str], new: dict[str, str]):
        places = {name: str(tmp_path / path) for name, path in old.items()}
        before = {"COUNTERSIGN_HOME": str(tmp_path / "home"), **places}
        after = before | {name: path.format(tmp_path) for name, path in new.items()}
        sides = open_stores(load(before)), open_stores(load(after))
        with sides[0].register, sides[1].register:
            yield Move(*sides)

    return plan


def keep_one_of_each(stores: Stores) -> None:
    stores.objects.put_new("archive/default/originals/aa/kept", b"kept")
    path = Path(stores.settings.inbox_url, "default", "paper.txt")
    path.write_bytes(b"waits")
    os.utime(path, (1, 1))


def quietly(_what: str, _done: int, _all: int) -> None:
    """Nobody watches."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            {"COUNTERSIGN_INBOX_URL": "scans/in"},
            {"COUNTERSIGN_INBOX_URL": "{}/scans"},
            id="inbox around the old inbox",
        ),
        pytest.param(
            {},
            {"COUNTERSIGN_OBJECTS_URL": "{}/new", "COUNTERSIGN_INBOX_URL": "{}/home"},
            id="inbox around the old objects",
        ),
        pytest.param(
            {},
            {"COUNTERSIGN_OBJECTS_URL": "{}/new", "COUNTERSIGN_INBOX_URL": "{}/home/objects/archive"},
            id="inbox in the old archive",
        ),
        pytest.param(
            {"COUNTERSIGN_INBOX_URL": "scans"},
            {"COUNTERSIGN_OBJECTS_URL": "{}/scans/store", "COUNTERSIGN_INBOX_URL": "{}/in"},
            id="objects in the old inbox",
        ),
        pytest.param(
            {},
            {"COUNTERSIGN_OBJECTS_URL": "{}/home/objects/new"},
            id="objects in the old objects",
        ),
    ],
)
def test_a_place_that_meets_an_old_one_is_refused(planned: Plan, old: dict[str, str], new: dict[str, str]):
    with planned(old, new) as plan:
        keep_one_of_each(plan.old)
        with pytest.raises(WrongUse, match="lie one within the other"):
            move(plan, quietly)


def test_a_link_into_the_old_place_is_seen_through(planned: Plan, tmp_path: Path):
    (tmp_path / "home" / "objects" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "home" / "objects" / "deep")
    with planned({}, {"COUNTERSIGN_OBJECTS_URL": "{}/link"}) as plan:
        keep_one_of_each(plan.old)
        with pytest.raises(WrongUse, match="lie one within the other"):
            move(plan, quietly)


def test_what_another_machine_does_while_a_killed_move_goes_on_stays_in_force(planned: Plan):
    with planned({}, {"COUNTERSIGN_DATABASE_URL": "sqlite:///{}/new.sqlite"}) as plan:
        register = plan.old.register
        register.add_event(Event(plan.old.clock(), "acme", "failed", "before", {}))

        def works_elsewhere() -> None:
            register.add_event(Event(plan.old.clock(), "acme", "failed", "meanwhile", {}))

        with pytest.raises(KeyboardInterrupt):
            move(plan, at("verified", stop))
        with pytest.raises(NotYet, match="changed while it was copied"):
            move(plan, at("register", works_elsewhere))
        works_elsewhere()


def test_nobody_works_on_papers_in_a_home_that_is_being_moved_nor_the_other_way_round(tmp_path: Path):
    settings = load({"COUNTERSIGN_HOME": str(tmp_path / "home")})
    with alone(settings.home), pytest.raises(WrongUse, match="is being moved"), open_desk(settings):
        pass
    with open_desk(settings), pytest.raises(WrongUse, match="is in use"), alone(settings.home):
        pass


def stop() -> None:
    raise KeyboardInterrupt


def at(step: str, do: Callable[[], None]) -> Tell:
    """Do something whenever a move tells of this step."""

    def tell(what: str, _done: int, _all: int) -> None:
        if what == step:
            do()

    return tell


def test_nothing_is_copied_into_a_place_whose_register_is_anothers(planned: Plan):
    with planned({}, {"COUNTERSIGN_OBJECTS_URL": "{}/new", "COUNTERSIGN_DATABASE_URL": NEW_DATABASE}) as plan:
        record = captured(plan.old.register, "ours.pdf", decision_of(Status.PARKED))
        plan.old.objects.put_new(original_key("default", record.sha256), b"kept")
        captured(plan.new.register, "theirs.pdf", decision_of(Status.PARKED))
        with pytest.raises(WrongUse, match="another register already"):
            move(plan, quietly)
        assert list(plan.new.objects.list("")) == []


def test_a_home_whose_papers_lie_elsewhere_is_not_closed(planned: Plan):
    with planned({}, {"COUNTERSIGN_DATABASE_URL": NEW_DATABASE}) as plan:
        captured(plan.old.register, "lost.pdf", decision_of(Status.PARKED))
        with pytest.raises(Missing, match="COUNTERSIGN_OBJECTS_URL"):
            move(plan, quietly)
        captured(plan.old.register, "goes on.pdf", decision_of(Status.PARKED))

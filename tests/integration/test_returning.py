"""A file that was destroyed and is dropped again is a new paper, and the trail says what these bytes were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows import retention, steps
from flows.desk import Desk, open_desk
from flows.inbox.dropping import Found, drop_file
from flows.verifying import verify
from models.decision import Status
from models.errors import NotYet
from models.record import Drop
from models.retention import FileToGo
from models.settings import Settings
from pipeline.filing import original_key
from storage.register import Deed
from tests.values.register_values import NOW

BYTES = b"no paper that anything could read"


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Desk]:
    moment = [NOW]

    def clock() -> object:
        moment.append(moment[-1] + timedelta(seconds=1))
        return moment[-1]

    with open_desk(register_settings, clock) as opened:  # type: ignore[arg-type]
        yield opened


def dropped(desk: Desk, folder: Path, name: str) -> Drop:
    """Drop the bytes under a name and work until they have their end state."""
    path = folder / name
    path.write_bytes(BYTES)
    drop = drop_file(desk.stores, "default", Found(path, name))
    assert isinstance(drop, Drop)
    while (claim := desk.register.claim("worker", desk.now(), 60)) is not None:
        steps.work(desk, claim)
    return drop


def approved(desk: Desk, *drops: Drop) -> int:
    """Two people decide that the file goes; nothing is removed yet."""
    records = desk.register.documents_of(tuple(one.id for one in drops))
    file = FileToGo(
        sha256=drops[0].sha256,
        size=len(BYTES),
        drops=tuple(one.id for one in drops),
        documents=tuple(one.id for one in records),
        invoices=(),
        types=("other",),
        received=NOW.date(),
        last="it was received",
        last_on=NOW.date(),
        jurisdiction="DE",
        years=8,
        source="",
        expired_on=NOW.date(),
    )
    made = desk.register.destructions.propose("default", [file], Deed("ann", desk.now()))
    desk.register.destructions.approve("default", made.id, Deed("bob", desk.now()), lambda _: None)
    return made.id


def destroyed(desk: Desk, *drops: Drop) -> int:
    number = approved(desk, *drops)
    list(retention.finish_all(desk.stores, None))
    assert desk.objects.stat(original_key("default", drops[0].sha256)) is None
    return number


def faults(desk: Desk) -> list[str]:
    return [f"{one.name}: {one.fault}" for one in verify(desk.stores, None) if one.fault]


def states(desk: Desk) -> dict[str, int]:
    ledger = desk.register.page_ledger("default")
    assert ledger.balanced
    return {state: number for state, number in ledger.by_state.items() if number}


@pytest.mark.parametrize("name", ["paper.pdf", "another name.pdf"])
def test_it_is_a_new_paper_and_the_trail_tells_of_the_destruction(desk: Desk, tmp_path: Path, name: str):
    first = dropped(desk, tmp_path, "paper.pdf")
    number = destroyed(desk, first)
    again = dropped(desk, tmp_path, name)
    assert again.id != first.id
    (record,) = desk.register.documents_of((again.id,))
    assert (record.source, record.decision.status) == (name, Status.QUARANTINED)
    assert record.decision.duplicate_of == ""
    (told,) = (one for one in desk.register.events("default", again.id) if one.kind.startswith("came again"))
    assert told.detail["destruction"] == number
    assert told.detail["earlier"] == first.id
    assert str(told.detail["destroyed_at"]).startswith("2026-03-02")
    assert desk.objects.get(original_key("default", again.sha256)) == BYTES
    assert states(desk) == {"destroyed": 1, "quarantined": 1}
    assert faults(desk) == []


def test_finishing_the_old_destruction_again_leaves_the_new_paper_alone(desk: Desk, tmp_path: Path):
    destroyed(desk, dropped(desk, tmp_path, "paper.pdf"))
    again = dropped(desk, tmp_path, "paper.pdf")
    assert list(retention.finish_all(desk.stores, None)) == []
    assert desk.objects.get(original_key("default", again.sha256)) == BYTES


def test_a_third_time_is_the_second_paper_again_or_its_duplicate(desk: Desk, tmp_path: Path):
    destroyed(desk, dropped(desk, tmp_path, "paper.pdf"))
    again = dropped(desk, tmp_path, "paper.pdf")
    assert dropped(desk, tmp_path, "paper.pdf").id == again.id
    other = dropped(desk, tmp_path, "other.pdf")
    (record,) = desk.register.documents_of((other.id,))
    assert record.decision.status is Status.DUPLICATE
    (kept,) = desk.register.documents_of((again.id,))
    assert record.decision.duplicate_of == kept.id


def test_it_can_be_destroyed_again_and_come_again(desk: Desk, tmp_path: Path):
    first = dropped(desk, tmp_path, "paper.pdf")
    destroyed(desk, first)
    second = dropped(desk, tmp_path, "paper.pdf")
    destroyed(desk, first, second)
    third = dropped(desk, tmp_path, "paper.pdf")
    assert len({first.id, second.id, third.id}) == 3
    assert states(desk) == {"destroyed": 2, "quarantined": 1}
    assert faults(desk) == []


def test_while_it_is_being_destroyed_it_waits_in_the_inbox(desk: Desk, tmp_path: Path):
    first = dropped(desk, tmp_path, "paper.pdf")
    approved(desk, first)
    with pytest.raises(NotYet, match="being destroyed under destruction 1"):
        dropped(desk, tmp_path, "paper.pdf")
    assert len(list(desk.stores.inbox.list(""))) == 1

"""The members of a zip or mail become drops under the names they have; what is not taken is named."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows import opening
from flows.desk import Desk, open_desk
from flows.inbox import members
from models.errors import UnreadableFile
from models.record import Drop
from models.settings import Settings
from tests.values.register_values import drop_of

PDF = b"%PDF-1.4 something"


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Desk]:
    with open_desk(register_settings) as opened:
        yield opened


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A zip with a name in Latin-1, one in UTF-8, and three members that nobody dropped on purpose."""
    path = tmp_path / "batch.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(["in/caf1.pdf", "ü.pdf", ".DS_Store", "in/Thumbs.db", "in/half1.part"]):
            archive.writestr(name, PDF + b"%d" % number)
    path.write_bytes(path.read_bytes().replace(b"caf1", b"caf\xe9").replace(b"half1", b"half\xff"))
    return path


def drop_at(path: Path) -> Drop:
    return replace(drop_of(path.name), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def announced(desk: Desk, batch: Path) -> None:
    members.announce(desk, drop_at(batch), batch, opening.survey(desk, batch).members)


def not_taken(desk: Desk, drop: Drop) -> list[tuple[object, object]]:
    events = desk.register.events("default", drop.id)
    return [(e.detail["name"], e.detail["reason"]) for e in events if e.kind == members.NOT_TAKEN]


def test_members_come_under_their_names_as_dropped(desk: Desk, batch: Path) -> None:
    announced(desk, batch)
    keys = [found.key for found in desk.stores.inbox.list("")]
    told = [desk.register.announced("default", key) for key in keys]
    assert {each.source for each in told if each} == {"batch.zip/in/caf%E9.pdf", "batch.zip/ü.pdf"}
    assert {each.parent for each in told if each} == {drop_at(batch).id}


def test_members_not_taken_are_named_once_with_the_reason(desk: Desk, batch: Path) -> None:
    drop = drop_at(batch)
    for _ in range(2):
        announced(desk, batch)
    assert not_taken(desk, drop) == [
        (".DS_Store", "hidden file"),
        ("in/Thumbs.db", "system file"),
        ("in/half%FF.part", "unfinished file"),
    ]


def test_an_archive_whose_reader_is_stopped_twice_is_refused_with_advice(desk: Desk, tmp_path: Path) -> None:
    batch = tmp_path / "long.zip"
    with zipfile.ZipFile(
        batch, "w"
    ) as archive:  # too much for a reader to be done before its time is looked at
        archive.writestr("long.pdf", PDF + bytes(200 << 20))
    hurried = replace(desk, limits=replace(desk.limits, seconds=1e-6))
    with pytest.raises(UnreadableFile, match="stopped twice"):
        opening.unpack(hurried, batch, tmp_path)
    with pytest.raises(UnreadableFile, match="stopped twice"):
        announced(hurried, batch)
    assert list(desk.stores.inbox.list("")) == []

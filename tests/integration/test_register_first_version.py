"""A home of the first version opens with all it holds, and goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.decision import Status
from models.record import Arrival
from storage.register import Register, open_register
from storage.register.tables import metadata
from tests.values.register_values import LEASE, NOW, arrival_of, settings_in

LEFT = Path(__file__).with_name("register_0001.sql")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "register.sqlite")) as database:
        database.executescript(LEFT.read_text(encoding="utf-8"))
    return tmp_path


@pytest.fixture
def register(home: Path) -> Iterator[Register]:
    with open_register(settings_in(home)) as opened:
        yield opened


def test_its_papers_are_there_and_found(register: Register) -> None:
    statuses = {record.source: record.decision.status for record in register.documents()}
    assert statuses == {"a.pdf": Status.FILED, "b.pdf": Status.PARKED}
    for query in ("INV-1", "grosse lief", "Größe", "a.pdf", "Müller"):
        assert [record.source for record in register.search("default", query)] == ["a.pdf"], query
    assert [record.source for record in register.search("default", "L" + "9" * 300)] == ["b.pdf"]


def test_its_accounts_balance_and_its_events_stay(register: Register) -> None:
    assert register.page_ledger().balanced
    assert register.faults() == []
    assert [event.kind for event in register.events()][:2] == ["ledger loaded", "received"]
    with pytest.raises(sa.exc.DBAPIError, match="never changed"), register.database.write() as connection:
        connection.exec_driver_sql("UPDATE events SET kind = 'forged'")


def test_files_that_waited_are_the_same_arrivals_and_are_worked(register: Register) -> None:
    seen: list[Arrival] = [arrival_of("wait\udce9.pdf"), arrival_of("c.pdf"), arrival_of("a.pdf")]
    assert register.note_arrivals(seen, NOW) == 0
    claim = register.claim("worker", NOW, LEASE)
    assert claim is not None
    assert claim.arrival == seen[0]
    register.done(claim, NOW)
    assert register.done_among(seen) == (seen[0], seen[2])


def test_it_has_the_tables_of_a_new_one(home: Path, register: Register, tmp_path: Path) -> None:
    with open_register(settings_in(tmp_path / "new")) as new:
        made, wanted = _described(register), _described(new)
    assert made == wanted


def _described(register: Register) -> dict[str, object]:
    """Columns and named indexes of each table."""
    inspector = sa.inspect(register.database.engine)
    return {
        table: (
            {
                (column["name"], str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table)
            },
            sorted(str(index["name"]) for index in inspector.get_indexes(table)),
        )
        for table in metadata.tables
    }

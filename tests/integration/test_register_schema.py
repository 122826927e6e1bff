"""Opening the register: created once, migrated once, refused with a next step."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.errors import Missing, WrongUse
from storage.register import open_register
from storage.register.connect import HEAD, MIGRATIONS
from storage.register.search import is_word_index
from storage.register.tables import metadata
from tests.register_values import NOW, arrival_of, settings_in


def note_one_in(home: Path, name: str) -> int:
    with open_register(settings_in(home)) as register:
        return register.note_arrivals([arrival_of(name)], NOW)


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not is_word_index(name or "")


def test_the_migrations_give_the_tables_that_the_code_speaks_of(tmp_path: Path) -> None:
    with open_register(settings_in(tmp_path)) as register, register.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_is_waited_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_a_new_home_is_made_and_an_old_one_kept(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home 100%"
    assert note_one_in(home, "a.pdf") == 1
    assert note_one_in(home, "a.pdf") == 0


def test_many_processes_may_open_a_new_home_at_once(tmp_path: Path) -> None:
    names = [f"{n}.pdf" for n in range(3)]
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(note_one_in, [tmp_path] * 3, names)) == [1] * 3
    with open_register(settings_in(tmp_path)) as register:
        assert register.unfinished() == 3


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)]
)
def test_the_database_is_durable_and_checked(tmp_path: Path, pragma: str, value: object) -> None:
    with open_register(settings_in(tmp_path)) as register, register.database.read() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_readers_do_not_wait_for_the_writer(tmp_path: Path) -> None:
    with open_register(settings_in(tmp_path)) as register, register.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM arrivals")
        assert register.unfinished() == 0


def test_a_register_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    with open_register(settings_in(tmp_path)) as register, register.database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Missing, match=r"9999.*Update countersign"):
        open_register(settings_in(tmp_path))


def test_a_file_that_is_no_register_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").write_bytes(b"my holiday photographs " * 100)
    with pytest.raises(Missing, match="not a register"):
        open_register(settings_in(tmp_path))


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Missing, match="COUNTERSIGN_HOME"):
        open_register(settings_in(tmp_path / "file" / "home"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/register.sqlite"
    with pytest.raises(Missing, match=r"nowhere/register\.sqlite"):
        open_register(replace(settings_in(tmp_path), database_url=url))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://host/base", "no url", ""])
def test_a_url_that_names_no_sqlite_file_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(WrongUse, match="COUNTERSIGN_DATABASE_URL"):
        open_register(replace(settings_in(tmp_path), database_url=url))


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    with (
        open_register(settings_in(tmp_path)) as register,
        pytest.raises(sa.exc.StatementError, match="no time zone"),
    ):
        register.note_arrivals([arrival_of("a.pdf")], NOW.replace(tzinfo=None))

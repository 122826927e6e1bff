"""Opening the register: created once, migrated once, refused with a next step."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.errors import Missing, WrongUse
from models.settings import Settings
from storage.register import Register, open_register
from storage.register.database.schema import HEAD, MIGRATIONS
from storage.register.tables import metadata
from storage.register.texts.words import is_index
from tests.values.register_values import NOW, arrival_of, settings_in


def note_one_in(settings: Settings, name: str) -> int:
    with open_register(settings) as register:
        return register.note_arrivals([arrival_of(name)], NOW)


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not is_index(name or "")


def test_the_migrations_give_the_tables_that_the_code_speaks_of(register: Register) -> None:
    with register.database.read() as connection:
        postgresql = connection.dialect.name == "postgresql"
        options = {"include_name": is_ours, "compare_type": True, "compare_server_default": postgresql}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def columns(connection: sa.Connection, tables: sa.MetaData) -> dict[tuple[str, str], tuple[str, bool]]:
    """Type as the database spells it, with its collation, and whether the column may be empty."""
    return {
        (table.name, column.name): (column.type.compile(connection.dialect), bool(column.nullable))
        for table in tables.sorted_tables
        for column in table.columns
        if table.name in metadata.tables
    }


def indexes(tables: sa.MetaData) -> dict[str, list[str]]:
    """Columns of each index in their order."""
    ours = (table for table in tables.sorted_tables if table.name in metadata.tables)
    return {str(index.name): [c.name for c in index.columns] for table in ours for index in table.indexes}


def test_types_collations_and_indexes_are_those_of_the_code(register: Register) -> None:
    """What the comparison of migrations and tables overlooks."""
    with register.database.read() as connection:
        made = sa.MetaData()
        made.reflect(connection, only=lambda name, _: name in metadata.tables)
        found, wanted = columns(connection, made), columns(connection, metadata)
        assert {key: alike(value) for key, value in found.items()} == {
            key: alike(value) for key, value in wanted.items()
        }
        assert indexes(made) == indexes(metadata)


def alike(column: tuple[str, bool]) -> tuple[str, bool]:
    kind, nullable = column
    same = {"FLOAT": "DOUBLE PRECISION", 'TEXT COLLATE "C"': "TEXT-C"}
    return same.get(kind, kind), nullable


PARTIAL = {
    "ix_arrivals_unfinished": "done",
    "ix_documents_undecided": "review",
    "ix_documents_unaudited": "audit_pending",
    "ix_invoices_open": "disputed",
    "ix_links_unshelved": "shelf_key",
    "ix_notices_open": "closed_at",
    "ix_outbox_waiting": "waiting",
    "ix_webhook_deliveries_due": "waiting",
    "ix_webhook_deliveries_in_order": "waiting",
    "ix_webhook_deliveries_ended": "ended_at",
}


def test_the_indexes_over_what_waits_leave_out_the_rest(register: Register) -> None:
    postgresql = register.database.engine.dialect.name == "postgresql"
    query = (
        "SELECT indexname, indexdef FROM pg_indexes"
        if postgresql
        else "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    )
    with register.database.read() as connection:
        made = dict(connection.exec_driver_sql(query).all())
    assert all(word in made[name].partition("WHERE")[2] for name, word in PARTIAL.items())


def test_the_newest_migration_is_the_one_that_is_waited_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_a_new_home_is_made_and_an_old_one_kept(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "new" / "home 100%")
    assert note_one_in(settings, "a.pdf") == 1
    assert note_one_in(settings, "a.pdf") == 0


def test_many_processes_may_open_a_new_register_at_once(register_settings: Settings) -> None:
    names = [f"{n}.pdf" for n in range(4)]
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.values.register_values"])
    with ProcessPoolExecutor(4, mp_context=context) as pool:
        assert list(pool.map(note_one_in, [register_settings] * 4, names)) == [1] * 4
    with open_register(register_settings) as register:
        assert register.unfinished() == 4


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)]
)
def test_the_file_is_durable_and_checked(tmp_path: Path, pragma: str, value: object) -> None:
    with open_register(settings_in(tmp_path)) as register, register.database.read() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_readers_do_not_wait_for_the_writer(register: Register) -> None:
    with register.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM arrivals")
        assert register.unfinished() == 0


def test_a_reader_sees_one_state_of_the_register(register: Register) -> None:
    with register.database.read() as connection:
        seen = [connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one()]
        register.note_arrivals([arrival_of("a.pdf")], NOW)
        seen.append(connection.exec_driver_sql("SELECT count(*) FROM arrivals").scalar_one())
    assert seen == [0, 0]


def test_a_register_of_a_newer_program_is_left_alone(register_settings: Settings) -> None:
    with open_register(register_settings) as register, register.database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Missing, match=r"9999.*Update countersign"):
        open_register(register_settings)


def test_a_database_of_another_program_is_left_alone(register_settings: Settings) -> None:
    register_settings.home.mkdir()
    engine = sa.create_engine(register_settings.database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE documents (mine text)"))
    with pytest.raises(Missing, match="not a register: it holds documents of another program"):
        open_register(register_settings)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["documents"]
    engine.dispose()


def test_a_database_with_migrations_of_another_program_is_left_alone(register_settings: Settings) -> None:
    register_settings.home.mkdir()
    engine = sa.create_engine(register_settings.database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num text)"))
        connection.execute(sa.text("INSERT INTO alembic_version VALUES ('theirs')"))
    engine.dispose()
    with pytest.raises(Missing, match=r"not a register.*Name another database"):
        open_register(register_settings)


def test_a_file_that_is_no_register_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").write_bytes(b"my holiday photographs " * 100)
    with pytest.raises(Missing, match="not a register"):
        open_register(settings_in(tmp_path))


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Missing, match="COUNTERSIGN_HOME"):
        open_register(settings_in(tmp_path / "file" / "home"))


def test_a_folder_that_is_not_there_is_named_and_not_waited_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/register.sqlite"
    with pytest.raises(Missing, match=r"nowhere/register\.sqlite") as refused:
        open_register(settings_in(tmp_path, url))
    assert not refused.value.passing


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://host",
        "postgresql+asyncpg://clerk:tiger@host/base",
        "mysql://clerk:tiger@host/base?password=tiger",
        "postgresql://clerk:tiger@host:x/base",
        "postgresql://clerk:t@iger@host/base",
        "no url",
        "",
    ],
)
def test_a_url_that_names_no_register_is_refused_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(WrongUse, match=r"COUNTERSIGN_DATABASE_URL.*postgresql\+psycopg://") as refused:
        open_register(replace(settings_in(tmp_path), database_url=url))
    assert "iger" not in str(refused.value)


def test_a_time_without_a_zone_is_refused(register: Register) -> None:
    with pytest.raises(sa.exc.StatementError, match="no time zone"):
        register.note_arrivals([arrival_of("a.pdf")], NOW.replace(tzinfo=None))


def test_a_connection_in_use_while_the_register_is_closed_is_closed_when_it_comes_back(
    register_settings: Settings,
) -> None:
    with open_register(register_settings) as register, register.database.read() as connection:
        kept = connection.connection.dbapi_connection
        register.close()
        assert connection.scalar(sa.text("SELECT 1")) == 1
    assert kept is not None
    with pytest.raises((sqlite3.ProgrammingError, psycopg.OperationalError)):
        kept.cursor().execute("SELECT 1")

"""A register of any earlier version opens with every row it had; an upgrade that fails changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from models.settings import Settings
from storage.register import open_register
from storage.register.database.schema import HEAD
from tests.conftest import NewDatabase
from tests.installations.older_registers import (
    ON_SQLITE,
    Chain,
    columns_of,
    opened,
    rows_of,
    versions,
)
from tests.values.register_values import settings_in

BEFORE = versions()[:-1]
ON_A_SERVER = {BEFORE[1], BEFORE[len(BEFORE) // 3], BEFORE[2 * len(BEFORE) // 3], BEFORE[-1]}
"""Versions that are upgraded on PostgreSQL too; all of them would take a minute more."""
FAILING = BEFORE[1], "0023"
"""Versions whose upgrade is made to fail, at the index that 0024 makes."""
SHORTENED = frozenset({"fields", "search_keys"})
"""Tables in which the first version kept texts that are too long for an index of PostgreSQL."""


@pytest.fixture(scope="module")
def registers(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Version to the URL of a register of it."""
    return dict(Chain(new_database, tmp_path_factory.mktemp("older"), FAILING).copies())


def register_of(registers: dict[str, str], version: str, folder: Path) -> Settings:
    if registers[BEFORE[-1]].startswith("postgresql") and version not in ON_A_SERVER:
        pytest.skip("Upgraded on SQLite; on PostgreSQL a few versions stand for all.")
    return settings_in(folder, registers[version])


@pytest.mark.parametrize("version", BEFORE)
def test_every_row_of_an_earlier_version_is_there_after_the_upgrade(
    registers: dict[str, str], version: str, tmp_path: Path
) -> None:
    settings = register_of(registers, version, tmp_path)
    old = opened(settings.database_url)
    kept, before = columns_of(old), rows_of(old)
    old.close()
    with open_register(settings) as register:
        columns = columns_of(register.database)
        still = {table: names & columns[table] for table, names in kept.items() if table in columns}
        assert {table for table in kept if table not in still} == set()
        now = rows_of(register.database, still)
        assert register.faults() == []
        assert register.page_ledger().balanced
        assert {record.source for record in register.documents()} == {"a.pdf", "b.pdf"}
        assert register.load_number("default") == 1
    lost = {
        table: rows.total() - now[table].total()
        for table, rows in before.items()
        if now[table].total() < rows.total()
    }
    assert lost == {}
    shortened = SHORTENED if version == ON_SQLITE else frozenset()
    same = {table for table in still if still[table] == kept[table]} - shortened
    changed = {table: before[table] - now[table] for table in same if before[table] - now[table]}
    assert changed == {}


@pytest.mark.parametrize("version", FAILING)
def test_an_upgrade_that_fails_leaves_all_as_it_was(
    registers: dict[str, str], version: str, tmp_path: Path
) -> None:
    url = registers[f"{version}+"]
    old = opened(url)
    with old.write() as connection:
        connection.execute(sa.text("CREATE TABLE letters_held (kind TEXT)"))
        connection.execute(sa.text("CREATE INDEX ix_letter_mails_failed ON letters_held (kind)"))
    before, columns = rows_of(old), columns_of(old)
    old.close()
    settings = settings_in(tmp_path, url)
    with pytest.raises(sa.exc.DBAPIError, match="ix_letter_mails_failed"):
        open_register(settings)
    after = opened(url)
    assert (rows_of(after), columns_of(after)) == (before, columns)
    with after.write() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == version
        connection.execute(sa.text("DROP TABLE letters_held"))
    after.close()
    with open_register(settings) as register:
        assert register.snapshots.summary().version == HEAD
        assert register.faults() == []

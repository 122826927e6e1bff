"""What a migration may do to a table that may be large: nothing that keeps writers waiting for long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.register.database.schema import MIGRATIONS

RULED_FROM = "0023"
"""Registers were small before."""
VERSIONS = sorted(path for path in (MIGRATIONS / "versions").glob("0*.py") if path.name >= RULED_FROM)
REWRITES = {"alter_column", "batch_alter_table", "create_unique_constraint", "create_foreign_key"}
"""They read or write every row while nobody else may; so does a check of a constraint."""


def calls(path: Path) -> Iterator[ast.Call]:
    """Calls of alembic's operations, with the name of the operation."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("op."):
            yield node


def operation(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


def made_here(path: Path) -> set[str]:
    """Tables that the migration makes: nobody waits for those."""
    return {
        str(call.args[0].value)
        for call in calls(path)
        if operation(call) == "create_table" and isinstance(call.args[0], ast.Constant)
    }


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_an_index_of_an_older_table_is_left_for_later_where_it_is_large(path: Path):
    for call in calls(path):
        if operation(call) == "create_index":
            table = call.args[1]
            made = isinstance(table, ast.Constant) and table.value in made_here(path)
            assert made, f"{path.name}:{call.lineno}: storage.migrations.later.index adds it beside work"


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_no_row_of_an_older_table_is_written_anew(path: Path):
    for call in calls(path):
        assert operation(call) not in REWRITES, f"{path.name}:{call.lineno}"
        if operation(call) == "add_column":
            column = ast.unparse(call.args[1])
            assert "nullable=False" not in column or "server_default=" in column, f"{path.name}:{call.lineno}"

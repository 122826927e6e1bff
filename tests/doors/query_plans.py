"""How a database goes about the statements of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from storage.register import Register

_STEPS = 1000
"""So many steps of SQLite's machine are counted at once."""


@contextmanager
def listened(register: Register) -> Iterator[list[tuple[str, Any]]]:
    """Statements and parameters sent meanwhile."""
    sent: list[tuple[str, Any]] = []

    def keep(*call: Any) -> None:
        sent.append((call[2], call[3]))

    sa.event.listen(register.database.engine, "before_cursor_execute", keep)
    yield sent
    sa.event.remove(register.database.engine, "before_cursor_execute", keep)


def plans(register: Register, ask: Callable[[Register], object]) -> list[str]:
    """How the database goes about the statements of a question; by an index wherever one serves."""
    postgresql = register.database.engine.dialect.name == "postgresql"
    with listened(register) as sent:
        ask(register)
    asked = {statement: parameters for statement, parameters in sent if not statement.startswith("BEGIN")}
    found: list[str] = []
    with register.database.read() as connection:
        if postgresql:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off")
        explain = "EXPLAIN" if postgresql else "EXPLAIN QUERY PLAN"
        for statement, parameters in asked.items():
            found += [row[-1] for row in connection.exec_driver_sql(f"{explain} {statement}", parameters)]
    return found


def walks(plan: str) -> bool:
    """True where a whole table is read, or rows are put in order one by one."""
    return scans(plan) or any(sign in plan for sign in ("TEMP B-TREE", "Sort "))


def scans(plan: str) -> bool:
    """True where a whole table is read."""
    return (plan.startswith("SCAN") and "USING" not in plan) or "Seq Scan" in plan


@dataclass(frozen=True)
class Work:
    """What a database did, or would do, for one statement."""

    plan: str
    read: int
    """Rows of tables and indexes that were read; in SQLite steps of its machine, some ten a row."""


def work_of(register: Register, text: str, parameters: Any) -> Work:
    """Have a statement worked on; what it changes is taken back."""
    if register.database.engine.dialect.name == "postgresql":
        return _work_of_postgresql(register, text, parameters)
    return _work_of_sqlite(register, text, parameters)


def _work_of_postgresql(register: Register, text: str, parameters: Any) -> Work:
    with register.database.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {text}", parameters
        ).scalar_one()
        connection.rollback()
    nodes = list(_nodes(found[0]["Plan"]))
    plan = "\n".join(
        f"{node['Node Type']} {node.get('Relation Name', '')} {node.get('Index Name', '')}: {_rows(node)}"
        for node in nodes
    )
    return Work(plan, sum(_rows(node) for node in nodes if "Scan" in node["Node Type"]))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("Plans", []):
        yield from _nodes(child)


def _rows(node: dict[str, Any]) -> int:
    """Rows that a node of a plan came by."""
    dropped = sum(count for name, count in node.items() if name.startswith("Rows Removed by"))
    return int((node["Actual Rows"] + dropped) * node["Actual Loops"])


def _work_of_sqlite(register: Register, text: str, parameters: Any) -> Work:
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += _STEPS
        return 0

    with register.database.write() as connection:
        plan = "\n".join(
            row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", parameters)
        )
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(step, _STEPS)
        try:
            connection.exec_driver_sql(text, parameters)
        finally:
            driver.set_progress_handler(None, 0)
            connection.rollback()
    return Work(plan, steps)

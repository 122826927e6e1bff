"""How a database goes about the statements of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from storage.register import Register


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

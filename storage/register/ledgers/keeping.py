"""What a load of the ledger replaces is put aside, so that an earlier day can be told again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.register.tables.history import invoice_versions

if TYPE_CHECKING:
    from sqlalchemy import Connection


def keep_replaced(connection: Connection, load: int, replaced: sa.Select[Any]) -> None:
    """Put aside the rows of `invoices` that `replaced` selects: the load `load` is about to change them."""
    names = [column.name for column in invoice_versions.columns if column.name != "until_load"]
    rows = replaced.subquery()
    values = sa.select(*(rows.c[name] for name in names), sa.literal(load))
    connection.execute(sa.insert(invoice_versions).from_select([*names, "until_load"], values))

"""Numbers, file names and names of customers are found without the strokes of ł, ø, đ and their like.

Only rows that hold such a letter are changed. The index of words stays: to part and weigh all papers anew
would keep a large register for long, so searches ask for both spellings of a word there.

Revision ID: 0025
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BASES = dict(zip("łøđðæœþħŧı", ("l", "o", "d", "d", "ae", "oe", "th", "h", "t", "i"), strict=True))
LONGEST_KEY = 200
"""A longer one would have to keep a hash of all of it, which is not there any more: it stays as it is."""


def upgrade() -> None:
    """Fold anew what is looked up; a document that had both spellings keeps one."""
    connection = op.get_bind()
    keys = sa.table("search_keys", sa.column("client"), sa.column("key"), sa.column("document_id"))
    anew = _anew(keys.c.key)
    concerned = sa.and_(keys.c.key != anew, sa.func.length(anew) <= LONGEST_KEY)
    kind = postgresql if connection.dialect.name == "postgresql" else sqlite
    changed = sa.select(keys.c.client, anew, keys.c.document_id).where(concerned)
    insert = kind.insert(keys).from_select(["client", "key", "document_id"], changed)
    connection.execute(insert.on_conflict_do_nothing())
    connection.execute(sa.delete(keys).where(concerned))
    customers = sa.table("customers", sa.column("folded_names"))
    names = customers.c.folded_names
    connection.execute(sa.update(customers).where(names != _anew(names)).values(folded_names=_anew(names)))


def _anew(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return reduce(lambda text, pair: sa.func.replace(text, *pair), BASES.items(), column)

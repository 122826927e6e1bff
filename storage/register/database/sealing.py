"""The audit chain in the database: every event is sealed at the end of the transaction that adds it.

Whoever seals holds one lock, takes it last, and commits next: nobody waits for anything else meanwhile, so
that two writers neither fork the chain nor wait for each other in a circle.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.chain import GENESIS, Leaf, Node, detail_digest, earlier_than, moment
from storage.register.database.statements import chunks
from storage.register.tables.chain import chain
from storage.register.tables.columns import fitting

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WAITING = "events to be sealed"
_SALT_BYTES = 16
Lock = Callable[["Connection", str], None]


def begin(connection: Connection) -> None:
    """Forget what a transaction left that did not commit."""
    connection.info.pop(_WAITING, None)


def note(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let the end of the transaction seal these rows of `events`, in their order."""
    connection.info.setdefault(_WAITING, []).extend(rows)


def seal(connection: Connection, lock: Lock) -> None:
    """Give the events that this transaction added their places in the chain."""
    waiting = connection.info.pop(_WAITING, None)
    if not waiting:
        return
    lock(connection, "chain")
    extend(connection, waiting)


def extend(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append rows of `events` to the chain; the caller sees to it that nobody else does."""
    known = _newest_hashes(connection)
    first = max(known) + 1
    known |= hashes_at(connection, _tied(first, len(rows)) - set(known))
    sealed = []
    for position, row in enumerate(rows, first):
        salt = secrets.token_hex(_SALT_BYTES)
        node = node_at(position, leaf_of(row, salt), known)
        known[position] = node.hash
        sealed.append({"position": position, "event_id": row["id"], "salt": salt, "hash": node.hash})
    connection.execute(sa.insert(chain), sealed)


def leaf_of(row: Mapping[str, Any], salt: str) -> Leaf:
    """What is hashed of a row of `events`."""
    detail = row["detail"]
    return Leaf(
        id=row["id"],
        at=moment(row["at"]),
        client=row["client"],
        kind=row["kind"],
        subject=fitting(row["subject"]),
        person=bool(detail.get("by")),
        sha256=str(detail.get("sha256") or ""),
        detail=detail_digest(salt, detail),
    )


def _tied(first: int, count: int) -> set[int]:
    """Positions before `first` that the next `count` are tied to."""
    return {tie for one in range(first, first + count) if (tie := earlier_than(one)) < first}


def _newest_hashes(connection: Connection) -> dict[int, str]:
    """By position: of the last one, and of the beginning."""
    query = sa.select(chain.c.position, chain.c.hash).order_by(chain.c.position.desc()).limit(1)
    return {0: GENESIS} | {row.position: row.hash for row in connection.execute(query)}


def hashes_at(connection: Connection, positions: Collection[int]) -> dict[int, str]:
    """By position."""
    found: dict[int, str] = {}
    for chunk in chunks(sorted(positions)):
        query = sa.select(chain.c.position, chain.c.hash).where(chain.c.position.in_(chunk))
        found |= {row.position: row.hash for row in connection.execute(query)}
    return found


def node_at(position: int, leaf: Leaf, known: Mapping[int, str]) -> Node:
    """The node of a leaf, given the hashes that it is tied to."""
    return Node(position, known[position - 1], known[earlier_than(position)], leaf.hash)

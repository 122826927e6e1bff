"""The audit chain as it is read: heads, paths between positions, and every place with its event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.chain import GENESIS, Head, Leaf, Node, earlier_than, path
from storage.register.database.moved import note as note_of_move
from storage.register.database.sealing import hashes_at, leaf_of, node_at
from storage.register.database.statements import chunks, insert_or_same
from storage.register.tables import events
from storage.register.tables.chain import chain, heads

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event in its place."""

    node: Node
    leaf: Leaf


@dataclass(frozen=True)
class Chain:
    """Every method is one transaction, but for the streams."""

    database: Database

    def head(self, now: datetime) -> Head | None:
        """The newest position; None while nothing has happened."""
        row = self.database.ask(_last)
        return Head(row.position, row.hash, now) if row else None

    def length(self) -> int:
        """How many events it has."""
        row = self.database.ask(_last)
        return row.position if row else 0

    def take_head(self, now: datetime) -> Head | None:
        """Note the newest position as a head; one that was noted at the same position stays."""
        return self.database.change(_take_head, now)

    def heads(self) -> tuple[Head, ...]:
        """All that were noted, by position."""
        query = sa.select(heads).order_by(heads.c.position)
        return tuple(map(_head, self.database.ask(lambda c: c.execute(query).all())))

    def last_head(self) -> Head | None:
        """The newest that was noted."""
        query = sa.select(heads).order_by(heads.c.position.desc()).limit(1)
        row = self.database.ask(lambda c: c.execute(query).first())
        return _head(row) if row else None

    def head_over(self, position: int) -> Head | None:
        """The first head that was noted at `position` or later."""
        query = sa.select(heads).where(heads.c.position >= position).order_by(heads.c.position).limit(1)
        row = self.database.ask(lambda c: c.execute(query).first())
        return _head(row) if row else None

    def sealed(self, client: str, subjects: Collection[str]) -> tuple[Sealed, ...]:
        """The events about `subjects`, in the order of the chain."""
        return self.database.ask(_sealed_about, client, subjects)

    def nodes(self, head: int, targets: Collection[int]) -> tuple[Node, ...]:
        """All positions on the paths from a head to `targets`, the newest first."""
        return self.database.ask(_nodes, {one for target in targets for one in path(head, target)})

    def of_event(self, client: str, kind: str, subject: str) -> Sealed | None:
        """The newest event of a kind about a subject."""
        return self.database.ask(_newest, client, kind, subject)

    def stream(self) -> Iterator[Row[Any]]:
        """Every place with its event, which may be gone, in the order of the chain."""
        query = sa.select(*_PLACES).outerjoin(events, events.c.id == chain.c.event_id)
        return self.database.stream(query, (chain.c.position,))

    def unsealed(self) -> Iterator[Row[Any]]:
        """Events that have no place."""
        outside = ~sa.exists().where(chain.c.event_id == events.c.id)
        return self.database.stream(sa.select(events).where(outside, ~note_of_move), (events.c.id,))


_PLACES: tuple[sa.ColumnElement[Any], ...] = (
    *chain.c,
    *(events.c[name] for name in ("id", "at", "client", "kind", "subject", "detail")),
)


def _take_head(connection: Connection, now: datetime) -> Head | None:
    last = _last(connection)
    if last is None:
        return None
    row = {"position": last.position, "hash": last.hash, "at": now}
    insert_or_same(connection, heads, [row])
    return _head(connection.execute(sa.select(heads).where(heads.c.position == last.position)).one())


def _head(row: Row[Any]) -> Head:
    return Head(row.position, row.hash, row.at)


def _sealed_about(connection: Connection, client: str, subjects: Collection[str]) -> tuple[Sealed, ...]:
    query = sa.select(*_PLACES).join(events, events.c.id == chain.c.event_id)
    theirs = query.where(events.c.client == client, events.c.subject.in_(sorted(subjects)))
    return _sealed(connection, connection.execute(theirs.order_by(chain.c.position)).all())


def _newest(connection: Connection, client: str, kind: str, subject: str) -> Sealed | None:
    query = sa.select(*_PLACES).join(events, events.c.id == chain.c.event_id)
    mine = events.c.client == client, events.c.kind == kind, events.c.subject == subject
    found = connection.execute(query.where(*mine).order_by(events.c.id.desc()).limit(1)).all()
    return next(iter(_sealed(connection, found)), None)


def _nodes(connection: Connection, positions: Collection[int]) -> tuple[Node, ...]:
    query = sa.select(*_PLACES).join(events, events.c.id == chain.c.event_id)
    rows: list[Row[Any]] = []
    for chunk in chunks(sorted(positions, reverse=True)):
        found = query.where(chain.c.position.in_(chunk)).order_by(chain.c.position.desc())
        rows.extend(connection.execute(found))
    return tuple(one.node for one in _sealed(connection, rows))


def _sealed(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Sealed, ...]:
    before = {one for row in rows for one in (row.position - 1, earlier_than(row.position))} - {0}
    known = {0: GENESIS} | hashes_at(connection, before)
    leaves = [leaf_of(row._asdict(), row.salt) for row in rows]
    return tuple(
        Sealed(node_at(row.position, leaf, known), leaf) for row, leaf in zip(rows, leaves, strict=True)
    )


def _last(connection: Connection) -> Row[Any] | None:
    query = sa.select(chain).order_by(chain.c.position.desc())
    return connection.execute(query.limit(1)).first()

"""A quarantined file to be read again: its end state is taken back, in one transaction with the new work."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.decision import Status
from models.errors import WrongUse
from models.record import Event
from storage.register.papers import documents as looked_up
from storage.register.papers import drops
from storage.register.tables import WAITING, documents, is_checked, pages, unfinished
from storage.register.tables import arrivals as arrival_rows
from storage.register.tables import drops as drop_rows
from storage.register.tables.review import corrected, reviews
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.record import Drop

RETRIED = "retried"
"""Kind of the event of a file that is read again; its subject is the drop."""
_handled = sa.exists().where(corrected.c.document_id == documents.c.id)
"""A person has worked on the document, be it undone: what they did is kept, and so is the document."""


def retry(connection: Connection, client: str, drop_id: str, by: str, now: datetime) -> bool:
    """Let the file be read again; False where it is on its way already. Raises WrongUse."""
    query = sa.select(drop_rows).where(drop_rows.c.client == client, drop_rows.c.id == drop_id)
    row = connection.execute(query.with_for_update(key_share=True)).one_or_none()
    if row is None:
        raise WrongUse(f"No file of client {client} is called {drop_id}: `countersign status` counts them.")
    if row.settled_at is None:
        return False
    aside = documents.c.drop_id == drop_id, documents.c.status == Status.QUARANTINED.value, ~is_checked
    document_id = connection.scalar(sa.select(documents.c.id).where(*aside))
    if document_id is None:
        raise WrongUse(f"{row.source!r} is not in quarantine, so there is nothing to read again.")
    if connection.scalar(sa.select(documents.c.id).where(documents.c.id == document_id, _handled)):
        raise WrongUse(f"A person set {row.source!r} aside: undo that on its page, or have it scanned again.")
    repeats = sa.select(documents.c.drop_id).where(
        documents.c.client == client, documents.c.duplicate_of == document_id, ~is_checked, ~_handled
    )
    for other in sorted({*connection.scalars(repeats), drop_id}):
        _reopen(connection, other, by, now)
    return True


def _reopen(connection: Connection, drop_id: str, by: str, now: datetime) -> None:
    """Take back the end state of a file, and put it before the workers again.

    What it was is told by the event, which stays. The copy of the file lies in the archive, so nothing is
    put into the inbox; a worker that finds nothing there takes it from the archive.
    """
    drop = drops.drop_from(connection.execute(sa.select(drop_rows).where(drop_rows.c.id == drop_id)).one())
    found = connection.execute(sa.select(documents).where(documents.c.drop_id == drop_id)).all()
    _forget(connection, drop_id, [row.id for row in found])
    reopened = sa.update(drop_rows).where(drop_rows.c.id == drop_id).values(settled_at=None, page_count=None)
    connection.execute(reopened)
    detail = {"by": by, "source": drop.source, "reason": "; ".join(row.reason for row in found)}
    events.add(connection, [Event(now, drop.client, RETRIED, drop_id, detail)])
    _await(connection, drop, now)


def _forget(connection: Connection, drop_id: str, ids: Collection[str]) -> None:
    """Remove rows of documents of which nothing was read.

    The index of words keeps an entry without words for each: nothing finds it, and looking for it takes long.
    """
    connection.execute(sa.delete(pages).where(pages.c.drop_id == drop_id))
    for document_id in ids:
        looked_up.forget(connection, document_id)
        connection.execute(sa.delete(reviews).where(reviews.c.document_id == document_id))
    connection.execute(sa.delete(documents).where(documents.c.id.in_(ids)))


def _await(connection: Connection, drop: Drop, now: datetime) -> None:
    """One arrival of the drop that can be claimed."""
    waits = sa.select(arrival_rows.c.id).where(unfinished, arrival_rows.c.drop_id == drop.id)
    if connection.scalar(waits.limit(1)) is not None:
        return
    key = f"{drop.client}/{drop.id}"
    told = hashlib.sha256(f"{RETRIED}\0{key}\0{now.isoformat()}".encode()).hexdigest()
    row = {
        "client": drop.client,
        "key": key,
        "version": f"{RETRIED} {now.isoformat()}",
        "fingerprint": told,
        "source": drop.source,
        "size": drop.size,
        "noted_at": now,
        "state": WAITING,
        "not_before": now,
        "token": 0,
        "attempts": 0,
        "drop_id": drop.id,
    }
    connection.execute(sa.insert(arrival_rows).values(row))

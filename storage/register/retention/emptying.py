"""What a destroyed paper leaves in the register: that it came, its hash, its pages by number, and its end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import Change
from models.decision import Decision, Status
from models.plain import from_plain, to_plain
from models.reading import Reading
from models.record import DocumentRecord, Drop
from models.retention import Destruction
from storage.register.database.statements import chunks
from storage.register.papers import documents, drops
from storage.register.papers.documents import Stamp
from storage.register.review import restating
from storage.register.tables import documents as document_rows
from storage.register.tables import drops as drop_rows
from storage.register.tables import members, pages
from storage.register.tables.review import corrections
from storage.register.texts import words

if TYPE_CHECKING:
    from sqlalchemy import Connection

DESTROYED = Status.DESTROYED.value
"""Also the kind of the event about each document."""


def kin(connection: Connection, client: str, drop_id: str) -> tuple[Drop, ...]:
    """A received file, the archive that it came in, what came in it, and whatever has equal bytes."""
    known, new = set[str](), {drop_id}
    while new:
        known |= new
        related = set(drops.family(connection, new))
        for chunk in chunks(sorted(new)):
            above = sa.select(members.c.parent).where(members.c.drop_id.in_(chunk))
            related |= set(connection.scalars(above))
            hashes = sa.select(drop_rows.c.sha256).where(drop_rows.c.id.in_(chunk))
            same = drop_rows.c.client == client, drop_rows.c.sha256.in_(hashes)
            related |= set(connection.scalars(sa.select(drop_rows.c.id).where(*same)))
        new = related - known
    found = sa.select(drop_rows).where(drop_rows.c.id.in_(sorted(known))).order_by(drop_rows.c.id)
    return tuple(map(drops.drop_from, connection.execute(found)))


def empty(connection: Connection, one: Destruction, stamp: Stamp) -> list[str]:
    """Leave nothing of what was read from the files of a destruction; ids of their documents."""
    reason = f"Destroyed under certificate {one.id}."
    ids = sorted({drop for file in one.files for drop in file.drops})
    gone: list[str] = []
    for drop_id in ids:
        for record in documents.of_drop(connection, drop_id):
            if record.decision.status is Status.DESTROYED:
                continue
            made = Change((record,), (_emptied(record, reason),))
            restating.restate(connection, made, stamp)
            gone.append(record.id)
        _scrub(connection, drop_id)
        connection.execute(sa.update(pages).where(pages.c.drop_id == drop_id).values(state=DESTROYED))
    return gone


def _emptied(record: DocumentRecord, reason: str) -> DocumentRecord:
    bare = Reading(record.reading.pages, record.reading.type, record.reading.kind, 1.0)
    return replace(record, reading=bare, decision=Decision(Status.DESTROYED, reason), audit_pending=False)


def _scrub(connection: Connection, drop_id: str) -> None:
    """What was read stands in more places than the document: its words, what people corrected, older cuts."""
    theirs = sa.select(document_rows.c.id).where(document_rows.c.drop_id == drop_id)
    ids = list(connection.scalars(theirs))
    for each in ids:
        words.forget(connection, each)
    older = sa.select(document_rows.c.id, document_rows.c.reading, document_rows.c.decision).where(
        document_rows.c.drop_id == drop_id, document_rows.c.status != DESTROYED
    )
    for row in connection.execute(older).all():
        bare = {"reading": _bare(row.reading), "decision": _undecided(row.decision), "reason": ""}
        connection.execute(sa.update(document_rows).where(document_rows.c.id == row.id).values(bare))
    _scrub_corrections(connection, ids)


def _scrub_corrections(connection: Connection, ids: Collection[str]) -> None:
    for chunk in chunks(sorted(ids)):
        query = sa.select(corrections.c.id, corrections.c.before, corrections.c.after)
        for row in connection.execute(query.where(corrections.c.document_id.in_(chunk))).all():
            values = {"before": list(map(_told, row.before)), "after": list(map(_told, row.after))}
            connection.execute(sa.update(corrections).where(corrections.c.id == row.id).values(values))


def _told(plain: dict[str, Any]) -> dict[str, Any]:
    """A document as a correction keeps it, without what was read."""
    return plain | {"reading": _bare(plain["reading"]), "decision": _undecided(plain["decision"])}


def _bare(plain: dict[str, Any]) -> Any:
    read = from_plain(Reading, plain)
    return to_plain(Reading(read.pages, read.type, read.kind, 1.0))


def _undecided(plain: dict[str, Any]) -> Any:
    decided = from_plain(Decision, plain)
    return to_plain(replace(decided, reason="", candidates=()))

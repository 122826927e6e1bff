"""Documents of one file put anew: those that come, change or go, with their pages and their copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import Change
from models.errors import CountersignError
from models.paper import PageKind
from models.record import DocumentRecord
from storage.register.papers import documents, reviews
from storage.register.papers.documents import Stamp
from storage.register.tables import documents as rows
from storage.register.tables import links, pages
from storage.register.tables.review import REPLACED, withdrawals

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


class ChangeRefused(CountersignError):
    """A change does not account for the same pages before and after; nothing was written."""


def restate(connection: Connection, made: Change, stamp: Stamp) -> None:
    """Make the register say what `made.after` says in place of `made.before`.

    Raises:
        ChangeRefused: they do not show the same pages of the same file.
    """
    _refuse_unbalanced(made)
    copies = {record.id: _copies(connection, record.id) for record in made.before}
    stored = _stored(connection, made)
    for record in made.after:
        (documents.overwrite if record.id in stored else documents.write)(connection, record, stamp)
    kept = {record.id for record in made.after}
    for record in made.after:
        _own_pages(connection, record)
    for record in made.before:
        if record.id not in kept:
            _replace(connection, record, stamp)
    for before in made.before:
        after = next((one for one in made.after if one.id == before.id), None)
        for copy in copies[before.id]:
            if after is None or not _is_same_copy(before, after) or not _keep(connection, copy):
                _withdraw(connection, copy, stamp)


def _refuse_unbalanced(made: Change) -> None:
    shown = [
        sorted((record.client, record.drop_id, page) for record in side for page in record.reading.pages)
        for side in (made.before, made.after)
    ]
    if shown[0] != shown[1] or not made.after:
        raise ChangeRefused(f"Pages {shown[0]} cannot become {shown[1]}: nothing was changed.")


def _stored(connection: Connection, made: Change) -> set[str]:
    ids = [record.id for record in made.after]
    return set(connection.scalars(sa.select(rows.c.id).where(rows.c.id.in_(ids)).with_for_update()))


def _own_pages(connection: Connection, record: DocumentRecord) -> None:
    """Give the document its pages, and them its status."""
    content = pages.c.drop_id == record.drop_id, pages.c.kind == PageKind.CONTENT.value
    theirs = pages.c.document_id == record.id
    if record.reading.pages:
        theirs = pages.c.number.in_(record.reading.pages)
    state = record.decision.status.value
    connection.execute(sa.update(pages).where(*content, theirs).values(document_id=record.id, state=state))


def _replace(connection: Connection, record: DocumentRecord, stamp: Stamp) -> None:
    """Let a document stand for nothing any more; its row stays for what names it."""
    documents.forget(connection, record.id)
    reviews.close(connection, record.id)
    gone = {"status": REPLACED, "audit_pending": False, "decided_at": stamp.now}
    receipt = dict.fromkeys(("acceptance_status", "acceptance_grade", "acceptance_unsure"))
    connection.execute(sa.update(rows).where(rows.c.id == record.id).values({**gone, **receipt}))


def _copies(connection: Connection, document_id: str) -> list[Row[Any]]:
    stored = links.c.document_id == document_id, links.c.shelf_key.is_not(None)
    return list(connection.execute(sa.select(links).where(*stored)))


def _is_same_copy(before: DocumentRecord, after: DocumentRecord) -> bool:
    """True where a copy of the document is still the same file of the same name."""
    one, other = before.reading, after.reading
    return (one.pages, one.type, dict(one.turns)) == (other.pages, other.type, dict(other.turns))


def _keep(connection: Connection, copy: Row[Any]) -> bool:
    """Remember the copy in the new link; False where the document is not filed there any more."""
    same = (links.c[name] == getattr(copy, name) for name in _LINK)
    kept = {"shelf_key": copy.shelf_key, "shelf_sha256": copy.shelf_sha256}
    return bool(connection.execute(sa.update(links).where(*same, links.c.filed).values(kept)).rowcount)


_LINK = ("document_id", "customer_number", "invoice_number")


def _withdraw(connection: Connection, copy: Row[Any], stamp: Stamp) -> None:
    row = {
        "client": copy.client,
        "document_id": copy.document_id,
        "key": copy.shelf_key,
        "sha256": copy.shelf_sha256,
        "at": stamp.now,
    }
    connection.execute(sa.insert(withdrawals).values(row))

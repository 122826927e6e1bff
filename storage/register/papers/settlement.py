"""The end of a drop: all its pages and documents in one transaction, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Proof, Status
from models.outcome import Checks
from models.paper import PageKind
from models.reading import FieldName
from models.record import Claim, DocumentRecord, Drop, PageRow, Settled
from storage.register.database.values import Received, SettlementRefused
from storage.register.ledgers import ledger
from storage.register.papers import arrivals, batch_ends, checks, documents, drops
from storage.register.papers.proofs import filed_under
from storage.register.tables import drops as drop_rows
from storage.register.tables import pages
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True)
class Transaction:
    """What a decision may look up while nobody else decides for the client."""

    connection: Connection

    def earlier_like(self, client: str, numbers: Mapping[FieldName, str]) -> tuple[DocumentRecord, ...]:
        """Documents of the client that show any of `numbers` in the same field, first received first.

        Neither duplicates nor quarantined ones.
        """
        return documents.earlier_like(self.connection, client, numbers)

    def documents_of(self, drop_id: str) -> tuple[DocumentRecord, ...]:
        """The documents of a settled drop in page order; none for any other."""
        return documents.of_drop(self.connection, drop_id)

    def document(self, client: str, document_id: str) -> DocumentRecord | None:
        """The client's document with this id."""
        return documents.one(self.connection, client, document_id)

    def pages_of(self, drop_id: str) -> tuple[PageRow, ...]:
        """The pages of a settled drop in order."""
        return _pages_of(self.connection, drop_id)

    def filed_count(self, client: str) -> int:
        """How many documents of the client are filed."""
        return documents.count(self.connection, client, Status.FILED)

    def proofs(self, client: str, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Proof]]:
        """What the filed proofs of delivery of these (customer number, invoice number) show."""
        return filed_under(self.connection, client, keys)

    def newest_check(self, client: str) -> int:
        """A number that grows with every check of the client's documents; 0 before the first."""
        return checks.newest(self.connection, client)

    def checks(self, client: str) -> Checks:
        """What was found for the client, and when its breakers last fell."""
        return checks.known(self.connection, client)

    def load_number(self, client: str) -> int:
        """Number of the client's newest ledger load, 0 before the first."""
        return ledger.load_number(self.connection, client)


Decide = Callable[[Transaction], Settled]
"""Says what becomes of a drop. It may run twice, and must not wait for anything: others wait for it."""

Holds = Callable[[Transaction], bool]
"""Says whether what a document was decided by is still so; the same goes for it."""


def receive(connection: Connection, claim: Claim, drop: Drop, now: datetime) -> Received:
    """Note that the claimed arrival brought `drop`; raises ClaimLost."""
    return drops.receive(connection, arrivals.held(connection, claim), drop, now)


def settle(connection: Connection, claim: Claim, decide: Decide, stamp: documents.Stamp) -> Settled:
    """Write what `decide` says about the drop of this arrival; what is stored already stays and is returned.

    Raises:
        ClaimLost: another worker holds the arrival.
        SettlementRefused: the answer does not account for each page once.
    """
    arrival = arrivals.held(connection, claim)
    query = sa.select(drop_rows).where(drop_rows.c.id == arrival.drop_id)
    row = connection.execute(query.with_for_update(key_share=True)).one_or_none()
    if row is None:
        raise SettlementRefused(f"{claim.arrival.key!r} was not received: call receive before settle.")
    drop = drops.drop_from(row)
    if row.settled_at is not None:
        return _stored(connection, drop)
    settled = decide(Transaction(connection))
    _refuse_unbalanced(connection, drop, settled)
    _write(connection, settled, stamp)
    return settled


def redecide(
    connection: Connection, record: DocumentRecord, stamp: documents.Stamp, holds: Holds | None
) -> bool:
    """Replace the decision on a document that is still open; False: it is not, or it no longer `holds`."""
    if holds is not None and not holds(Transaction(connection)):
        return False
    return documents.redecide(connection, record, stamp)


def _stored(connection: Connection, drop: Drop) -> Settled:
    return Settled(drop, _pages_of(connection, drop.id), documents.of_drop(connection, drop.id))


def _pages_of(connection: Connection, drop_id: str) -> tuple[PageRow, ...]:
    rows = connection.execute(sa.select(pages).where(pages.c.drop_id == drop_id).order_by(pages.c.number))
    return tuple(map(_page, rows))


def _page(row: Row[Any]) -> PageRow:
    return PageRow(row.number, PageKind(row.kind), row.document_id or "")


def _refuse_unbalanced(connection: Connection, drop: Drop, settled: Settled) -> None:
    faults = imbalances(drop, settled)
    if not settled.documents and not drops.children(connection, drop.id):
        faults = (*faults, "it has no document, and no file came out of it")
    if faults:
        raise SettlementRefused(f"{drop.source!r} (drop {drop.id}) cannot be settled: {'; '.join(faults)}.")


def imbalances(drop: Drop, settled: Settled) -> tuple[str, ...]:
    """What keeps `settled` from accounting for each page of `drop` once; empty when it does."""
    records = {record.id: record for record in settled.documents}
    return (
        *_misplaced(drop, settled),
        *_misnumbered(settled.pages),
        *(fault for page in settled.pages for fault in _homeless(page, records)),
        *(fault for record in settled.documents for fault in _without_pages(record, settled.pages)),
    )


def _misplaced(drop: Drop, settled: Settled) -> Iterable[str]:
    if settled.drop.id != drop.id:
        yield f"the answer is about drop {settled.drop.id}"
    for record in settled.documents:
        if (record.client, record.drop_id) != (drop.client, drop.id):
            yield f"document {record.id} belongs to drop {record.drop_id} of client {record.client}"
    ids = Counter(record.id for record in settled.documents)
    yield from (
        f"document {document_id} comes {times} times" for document_id, times in ids.items() if times > 1
    )


def _misnumbered(rows: tuple[PageRow, ...]) -> Iterable[str]:
    numbers = [row.number for row in rows]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield f"its pages are numbered {numbers}, not 1 to {len(numbers)}"


def _homeless(page: PageRow, records: Mapping[str, DocumentRecord]) -> Iterable[str]:
    if page.document_id and page.document_id not in records:
        yield f"page {page.number} names document {page.document_id}, which is not there"
    if not page.document_id and page.kind is PageKind.CONTENT:
        yield f"page {page.number} is in no document"


def _without_pages(record: DocumentRecord, rows: tuple[PageRow, ...]) -> Iterable[str]:
    unknown = set(record.reading.pages) - {row.number for row in rows}
    if unknown:
        yield f"document {record.id} has pages {sorted(unknown)}, which the file has not"
    if record.decision.status is not Status.BLANK and not any(row.document_id == record.id for row in rows):
        yield f"document {record.id} has no page"
    if record.decision.status is Status.BLANK and not rows:
        yield f"document {record.id} is blank but the file has no page"


def _write(connection: Connection, settled: Settled, stamp: documents.Stamp) -> None:
    for record in settled.documents:
        documents.insert(connection, record, stamp)
    events.add(connection, settled.events)
    status = {record.id: record.decision.status for record in settled.documents}
    rows = [_page_row(settled.drop, page, status) for page in settled.pages]
    if rows:
        connection.execute(sa.insert(pages), rows)
    end = {"settled_at": stamp.now, "page_count": len(rows)}
    connection.execute(sa.update(drop_rows).where(drop_rows.c.id == settled.drop.id).values(end))
    batch_ends.announce(connection, settled.drop, stamp.now)


def _page_row(drop: Drop, page: PageRow, status: Mapping[str, Status]) -> dict[str, object]:
    state = status[page.document_id].value if page.kind is PageKind.CONTENT else page.kind.value
    return {
        "drop_id": drop.id,
        "number": page.number,
        "client": drop.client,
        "kind": page.kind.value,
        "state": state,
        "document_id": page.document_id or None,
    }

"""The register: what came, who works on it, what became of it, and the ledger it is held against."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from models.decision import Status
from models.errors import Missing
from models.ledger import Customer, Invoice, Ledger
from models.record import Arrival, Claim, DocumentRecord, Drop, Event, PageLedger, Settled
from models.settings import Settings
from storage.register import arrivals, documents, drops, events, integrity, ledger, links, search, settlement
from storage.register.connect import Database, connect
from storage.register.values import Announcement, Link, LoadResult, Received


def open_register(settings: Settings) -> Register:
    """The register of these settings, created or brought to the newest version where needed; close it.

    Raises:
        WrongUse: COUNTERSIGN_DATABASE_URL names no SQLite file.
        Missing: it cannot be opened, or belongs to a newer program.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Missing(
            f"COUNTERSIGN_HOME={settings.home} cannot be made: {error}. Name another folder."
        ) from error
    return Register(connect(settings.database_url))


@dataclass(frozen=True)
class Register:
    """Every method is one transaction and may run twice; times come in as arguments, aware of their zone.

    All methods raise Unreachable when the database does not answer. Threads and processes may share one file.
    """

    database: Database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # Arrivals: objects in the inbox

    def announce(self, drop: Drop, key: str, now: datetime) -> bool:
        """Tell where the object to be put at inbox `key` comes from; False: `drop` is done, put nothing."""
        with self.database.write() as connection:
            return arrivals.announce(connection, drop, key, now)

    def announced(self, client: str, key: str) -> Announcement | None:
        """What was announced for inbox `key`; None for files that came by themselves."""
        with self.database.read() as connection:
            return arrivals.announced(connection, client, key)

    def note_arrivals(self, seen: Sequence[Arrival], now: datetime) -> int:
        """Keep objects seen in the inbox; returns how many (client, key, version) are new."""
        with self.database.write() as connection:
            return arrivals.note(connection, seen, now)

    def done_among(self, seen: Sequence[Arrival]) -> tuple[Arrival, ...]:
        """Those of `seen` that are done, so that objects left by a crash before their removal can go."""
        with self.database.read() as connection:
            return arrivals.done_among(connection, seen)

    def claim(
        self, worker: str, now: datetime, lease_seconds: float, client: str | None = None
    ) -> Claim | None:
        """Lease the oldest arrival that waits or whose lease ran out; None when there is none."""
        with self.database.write() as connection:
            return arrivals.claim(connection, worker, now, lease_seconds, client)

    def renew(self, claim: Claim, now: datetime, lease_seconds: float) -> None:
        """Let the lease last `lease_seconds` from `now`; raises ClaimLost."""
        with self.database.write() as connection:
            arrivals.renew(connection, claim, now, lease_seconds)

    def release(self, claim: Claim, now: datetime, delay_seconds: float, *, failed: bool = False) -> None:
        """Give the arrival back for later; only a failed attempt counts. Raises ClaimLost."""
        with self.database.write() as connection:
            arrivals.release(connection, claim, now, delay_seconds, failed=failed)

    def claimable(self, now: datetime) -> bool:
        """True when `claim` would find something."""
        with self.database.read() as connection:
            return arrivals.claimable(connection, now)

    def workers(self) -> frozenset[str]:
        """Names of those who hold a claim, also an outlived one."""
        with self.database.read() as connection:
            return arrivals.workers(connection)

    def expire_claims(self, worker: str, now: datetime) -> None:
        """End the leases of a worker that is known to be gone."""
        with self.database.write() as connection:
            arrivals.expire(connection, worker, now)

    def done(self, claim: Claim, now: datetime) -> None:
        """End work on the arrival: its object may be removed from the inbox. Raises ClaimLost."""
        with self.database.write() as connection:
            arrivals.done(connection, claim, now)

    def unfinished(self, client: str | None = None) -> int:
        """Files in the inbox or claimed that have no end state yet."""
        with self.database.read() as connection:
            return arrivals.unfinished_count(connection, client)

    # Drops: received files

    def receive(self, claim: Claim, drop: Drop, now: datetime) -> Received:
        """Note that the claimed arrival brought `drop`; raises ClaimLost."""
        with self.database.write() as connection:
            return drops.receive(connection, arrivals.held(connection, claim), drop, now)

    def begun(self, claim: Claim) -> Drop | None:
        """The drop that an earlier attempt at this arrival received and did not settle."""
        with self.database.read() as connection:
            return drops.begun(connection, claim)

    def settle(self, claim: Claim, decide: settlement.Decide, now: datetime, load: int = 0) -> Settled:
        """Write what `decide` says about the received drop, in one transaction; a settled one stays as it is.

        `load` is the number of the ledger load that the documents were matched with; with 0 they are looked
        at again with any.

        Raises:
            ClaimLost: another worker holds the arrival; nothing was written.
            SettlementRefused: the answer does not account for each page once; nothing was written.
        """
        with self.database.write() as connection:
            return settlement.settle(connection, claim, decide, documents.Stamp(now, load))

    def settled_drops(self, drop_ids: Collection[str]) -> frozenset[str]:
        """Those of `drop_ids` that have an end state."""
        with self.database.read() as connection:
            return drops.settled(connection, drop_ids)

    def children(self, drop_id: str) -> tuple[str, ...]:
        """Drop ids of the files that came out of an archive, announced ones included."""
        with self.database.read() as connection:
            return drops.children(connection, drop_id)

    def unfinished_drops(self, drop_ids: Collection[str]) -> frozenset[str]:
        """Those of `drop_ids`, and of the files that came out of them, that have no end state."""
        with self.database.read() as connection:
            return drops.unfinished_of(connection, drop_ids)

    def depth(self, drop_id: str) -> int:
        """How many archives a received file lies in, one within the other; 0 for one dropped by itself."""
        with self.database.read() as connection:
            return drops.depth(connection, drop_id)

    def clients(self) -> tuple[str, ...]:
        """Client firms of which anything was received, by name."""
        with self.database.read() as connection:
            return drops.clients(connection)

    def drops(self, client: str | None = None) -> Iterator[Drop]:
        """All received files by client, in the order they came."""
        return drops.stream(self.database, client)

    # Documents

    def documents(self, client: str | None = None, since: datetime | None = None) -> Iterator[DocumentRecord]:
        """Documents by client, in the order received, by page; with `since`, those decided then or later."""
        return documents.stream(self.database, client, since)

    def newest(self, client: str, status: Status | None, piece: slice) -> tuple[DocumentRecord, ...]:
        """The client's documents of one status or of all, last received first; `piece` says which of them."""
        with self.database.read() as connection:
            return documents.newest(connection, client, status, piece)

    def count(self, client: str, status: Status | None) -> int:
        """How many documents the client has, of one status or of all."""
        with self.database.read() as connection:
            return documents.count(connection, client, status)

    def documents_of(self, drop_ids: Collection[str]) -> tuple[DocumentRecord, ...]:
        """Documents of these drops and of the files that came out of them, in the order received."""
        with self.database.read() as connection:
            return documents.of_drops(connection, drops.family(connection, drop_ids))

    def document(self, client: str, document_id: str) -> DocumentRecord | None:
        """The client's document with this id."""
        with self.database.read() as connection:
            return documents.one(connection, client, document_id)

    def search(self, client: str, query: str, limit: int = 50) -> tuple[DocumentRecord, ...]:
        """Documents by any number (exact, then its beginning), date, file or customer name, then words."""
        with self.database.read() as connection:
            ids = search.find(connection, client, query, limit)
            return documents.in_order_of(connection, client, ids)

    def waiting_for_invoice(self, client: str, load: int) -> Iterator[DocumentRecord]:
        """Parked documents and reviews not yet looked at with this load; they may be redecided meanwhile."""
        return documents.stream_undecided(self.database, client, load)

    def redecide(self, record: DocumentRecord, load: int, now: datetime) -> bool:
        """Replace the decision on a document still parked or in review and not looked at with this load.

        Its pages change state with it. False: somebody else was first, nothing was written.
        """
        with self.database.write() as connection:
            return documents.redecide(connection, record, documents.Stamp(now, load))

    def unshelved_of(self, drop_id: str) -> tuple[tuple[DocumentRecord, Link], ...]:
        """The same for the documents of one drop."""
        with self.database.read() as connection:
            records = {record.id: record for record in documents.of_drop(connection, drop_id)}
            return tuple(
                (records[link.document_id], link) for link in links.unshelved_of(connection, drop_id)
            )

    def unshelved(self, client: str | None = None) -> Iterator[tuple[DocumentRecord, Link]]:
        """Filed documents and the invoices under which their copy for people is not stored yet."""
        for link in links.stream_unshelved(self.database, client):
            record = self.document(link.client, link.document_id)
            if record is not None:
                yield record, link

    def copies(self, client: str | None = None) -> Iterator[tuple[Link, str]]:
        """Filed links whose copy for people lies under their `shelf_key`, with the SHA-256 it had then."""
        return links.stream_shelved(self.database, client)

    def shelved(self, link: Link, key: str, sha256: str, now: datetime) -> None:
        """Keep the archive key of the copy for people, and the hexadecimal SHA-256 of its bytes.

        Raises:
            WrongUse: the document is not filed under this invoice.
        """
        with self.database.write() as connection:
            if links.shelve(connection, link, key, sha256):
                detail = {"customer": link.customer_number, "invoice": link.invoice_number, "key": key}
                events.add(connection, [Event(now, link.client, "shelved", link.document_id, detail)])

    # The ledger

    def load_ledger(self, client: str, new: Ledger, now: datetime, *, delta: bool = False) -> LoadResult:
        """Bring the client's ledger to `new`; without `delta`, missing invoices become closed and stay.

        Raises:
            LedgerRefused: `new` says two things about one customer or invoice; nothing was loaded.
        """
        with self.database.write() as connection:
            return ledger.load(connection, client, new, now, delta=delta)

    def ledger(self, client: str) -> Ledger:
        """All customers and invoices of the client, in the order of their numbers."""
        with self.database.read() as connection:
            return ledger.stored(connection, client)

    def invoice(self, client: str, key: tuple[str, str]) -> Invoice | None:
        """The client's invoice with this (customer number, invoice number)."""
        with self.database.read() as connection:
            return ledger.invoice(connection, client, key)

    def load_number(self, client: str) -> int:
        """Number of the newest load that changed something, 0 before the first."""
        with self.database.read() as connection:
            return ledger.load_number(connection, client)

    def customers(self, client: str) -> Iterator[Customer]:
        """All customers of the client, from a stream: it sees what is loaded meanwhile."""
        return ledger.stream_customers(self.database, client)

    def invoices(self, client: str, after_load: int = 0) -> Iterator[Invoice]:
        """Invoices that a load after this one added or changed, from a stream as well."""
        return ledger.stream_invoices(self.database, client, after_load)

    def loads(self, client: str) -> dict[int, datetime]:
        """When each load that changed something came, by its number."""
        with self.database.read() as connection:
            return ledger.loads(connection, client)

    # Accounts

    def page_ledger(self, client: str | None = None) -> PageLedger:
        """Where every received page is."""
        with self.database.read() as connection:
            return integrity.page_ledger(connection, client)

    def faults(self, client: str | None = None) -> list[str]:
        """One sentence for every page, document or file that is not accounted for."""
        with self.database.read() as connection:
            return integrity.faults(connection, client)

    def events(self, client: str | None = None, subject: str | None = None) -> Iterator[Event]:
        """What happened, oldest first."""
        return events.stream(self.database, client, subject)

    def add_event(self, event: Event) -> None:
        """Append to what happened."""
        with self.database.write() as connection:
            events.add(connection, [event])

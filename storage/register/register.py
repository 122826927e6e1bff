"""The register: what came, who works on it, what became of it, and the ledger it is held against."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from models.decision import Proof, Status
from models.ledger import Customer, Invoice, Ledger
from models.record import Arrival, Claim, DocumentRecord, Drop, Event, PageLedger, Settled
from storage.register.copying import transfer
from storage.register.database.values import Announcement, Link, LoadResult, Received
from storage.register.ledgers import ledger
from storage.register.notifying.figures import Figures, Receipts, figures_of, receipts_of
from storage.register.papers import arrivals, documents, drops, integrity, links, settlement
from storage.register.papers.proofs import filed_under
from storage.register.parts import Parts
from storage.register.sight import Customers
from storage.register.trail import events


@dataclass(frozen=True)
class Register(Parts):
    """Every method is one transaction and may run twice; times come in as arguments, aware of their zone.

    All methods raise Unreachable when the database does not answer. Threads and processes may share it.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # Arrivals: objects in the inbox

    def announce(self, drop: Drop, key: str, now: datetime) -> bool:
        """Tell where the object to be put at inbox `key` comes from; False: `drop` is done, put nothing."""
        return self.database.change(arrivals.announce, drop, key, now)

    def announced(self, client: str, key: str) -> Announcement | None:
        """What was announced for inbox `key`; None for files that came by themselves."""
        return self.database.ask(arrivals.announced, client, key)

    def note_arrivals(self, seen: Sequence[Arrival], now: datetime) -> int:
        """Keep objects seen in the inbox; returns how many (client, key, version) are new."""
        return self.database.change(arrivals.note, seen, now)

    def done_among(self, seen: Sequence[Arrival]) -> tuple[Arrival, ...]:
        """Those of `seen` that are done, so that objects left by a crash before their removal can go."""
        return self.database.ask(arrivals.done_among, seen)

    def claim(
        self, worker: str, now: datetime, lease_seconds: float, client: str | None = None
    ) -> Claim | None:
        """Lease the oldest arrival that waits or whose lease ran out; None when there is none."""
        return self.database.change(arrivals.claim, worker, now, lease_seconds, client)

    def renew(
        self, claim: Claim, now: datetime, lease_seconds: float, read: tuple[int, int] | None = None
    ) -> None:
        """Let the lease last `lease_seconds` from `now`, and note pages (read, of all); raises ClaimLost."""
        self.database.change(arrivals.renew, claim, now, lease_seconds, read)

    def release(self, claim: Claim, now: datetime, delay_seconds: float, *, failed: bool = False) -> None:
        """Give the arrival back for later; only a failed attempt counts. Raises ClaimLost."""
        self.database.change(arrivals.release, claim, now, delay_seconds, failed=failed)

    def claimable(self, now: datetime) -> bool:
        """True when `claim` would find something."""
        return self.database.ask(arrivals.claimable, now)

    def workers(self) -> frozenset[str]:
        """Names of those who hold a claim, also an outlived one."""
        return self.database.ask(arrivals.workers)

    def expire_claims(self, worker: str, now: datetime) -> None:
        """End the leases of a worker that is known to be gone."""
        self.database.change(arrivals.expire, worker, now)

    def done(self, claim: Claim, now: datetime) -> None:
        """End work on the arrival: its object may be removed from the inbox. Raises ClaimLost."""
        self.database.change(arrivals.done, claim, now)

    def unfinished(self, client: str | None = None) -> int:
        """Files in the inbox or claimed that have no end state yet."""
        return self.database.ask(arrivals.unfinished_count, client)

    # Drops: received files

    def receive(self, claim: Claim, drop: Drop, now: datetime) -> Received:
        """Note that the claimed arrival brought `drop`; raises ClaimLost."""
        return self.database.change(settlement.receive, claim, drop, now)

    def begun(self, claim: Claim) -> Drop | None:
        """The drop that an earlier attempt at this arrival received and did not settle."""
        return self.database.ask(drops.begun, claim)

    def settle(self, claim: Claim, decide: settlement.Decide, now: datetime, load: int = 0) -> Settled:
        """Write what `decide` says about the received drop, in one transaction; a settled one stays as it is.

        `load` is the number of the ledger load that the documents were matched with; with 0 they are looked
        at again with any.

        Raises:
            ClaimLost: another worker holds the arrival; nothing was written.
            SettlementRefused: the answer does not account for each page once; nothing was written.
        """
        stamp = documents.Stamp(now, load)
        return self.database.decide(claim.arrival.client, settlement.settle, claim, decide, stamp)

    def page_counts(self, drop_ids: Collection[str]) -> Mapping[str, int]:
        """Pages of these drops, by id; those without an end state are left out."""
        return self.database.ask(drops.page_counts, drop_ids)

    def settled_drops(self, drop_ids: Collection[str]) -> frozenset[str]:
        """Those of `drop_ids` that have an end state."""
        return self.database.ask(drops.settled, drop_ids)

    def children(self, drop_id: str) -> tuple[str, ...]:
        """Drop ids of the files that came out of an archive, announced ones included."""
        return self.database.ask(drops.children, drop_id)

    def unfinished_drops(self, drop_ids: Collection[str]) -> frozenset[str]:
        """Those of `drop_ids`, and of the files that came out of them, that have no end state."""
        return self.database.ask(drops.unfinished_of, drop_ids)

    def depth(self, drop_id: str) -> int:
        """How many archives a received file lies in, one within the other; 0 for one dropped by itself."""
        return self.database.ask(drops.depth, drop_id)

    def clients(self) -> tuple[str, ...]:
        """Client firms of which anything was received, by name."""
        return self.database.ask(drops.clients)

    def drops(self, client: str | None = None) -> Iterator[Drop]:
        """All received files by client, in the order they came."""
        return drops.stream(self.database, client)

    # Documents

    def documents(self, client: str | None = None, since: datetime | None = None) -> Iterator[DocumentRecord]:
        """Documents by client, in the order received, by page; with `since`, those decided then or later."""
        return documents.stream(self.database, client, since)

    def count(self, client: str, status: Status | None, customers: Customers = None) -> int:
        """How many documents the client has, of one status or of all."""
        return self.database.ask(documents.count, client, status, customers)

    def documents_of(self, drop_ids: Collection[str]) -> tuple[DocumentRecord, ...]:
        """Documents of these drops and of the files that came out of them, in the order received."""
        return self.database.ask(lambda c: documents.of_drops(c, drops.family(c, drop_ids)))

    def document(self, client: str, document_id: str) -> DocumentRecord | None:
        """The client's document with this id."""
        return self.database.ask(documents.one, client, document_id)

    def search(
        self, client: str, query: str, limit: int = 50, customers: Customers = None
    ) -> tuple[DocumentRecord, ...]:
        """By any number (exact, then its beginning), date, file, customer, words; narrowed by `grade:`..."""
        return self.database.ask(documents.matching, client, query, limit, customers)

    def waiting_for_invoice(self, client: str, load: int) -> Iterator[DocumentRecord]:
        """Parked documents and reviews looked at neither with this load nor by a person.

        They may be redecided meanwhile.
        """
        return documents.stream_undecided(self.database, client, load)

    def redecide(
        self, record: DocumentRecord, load: int, now: datetime, *, holds: settlement.Holds | None = None
    ) -> bool:
        """Replace the decision on a document still parked or in review and not looked at with this load.

        Its pages change state with it. False: somebody else was first, a person has checked the document, or
        what it was decided by no longer `holds`; nothing was written.
        """
        stamp = documents.Stamp(now, load)
        return self.database.decide(record.client, settlement.redecide, record, stamp, holds)

    def proofs(self, client: str, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Proof]]:
        """What the filed proofs of delivery of these (customer number, invoice number) show."""
        return self.database.ask(filed_under, client, keys)

    def unshelved(self, client: str | None = None) -> Iterator[tuple[DocumentRecord, Link]]:
        """Filed documents and the invoices under which their copy for people is not stored yet."""
        for link in links.stream_unshelved(self.database, client):
            record = self.document(link.client, link.document_id)
            if record is not None:
                yield record, link

    def unshelved_of(self, drop_id: str) -> tuple[tuple[DocumentRecord, Link], ...]:
        """The same for the documents of one drop."""
        return self.database.ask(documents.unshelved_of, drop_id)

    def copies(self, client: str | None = None) -> Iterator[tuple[Link, str]]:
        """Filed links whose copy for people lies under their `shelf_key`, with the SHA-256 it had then."""
        return links.stream_shelved(self.database, client)

    def shelved(self, link: Link, key: str, sha256: str, now: datetime) -> None:
        """Keep the archive key of the copy for people, and the hexadecimal SHA-256 of its bytes.

        Raises:
            WrongUse: the document is not filed under this invoice.
        """
        self.database.change(links.shelve, link, key, sha256, now)

    # The ledger

    def load_ledger(
        self,
        client: str,
        new: Ledger,
        now: datetime,
        *,
        delta: bool = False,
        control: Mapping[str, str] | None = None,
    ) -> LoadResult:
        """Bring the client's ledger to `new`; without `delta`, missing invoices become closed and stay.

        `control` are control totals by currency, kept with the load.

        Raises:
            LedgerRefused: `new` says two things about one customer or invoice; nothing was loaded.
        """
        return self.database.decide(client, ledger.load, client, new, now, delta=delta, control=control)

    def compare_ledger(self, client: str, new: Ledger, *, delta: bool = False) -> LoadResult:
        """What `load_ledger` would change; nothing is. Raises LedgerRefused as it does."""
        return self.database.change(ledger.compare, client, new, delta=delta)

    def ledger(self, client: str) -> Ledger:
        """All customers and invoices of the client, in the order of their numbers."""
        return self.database.ask(ledger.stored, client)

    def invoice(self, client: str, key: tuple[str, str]) -> Invoice | None:
        """The client's invoice with this (customer number, invoice number)."""
        return self.database.ask(ledger.invoice, client, key)

    def load_number(self, client: str) -> int:
        """Number of the newest load that changed something, 0 before the first."""
        return self.database.ask(ledger.load_number, client)

    def customers(self, client: str) -> Iterator[Customer]:
        """All customers of the client, from a stream: it sees what is loaded meanwhile."""
        return ledger.stream_customers(self.database, client)

    def invoices(self, client: str, after_load: int = 0) -> Iterator[Invoice]:
        """Invoices that a load after this one added or changed, from a stream as well."""
        return ledger.stream_invoices(self.database, client, after_load)

    def loads(self, client: str) -> dict[int, datetime]:
        """When each load that changed something came, by its number."""
        return self.database.ask(ledger.loads, client)

    def page_ledger(self, client: str | None = None) -> PageLedger:
        """Where every received page is."""
        return self.database.ask(integrity.page_ledger, client)

    def faults(self, client: str | None = None) -> list[str]:
        """One sentence for every page, document or file that is not accounted for."""
        return self.database.ask(integrity.faults, client)

    def figures(self, now: datetime) -> Figures:
        """Numbers for monitoring, of all clients; ages count up to `now`."""
        return self.database.ask(figures_of, now)

    def receipts(self, client: str, customers: Customers = None) -> Receipts:
        """How many proofs of delivery have which receipt."""
        return self.database.ask(receipts_of, client, customers)

    def events(
        self, client: str | None = None, subject: str | None = None, but: Collection[str] = ()
    ) -> Iterator[Event]:
        """What happened, oldest first, without the kinds named in `but`."""
        return events.stream(self.database, client, subject, but)

    def add_event(self, event: Event) -> None:
        """Append to what happened."""
        self.database.change(events.add, [event])

    # Another database

    def copy_to(self, target: Register) -> dict[str, int]:
        """Copy all into `target`; returns rows of each table. Raises WrongUse if `target` holds something."""
        return transfer.copy(self.database, target.database)

    def retire(self, successor: str, now: datetime, copied: Mapping[str, int]) -> None:
        """Refuse every write from now on and name the database URL `successor` instead, masked.

        Raises NotYet where something was added since `copied` was counted; nothing was changed then.
        """
        transfer.retire(self.database, successor, now, copied)

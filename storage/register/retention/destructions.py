"""Destruction by two people: proposed, approved by somebody else, and then nothing of the papers is left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import WrongUse
from models.plain import from_plain, to_plain
from models.record import Drop, Event
from models.retention import Destruction, DestructionState, FileToGo, Happened
from models.sending import InvoiceKey
from storage.register.access.people import Deed
from storage.register.database.statements import chunks
from storage.register.papers import returning
from storage.register.papers.documents import Stamp
from storage.register.retention import emptying, holds
from storage.register.retention.happened import happened
from storage.register.tables import pages
from storage.register.tables.dispute import disputes
from storage.register.tables.retention import destroyed, destructions
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

PROPOSED, REJECTED, APPROVED, DONE = (
    "destruction proposed",
    "destruction rejected",
    "destruction approved",
    "destruction certified",
)


@dataclass(frozen=True)
class Destructions:
    """Every method is one transaction."""

    database: Database

    def propose(self, client: str, files: Collection[FileToGo], deed: Deed) -> Destruction:
        """Keep a list of files that may go, for somebody else to look at."""
        return self.database.decide(client, _propose, client, files, deed)

    def reject(self, client: str, number: int, note: str, deed: Deed) -> Destruction:
        """Let everything stay. Raises WrongUse where nothing waits under this number."""
        return self.database.decide(client, _reject, client, number, note, deed)

    def approve(
        self, client: str, number: int, deed: Deed, still: Callable[[Destruction], None]
    ) -> Destruction:
        """Empty the documents and mark their pages destroyed; the objects are to be removed next.

        Args:
            client: the client firm.
            number: of the destruction.
            deed: who approves it, and when.
            still: raises WrongUse where one of the files may not go any more.

        Raises:
            WrongUse: nothing waits under this number, whoever approves proposed it, or a file is held,
                disputed, or needed after all; nothing was changed.
        """
        return self.database.decide(client, _approve, client, number, deed, still)

    def done(self, one: Destruction, now: datetime) -> None:
        """Note that nothing is left, and that the certificate is written."""
        self.database.decide(one.client, _done, one, now)

    def one(self, client: str, number: int) -> Destruction | None:
        """The destruction with this number."""
        return self.database.ask(_one, client, number)

    def listed(self, client: str, limit: int) -> tuple[Destruction, ...]:
        """At most `limit`, newest first."""
        query = sa.select(destructions).where(destructions.c.client == client)
        query = query.order_by(destructions.c.id.desc()).limit(limit)
        return tuple(map(_destruction, self.database.ask(lambda c: c.execute(query).all())))

    def approved(self, client: str | None = None) -> Iterator[Destruction]:
        """All that were approved, by client, oldest first."""
        query = sa.select(destructions).where(destructions.c.state == DestructionState.APPROVED.value)
        query = query if client is None else query.where(destructions.c.client == client)
        rows = self.database.stream(query, (destructions.c.client, destructions.c.id))
        return map(_destruction, rows)

    def files(self, client: str | None = None) -> frozenset[tuple[str, str]]:
        """(client, SHA-256) of files that were destroyed."""
        query = sa.select(destroyed.c.client, destroyed.c.sha256)
        query = query if client is None else query.where(destroyed.c.client == client)
        return frozenset(
            (row.client, row.sha256) for row in self.database.ask(lambda c: c.execute(query).all())
        )

    def current(self, drop: Drop) -> Drop:
        """The drop as it counts now: a new one where it was destroyed since it came first."""
        return self.database.ask(returning.current, drop)

    def take_away(self, client: str, sha256: str, remove: Callable[[], None]) -> None:
        """Let `remove` take away what is left of a destroyed file, unless it came again; not meanwhile."""
        self.database.change(_take_away, client, sha256, remove)

    def kin(self, client: str, drop_id: str) -> tuple[Drop, ...]:
        """What goes together with a received file: what it came in, what came in it, equal bytes."""
        return self.database.ask(emptying.kin, client, drop_id)

    def happened(
        self, client: str, drop_ids: Collection[str], keys: Collection[InvoiceKey]
    ) -> tuple[Happened, ...]:
        """What these received files and invoices are linked with."""
        return self.database.ask(happened, client, drop_ids, keys)


def _propose(connection: Connection, client: str, files: Collection[FileToGo], deed: Deed) -> Destruction:
    waiting = _waiting(connection, client)
    twice = sorted(waiting & {one.sha256 for one in files})
    number = len(twice)
    if number:
        raise WrongUse(
            f"{number} of these files wait for approval already: approve or reject that proposal first."
        )
    if not files:
        raise WrongUse(
            "Nothing was named that may go: `countersign retention due` lists what is over its time."
        )
    row = {
        "client": client,
        "state": DestructionState.PROPOSED.value,
        "proposed_at": deed.at,
        "proposed_by": deed.by,
        "decided_by": "",
        "note": "",
        "files": to_plain(tuple(files)),
    }
    number = int(
        connection.execute(sa.insert(destructions).values(row).returning(destructions.c.id)).scalar_one()
    )
    _tell(connection, client, PROPOSED, number, deed, files=len(files))
    return _known(connection, client, number)


def _waiting(connection: Connection, client: str) -> set[str]:
    query = sa.select(destructions).where(
        destructions.c.client == client, destructions.c.state == DestructionState.PROPOSED.value
    )
    return {one.sha256 for row in connection.execute(query) for one in _destruction(row).files}


def _reject(connection: Connection, client: str, number: int, note: str, deed: Deed) -> Destruction:
    _proposed(connection, client, number)
    _decide(connection, number, DestructionState.REJECTED, deed, note)
    _tell(connection, client, REJECTED, number, deed, reason=note)
    return _known(connection, client, number)


def _approve(
    connection: Connection, client: str, number: int, deed: Deed, still: Callable[[Destruction], None]
) -> Destruction:
    one = _proposed(connection, client, number)
    if one.proposed_by == deed.by:
        raise WrongUse(f"{deed.by} proposed this destruction: somebody else has to approve it.")
    still(one)
    keys = sorted({key for file in one.files for key in file.invoices})
    _refuse_wanted(connection, client, keys)
    rows = [{"client": client, "sha256": file.sha256, "destruction_id": number} for file in one.files]
    connection.execute(sa.insert(destroyed), rows)
    gone = emptying.empty(connection, one, Stamp(deed.at, 0))
    _decide(connection, number, DestructionState.APPROVED, deed, "")
    _tell(connection, client, APPROVED, number, deed, files=len(one.files), documents=len(gone))
    told = {"by": deed.by, "destruction": number, "status": emptying.DESTROYED}
    events.add(connection, [Event(deed.at, client, emptying.DESTROYED, each, told) for each in gone])
    bare = _without_pages(connection, {drop for file in one.files for drop in file.drops})
    events.add(connection, [Event(deed.at, client, returning.ARCHIVE, each, told) for each in bare])
    return _known(connection, client, number)


def _without_pages(connection: Connection, drop_ids: Collection[str]) -> list[str]:
    """Archives among received files: what came in them has pages, they have none."""
    found: set[str] = set()
    for chunk in chunks(sorted(drop_ids)):
        found |= set(connection.scalars(sa.select(pages.c.drop_id).where(pages.c.drop_id.in_(chunk))))
    return sorted(set(drop_ids) - found)


def _refuse_wanted(connection: Connection, client: str, keys: list[InvoiceKey]) -> None:
    """Raise WrongUse where a hold or an open dispute is on one of these invoices."""
    held = holds.over(connection, client, keys)
    if held:
        raise WrongUse(f"{held[0].name} is on papers of this destruction: {held[0].reason!r}. Lift it first.")
    place = sa.tuple_(disputes.c.customer_number, disputes.c.invoice_number)
    for chunk in chunks(keys):
        mine = disputes.c.client == client, disputes.c.closed_at.is_(None), place.in_(chunk)
        number = connection.scalar(sa.select(disputes.c.id).where(*mine).limit(1))
        if number is not None:
            raise WrongUse(f"Dispute {number} is open about papers of this destruction: close it first.")


def _take_away(connection: Connection, client: str, sha256: str, remove: Callable[[], None]) -> None:
    mine = destroyed.c.client == client, destroyed.c.sha256 == sha256
    if connection.execute(sa.select(destroyed).where(*mine).with_for_update()).first() is not None:
        remove()


def _done(connection: Connection, one: Destruction, now: datetime) -> None:
    mine = destructions.c.id == one.id, destructions.c.done_at.is_(None)
    if connection.execute(sa.update(destructions).where(*mine).values(done_at=now)).rowcount:
        events.add(connection, [Event(now, one.client, DONE, one.name, {"files": len(one.files)})])


def _decide(connection: Connection, number: int, state: DestructionState, deed: Deed, note: str) -> None:
    values = {"state": state.value, "decided_at": deed.at, "decided_by": deed.by, "note": note}
    connection.execute(sa.update(destructions).where(destructions.c.id == number).values(values))


def _tell(connection: Connection, client: str, kind: str, number: int, deed: Deed, **detail: object) -> None:
    told = {"by": deed.by, **detail}
    events.add(connection, [Event(deed.at, client, kind, f"destruction {number}", told)])


def _proposed(connection: Connection, client: str, number: int) -> Destruction:
    one = _one(connection, client, number)
    if one is None or one.state is not DestructionState.PROPOSED:
        raise WrongUse(f"No destruction {number} waits for approval: `countersign retention list` names all.")
    return one


def _known(connection: Connection, client: str, number: int) -> Destruction:
    found = _one(connection, client, number)
    if found is None:
        raise WrongUse(f"There is no destruction {number}.")
    return found


def _one(connection: Connection, client: str, number: int) -> Destruction | None:
    mine = destructions.c.client == client, destructions.c.id == number
    row = connection.execute(sa.select(destructions).where(*mine)).one_or_none()
    return None if row is None else _destruction(row)


def _destruction(row: Row[Any]) -> Destruction:
    return Destruction(
        id=row.id,
        client=row.client,
        state=DestructionState(row.state),
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        files=tuple(_files(row.files)),
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        note=row.note,
        done_at=row.done_at,
    )


def _files(plain: Iterable[Any]) -> Iterator[FileToGo]:
    for one in plain:
        found = from_plain(FileToGo, one)
        yield replace(found, invoices=tuple((customer, number) for customer, number in found.invoices))

"""The door to the database: connections, transactions, errors in our own words.

SQLite has one writer at a time, PostgreSQL many. What keeps one from changing what another decides on:

- A claim takes one free row that nobody else has locked (SKIP LOCKED).
- Whoever writes for a claim first locks its arrival and compares the token: none can take it over meanwhile.
- `settle`, `redecide` and `load_ledger` compare with all that a client has (rescans, filings, invoices), so
  they run one after the other for each client (`Database.decide`). They take that lock before any row: while
  they wait for it, leases can be renewed.
- `receive`, `announce` and `note_arrivals` decide nothing; unique keys make two that bring the same into one,
  and what they answer may be outdated at once: `settle` looks again.
- Several rows are written in the order of their keys, tables in the order drops, originals, members,
  documents: nobody waits for each other in a circle. Where it happens all the same, `change` does it again.
- Events get their places in the audit chain last of all, under a lock that is held for the commit alone.
- The sums of the page ledger are read from one state of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from models.errors import CountersignError, Missing, Unreachable
from storage.register.database import address, moved, postgresql, schema, sealing, sqlite
from storage.register.database.values import InTheWay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column, Connection, Engine, Row, Select
    from sqlalchemy.pool import ConnectionPoolEntry

ATTEMPTS = 3
"""How often a transaction is tried that another one was in the way of."""

P = ParamSpec("P")
T = TypeVar("T")


class Kind(Protocol):
    """What is special to one kind of database; the modules `sqlite` and `postgresql` are the two kinds."""

    READING: Mapping[str, Any]
    """Execution options under which a transaction sees one state of the database."""
    WRITING: Mapping[str, Any]
    """Execution options of a transaction that writes."""

    def engine(self, url: sa.URL) -> Engine:
        """Connections as this kind needs them; none is made yet."""

    def suit(self, connection: Connection) -> None:
        """Prepare a database for its first use; raises Missing where it can hold no register."""

    def tend(self, engine: Engine) -> None:
        """See to indexes and statistics of a register that has grown; quick where nothing is to be done."""

    def lock(self, connection: Connection, name: str) -> None:
        """Hold the lock called `name` until the transaction ends."""

    def lock_tables(self, connection: Connection, names: str) -> None:
        """Let nobody else write to these tables until the transaction ends."""

    def in_our_words(self, fault: DBAPIError, shown: str) -> CountersignError | None:
        """What a failure of the database at `shown` means; None for a fault of this program."""


KINDS: Mapping[str, Kind] = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True)
class Database:
    """An open register database. Errors of the driver leave it in our own words.

    All methods that ask or change raise Unreachable when the database is locked, full or does not answer.
    """

    url: sa.URL
    engine: Engine
    kind: Kind
    batch: int = 200
    """Rows that a stream fetches at once."""

    def ask(
        self, question: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `question` answers; it sees one state of the database."""
        with self.read() as connection:
            return question(connection, *args, **kwargs)

    def change(
        self, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do `work` in one transaction; it may be done again where another transaction was in the way."""
        for _ in range(ATTEMPTS - 1):
            with suppress(InTheWay), self.write() as connection:
                return work(connection, *args, **kwargs)
        with self.write() as connection:
            return work(connection, *args, **kwargs)

    def decide(
        self, client: str, work: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same, while nobody else decides anything for this client."""

        def alone(connection: Connection) -> T:
            self.kind.lock(connection, f"client {client}")
            return work(connection, *args, **kwargs)

        return self.change(alone)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and writes nothing."""
        reading = self.engine.execution_options(**self.kind.READING)
        with self._our_errors(), reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits at the end and rolls back on any error."""
        writing = self.engine.execution_options(**self.kind.WRITING)
        with self._our_errors(), writing.begin() as connection:
            sealing.begin(connection)
            yield connection
            sealing.seal(connection, self.kind.lock)

    def stream(self, query: Select[Any], order: Sequence[Column[Any]]) -> Iterator[Row[Any]]:
        """All rows of `query` ordered by `order` (selected, unique together), in batches.

        No transaction stays open between batches: the caller may take its time, and write meanwhile.
        """
        ordered = query.order_by(*order).limit(self.batch)
        after: tuple[Any, ...] = ()
        while True:
            rest = ordered.where(sa.tuple_(*order) > after) if after else ordered
            with self.read() as connection:
                rows = connection.execute(rest).all()
            yield from rows
            if len(rows) < self.batch:
                return
            after = tuple(rows[-1]._mapping[column] for column in order)  # noqa: SLF001 public, despite its name

    def close(self) -> None:
        """Let go of all connections; one in use is closed when it comes back."""
        sa.event.listen(self.engine.pool, "checkin", _close)
        self.engine.dispose()

    @property
    def shown(self) -> str:
        """The URL without its password."""
        return address.masked(self.url)

    @contextmanager
    def _our_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as fault:
            meaning = moved.refusal(fault) or self.kind.in_our_words(fault, self.shown)
            if meaning is None:
                raise
            raise meaning from fault
        except NoConnectionFree as fault:
            raise Unreachable(
                f"All connections of this process to {self.shown} are in use: something takes long. "
                "Try again."
            ) from fault


def connect(url: str, *, moved_too: bool = False) -> Database:
    """The register at `url`, created if absent, its schema at the newest version.

    With `moved_too` also one that was moved to another database; it refuses every write.

    Raises:
        WrongUse: `url` names neither a SQLite file nor a database of PostgreSQL.
        Missing: it cannot be opened, is no register, was made by a newer program, or was moved.
    """
    parsed = address.parse(url)
    kind = KINDS[parsed.get_backend_name()]
    database = Database(parsed, kind.engine(parsed), kind)
    try:
        _bring_to_newest(database)
        if not moved_too:
            database.ask(moved.refuse)
    except BaseException:
        database.close()
        raise
    return database


def _close(_connection: Any, record: ConnectionPoolEntry) -> None:
    """Disposing of an engine forgets the connections that are in use; without this they would stay open."""
    record.close()


def _bring_to_newest(database: Database) -> None:
    try:
        if database.ask(schema.revision) != schema.HEAD:
            with database.read() as connection:
                database.kind.suit(connection)
            with database.write() as connection:
                database.kind.lock(connection, "schema")
                schema.upgrade(connection)
        database.kind.tend(database.engine)
    except schema.NotRegister as reason:
        raise Missing(f"{address.VARIABLE}={database.shown}: {reason}") from reason

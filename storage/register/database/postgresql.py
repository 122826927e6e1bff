"""What is special to a register in PostgreSQL: a server that many write to at once, and that may be away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import CountersignError, Missing, Unreachable
from storage.register.database import indexes
from storage.register.database.values import InTheWay

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DBAPIError

OLDEST = 14
"""The oldest major version of the server."""
KEPT_CONNECTIONS, MORE_CONNECTIONS = 5, 5
"""Transactions last milliseconds, so that ten connections serve 64 threads; a server has about a hundred for
all processes together. They are opened when first needed; the second five are closed after use."""
WAIT_SECONDS = 30
"""How long a thread waits for a connection, and a transaction for what another has locked."""
READING: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
WRITING: Mapping[str, Any] = {}
_PARAMETERS = {
    "application_name": "countersign",
    "client_encoding": "utf8",
    "connect_timeout": "10",
    "target_session_attrs": "read-write",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""Parameters of a connection, unless the URL says otherwise. A dead line is noticed within a minute."""
_SESSION = (
    f"SET lock_timeout = '{WAIT_SECONDS}s'; SET statement_timeout = '10min'; "
    # Locks of a client whose machine is gone are not to be held for the two hours that TCP takes by itself.
    "SET idle_in_transaction_session_timeout = '60s'; SET tcp_keepalives_idle = 30; "
    "SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3; SET timezone = 'UTC'; "
    # A commit that is not on the disk is none: the file leaves the inbox after it.
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)

_CREATE = "CREATE DATABASE countersign OWNER countersign ENCODING 'UTF8' TEMPLATE template0"
_WAIT = "Work goes on when it answers again."
_SAID_BY_STATE = {
    "25006": "it only reads: it is a standby. Name the primary server",
    "40001": "another transaction was in the way. Try again",
    "40P01": "another transaction was in the way. Try again",
    "42501": f"this user lacks a right. Make it owner of the database: {_CREATE}",
    "53100": "its disk is full. Free some space on the server",
    "53200": "it has no memory left",
    "53300": "it has no connection left. Raise max_connections on the server, or run fewer processes",
    "55P03": f"what another transaction holds was not free within {WAIT_SECONDS} s. Try again",
    "57014": "the statement took too long and was given up. Try again; if it stays, see what the server does",
}
"""By SQLSTATE, for what the server says on an open connection."""
_KINDS: dict[str, type[Missing]] = {"42501": Missing, "40001": InTheWay, "40P01": InTheWay}
_SAID_AT_THE_DOOR = {
    "password authentication failed": "the password is wrong",
    "no password supplied": "it wants a password: USER:PASSWORD@HOST, or a line in ~/.pgpass",
    "no pg_hba.conf entry": "it does not let this user in from this machine: see pg_hba.conf on the server",
    'role ".*" does not exist': "it has no such user: `createuser --pwprompt USER` on the server",
    'database ".*" does not exist': f"it has no such database. On the server: `createdb`, or {_CREATE}",
    "permission denied for database": "this user may not connect to it: GRANT CONNECT, or make it owner",
    "invalid connection option": "the URL has an option that is none",
    "invalid sslmode": "the URL has an sslmode that is none",
}
"""By a pattern of the message: a connection that never stood has no SQLSTATE. Waiting cures none of these."""


def engine(url: sa.URL) -> Engine:
    """Connections that are looked at before use, and that never wait for ever."""
    absent = {name: value for name, value in _PARAMETERS.items() if name not in url.query}
    opened = sa.create_engine(
        url.update_query_dict(absent),
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        pool_size=KEPT_CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,
        pool_use_lifo=True,
        use_native_hstore=False,
    )
    sa.event.listen(opened, "connect", _prepare)
    sa.event.listen(opened, "handle_error", _leave_a_standby)
    return opened


def _prepare(connection: Any, _record: object) -> None:
    try:
        connection.autocommit = True
        connection.execute(_SESSION)
        connection.autocommit = False
    except BaseException:
        connection.close()  # the pool forgets it
        raise


def _leave_a_standby(context: Any) -> None:
    """After a failover the old server only reads: all connections to it are given up."""
    if _state(context) == "25006":
        context.is_disconnect = True


def suit(connection: Connection) -> None:
    """See whether the server can hold a register at all.

    Raises:
        Missing: it is too old, or its database is of another encoding.
    """
    version = connection.dialect.server_version_info or (0,)
    if int(version[0]) < OLDEST:
        raise Missing(
            f"PostgreSQL {'.'.join(map(str, version))} is too old for a register: take {OLDEST} or newer."
        )
    encoding = connection.scalar(sa.text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise Missing(f"The database is encoded in {encoding}: make one in UTF8: {_CREATE}")


def tend(engine: Engine) -> None:
    """Build indexes that a migration left for later; statistics the server keeps itself."""
    with engine.connect() as connection:
        wanted = indexes.missing(connection)
    if wanted:
        indexes.build(engine, wanted)


def lock(connection: Connection, name: str) -> None:
    """Wait until no other transaction holds the lock called `name`; hold it until this one ends."""
    digest = hashlib.sha256(f"countersign {name}".encode()).digest()
    key = int.from_bytes(digest[:8], signed=True)
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def lock_tables(connection: Connection, names: str) -> None:
    """Keep everybody else from writing to the tables `names` (separated by commas) until the end."""
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def in_our_words(fault: DBAPIError, shown: str) -> CountersignError | None:
    """What a failure of the server at `shown` means; None for a fault of this program."""
    state = _state(fault)
    if state in _SAID_BY_STATE:
        kind = _KINDS.get(state, Unreachable)
        return kind(f"The register {shown}: {_SAID_BY_STATE[state]}. The server said: {_line(fault)}")
    if fault.connection_invalidated or state.startswith(("08", "53", "57", "58")) or _never_stood(fault):
        return _away(fault, shown)
    return None


def _away(fault: DBAPIError, shown: str) -> CountersignError:
    said = _line(fault)
    for pattern, meaning in _SAID_AT_THE_DOOR.items():
        if re.search(pattern, said) and not fault.connection_invalidated:
            return Missing(f"The register {shown} cannot be opened: {meaning}. The server said: {said}")
    return Unreachable(f"The register {shown} did not answer: {said}. {_WAIT}")


def _never_stood(fault: DBAPIError) -> bool:
    """True where the driver failed before the server could give a state: nobody listened, or refused."""
    return fault.statement is None and not _state(fault)


def _state(fault: Any) -> str:
    """The SQLSTATE of a fault, or of what SQLAlchemy tells about one; empty where the server gave none."""
    from psycopg import Error

    original = getattr(fault, "original_exception", None) or getattr(fault, "orig", None)
    return (original.sqlstate or "") if isinstance(original, Error) else ""


def _line(fault: DBAPIError) -> str:
    return " ".join(str(fault.orig).split()).rstrip(".")

"""Accounts of people and their roles; everything that is done to them is an event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.accounts import Account, Preferences
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Grant, Right, Role
from models.record import Event
from storage.register.database.statements import insert_or_same
from storage.register.tables.people import grants, people, sessions, sign_in_links, tokens
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

NO_CLIENT = ""
"""Client of events about people: they belong to no client firm."""
HERE, PROVIDER = "here", "provider"
"""Who keeps a grant up: an administrator, or the OpenID provider at every sign-in."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class People:
    """Every method is one transaction."""

    database: Database

    def account(self, login: str) -> Account | None:
        """The account with this login."""
        return self.database.ask(_one, people.c.login == login)

    def known_as(self, identity: str) -> Account | None:
        """The account that signed in before with this issuer and subject of an OpenID provider."""
        return self.database.ask(_one, people.c.identity == identity)

    def with_email(self, email: str) -> Account | None:
        """The account with this e-mail address, given in lower case."""
        return self.database.ask(_one, people.c.email == email) if email else None

    def accounts(self) -> tuple[Account, ...]:
        """All accounts by login."""
        return self.database.ask(_accounts, sa.true())

    def anybody(self) -> bool:
        """True when somebody can sign in without a link."""
        able = sa.select(sa.true()).where(
            people.c.disabled_at.is_(None), sa.or_(people.c.password != "", people.c.identity.is_not(None))
        )
        return bool(self.database.ask(lambda c: c.scalar(able.limit(1))))

    def add(self, new: Account, deed: Deed, source: str = HERE) -> None:
        """Add an account with its grants.

        Raises:
            WrongUse: the login or the e-mail address is another account's.
        """
        self.database.decide(NO_CLIENT, _add, new, deed, source)

    def grant(self, login: str, new: Grant, deed: Deed) -> None:
        """Give a role; the same twice is given once. Raises WrongUse where there is no such account."""
        self.database.decide(NO_CLIENT, _grant, login, new, deed)

    def revoke(self, login: str, old: Grant, deed: Deed) -> None:
        """Take a role back, for the customers that `old` names or for all.

        Raises:
            WrongUse: there is no such grant, or nobody would be left who administers everything.
        """
        self.database.decide(NO_CLIENT, _revoke, login, old, deed)

    def set_provided(self, login: str, new: Collection[Grant], deed: Deed) -> None:
        """Let what the OpenID provider gives be exactly `new`; grants made here stay."""
        self.database.decide(NO_CLIENT, _set_provided, login, new, deed)

    def disable(self, login: str, deed: Deed) -> None:
        """Let nobody sign in with the account, and end its sessions; it stays, for what it did.

        Raises:
            WrongUse: there is no such account, or nobody would be left who administers everything.
        """
        self.database.decide(NO_CLIENT, _disable, login, deed)

    def enable(self, login: str, deed: Deed) -> None:
        """Undo `disable`."""
        self.database.decide(NO_CLIENT, _enable, login, deed)

    def password(self, login: str) -> str:
        """The hash of the password; empty where there is none, or no account that may sign in."""
        query = sa.select(people.c.password).where(people.c.login == login, people.c.disabled_at.is_(None))
        return self.database.ask(lambda c: c.scalar(query)) or ""

    def set_password(self, login: str, hashed: str, deed: Deed) -> None:
        """Keep the hash of a new password; links that would set another one are void from now on."""
        self.database.decide(NO_CLIENT, _set_password, login, hashed, deed)

    def refresh_password(self, login: str, old: str, new: str) -> None:
        """Keep another hash of the same password."""
        statement = sa.update(people).where(people.c.login == login, people.c.password == old)
        self.database.change(lambda c: c.execute(statement.values(password=new)))

    def identify(self, login: str, identity: str, deed: Deed) -> None:
        """Know the account by issuer and subject of an OpenID provider from now on, and by nothing else.

        Whoever made the account beforehand may have its link or password: those let nobody in any more.
        """
        self.database.decide(NO_CLIENT, _identify, login, identity, deed)

    def prefer(self, login: str, preferences: Preferences, deed: Deed) -> None:
        """Keep how somebody likes to read pages; the same twice is kept once."""
        self.database.decide(NO_CLIENT, _prefer, login, preferences, deed)

    def note(self, kind: str, subject: str, deed: Deed, **detail: object) -> None:
        """Append an event about people."""
        self.database.change(tell, kind, subject, deed, **detail)


def tell(connection: Connection, /, kind: str, subject: str, deed: Deed, **detail: object) -> None:
    """Append an event about a person."""
    events.add(connection, [Event(deed.at, NO_CLIENT, kind, subject, {"by": deed.by, **detail})])


def account_from(row: Row[Any], given: Iterable[Row[Any]]) -> Account:
    """The account of a row of `people` and its rows of `grants`."""
    return Account(
        login=row.login,
        name=row.name,
        email=row.email or "",
        grants=tuple(_merged(given)),
        made_at=row.made_at,
        disabled_at=row.disabled_at,
        signed_in_at=row.signed_in_at,
        has_password=bool(row.password),
        identity=row.identity or "",
        preferences=Preferences(row.language, row.formats, row.time_zone),
    )


def _merged(rows: Iterable[Row[Any]]) -> list[Grant]:
    """One grant for each role of a client; all customers swallow single ones."""
    named: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        named.setdefault((row.client, row.role), set()).add(row.customer)
    return [
        Grant(Role(role), client, frozenset() if "" in numbers else frozenset(numbers))
        for (client, role), numbers in sorted(named.items())
    ]


def _accounts(connection: Connection, condition: sa.ColumnElement[bool]) -> tuple[Account, ...]:
    rows = connection.execute(sa.select(people).where(condition).order_by(people.c.login)).all()
    given: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(sa.select(grants).join(people).where(condition)):
        given.setdefault(row.login, []).append(row)
    return tuple(account_from(row, given.get(row.login, ())) for row in rows)


def _one(connection: Connection, condition: sa.ColumnElement[bool]) -> Account | None:
    return next(iter(_accounts(connection, condition)), None)


def _known(connection: Connection, login: str) -> Account:
    account = _one(connection, people.c.login == login)
    if account is None:
        raise WrongUse(f"There is no account {login!r}: `countersign people list` names all.")
    return account


def _add(connection: Connection, new: Account, deed: Deed, source: str) -> None:
    if _one(connection, people.c.login == new.login):
        raise WrongUse(f"There is an account {new.login!r} already: choose another login.")
    if new.email and _one(connection, people.c.email == new.email):
        raise WrongUse(f"Another account has the e-mail address {new.email}: give each its own.")
    named = {"login": new.login, "name": new.name or new.login, "email": new.email or None}
    statement = sa.insert(people).values(named | {"identity": new.identity or None})
    connection.execute(statement.values(password="", made_at=deed.at))
    _insert(connection, new.login, new.grants, source)
    tell(connection, "person added", new.login, deed, name=new.name, email=new.email, **_told(*new.grants))


def _insert(connection: Connection, login: str, new: Iterable[Grant], source: str) -> int:
    rows = [
        {"login": login, "client": one.client, "role": one.role.value, "customer": number, "source": source}
        for one in new
        for number in sorted(one.customers) or ("",)
    ]
    return insert_or_same(connection, grants, rows)


def _grant(connection: Connection, login: str, new: Grant, deed: Deed) -> None:
    _known(connection, login)
    if _insert(connection, login, [new], HERE):
        tell(connection, "role granted", login, deed, **_told(new))


def _revoke(connection: Connection, login: str, old: Grant, deed: Deed) -> None:
    _known(connection, login)
    meant = [grants.c.login == login, grants.c.client == old.client, grants.c.role == old.role.value]
    if old.customers:
        meant.append(grants.c.customer.in_(old.customers))
    with _not_headless(connection):
        if not connection.execute(sa.delete(grants).where(*meant)).rowcount:
            raise WrongUse(f"{login} has no such role: `countersign people list` shows what there is.")
    tell(connection, "role revoked", login, deed, **_told(old))


def _set_provided(connection: Connection, login: str, new: Collection[Grant], deed: Deed) -> None:
    theirs = sa.and_(grants.c.login == login, grants.c.source == PROVIDER)
    before = _merged(connection.execute(sa.select(grants).where(theirs)))
    if set(before) == set(new):
        return
    connection.execute(sa.delete(grants).where(theirs))
    _insert(connection, login, new, PROVIDER)
    tell(connection, "roles provided", login, deed, before=_told(*before)["roles"], **_told(*new))


def _disable(connection: Connection, login: str, deed: Deed) -> None:
    if _known(connection, login).disabled_at is not None:
        return
    with _not_headless(connection):
        connection.execute(sa.update(people).where(people.c.login == login).values(disabled_at=deed.at))
    for table in (sessions, sign_in_links):
        connection.execute(sa.delete(table).where(table.c.login == login))
    tell(connection, "person disabled", login, deed)


def _enable(connection: Connection, login: str, deed: Deed) -> None:
    if _known(connection, login).disabled_at is None:
        return
    connection.execute(sa.update(people).where(people.c.login == login).values(disabled_at=None))
    tell(connection, "person enabled", login, deed)


def _set_password(connection: Connection, login: str, hashed: str, deed: Deed) -> None:
    connection.execute(sa.update(people).where(people.c.login == login).values(password=hashed))
    connection.execute(sa.delete(sign_in_links).where(sign_in_links.c.login == login))
    tell(connection, "password set", login, deed)


def _identify(connection: Connection, login: str, identity: str, deed: Deed) -> None:
    connection.execute(
        sa.update(people).where(people.c.login == login).values(identity=identity, password="")
    )
    for table in (sessions, sign_in_links, tokens):
        connection.execute(sa.delete(table).where(table.c.login == login))
    tell(connection, "person identified", login, deed, identity=identity)


def _prefer(connection: Connection, login: str, preferences: Preferences, deed: Deed) -> None:
    if _known(connection, login).preferences == preferences:
        return
    chosen = asdict(preferences)
    connection.execute(sa.update(people).where(people.c.login == login).values(**chosen))
    tell(connection, "preferences set", login, deed, **chosen)


@contextmanager
def _not_headless(connection: Connection) -> Iterator[None]:
    """What is done inside must leave somebody who administers everything, if there was somebody."""
    before = _has_head(connection)
    yield
    if before and not _has_head(connection):
        raise WrongUse("Nobody would be left who administers everything: give somebody else that role first.")


def _has_head(connection: Connection) -> bool:
    able = (account.person for account in _accounts(connection, people.c.disabled_at.is_(None)))
    return any(person.may(Right.ADMINISTER, EVERY_CLIENT) for person in able)


def _told(*given: Grant) -> dict[str, object]:
    return {"roles": [f"{one.role.value} of {one.client}{_of(one)}" for one in given]}


def _of(one: Grant) -> str:
    return f" for {', '.join(sorted(one.customers))}" if one.customers else ""

"""How people are signed in: sessions, tokens, one-time links, and how often it failed lately.

Keys are SHA-256 hashes of secrets that only the browser or the program knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.accounts import Account, Origin, Session, Token, TooManyAttempts
from models.people import Right, Scope
from storage.register.access.people import NO_CLIENT, Deed, account_from, tell
from storage.register.tables.people import (
    attempts,
    departures,
    grants,
    people,
    sessions,
    sign_in_links,
    tokens,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Table

    from storage.register.database.connect import Database

ID_LENGTH = 12
"""Hexadecimal digits of a key by which it is named."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session or token was last used."""
WINDOW = timedelta(minutes=15)
"""For how long a failed attempt counts."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A visitor who was sent to the OpenID provider."""

    visit: str
    """Hash of what the browser holds."""
    nonce: str
    verifier: str
    onward: str
    """Where to go after signing in."""
    until: datetime


@dataclass(frozen=True)
class Sessions:
    """Every method is one transaction."""

    database: Database

    def begin(self, key: str, new: Session, known_by: str, deed: Deed) -> None:
        """Sign somebody in who was known by a password, a link or a company account."""
        self.database.change(_begin, key, new, known_by, deed)

    def find(
        self, key: str, now: datetime, idle: timedelta, *, attended: bool = True
    ) -> tuple[Session, Account] | None:
        """The session, where it has neither ended nor been idle for too long, and whose it is.

        What a page asks by itself, not `attended` by anybody, does not keep it from being idle.
        """
        found = self.database.ask(_find, sessions, key, now)
        if found is None or found[0].seen_at + idle <= now:
            return None
        if attended and found[0].seen_at + SEEN_EVERY <= now:
            self.database.change(_touch, sessions.c.seen_at, key, now)
        return _session(found[0]), found[1]

    def of(self, login: str, now: datetime) -> tuple[Session, ...]:
        """Sessions of an account that have not ended, last used first."""
        query = sa.select(sessions).where(sessions.c.login == login, sessions.c.until > now)
        rows = self.database.ask(lambda c: c.execute(query.order_by(sessions.c.seen_at.desc())).all())
        return tuple(map(_session, rows))

    def end(self, login: str, deed: Deed, *, only: str = "", but: str = "") -> int:
        """Sign out the session with id `only`, or all but that with id `but`; returns how many."""
        return self.database.change(_end, login, deed, only, but)

    # Tokens

    def add_token(self, key: str, new: Token, deed: Deed) -> None:
        """Let a program sign in."""
        self.database.change(_add_token, key, new, deed)

    def token(self, key: str, now: datetime) -> tuple[Token, Account] | None:
        """The token, where it has not run out, and whose it is."""
        found = self.database.ask(_find, tokens, key, now)
        if found is None:
            return None
        if found[0].used_at is None or found[0].used_at + SEEN_EVERY <= now:
            self.database.change(_touch, tokens.c.used_at, key, now)
        return _token(found[0]), found[1]

    def tokens_of(self, login: str) -> tuple[Token, ...]:
        """All tokens of an account, newest first."""
        query = sa.select(tokens).where(tokens.c.login == login).order_by(tokens.c.made_at.desc())
        return tuple(map(_token, self.database.ask(lambda c: c.execute(query).all())))

    def revoke_token(self, login: str, token_id: str, deed: Deed) -> bool:
        """End a token of an account; False where there is none with this id."""
        return self.database.change(_revoke_token, login, token_id, deed)

    # One-time links

    def add_link(self, key: str, login: str, until: datetime, deed: Deed) -> None:
        """Let whoever has the secret sign in once."""
        self.database.change(_add_link, key, login, until, deed)

    def link(self, key: str, now: datetime) -> str:
        """Login that an unused link is for; empty where there is none, or it has run out."""
        return self.database.ask(_link, key, now)

    def use_link(self, key: str, now: datetime) -> str:
        """The same, and the link is used from now on."""
        return self.database.change(_use_link, key, now)

    # Failed attempts

    def note_attempt(self, limits: dict[str, int], now: datetime) -> None:
        """Count an attempt for each subject before it is made, so that many at once count too.

        Args:
            limits: most attempts within the window, by subject.
            now: when.

        Raises:
            TooManyAttempts: one of them is used up; nothing was counted.
        """
        self.database.decide(NO_CLIENT, _note_attempt, limits, now)

    def forget_attempts(self, subject: str) -> None:
        """Begin counting anew, after one that went well."""
        self.database.change(lambda c: c.execute(sa.delete(attempts).where(attempts.c.subject == subject)))

    # The OpenID provider

    def depart(self, key: str, departure: Departure, now: datetime) -> None:
        """Remember whom we sent there."""
        self.database.change(_depart, key, departure, now)

    def arrive(self, key: str, now: datetime) -> Departure | None:
        """Whom we sent with this; once."""
        return self.database.change(_arrive, key, now)


def _begin(connection: Connection, key: str, new: Session, known_by: str, deed: Deed) -> None:
    connection.execute(sa.delete(sessions).where(sessions.c.until <= deed.at))
    row = {"key": key, "login": new.login, "address": new.origin.address, "agent": new.origin.agent}
    times = {"made_at": new.made_at, "seen_at": new.seen_at, "until": new.until}
    connection.execute(sa.insert(sessions).values(row | times))
    connection.execute(sa.update(people).where(people.c.login == new.login).values(signed_in_at=deed.at))
    tell(connection, "signed in", new.login, deed, known_by=known_by, address=new.origin.address)


def _find(connection: Connection, table: Table, key: str, now: datetime) -> tuple[Row[Any], Account] | None:
    row = connection.execute(sa.select(table).where(table.c.key == key, table.c.until > now)).one_or_none()
    if row is None:
        return None
    whose = sa.select(people).where(people.c.login == row.login, people.c.disabled_at.is_(None))
    person = connection.execute(whose).one_or_none()
    if person is None:
        return None
    given = connection.execute(sa.select(grants).where(grants.c.login == row.login))
    return row, account_from(person, given)


def _touch(connection: Connection, column: sa.Column[datetime], key: str, now: datetime) -> None:
    connection.execute(sa.update(column.table).where(column.table.c.key == key).values({column: now}))


def _end(connection: Connection, login: str, deed: Deed, only: str, but: str) -> int:
    query = sa.select(sessions.c.key).where(sessions.c.login == login)
    keys = [key for key in connection.scalars(query) if key[:ID_LENGTH] != but and key.startswith(only)]
    connection.execute(sa.delete(sessions).where(sessions.c.key.in_(keys)))
    for key in keys:
        tell(connection, "signed out", login, deed, session=key[:ID_LENGTH])
    return len(keys)


def _add_token(connection: Connection, key: str, new: Token, deed: Deed) -> None:
    scopes = [{"client": one.client, "rights": sorted(one.rights)} for one in new.scopes]
    row = {"key": key, "login": new.login, "name": new.name, "scopes": scopes}
    connection.execute(sa.insert(tokens).values(**row, made_at=deed.at, until=new.until))
    told = {"token": key[:ID_LENGTH], "name": new.name, "until": new.until.isoformat(), "scopes": scopes}
    tell(connection, "token made", new.login, deed, **told)


def _revoke_token(connection: Connection, login: str, token_id: str, deed: Deed) -> bool:
    query = sa.select(tokens.c.key).where(tokens.c.login == login)
    keys = [key for key in connection.scalars(query) if key[:ID_LENGTH] == token_id]
    connection.execute(sa.delete(tokens).where(tokens.c.key.in_(keys)))
    if keys:
        tell(connection, "token revoked", login, deed, token=token_id)
    return bool(keys)


def _add_link(connection: Connection, key: str, login: str, until: datetime, deed: Deed) -> None:
    connection.execute(sa.delete(sign_in_links).where(sign_in_links.c.until <= deed.at))
    connection.execute(sa.insert(sign_in_links).values(key=key, login=login, until=until))
    tell(connection, "link made", login, deed, until=until.isoformat())


def _usable(key: str, now: datetime) -> sa.Select[Any]:
    able = sa.and_(people.c.login == sign_in_links.c.login, people.c.disabled_at.is_(None))
    meant = sign_in_links.c.key == key, sign_in_links.c.until > now
    return sa.select(sign_in_links.c.login).join(people, able).where(*meant)


def _link(connection: Connection, key: str, now: datetime) -> str:
    return connection.scalar(_usable(key, now)) or ""


def _use_link(connection: Connection, key: str, now: datetime) -> str:
    login = _link(connection, key, now)
    gone = connection.execute(sa.delete(sign_in_links).where(sign_in_links.c.key == key)).rowcount
    return login if gone else ""


def _note_attempt(connection: Connection, limits: dict[str, int], now: datetime) -> None:
    connection.execute(sa.delete(attempts).where(attempts.c.at <= now - WINDOW))
    counted = sa.select(attempts.c.subject, sa.func.count()).group_by(attempts.c.subject)
    made = connection.execute(counted.where(attempts.c.subject.in_(limits)))
    if any(number >= limits[subject] for subject, number in made):
        raise TooManyAttempts(int(WINDOW.total_seconds()))
    connection.execute(sa.insert(attempts), [{"subject": subject, "at": now} for subject in limits])


def _depart(connection: Connection, key: str, departure: Departure, now: datetime) -> None:
    connection.execute(sa.delete(departures).where(departures.c.until <= now))
    values = {name: getattr(departure, name) for name in Departure.__slots__}
    connection.execute(sa.insert(departures).values(key=key, **values))


def _arrive(connection: Connection, key: str, now: datetime) -> Departure | None:
    row = connection.execute(
        sa.select(departures).where(departures.c.key == key, departures.c.until > now)
    ).one_or_none()
    gone = connection.execute(sa.delete(departures).where(departures.c.key == key)).rowcount
    if row is None or not gone:
        return None
    return Departure(**{name: getattr(row, name) for name in Departure.__slots__})


def _session(row: Row[Any]) -> Session:
    origin = Origin(row.address, row.agent)
    return Session(row.key[:ID_LENGTH], row.login, row.made_at, row.seen_at, row.until, origin)


def _token(row: Row[Any]) -> Token:
    scopes = tuple(Scope(one["client"], frozenset(map(Right, one["rights"]))) for one in row.scopes)
    return Token(row.key[:ID_LENGTH], row.login, row.name, scopes, row.made_at, row.until, row.used_at)

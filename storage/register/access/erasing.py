"""Erasing a person: who stands behind a pseudonym is forgotten, and what they did stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import WrongUse
from storage.register.access.people import NO_CLIENT, Deed, tell
from storage.register.database.statements import chunks
from storage.register.tables import documents
from storage.register.tables.alarm import addresses as alarm_addresses
from storage.register.tables.alarm import rules as alarm_rules
from storage.register.tables.cash import applications, payers, payment_files
from storage.register.tables.cause import cause_marks
from storage.register.tables.credit import credit_limits, payment_plans, reminders
from storage.register.tables.dispute import contacts, disputes
from storage.register.tables.learned import learned
from storage.register.tables.letter import contact_persons, letter_mails
from storage.register.tables.line import tolerances
from storage.register.tables.people import grants, people, sessions, sign_in_links, tokens
from storage.register.tables.retention import destructions, holds
from storage.register.tables.review import corrected, corrections, reviews
from storage.register.tables.sending import notices, sendings
from storage.register.tables.webhook import webhooks
from storage.register.trail import actors

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from storage.register.database.connect import Database

ERASED = "person erased"
NAMED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (disputes, ("opened_by", "owner")),
    (contacts, ("noted_by",)),
    (learned, ("by", "withdrawn_by")),
    (reviews, ("holder",)),
    (sendings, ("login", "revoked_by")),
    (notices, ("login", "closed_by")),
    (webhooks, ("made_by",)),
    (tolerances, ("set_by",)),
    (holds, ("set_by", "lifted_by")),
    (destructions, ("proposed_by", "decided_by")),
    (cause_marks, ("set_by",)),
    (reminders, ("sent_by",)),
    (payment_plans, ("made_by", "ended_by")),
    (credit_limits, ("set_by",)),
    (payment_files, ("loaded_by",)),
    (applications, ("by",)),
    (payers, ("by",)),
    (alarm_rules, ("changed_by",)),
    (alarm_addresses, ("added_by",)),
    (contact_persons, ("changed_by",)),
    (letter_mails, ("made_by",)),
)
"""Where a login stands beside the events and corrections."""


@dataclass(frozen=True)
class Erasures:
    """Every method is one transaction."""

    database: Database

    def erase(self, login: str, deed: Deed) -> str:
        """Forget a person whose account is disabled; what they are called from now on.

        Raises:
            WrongUse: there is no such account, or it is in use.
        """
        return self.database.decide(NO_CLIENT, _erase, login, deed)


def _erase(connection: Connection, login: str, deed: Deed) -> str:
    row = connection.execute(sa.select(people).where(people.c.login == login)).one_or_none()
    if row is None:
        raise WrongUse(f"There is no account {login!r}: `countersign people list` names all.")
    if row.disabled_at is None:
        raise WrongUse(f"{login} is in use: `countersign people disable {login}` first.")
    number = actors.numbers_of(connection, [login])[login]
    name = actors.erased_name(number)
    _forget(connection, login, name)
    actors.erase(connection, login, deed.at)
    tell(connection, ERASED, "audit", deed, person=name)
    return name


def _forget(connection: Connection, login: str, name: str) -> None:
    for table in (grants, sessions, tokens, sign_in_links, people):
        connection.execute(sa.delete(table).where(table.c.login == login))
    _rename_in_reasons(connection, login, name)
    for table, columns in NAMED:
        for column in columns:
            theirs = sa.update(table).where(table.c[column] == login)
            connection.execute(theirs.values({column: name}))


def _rename_in_reasons(connection: Connection, login: str, name: str) -> None:
    """Change the name in what the program says of their decisions, such as who filed a paper."""
    word = re.compile(rf"(?<![a-z0-9._@+-]){re.escape(login)}(?![a-z0-9_@+-])")
    mine = sa.select(corrections).where(corrections.c.login == login)
    numbers: list[int] = []
    for row in connection.execute(mine).all():
        values = {side: _renamed(getattr(row, side), word, name) for side in ("before", "after")}
        theirs = sa.update(corrections).where(corrections.c.id == row.id)
        connection.execute(theirs.values(login=name, **values))
        numbers.append(row.id)
    for chunk in chunks(numbers):
        touched = sa.select(corrected.c.document_id).where(corrected.c.correction_id.in_(chunk))
        for row in connection.execute(sa.select(documents).where(documents.c.id.in_(touched))).all():
            told = {"reason": word.sub(name, row.reason), "decision": _renamed(row.decision, word, name)}
            connection.execute(sa.update(documents).where(documents.c.id == row.id).values(told))


def _renamed(plain: Any, word: re.Pattern[str], name: str) -> Any:
    """JSON values with another name in every reason."""
    if isinstance(plain, dict):
        return {
            key: word.sub(name, value) if key == "reason" else _renamed(value, word, name)
            for key, value in plain.items()
        }
    return [_renamed(one, word, name) for one in plain] if isinstance(plain, list) else plain

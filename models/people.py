"""People at the console and what they may do: roles, each for one client firm and some of its customers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

EVERY_CLIENT = "*"


@unique
class Role(StrEnum):
    """What somebody is employed for."""

    SCANNER = "scanner"
    OPERATOR = "operator"
    QUALITY = "quality"
    COLLECTOR = "collector"
    CLIENT_VIEWER = "client_viewer"
    AUDITOR = "auditor"
    ADMIN = "admin"


@unique
class Right(StrEnum):
    """One thing that somebody may do or not."""

    LOOK = "look"
    """See documents: pages, readings, history, downloads."""
    UPLOAD = "upload"
    """Hand in scans, see what became of batches, retry, print slips and separator sheets."""
    REVIEW = "review"
    """Settle documents of the review queue."""
    CORRECT = "correct"
    """Move, unfile or relink what is filed."""
    SAMPLE = "sample"
    """Check filed documents blindly, see the report on accuracy."""
    SEND = "send"
    """Give evidence out."""
    AUDIT = "audit"
    """Read the audit trail."""
    ADMINISTER = "administer"
    """People, tokens, webhooks, mailboxes."""


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.SCANNER: frozenset({Right.UPLOAD}),
    Role.OPERATOR: frozenset({Right.LOOK, Right.UPLOAD, Right.REVIEW, Right.CORRECT}),
    Role.QUALITY: frozenset({Right.LOOK, Right.REVIEW, Right.CORRECT, Right.SAMPLE}),
    Role.COLLECTOR: frozenset({Right.LOOK, Right.SEND}),
    Role.CLIENT_VIEWER: frozenset({Right.LOOK}),
    Role.AUDITOR: frozenset({Right.LOOK, Right.AUDIT}),
    Role.ADMIN: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody has."""

    role: Role
    client: str
    """One client firm, or `EVERY_CLIENT`."""
    customers: frozenset[str] = frozenset()
    """Customer numbers whose papers it covers; empty for all, those of no customer too."""

    def covers(self, client: str, customer: str | None) -> bool:
        """True where it counts for a paper of `customer`; None asks for the client firm as a whole."""
        return self.client in {client, EVERY_CLIENT} and (not self.customers or customer in self.customers)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a token may be used for, as far as the person who made it may do so at that moment."""

    client: str
    """One client firm, or `EVERY_CLIENT`."""
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in, or a program with a token."""

    login: str
    """Name in every event that says who did it."""
    name: str
    grants: tuple[Grant, ...] = ()
    scopes: tuple[Scope, ...] | None = None
    """Narrows what the grants give to that of a token; None for people."""
    token: str = ""
    """Id of the token that a program shows; empty for people."""

    def may(self, right: Right, client: str, customer: str | None = None) -> bool:
        """True where one of the roles gives `right` over papers of `customer` of `client`."""
        return any(one.covers(client, customer) for one in self._giving(right, client))

    def reach(self, right: Right, client: str) -> frozenset[str] | None:
        """Customer numbers over whose papers of `client` there is `right`: None for all, empty for none."""
        giving = self._giving(right, client)
        covered = [one.customers for one in giving if one.client in {client, EVERY_CLIENT}]
        return frozenset[str]().union(*covered) if all(covered) else None

    def clients(self, right: Right) -> frozenset[str]:
        """Client firms, `EVERY_CLIENT` perhaps among them, where there is `right` over anything."""
        named = {one.client for one in self.grants} | {one.client for one in self.scopes or ()}
        return frozenset(client for client in named if self.reach(right, client) != frozenset())

    @property
    def manages(self) -> bool:
        """True where there are people to manage, of at least one client firm as a whole."""
        return any(self.may(Right.ADMINISTER, client) for client in self.clients(Right.ADMINISTER))

    def _giving(self, right: Right, client: str) -> tuple[Grant, ...]:
        """The grants by which there may be `right`, where a token does not leave it out."""
        if self.scopes is not None and not any(
            right in one.rights and one.client in {client, EVERY_CLIENT} for one in self.scopes
        ):
            return ()
        return tuple(one for one in self.grants if right in RIGHTS[one.role])

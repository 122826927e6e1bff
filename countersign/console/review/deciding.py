"""What settles a document, for the pages of the review desk and the API: one set of rights for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import HTTPException

from countersign.console.asking import Forbidden, demand, refusal
from countersign.console.room import Room
from countersign.console.sight import found, may_undo, sees
from flows.review import reviewing
from flows.review.reviewing import Held
from models.correction import Action, Correction, Effort, Lease
from models.decision import Status
from models.people import Person, Right
from models.record import DocumentRecord
from storage.register import Visit

LEASE_SECONDS = 300.0
"""How long a document is somebody's without a sign of life from their page."""


@dataclass(frozen=True, slots=True)
class Hands:
    """A document that somebody has before them, and may decide on."""

    room: Room
    person: Person
    record: DocumentRecord
    held: Held


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody makes of a document."""

    action: Action
    invoices: Sequence[tuple[str, str]] = ()
    """(customer number, invoice number) to file under."""
    original: str = ""
    """Id of the document that it repeats."""


def reviewed(room: Room, person: Person, client: str, document_id: str) -> DocumentRecord:
    """The document, for a person who may review it; and correct it, where it is filed.

    Raises:
        Forbidden: they may only look at it.
    """
    record = found(room, person, client, document_id, Right.REVIEW)
    if record.decision.status is Status.FILED:
        demand(person, Right.CORRECT, client, record.customer)
    return record


def take(room: Room, person: Person, client: str, document_id: str) -> Hands:
    """Put the document before somebody who may decide on it.

    Raises:
        LeaseLost: somebody else has it.
    """
    record = reviewed(room, person, client, document_id)
    visit = Visit(person.login, room.stores.clock(), LEASE_SECONDS)
    lease = room.stores.register.reviews.take(client, document_id, visit)
    return Hands(room, person, record, Held(lease, person.login))


def held_by(room: Room, person: Person, lease: Lease, effort: Effort) -> Hands:
    """The document of a form, which names the lease that its page was given."""
    record = reviewed(room, person, lease.client, lease.document_id)
    return Hands(room, person, record, Held(lease, person.login, effort))


def settle(hands: Hands, choice: Choice) -> Correction:
    """Do what was chosen.

    Raises:
        Forbidden: it needs a right that the person has not.
        WrongUse: it cannot be done; the message says why.
        LeaseLost: somebody was quicker.
    """
    desk, held, client = hands.room.desk, hands.held, hands.record.client
    if choice.action is Action.FILE:
        for customer, _ in choice.invoices:
            demand(hands.person, Right.REVIEW, client, customer)
        return reviewing.file_under(desk, held, choice.invoices)
    if choice.action is Action.DUPLICATE:
        return reviewing.duplicate(desk, held, _repeated(hands, choice.original))
    if choice.action is Action.REOPEN:
        demand(hands.person, Right.CORRECT, client, hands.record.customer)
        return reviewing.reopen(desk, held)
    return {Action.PARK: reviewing.park, Action.UNREADABLE: reviewing.unreadable}[choice.action](desk, held)


def _repeated(hands: Hands, original: str) -> str:
    """The id, where the person may see that document; another one is refused by `reviewing` as unknown."""
    client = hands.record.client
    record = hands.room.stores.register.document(client, original)
    return original if record is not None and sees(hands.person, record) else ""


def undoing(room: Room, person: Person, client: str, correction_id: int) -> Correction:
    """The correction with this number, or the last of whoever asks for number 0; where they may undo it.

    Raises:
        Forbidden: they may not, or it is somebody else's and they may not correct.
    """
    corrections = room.stores.register.corrections
    done = corrections.one(client, correction_id) if correction_id else corrections.last(client, person.login)
    if done is None or not any(sees(person, record) for record in done.after):
        raise HTTPException(404)
    if not may_undo(person, done, Right.REVIEW if done.by == person.login else Right.CORRECT):
        raise Forbidden(refusal(Right.CORRECT, client))
    return done

"""The places of the console that are open to somebody: what the head of every page leads to."""

from __future__ import annotations

from dataclasses import dataclass

from countersign.console.rendering import address
from countersign.language import to_say
from models.people import Person, Right

_OF_SOME = {Right.LOOK, Right.REVIEW, Right.SEND}
"""Rights that count for some customers too; papers that just came in belong to none."""
_PLACES = (
    (to_say("Documents"), "", (Right.LOOK,)),
    (to_say("Receivables"), "receivables", (Right.LOOK,)),
    (to_say("Review"), "review", (Right.REVIEW,)),
    (to_say("Mailroom"), "mailroom", (Right.UPLOAD,)),
    (to_say("Checks"), "checks", (Right.SAMPLE,)),
    (to_say("Sent"), "sent", (Right.SEND, Right.AUDIT)),
    (to_say("Audit trail"), "audit", (Right.AUDIT,)),
    (to_say("People"), "people", (Right.ADMINISTER,)),
)
_PART_OF = {
    "documents": "",
    "report": "checks",
    **dict.fromkeys(("reminders", "credit", "bad-debt", "plans", "evidence", "three-way"), "receivables"),
    **dict.fromkeys(("invoices", "customers", "disputes", "disputes.csv", "payments"), "receivables"),
}
"""Beginnings of paths that belong to another place."""
PEOPLE = "People"
"""Of all client firms together; the other places are of one."""


@dataclass(frozen=True, slots=True)
class Place:
    """One of them."""

    name: str
    address: str
    here: bool
    """True where the page that is shown belongs to it."""


def places_of(person: Person | None, client: str, path: str) -> tuple[Place, ...]:
    """Those that are open to `person`, in order; `path` is that of the page."""
    if person is None:
        return ()
    first = path.split("/")[1]
    at = _PART_OF.get(first, first)
    return tuple(
        Place(name, address(part, client=client), part == at)
        for name, part, rights in _PLACES
        if any(_is_open(person, right, client) for right in rights)
    )


def _is_open(person: Person, right: Right, client: str) -> bool:
    if right is Right.ADMINISTER:
        return person.manages
    return person.reach(right, client) != frozenset() if right in _OF_SOME else person.may(right, client)

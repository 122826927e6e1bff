"""What the forms of the review desk send with every deed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Form
from starlette.responses import RedirectResponse

from countersign.console.asking import Asking
from countersign.console.rendering import address
from countersign.console.review.deciding import Hands, held_by
from countersign.console.room import InRoom, OfClient
from models.correction import Correction, Effort, Lease
from models.errors import WrongUse

LONGEST_SIGHT = 3600.0
"""Seconds that count at most: who sees a document for longer has been away."""

LONGEST_REASON = 200
"""Characters of why somebody is not told."""


@dataclass(frozen=True, slots=True)
class FormHands(Hands):
    """A document that somebody has before them, as their form says."""

    cause: str
    """The part of the queue that they work on; empty for all of it."""

    def onwards(self, done: Correction) -> RedirectResponse:
        """To the next document of the queue, which tells what was done."""
        return self._to("next", after=self.record.id, told=done.id)

    def back(
        self, done: Correction, document_id: str = "", focus: str = "", page: int = 0
    ) -> RedirectResponse:
        """To the same document, or to what became of it; to the field or the page that was worked on."""
        return self._to(document_id or self.record.id, told=done.id, focus=focus, page=page or "")

    def _to(self, place: str, **query: object) -> RedirectResponse:
        where = address("review", place, client=self.record.client, cause=self.cause, **query)
        return RedirectResponse(where, 303)


def reason_untold(
    asked_to_tell: Annotated[str, Form()] = "",
    tell: Annotated[str, Form()] = "",
    untold: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
) -> str:
    """Why people who were sent the paper are not told of what is done; empty where they are.

    Raises:
        WrongUse: they are not to be told, and nothing says why.
    """
    if not asked_to_tell or tell:
        return ""
    reason = " ".join(untold.split())
    if not reason:
        raise WrongUse("Say why those who were sent this paper are not told of it, or let them be told.")
    return reason


def in_hands(
    room: InRoom,
    person: Asking,
    client: OfClient,
    document_id: str,
    token: Annotated[int, Form()],
    untold: Annotated[str, Depends(reason_untold)],
    cause: Annotated[str, Form()] = "",
    seconds: Annotated[float, Form(ge=0)] = 0.0,
    presses: Annotated[int, Form(ge=0)] = 0,
) -> FormHands:
    """The document of the form, for a person who may review it; and correct it, where it is filed."""
    lease = Lease(client, document_id, token, room.stores.clock())
    hands = held_by(room, person, lease, Effort(min(seconds, LONGEST_SIGHT), presses))
    held = replace(hands.held, untold=untold)
    return FormHands(room, person, hands.record, held, cause)


InHands = Annotated[FormHands, Depends(in_hands)]

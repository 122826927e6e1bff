"""Who asks for a page, and whether they may. Nothing is answered before this module has looked."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from countersign.console.readers import reads_as_chosen
from countersign.console.visits import Visit, identify
from countersign.language import to_retell
from models.errors import CountersignError
from models.people import Person, Right

OPEN = frozenset(
    {
        "/health",
        "/metrics",
        "/sign-in",
        "/link/{secret}",
        "/oidc/begin",
        "/oidc/answer",
        "/robots.txt",
        "/look/{secret}",
        "/look/{secret}/pages/{number}.png",
        "/look/{secret}/documents/{number}.pdf",
        "/look/{secret}/documents/{number}/original",
        "/look/{secret}/evidence.{form}",
    }
)
"""Routes that a visitor may ask for who has not signed in; all others are closed."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
API = "/api/"


class SignInNeeded(CountersignError):
    """Nobody has signed in, or the session has ended."""

    def __init__(self) -> None:
        super().__init__("Sign in first: with a token in the header `Authorization: Bearer TOKEN`.")


class Forbidden(CountersignError):
    """Who asks may not do this; the message says what to do."""


async def guard(request: Request, visit: Annotated[Visit, Depends(identify)]) -> AsyncIterator[None]:
    """Stands before every route of the application; closes at the end what was sent.

    Raises:
        SignInNeeded: nobody has signed in, and the route is none of the open ones.
        Forbidden: something is to be changed by a form that is not this browser's.
    """
    request.state.visit = visit
    reads_as_chosen(request, visit)
    if visit.person is None and request.scope["route"].path not in OPEN:
        raise SignInNeeded
    by_token = visit.person is not None and visit.session is None
    try:
        if request.method not in SAFE_METHODS and not by_token:
            await _check_form(request, visit)
        yield
    finally:
        await request.close()


async def _check_form(request: Request, visit: Visit) -> None:
    header = request.headers.get("x-csrf-token")
    given = (await request.form()).get("csrf") if header is None else header
    if (
        not visit.csrf
        or not isinstance(given, str)
        or not hmac.compare_digest(given.encode(), visit.csrf.encode())
    ):
        raise Forbidden(
            "This form is no longer good, as after signing in or out in another window. Nothing was changed. "
            "Go back, load the page again, and repeat what you did."
        )


def visiting(request: Request) -> Visit:
    """The visit that this request belongs to."""
    visit: Visit = request.state.visit
    return visit


def asking(request: Request) -> Person:
    """The person who asks.

    Raises:
        SignInNeeded: nobody has signed in.
    """
    person = visiting(request).person
    if person is None:
        raise SignInNeeded
    return person


def demand(person: Person, right: Right, client: str, customer: str | None = None) -> None:
    """Go on only where the person has the right.

    Raises:
        Forbidden: they have not.
    """
    if not person.may(right, client, customer):
        raise Forbidden(refusal(right, client))


def refusal(right: Right, client: str) -> str:
    """What somebody is told who may not do this; it does not tell whether there is such a client."""
    return f"{_REFUSALS[right].format(client=client)} {_INSTEAD}"


_REFUSALS = {
    Right.LOOK: to_retell("Your roles do not let you see documents of client {client}."),
    Right.UPLOAD: to_retell("Your roles do not let you hand in scans of client {client}."),
    Right.REVIEW: to_retell("Your roles do not let you settle documents of client {client}."),
    Right.CORRECT: to_retell("Your roles do not let you correct filings of client {client}."),
    Right.SAMPLE: to_retell("Your roles do not let you check filings of client {client}."),
    Right.SEND: to_retell("Your roles do not let you give out evidence of client {client}."),
    Right.AUDIT: to_retell("Your roles do not let you read the audit trail of client {client}."),
    Right.ADMINISTER: to_retell("Your roles do not let you manage people and webhooks of client {client}."),
}
_INSTEAD = to_retell("Choose another client above, or ask an administrator for the role.")

Visiting = Annotated[Visit, Depends(visiting)]
Asking = Annotated[Person, Depends(asking)]
"""The person who asks."""

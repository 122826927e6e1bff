"""What follows from a blind check: it is written down, and a wrong filing is put right at once."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, Form
from starlette.responses import RedirectResponse, Response

from countersign.console.checks.shown import Filing
from countersign.console.invoice_keys import key_from
from countersign.console.rendering import address
from countersign.console.review.deciding import Choice, settle
from countersign.console.review.forms import InHands
from flows import shelving
from flows.review import auditing
from models.accuracy import Check
from models.correction import Action
from models.errors import WrongUse

router = APIRouter()
Chosen = Annotated[list[str] | None, Form()]


@router.post("/{document_id}")
def answer(
    hands: InHands, record: Filing, invoice: Chosen = None, none: Annotated[str, Form()] = ""
) -> Response:
    """Write down what was found; a filing that is wrong is shown with what can be done about it."""
    keys = [] if none else list(dict.fromkeys(invoice or ()))
    if not keys and not none:
        raise WrongUse("Choose an invoice, or say that it belongs to none of the ledger.")
    stores, held = hands.room.stores, hands.held
    check = Check(held.by, stores.clock(), frozenset(map(key_from, keys)), held.effort)
    if auditing.check(stores, held.lease, check).outcome.right:
        where = address("checks", "next", client=record.client, after=record.id, right=record.id)
    else:
        where = address("checks", record.id, "wrong", client=record.client, invoice=" ".join(keys))
    return RedirectResponse(where, 303)


@router.post("/{document_id}/correct")
def correct(
    hands: InHands,
    record: Filing,
    later: BackgroundTasks,
    action: Annotated[Literal["file", "reopen"], Form()],
    invoice: Chosen = None,
) -> Response:
    """Move the filing to what was found, or take it back into the review queue."""
    done = settle(hands, Choice(Action(action), [key_from(text) for text in invoice or ()]))
    later.add_task(shelving.shelve_outstanding, hands.room.desk, record.client)
    return RedirectResponse(
        address("checks", "next", client=record.client, after=record.id, told=done.id), 303
    )

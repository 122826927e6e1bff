"""Evidence packs for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from countersign.console.api.examples import PACK
from countersign.console.api.rights import needs
from countersign.console.asking import Asking
from countersign.console.evidence import allowed, amount_of, handed_out
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from models.evidence import LONGEST_LINE, MOST_INVOICES, Dispute, Form, PackWish, Tongue
from models.people import Right
from models.sending import LONGEST_NOTE, Reason

router = APIRouter(tags=["evidence"])


class Asked(BaseModel):
    """What the pack is made for."""

    customer: str = Field(description="Customer number.", examples=["C-10442"])
    invoice: list[str] = Field(
        description="Invoice number; may come several times, all of this customer.",
        min_length=1,
        max_length=MOST_INVOICES,
        examples=[["INV-2026-004412"]],
    )
    date: str = Field("", description="Date of the letter, as 2026-11-30; today where it is empty.")
    reply_by: str = Field("", description="Day for a reply; by the letterhead where it is empty.")
    language: Tongue | None = Field(None, description="Of the letter; the letterhead's where none is given.")
    reason: Reason | None = Field(None, description="What the customer says against the invoice.")
    claim: str = Field("", max_length=LONGEST_LINE, description="The customer's number of the dispute.")
    contested: str = Field("", max_length=40, description="Contested amount, such as 120.50.")
    note: str = Field("", max_length=LONGEST_NOTE, description="A paragraph of your own.")


@router.get(
    "/evidence.{form}",
    summary="The evidence pack of one or several invoices",
    dependencies=needs(Right.SEND),
    response_class=Response,
    responses={200: PACK},
)
def evidence(
    room: InRoom,
    person: Asking,
    client: OfClient,
    form: Annotated[Form, Path(description="pdf, or zip with originals, manifest and verifier.")],
    asked: Annotated[Asked, Query()],
) -> Response:
    """Letter, exhibits, annotated receipts, custody record. The same papers and date give the same bytes."""
    wish = PackWish(
        keys=tuple((asked.customer, number) for number in dict.fromkeys(asked.invoice)),
        on=day_of(asked.date) or room.stores.clock().date(),
        language=asked.language,
        reply_by=day_of(asked.reply_by),
        note=" ".join(asked.note.split()),
        dispute=Dispute(asked.reason, asked.claim.strip(), amount_of(asked.contested)),
    )
    return handed_out(room, person, client, allowed(person, client, wish), form)

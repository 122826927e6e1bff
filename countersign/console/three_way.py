"""An invoice's papers held against each other, line by line, with the picture behind each number."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from starlette.responses import Response

from countersign.console.asking import Asking, demand
from countersign.console.documents import KEPT_BY_BROWSERS
from countersign.console.review.rework import box_from
from countersign.console.room import InRoom, OfClient
from countersign.console.sight import Seen, sees
from countersign.output.three_way_json import three_way_csv
from flows.three_way import Compared, compared
from models.people import Right

router = APIRouter(include_in_schema=False)


def asked_comparison(
    room: InRoom,
    person: Asking,
    client: OfClient,
    customer: Annotated[str, Query(description="The invoice's customer number.")],
    invoice: Annotated[str, Query(description="Its number.")],
) -> Compared:
    """The comparison that is asked for, over the papers that the person may see.

    Raises:
        Forbidden: the person may not look at this customer's papers.
    """
    demand(person, Right.LOOK, client, customer)
    found = compared(
        room.stores.register, room.lines, client, (customer, invoice), lambda one: sees(person, one)
    )
    if found is None:
        raise HTTPException(404)
    for record in found.records:
        room.views.page(person, record)
    return found


Comparison = Annotated[Compared, Depends(asked_comparison)]


@router.get("/three-way")
def three_way(room: InRoom, client: OfClient, comparison: Comparison) -> Response:
    """What was ordered, delivered, received and invoiced."""
    return room.templates.page("three_way", client=client, compared=comparison, result=comparison.result)


@router.get("/three-way.csv")
def three_way_list(comparison: Comparison) -> Response:
    """The same as a list."""
    headers = {"Content-Disposition": 'attachment; filename="three-way.csv"', "Cache-Control": "no-store"}
    return Response("".join(three_way_csv(comparison)), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/documents/{document_id}/pages/{number}/part.png")
def part(room: InRoom, person: Asking, record: Seen, number: int, box: str) -> Response:
    """The part of a page that is in `box` (x0,y0,x1,y1 as fractions), as PNG."""
    if number not in record.reading.pages:
        raise HTTPException(404)
    room.views.picture(person, record, number)
    png = room.pictures.crop(record, number, box_from(box))
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)

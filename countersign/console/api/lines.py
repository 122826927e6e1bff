"""Lines of goods for programs: those of one document, and an invoice's papers compared by them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from countersign.console.api.examples import shown
from countersign.console.api.line_shapes import LINES, THREE_WAY, LinesShape, ThreeWayShape
from countersign.console.api.rights import needs
from countersign.console.asking import Asking
from countersign.console.room import InRoom
from countersign.console.sight import Seen
from countersign.console.three_way import Comparison
from countersign.output.three_way_json import lines_json, three_way_json
from models.people import Right

router = APIRouter(tags=["lines of goods"])


@router.get(
    "/documents/{document_id}/lines",
    summary="The lines of goods on a document",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(LinesShape, LINES)},
)
def lines(room: InRoom, person: Asking, record: Seen) -> dict[str, Any]:
    """What the table of goods on an order or a delivery note says; no lines where it has none."""
    room.views.page(person, record)
    return lines_json(record.id, room.lines.of(record))


@router.get(
    "/three-way",
    summary="What was ordered, delivered, received and invoiced",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(ThreeWayShape, THREE_WAY)},
)
def three_way(comparison: Comparison) -> dict[str, Any]:
    """The papers that are filed under an invoice held against each other, line by line."""
    return three_way_json(comparison)

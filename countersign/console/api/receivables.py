"""Aging, statements of account and evidence gaps for programs, as of any day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from countersign.console.api.examples import shown
from countersign.console.api.ledger_examples import AGING, GAPS, STATEMENT
from countersign.console.api.ledger_shapes import AgingShape, GapsShape, StatementShape
from countersign.console.api.rights import needs
from countersign.console.receivables import Aging, Gaps, Given, Statement
from countersign.reports.aging import aging_json
from countersign.reports.gaps import gaps_json
from countersign.reports.statement import statement_json
from models.people import Right

router = APIRouter(prefix="/receivables", tags=["receivables"])


@router.get(
    "/aging",
    summary="Aging",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(AgingShape, AGING)},
)
def aging(told: Aging) -> dict[str, Any]:
    """Who owed what on `as_of`, by days overdue; disputed items and credits apart, per currency."""
    return aging_json(told)


@router.get(
    "/statement",
    summary="Statement of account",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(StatementShape, STATEMENT)},
)
def statement(told: Statement) -> dict[str, Any]:
    """The open items of `customer` on `as_of` with a running balance and proofs of delivery."""
    return statement_json(told)


@router.get(
    "/gaps",
    summary="Evidence gaps",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(GapsShape, GAPS)},
)
def gaps(asked: Given, told: Gaps) -> dict[str, Any]:
    """Open invoices that no proof of delivery proves, and who can close each gap (`ask`)."""
    return gaps_json(told, asked.desks)

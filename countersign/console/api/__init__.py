"""The REST API, version 1: for programs with a token; the same rights as the pages."""

from fastapi import APIRouter

from countersign.console.api import (
    collecting,
    credit,
    decisions,
    disputes,
    documents,
    evidence,
    files,
    ledger,
    lines,
    matches,
    payments,
    receivables,
)
from countersign.console.api.described import describe
from countersign.console.api.examples import REFUSALS
from countersign.console.problems import Told

router = APIRouter(prefix="/api/v1", responses=REFUSALS, default_response_class=Told)
_ROOMS = (
    *(documents, matches, ledger, lines, receivables, disputes, credit, payments, collecting),
    *(evidence, files, decisions),
)
for module in _ROOMS:
    router.include_router(module.router)

__all__ = ["describe", "router"]

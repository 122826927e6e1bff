"""The REST API, version 1: for programs with a token; the same rights as the pages."""

from fastapi import APIRouter

from countersign.console.api import (
    collecting,
    decisions,
    disputes,
    documents,
    evidence,
    files,
    ledger,
    lines,
    matches,
    receivables,
)
from countersign.console.api.described import describe
from countersign.console.api.examples import REFUSALS

router = APIRouter(prefix="/api/v1", responses=REFUSALS)
for module in (
    documents,
    matches,
    ledger,
    lines,
    receivables,
    disputes,
    collecting,
    evidence,
    files,
    decisions,
):
    router.include_router(module.router)

__all__ = ["describe", "router"]

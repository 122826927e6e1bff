"""Payments: listed, decided by keys, taken back; and handed in as files."""

from fastapi import APIRouter

from countersign.console.cash import deeds, listing, one
from countersign.console.cash.handing import LARGEST_FORM

router = APIRouter(include_in_schema=False)
for module in (listing, one, deeds):
    router.include_router(module.router)

UPLOADS = ("/payments", "/api/v1/payments")
"""Paths that take files."""

__all__ = ["LARGEST_FORM", "UPLOADS", "router"]

"""Credit limits, payment plans and debts that may be bad."""

from fastapi import APIRouter

from countersign.console.credit import deeds, doubtful, listing

router = APIRouter(include_in_schema=False)
for module in (listing, doubtful, deeds):
    router.include_router(module.router)

__all__ = ["router"]

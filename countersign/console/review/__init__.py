"""The review desk: the queue, one doubtful document at a time, and what a person makes of it."""

from fastapi import APIRouter

from countersign.console.review import deeds, desk, learned, lookups, queue, rework

router = APIRouter(include_in_schema=False)
for module in (queue, learned, lookups, deeds, rework, desk):
    router.include_router(module.router, prefix="/review")

__all__ = ["router"]

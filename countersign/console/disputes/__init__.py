"""Disputes and the contact log: listed, opened, changed, closed; and the tables they go by."""

from fastapi import APIRouter

from countersign.console.disputes import deeds, listing, tables

router = APIRouter(include_in_schema=False)
for module in (tables, listing, deeds):
    router.include_router(module.router)

__all__ = ["router"]

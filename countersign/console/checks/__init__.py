"""Blind checks: somebody finds the invoice of a filing without being told where it is filed."""

from fastapi import APIRouter

from countersign.console.checks import deeds, pages

router = APIRouter(include_in_schema=False)
for module in (pages, deeds):
    router.include_router(module.router, prefix="/checks")

__all__ = ["router"]

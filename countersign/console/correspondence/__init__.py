"""Contact persons of customers, and letters that go to them by mail."""

from fastapi import APIRouter

from countersign.console.correspondence import letters, persons

router = APIRouter(include_in_schema=False)
for module in (persons, letters):
    router.include_router(module.router)

__all__ = ["router"]

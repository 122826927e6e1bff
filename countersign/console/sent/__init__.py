"""What is sent to people outside: making links, seeing what became of them, correcting what went out."""

from fastapi import APIRouter

from countersign.console.sent import deeds, listing, making

router = APIRouter(include_in_schema=False)
for module in (making, listing, deeds):
    router.include_router(module.router)

__all__ = ["router"]

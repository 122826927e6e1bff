"""Reminders: the calendar, today's letters one by one, and the schedule they go by."""

from fastapi import APIRouter

from countersign.console.reminders import listing, schedules, walking

router = APIRouter(include_in_schema=False)
for module in (listing, schedules, walking):
    router.include_router(module.router)

__all__ = ["router"]

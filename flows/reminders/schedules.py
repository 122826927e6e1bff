"""The client firm's schedule of reminders: kept as events, so that each that was used is known."""

from __future__ import annotations

from flows.desk import Stores
from models.plain import from_plain, to_plain
from models.record import Event
from models.reminder import Schedule
from receivables.reminders import USUAL_SCHEDULE, checked
from storage.register import Trail

SCHEDULE_SET, SUBJECT = "reminder schedule set", "reminder schedule"


def schedule_of(stores: Stores, client: str) -> Schedule:
    """The newest schedule of the client firm; the usual one where none was set."""
    asked = Trail(client, subject=SUBJECT, kind=SCHEDULE_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return from_plain(Schedule, found[0].event.detail["schedule"]) if found else USUAL_SCHEDULE


def set_schedule(stores: Stores, client: str, schedule: Schedule, by: str) -> Schedule:
    """Remind by `schedule` from now on.

    Raises:
        WrongUse: something in it cannot be.
    """
    tidy = checked(schedule)
    detail = {"by": by, "levels": [one.days for one in tidy.levels], "schedule": to_plain(tidy)}
    stores.register.add_event(Event(stores.clock(), client, SCHEDULE_SET, SUBJECT, detail))
    return tidy

"""The client firm's schedule of reminders: kept as events, so that each that was used is known."""

from __future__ import annotations

from dataclasses import replace

from flows.cash.tables import SCHEDULE, SCHEDULE_SET, carry_over, cash_terms
from flows.desk import Stores
from models.plain import from_plain, to_plain
from models.record import Event
from models.reminder import Discount, Schedule
from receivables.reminders import USUAL_SCHEDULE, checked
from storage.register import Trail


def schedule_of(stores: Stores, client: str) -> Schedule:
    """The newest schedule of the client firm; the usual one where none was set.

    Its discounts are those of the table that payments go by.
    """
    asked = Trail(client, subject=SCHEDULE, kind=SCHEDULE_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    kept = from_plain(Schedule, found[0].event.detail["schedule"]) if found else USUAL_SCHEDULE
    rows = cash_terms(stores, client)
    discounts = tuple(Discount(one.since, one.percent, one.days, one.source, one.customer) for one in rows)
    return replace(kept, discounts=discounts)


def set_schedule(stores: Stores, client: str, schedule: Schedule, by: str) -> Schedule:
    """Remind by `schedule` from now on; its discounts are left out: they have a table of their own.

    Raises:
        WrongUse: something in it cannot be.
    """
    tidy = checked(replace(schedule, discounts=()))
    carry_over(stores, client, by)
    detail = {"by": by, "levels": [one.days for one in tidy.levels], "schedule": to_plain(tidy)}
    stores.register.add_event(Event(stores.clock(), client, SCHEDULE_SET, SCHEDULE, detail))
    return tidy

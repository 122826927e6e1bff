"""What the page of a customer shows of reminders, payment plans and credit limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from countersign.console.room import Room
from flows.plans import credit, plan_standings
from flows.receivables import Whose
from flows.reminders import Reminded, reminders_due
from models.credit import CreditLimit
from models.reminder import Reminder
from receivables.credit import Exposure
from receivables.plans import PlanStanding
from receivables.reminders import Dunned

_AHEAD, _REMINDERS = 60, 20


@dataclass(frozen=True, slots=True)
class Collecting:
    """How a customer is collected from."""

    today: date
    told: Reminded
    exposures: tuple[Exposure, ...]
    limits: tuple[CreditLimit, ...]
    """All that were ever set, the latest first."""
    plans: tuple[PlanStanding, ...]
    """Those that were ended too, newest first."""
    reminders: tuple[Reminder, ...]
    """Newest first."""

    @property
    def due(self) -> Dunned | None:
        """Today's letter."""
        return next(iter(self.told.calendar.on(self.today)), None)

    @property
    def next(self) -> Dunned | None:
        """The first letter that is to come."""
        return next(iter(self.told.calendar.letters), None)


def collecting_of(room: Room, client: str, customer: str) -> Collecting:
    """The account of a customer as collectors see it."""
    stores, today = room.stores, room.stores.clock().date()
    whose = Whose(client, None, customer)
    return Collecting(
        today=today,
        told=reminders_due(stores, whose, today, _AHEAD),
        exposures=credit(stores, whose, today).rows,
        limits=stores.register.plans.limits(client, None, customer),
        plans=plan_standings(stores, whose, today, ended=True),
        reminders=stores.register.reminders.of_customer(client, customer, _REMINDERS),
    )

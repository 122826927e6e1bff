"""Payments that the ledger of a day had not booked yet."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from models.cash import Application
from models.standing import Standing
from receivables.cash.received import waiting
from storage.register import Customers, Register


def unbooked_on(
    register: Register, client: str, standing: Standing, day: date, customers: Customers = None
) -> tuple[Application, ...]:
    """What was applied until the end of a day (UTC) and the ledger of that day had not booked.

    What was taken back since then is left out: it was never so.
    """
    evening = datetime.combine(day, time(), UTC) + timedelta(days=1)
    if standing.is_newest:
        found = register.cash.unbooked(client, customers)
    else:
        found = register.cash.unbooked_at(client, standing.load, evening, customers)
    return waiting((one for one in found if one.at < evening), standing.load)

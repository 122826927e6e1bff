"""Debts that may be bad, told from the register; the thresholds are kept as events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flows.desk import Stores
from flows.plans import plan_standings
from flows.receivables import Told, Whose, gaps
from flows.reminders import pledges
from models.credit import Thresholds
from models.dispute import Contact, PromiseState
from models.plain import from_plain, to_plain
from models.record import Event
from receivables.bad_debt import BadDebts, Known, bad_debts, checked_thresholds
from storage.register import AskedDisputes, Trail

THRESHOLDS_SET, SUBJECT = "bad debt thresholds set", "bad debt thresholds"
_LOOKS_BACK = timedelta(days=730)
"""How far back promises and contacts are looked at."""


@dataclass(frozen=True, slots=True)
class Doubted(Told):
    """Candidates for bad debts."""

    found: BadDebts


def thresholds_of(stores: Stores, client: str) -> Thresholds:
    """The newest thresholds of the client firm; the usual ones where none were set."""
    asked = Trail(client, subject=SUBJECT, kind=THRESHOLDS_SET, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return from_plain(Thresholds, found[0].event.detail["thresholds"]) if found else Thresholds()


def set_thresholds(stores: Stores, client: str, thresholds: Thresholds, by: str) -> Thresholds:
    """Use these from now on.

    Raises:
        WrongUse: one of them cannot be.
    """
    good = checked_thresholds(thresholds)
    detail = {"by": by, "thresholds": to_plain(good)}
    stores.register.add_event(Event(stores.clock(), client, THRESHOLDS_SET, SUBJECT, detail))
    return good


def doubtful(stores: Stores, whose: Whose, as_of: date) -> Doubted:
    """The overdue items of a day that may be bad debts, with their grounds; disputes are as they are now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    register = stores.register
    told = gaps(register, whose, as_of)
    known = Known(
        reached=register.reminders.reached(whose.client, as_of, whose.customer),
        disputes=register.disputes.listed(AskedDisputes(whose.client, whose.seen, whose.customer)),
        broken=[
            one
            for one, state in pledges(stores, whose, as_of, as_of - _LOOKS_BACK)
            if state is PromiseState.BROKEN
        ],
        contacts=_contacts(stores, whose, as_of),
        plans=plan_standings(stores, whose, as_of, briefly=True),
    )
    found = bad_debts(told.report.items, known, thresholds_of(stores, whose.client), as_of)
    return Doubted(told.whose, told.standing, told.customers, found=found)


def _contacts(stores: Stores, whose: Whose, as_of: date) -> Mapping[str, Sequence[Contact]]:
    evening = datetime.combine(as_of, time(), UTC) + timedelta(days=1)
    since = stores.register.contacts.since(whose.client, evening - _LOOKS_BACK, whose.seen, whose.customer)
    found: dict[str, list[Contact]] = {}
    for one in since:
        if one.at < evening:
            found.setdefault(one.customer, []).append(one)
    return found

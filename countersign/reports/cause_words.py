"""What causes of delinquency are called, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from countersign.language import said, to_say
from models.cause import Cause
from receivables.causes import By, Measure

_CAUSES = {
    Cause.DISPUTED: to_say("disputed"),
    Cause.BROKEN_PROMISE: to_say("promise broken"),
    Cause.REMARKED: to_say("remark on receipt"),
    Cause.UNPROVEN: to_say("delivery not proven"),
    Cause.NO_ORDER: to_say("order number missing"),
    Cause.UNEXPLAINED: to_say("not explained"),
    Cause.CASH_FLOW: to_say("cannot pay now"),
    Cause.IN_APPROVAL: to_say("in approval"),
    Cause.NO_INVOICE: to_say("invoice not received"),
    Cause.CREDIT_PENDING: to_say("waits for a credit note"),
    Cause.UNAPPLIED_CASH: to_say("paid, not booked"),
}
_MEANINGS = {
    Cause.DISPUTED: to_say("A dispute is open, or the ledger says so."),
    Cause.BROKEN_PROMISE: to_say("The newest promise to pay it was not kept."),
    Cause.REMARKED: to_say("The customer remarked something on receipt; there is no dispute yet."),
    Cause.UNPROVEN: to_say("No proof of delivery is on file that is signed and can be read."),
    Cause.NO_ORDER: to_say("The ledger names no order of the customer."),
    Cause.UNEXPLAINED: to_say("It is proven and undisputed, and nobody said why it is not paid."),
}
_BY = {
    By.CAUSE: to_say("Cause"),
    By.CUSTOMER: to_say("Customer"),
    By.CARRIER: to_say("Carrier"),
    By.SITE: to_say("Delivery site"),
}
_MEASURES = {
    Measure.MONEY_DAYS: to_say("money times days overdue"),
    Measure.MONEY: to_say("money"),
    Measure.COUNT: to_say("count"),
}


def cause_words(cause: Cause | str) -> str:
    """Why an item is overdue."""
    return said(_CAUSES[Cause(cause)])


def cause_meaning(cause: Cause | str) -> str:
    """When a cause is found; a sentence."""
    meaning = _MEANINGS.get(Cause(cause))
    return said(meaning) if meaning else said("A person said so.")


def by_words(by: By) -> str:
    """What items are put together by."""
    return said(_BY[by])


def measure_words(measure: Measure) -> str:
    """What is weighed."""
    return said(_MEASURES[measure])


FILTERS: Mapping[str, Callable[..., Any]] = {
    "why_overdue": cause_words,
    "why_overdue_means": cause_meaning,
    "put_by": by_words,
    "measure": measure_words,
}
"""What templates may call."""

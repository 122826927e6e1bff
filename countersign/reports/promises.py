"""Promises to pay as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.columns import aligned
from countersign.reports.dispute_words import promise_words
from models.dispute import PromiseState

if TYPE_CHECKING:
    from flows.disputes import Noted, Promises

COLUMNS = (
    *("as_of", "state", "promised_on", "amount", "currency", "customer_number", "customer_name"),
    *("invoice_number", "person", "outcome", "said_at", "noted_by"),
)
ORDER = (
    PromiseState.BROKEN,
    PromiseState.OVERDUE,
    PromiseState.DUE,
    PromiseState.UNKNOWN,
    PromiseState.KEPT,
)
"""States as lists show them: what is to be done first."""


def by_urgency(told: Promises) -> list[Noted]:
    """By state, those that are to be acted on first; in each the latest day first, running ones soonest."""
    return sorted(told.noted, key=_urgency)


def _urgency(one: Noted) -> tuple[int, int]:
    state, promise = one.promise, one.contact.promise
    if state is None or promise is None:
        return len(ORDER), 0
    day = promise.on.toordinal()
    return ORDER.index(state), day if state in {PromiseState.DUE, PromiseState.OVERDUE} else -day


def promise_lines(told: Promises) -> Iterator[str]:
    """The promises, broken ones first."""
    yield f"Promises to {told.whose.client} as of {told.as_of}"
    if not told.noted:
        yield "There is none."
        return
    counts = told.counts
    yield ", ".join(f"{promise_words(state)}: {counts[state]}" for state in ORDER if counts[state])
    yield ""
    yield from aligned(
        [
            ["state", "until", "amount", "customer", "invoice", "noted by"],
            *(_line(one) for one in by_urgency(told)),
        ],
        (2,),
    )


def _line(one: Noted) -> list[str]:
    contact, promise = one.contact, one.contact.promise
    if promise is None or one.promise is None:
        return []
    money = amount(promise.amount, promise.currency)
    return [
        *(promise_words(one.promise), promise.on.isoformat(), money),
        *(contact.customer, contact.invoice or "account", contact.noted_by),
    ]


def promises_csv(told: Promises) -> Iterator[str]:
    """One row for each."""
    yield csv_line(COLUMNS)
    for one in by_urgency(told):
        contact, promise = one.contact, one.contact.promise
        if promise is None or one.promise is None:
            continue
        what = one.promise.value, promise.on, promise.amount, promise.currency
        who = contact.customer, told.name(contact.customer), contact.invoice, contact.person
        yield csv_line((told.as_of, *what, *who, contact.outcome, contact.at.isoformat(), contact.noted_by))


def promises_json(told: Promises) -> dict[str, Any]:
    """The same; amounts are texts with all their digits."""
    return {
        "client": told.whose.client,
        "as_of": told.as_of.isoformat(),
        "counts": {state.value: told.counts[state] for state in PromiseState},
        "promises": [_json(told, one) for one in by_urgency(told)],
    }


def _json(told: Promises, one: Noted) -> dict[str, Any]:
    contact, promise = one.contact, one.contact.promise
    return {
        "contact": contact.id,
        "state": one.promise.value if one.promise else None,
        "on": promise.on.isoformat() if promise else None,
        "amount": str(promise.amount) if promise else None,
        "currency": promise.currency if promise else None,
        "customer_number": contact.customer,
        "customer_name": told.name(contact.customer),
        "invoice_number": contact.invoice,
        "person": contact.person,
        "outcome": contact.outcome,
        "said_at": contact.at.isoformat(),
        "noted_by": contact.noted_by,
    }

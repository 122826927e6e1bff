"""Disputes as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from countersign.language import amount, percent
from countersign.output.csv_lines import csv_line
from countersign.reports.columns import aligned
from countersign.reports.dispute_words import (
    alarm_words,
    department_words,
    dispute_state_words,
    left_words,
    piece_words,
    reason_words,
)

if TYPE_CHECKING:
    from datetime import date

    from flows.disputes import Cases, Noted, Row
    from models.dispute import DisputeCase
    from models.sending import Reason
    from receivables.dispute_tables import ReasonCodes

COLUMNS = (
    *("as_of", "dispute", "customer_number", "customer_name", "invoice_number", "reason", "x12_426"),
    *("own_code", "claim", "amount", "currency", "state", "raised", "due", "days_left", "alarm", "ready"),
    *("missing", "contradicted", "owner", "department", "recovered", "opened_at", "opened_by", "closed_at"),
)


def dispute_lines(told: Cases) -> Iterator[str]:
    """The disputes, soonest due first; then how those that ended did."""
    yield f"Disputes of {told.whose.client} as of {told.as_of}"
    if not told.rows:
        yield "There is none."
    else:
        heads = ["dispute", "customer", "invoice", "reason", "amount", "state", "due", "", "ready", "owner"]
        yield ""
        yield from aligned([heads, *(_line(row, told.as_of) for row in told.rows)], (0, 4))
    if told.ended:
        yield ""
        yield from aligned(list(_ended_lines(told)), (1, 2, 3, 4, 5, 6))


def _line(row: Row, today: date) -> list[str]:
    case = row.case
    urgent = f"{left_words(row.left(today))} {alarm_words(row.alarm)}" if case.state.is_running else ""
    ready = "yes" if row.ready.is_ready else "no: " + ", ".join(map(piece_words, row.ready.missing))
    money = amount(case.amount, case.currency)
    about = [str(case.id), *case.key, reason_words(case.reason), money, dispute_state_words(case.state)]
    return [*about, case.due.isoformat(), urgent, ready, case.owner]


def _ended_lines(told: Cases) -> Iterator[list[str]]:
    yield ["ended", "won", "lost", "settled", "won by count", "contested", "paid"]
    for (currency, reason), one in told.ended.items():
        counts = [str(one.won), str(one.lost), str(one.settled), percent(one.rate)]
        yield [reason_words(reason), *counts, *(amount(v, currency) for v in (one.contested, one.recovered))]


def disputes_csv(told: Cases, codes: Mapping[Reason, ReasonCodes]) -> Iterator[str]:
    """One row for each dispute."""
    yield csv_line(COLUMNS)
    for row in told.rows:
        case, code = row.case, codes[row.case.reason]
        named = case.key[0], told.name(case.key[0]), case.key[1]
        coded = case.reason.value, code.x12[0] if code.x12 else "", code.own, case.claim
        ready = "yes" if row.ready.is_ready else "no", " ".join(one.value for one in row.ready.missing)
        yield csv_line(
            (
                *(told.as_of, case.id, *named, *coded, case.amount, case.currency, case.state.value),
                *(case.raised, case.due, row.left(told.as_of), row.alarm.value, *ready),
                *(
                    "yes" if row.ready.is_contradicted else "no",
                    case.owner,
                    department_words(case.department),
                ),
                *("" if case.recovered is None else case.recovered, case.opened_at.isoformat()),
                *(case.opened_by, case.closed_at.isoformat() if case.closed_at else ""),
            )
        )


def disputes_json(
    told: Cases, codes: Mapping[Reason, ReasonCodes], notes: Callable[[str], bool] = lambda _: True
) -> dict[str, Any]:
    """The same; amounts are texts with all their digits.

    Args:
        told: the disputes.
        codes: of their reasons.
        notes: whether the notes on disputes of a customer are told.
    """
    return {
        "client": told.whose.client,
        "as_of": told.as_of.isoformat(),
        "disputes": [row_json(row, told.as_of, codes, notes=notes(row.case.key[0])) for row in told.rows],
        "ended": [
            {
                "currency": currency,
                "reason": reason.value,
                "won": one.won,
                "lost": one.lost,
                "settled": one.settled,
                "win_rate": round(one.rate, 4),
                "contested": str(one.contested),
                "recovered": str(one.recovered),
            }
            for (currency, reason), one in told.ended.items()
        ],
    }


def row_json(
    row: Row, today: date, codes: Mapping[Reason, ReasonCodes], *, notes: bool = True
) -> dict[str, Any]:
    """One dispute, with its alarm and what is missing."""
    return {
        **case_json(row.case, codes, notes=notes),
        "days_left": row.left(today),
        "alarm": row.alarm.value or None,
        "ready": row.ready.is_ready,
        "missing": [one.value for one in row.ready.missing],
        "contradicted": row.ready.is_contradicted,
    }


def case_json(
    case: DisputeCase, codes: Mapping[Reason, ReasonCodes], *, notes: bool = True
) -> dict[str, Any]:
    """A dispute alone."""
    code = codes[case.reason]
    return {
        "dispute": case.id,
        "customer_number": case.key[0],
        "invoice_number": case.key[1],
        "reason": case.reason.value,
        "x12_426": list(code.x12),
        "own_code": code.own,
        "claim": case.claim,
        "amount": str(case.amount),
        "currency": case.currency,
        "state": case.state.value,
        "raised": case.raised.isoformat(),
        "due": case.due.isoformat(),
        "owner": case.owner,
        "department": case.department,
        "note": case.note if notes else None,
        "recovered": None if case.recovered is None else str(case.recovered),
        "opened_at": case.opened_at.isoformat(),
        "opened_by": case.opened_by,
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
    }


def contact_json(one: Noted, *, notes: bool = True) -> dict[str, Any]:
    """An entry of the contact log."""
    contact, promise = one.contact, one.contact.promise
    return {
        "contact": contact.id,
        "customer_number": contact.customer,
        "invoice_number": contact.invoice,
        "at": contact.at.isoformat(),
        "channel": contact.channel.value,
        "direction": contact.direction.value,
        "person": contact.person,
        "outcome": contact.outcome,
        "note": contact.note if notes else None,
        "promise": None
        if promise is None
        else {
            "on": promise.on.isoformat(),
            "amount": str(promise.amount),
            "currency": promise.currency,
            "state": one.promise.value if one.promise else None,
        },
        "failure": contact.failure.value if contact.failure else None,
        "noted_by": contact.noted_by,
    }

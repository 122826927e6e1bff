"""Credit limits and payment plans as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.collecting_words import plan_words, use_words
from countersign.reports.columns import aligned
from countersign.reports.words import standing_json, standing_words
from receivables.credit import Use

if TYPE_CHECKING:
    from flows.plans import Credited
    from models.credit import CreditLimit
    from receivables.credit import Exposure
    from receivables.plans import PlanStanding

COLUMNS = (
    *("as_of", "customer_number", "customer_name", "currency", "use", "limit", "open", "over"),
    *("overdue", "in_payment_plans", "since", "source", "set_by"),
)


def credit_lines(told: Credited) -> Iterator[str]:
    """Customers with a limit, the most exceeded first; then payment plans."""
    yield f"Credit limits of {told.whose.client} as of {told.as_of}"
    yield standing_words(told.standing, told.as_of)
    limited = [one for one in told.rows if one.use is not Use.NONE]
    if not limited:
        yield "No customer has a credit limit: one is recorded on the page of the customer."
    else:
        heads = ["customer", "name", "limit", "open", "over", "in plans", "use"]
        yield ""
        yield from aligned([heads, *(_line(one, told) for one in limited)], (2, 3, 4, 5))
    if told.plans:
        yield ""
        heads = ["plan", "customer", "name", "total", "paid", "left", "next", "state"]
        yield from aligned([heads, *(_plan_line(one, told) for one in told.plans)], (3, 4, 5))


def _line(one: Exposure, told: Credited) -> list[str]:
    money = (one.allowed or one.open * 0, one.open, one.over, one.planned)
    shown = [amount(value, one.currency) for value in money]
    return [one.customer, told.name(one.customer), *shown, use_words(one.use)]


def _plan_line(one: PlanStanding, told: Credited) -> list[str]:
    plan, following = one.plan, one.next
    money = [amount(value, plan.currency) for value in (plan.total, one.paid, one.left)]
    due = following.due.isoformat() if following else ""
    return [str(plan.id), plan.customer, told.name(plan.customer), *money, due, plan_words(one.state)]


def credit_csv(told: Credited) -> Iterator[str]:
    """One row for each customer and currency, with a limit or without."""
    yield csv_line(COLUMNS)
    for one in told.rows:
        named = one.customer, told.name(one.customer), one.currency, one.use.value
        money = "" if one.allowed is None else one.allowed, one.open, one.over, one.overdue, one.planned
        limit = one.limit
        origin = (limit.since, limit.source, limit.set_by) if limit else ("", "", "")
        yield csv_line((told.as_of, *named, *money, *origin))


def credit_json(told: Credited) -> dict[str, Any]:
    """The same and the payment plans; amounts are texts with all their digits."""
    return {
        "client": told.whose.client,
        "as_of": told.as_of.isoformat(),
        "ledger": standing_json(told.standing),
        "customers": [_row_json(one, told) for one in told.rows],
        "plans": [plan_json(one) for one in told.plans],
    }


def _row_json(one: Exposure, told: Credited) -> dict[str, Any]:
    return {
        "customer_number": one.customer,
        "customer_name": told.name(one.customer),
        "currency": one.currency,
        "use": one.use.value,
        "limit": None if one.allowed is None else str(one.allowed),
        "open": str(one.open),
        "over": str(one.over),
        "overdue": str(one.overdue),
        "in_payment_plans": str(one.planned),
        "since": one.limit.since.isoformat() if one.limit else None,
        "source": one.limit.source if one.limit else "",
    }


def plan_json(one: PlanStanding) -> dict[str, Any]:
    """A payment plan and what became of it."""
    plan = one.plan
    return {
        "plan": plan.id,
        "customer_number": plan.customer,
        "currency": plan.currency,
        "invoice_numbers": list(plan.invoices),
        "agreed": plan.agreed.isoformat(),
        "state": one.state.value,
        "total": str(plan.total),
        "paid": str(one.paid),
        "left": str(one.left),
        "instalments": [
            {"due": part.due.isoformat(), "amount": str(part.amount), "state": state.value}
            for part, state in zip(plan.instalments, one.states, strict=True)
        ],
        "made_by": plan.made_by,
        "ended_at": plan.ended_at.isoformat() if plan.ended_at else None,
    }


def limit_json(one: CreditLimit) -> dict[str, Any]:
    """A credit limit as it was set."""
    return {
        "customer_number": one.customer,
        "currency": one.currency,
        "amount": None if one.amount is None else str(one.amount),
        "since": one.since.isoformat(),
        "source": one.source,
        "set_at": one.set_at.isoformat(),
        "set_by": one.set_by,
    }

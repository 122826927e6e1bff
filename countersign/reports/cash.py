"""Payments and applications as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.cash_words import applied_by, clue_words, payment_state, payment_why
from countersign.reports.columns import aligned

if TYPE_CHECKING:
    from flows.cash import CashReport, Shown
    from models.cash import Application, Payment, Proposal, Share
    from models.sending import Reason
    from receivables.dispute_tables import ReasonCodes

APPLICATION_COLUMNS = (
    *("application", "payment", "value_date", "bank_reference", "payer", "customer_number", "invoice_number"),
    *("currency", "paid", "discount", "deduction", "reason", "own_code", "payer_code", "applied_at"),
    *("applied_by", "booked_in_load", "taken_back_at"),
)
_RIGHT = 3


def cash_lines(told: CashReport) -> Iterator[str]:
    """How payments stand, what waits, and what the ledger is to learn."""
    yield f"Payments of {told.client} as of {told.as_of}"
    if not told.tallies:
        yield "No payment was loaded yet: countersign payments load brings some."
        return
    yield ""
    rows = [("state", "payments", "amount")]
    rows += [
        (payment_state(one.state), str(one.count), amount(one.amount, one.currency)) for one in told.tallies
    ]
    yield from aligned(rows, (1, 2))
    applied = told.automatic["all"]
    if applied:
        yield f"Applied without a person: {told.automatic['automatic']} of {applied}."
    for currency, total in told.unbooked_totals.items():
        yield f"Applied, and not in the ledger yet: {amount(total, currency)}."
    if told.payments:
        yield ""
        yield from payment_lines(told.payments)


def payment_lines(payments: Iterable[Payment]) -> Iterator[str]:
    """Payments in columns."""
    rows = [("payment", "value date", "payer", "amount", "state", "why")]
    rows += [
        (
            one.id,
            one.value_day.isoformat(),
            one.payer,
            amount(one.amount, one.currency),
            payment_state(one.state),
            payment_why(one.why),
        )
        for one in payments
    ]
    yield from aligned(rows, (_RIGHT,))


def shown_lines(told: Shown) -> Iterator[str]:
    """One payment: where it is, or what it may be for and why."""
    one = told.payment
    money = amount(one.amount, one.currency)
    yield f"Payment {one.id}: {money} of {one.value_day}, {payment_state(one.state)}"
    yield f"Payer: {one.payer or '-'}{f' (account ending in {one.account_tail})' if one.account_tail else ''}"
    yield f"Reference: {one.reference or '-'}"
    yield payment_why(one.why)
    for part in told.applications:
        ended = ", taken back" if part.taken_back_at else ""
        booked = f", in the ledger since load {part.booked_load}" if part.booked_load else ""
        where = _where(part.share, part.currency)
        yield f"  {where} by {applied_by(part.by)} at {part.at:%Y-%m-%d %H:%M} UTC{booked}{ended}"
    for place, proposal in enumerate(one.proposals if not told.standing else (), 1):
        yield f"{place}. {proposal.probability:.1%}"
        yield from (f"   {_where(share, one.currency)}" for share in proposal.shares)
        yield from (f"   - {clue_words(clue, one.currency)}" for clue in proposal.clues)


def _where(share: Share, currency: str) -> str:
    place = f"{share.customer} {share.invoice}" if share.invoice else f"account of {share.customer}"
    less = f", discount {amount(share.discount, currency)}" if share.discount else ""
    held = f", held back {amount(share.deduction, currency)} ({share.reason})" if share.deduction else ""
    return f"{amount(share.paid, currency)} to {place}{less}{held}"


def cash_csv(told: CashReport) -> Iterator[str]:
    """One row for each payment that asks for a person or waits."""
    yield csv_line(
        (
            "payment",
            "value_date",
            "age_days",
            "amount",
            "currency",
            "payer",
            "reference",
            "state",
            "why",
            "customer_number",
        )
    )
    for one in told.payments:
        yield csv_line(
            (
                *(one.id, one.value_day, told.age(one), one.amount, one.currency, one.payer, one.reference),
                *(one.state.value, one.why.value, one.customer),
            )
        )


def applications_csv(
    applications: Iterable[Application],
    payments: Mapping[str, Payment],
    codes: Mapping[Reason, ReasonCodes],
) -> Iterator[str]:
    """What was put where, for the ledger's own system; what was taken back too, with its time."""
    yield csv_line(APPLICATION_COLUMNS)
    for one in applications:
        share, payment = one.share, payments.get(one.payment)
        own = codes[share.reason].own if share.reason else ""
        yield csv_line(
            (
                *(one.id, one.payment, one.value_day, payment.bank_reference if payment else ""),
                *(payment.payer if payment else "", share.customer, share.invoice, one.currency),
                *(share.paid, share.discount, share.deduction, share.reason.value if share.reason else ""),
                *(own, share.code, one.at.isoformat(), applied_by(one.by), one.booked_load or ""),
                one.taken_back_at.isoformat() if one.taken_back_at else "",
            )
        )


def cash_json(told: CashReport) -> dict[str, Any]:
    """The report; amounts are texts with all their digits."""
    return {
        "client": told.client,
        "as_of": told.as_of.isoformat(),
        "states": [
            {
                "state": one.state.value,
                "currency": one.currency,
                "payments": one.count,
                "amount": str(one.amount),
            }
            for one in told.tallies
        ],
        "applied": told.automatic["all"],
        "applied_at_once": told.automatic["automatic"],
        "unbooked": [
            {"currency": unit, "amount": str(total)} for unit, total in told.unbooked_totals.items()
        ],
        "payments": [payment_json(one) for one in told.payments],
    }


def payment_json(one: Payment) -> dict[str, Any]:
    """A payment."""
    return {
        "payment": one.id,
        "value_date": one.value_day.isoformat(),
        "amount": str(one.amount),
        "currency": one.currency,
        "payer": one.payer,
        "payer_account": one.account_tail,
        "reference": one.reference,
        "bank_reference": one.bank_reference,
        "customer_number": one.customer,
        "state": one.state.value,
        "why": one.why.value,
        "version": one.version,
    }


def shown_json(told: Shown, proposals: Iterable[tuple[int, Proposal]]) -> dict[str, Any]:
    """A payment with where it is and what it may be for; places are those that a decision names."""
    unit = told.payment.currency
    return {
        **payment_json(told.payment),
        "applications": [application_json(one) for one in told.applications],
        "proposals": [
            {
                "proposal": place,
                "probability": one.probability,
                "parts": [share_json(share) for share in one.shares],
                "evidence": [
                    {
                        "sign": clue.sign.value,
                        "against": clue.sign.speaks_against,
                        "words": clue_words(clue, unit),
                    }
                    for clue in one.clues
                ],
            }
            for place, one in proposals
        ],
    }


def share_json(share: Share) -> dict[str, Any]:
    """A part of a payment."""
    return {
        "customer_number": share.customer,
        "invoice_number": share.invoice,
        "paid": str(share.paid),
        "discount": str(share.discount),
        "deduction": str(share.deduction),
        "reason": share.reason.value if share.reason else None,
        "code": share.code,
    }


def application_json(one: Application) -> dict[str, Any]:
    """A part where it was put."""
    return {
        "application": one.id,
        **share_json(one.share),
        "currency": one.currency,
        "applied_at": one.at.isoformat(),
        "applied_by": applied_by(one.by),
        "booked_in_load": one.booked_load or None,
        "taken_back_at": one.taken_back_at.isoformat() if one.taken_back_at else None,
    }

"""Early-payment discount and late charges of an invoice, exact to the cent. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from models.ledger import Invoice
from models.reminder import Charge, Discount, Rate, Schedule

ZERO, _CENT, _HUNDRED, YEAR = Decimal(0), Decimal("0.01"), Decimal(100), 365


@dataclass(frozen=True, slots=True)
class Deduction:
    """What may be deducted of an invoice until a day."""

    amount: Decimal
    until: date
    discount: Discount


@dataclass(frozen=True, slots=True)
class LateCharges:
    """What is due on top of an overdue amount on a day."""

    interest: Decimal = ZERO
    flat: Decimal = ZERO
    rates: tuple[Rate, ...] = ()
    """Those that were in force, oldest first."""
    charge: Charge | None = None

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.interest + self.flat


def deduction(invoice: Invoice, amount: Decimal, schedule: Schedule, day: date) -> Deduction | None:
    """What may be deducted where `amount`, all of the invoice, is paid early; None where it is too late."""
    fitting = [
        one
        for one in schedule.discounts
        if one.since <= invoice.invoice_date and one.customer in {"", invoice.customer_number}
    ]
    if not fitting or amount != invoice.amount:
        return None
    terms = max(fitting, key=lambda one: (one.customer, one.since))
    until = invoice.invoice_date + timedelta(days=terms.days)
    if day > until:
        return None
    return Deduction(_cents(amount * terms.percent / _HUNDRED), until, terms)


def late_charges(invoice: Invoice, amount: Decimal, schedule: Schedule, day: date) -> LateCharges:
    """Interest on `amount` from the day after the due date up to `day`, and the flat charge."""
    due = invoice.due_date
    if due is None or day <= due:
        return LateCharges()
    spans = _spans(due, day, schedule)
    weighed = sum((amount * rate.percent * days for rate, days in spans), ZERO)
    charge = _charge(invoice, schedule)
    return LateCharges(
        interest=_cents(weighed / (_HUNDRED * YEAR)),
        flat=charge.amount if charge else ZERO,
        rates=tuple(rate for rate, _ in spans),
        charge=charge,
    )


def _spans(due: date, day: date, schedule: Schedule) -> list[tuple[Rate, int]]:
    """Rates in force after `due` up to `day`, each with its days."""
    rates = sorted(schedule.rates, key=lambda one: one.since)
    first = due + timedelta(days=1)
    if schedule.fixed_rate:
        known = [one for one in rates if one.since <= first]
        return [(known[-1], (day - due).days)] if known else []
    found = []
    for place, rate in enumerate(rates):
        begins = max(first, rate.since)
        ends = min(day, rates[place + 1].since - timedelta(days=1)) if place + 1 < len(rates) else day
        if begins <= ends:
            found.append((rate, (ends - begins).days + 1))
    return found


def _charge(invoice: Invoice, schedule: Schedule) -> Charge | None:
    fitting = [
        one
        for one in schedule.charges
        if one.currency == invoice.currency
        and invoice.due_date is not None
        and one.since <= invoice.due_date
        and one.at_least <= invoice.amount
    ]
    return max(fitting, key=lambda one: (one.since, one.at_least), default=None)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)

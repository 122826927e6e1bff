"""The calendar of reminders as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.collecting_words import step_words, why_words
from countersign.reports.columns import aligned
from countersign.reports.words import standing_json, standing_words

if TYPE_CHECKING:
    from flows.reminders import Reminded
    from models.reminder import Reminder, Schedule
    from receivables.reminders import Due, Dunned, Held, Paused

COLUMNS = (
    *("as_of", "state", "on", "customer_number", "customer_name", "invoice_number", "due_date"),
    *("days_overdue", "level", "level_days", "step", "channel", "asked_for", "held_back", "currency"),
    *("why", "proof"),
)


def reminder_lines(told: Reminded) -> Iterator[str]:
    """Letters by day, and what is paused and why."""
    found = told.calendar
    yield f"Reminders of {told.whose.client} from {found.as_of} to {found.until}"
    yield standing_words(told.standing, found.as_of)
    if not found.letters:
        yield "Nothing is to be sent."
    else:
        heads = ["on", "customer", "name", "level", "by", "invoices", "asked for", "not proven"]
        yield ""
        yield from aligned([heads, *(_line(one, told) for one in found.letters)], (5, 6, 7))
    if found.paused:
        yield ""
        yield "Paused:"
        heads = ["customer", "invoice", "open", "why"]
        yield from aligned([heads, *map(_paused_line, found.paused)], (2,))


def _line(one: Dunned, told: Reminded) -> list[str]:
    place = f"{told.schedule.number(one.level)} {step_words(one.level.step)}"
    money = ", ".join(amount(value, currency) for currency, value in one.totals.items())
    named = [one.on.isoformat(), one.customer, told.name(one.customer)]
    return [
        *named,
        place,
        one.level.channel.value,
        str(len(one.items)),
        money,
        str(len(one.unproven) or "-"),
    ]


def _paused_line(one: Paused) -> list[str]:
    invoice = one.invoice
    why = ", ".join(why_words(part.why) for part in one.held)
    return [*invoice.key, amount(invoice.balance, invoice.currency), why]


def reminders_csv(told: Reminded) -> Iterator[str]:
    """One row for each invoice that is to be reminded of, then one for each that is paused."""
    yield csv_line(COLUMNS)
    day = told.calendar.as_of
    for letter in told.calendar.letters:
        for one in letter.items:
            invoice, level = one.invoice, one.level
            named = letter.customer, told.name(letter.customer), invoice.number, invoice.due_date or ""
            step = told.schedule.number(level), level.days, level.step.value, level.channel.value
            held = sum((part.amount for part in one.held), start=one.amount * 0)
            why = " ".join(part.why.value for part in one.held)
            money = one.amount, held, invoice.currency, why, one.status.value
            yield csv_line((day, "due", one.on, *named, one.overdue(one.on), *step, *money))
    for paused in told.calendar.paused:
        invoice = paused.invoice
        whose = invoice.customer_number, told.name(invoice.customer_number), invoice.number
        due = invoice.due_date or "", -paused.proven.days if paused.proven.days is not None else ""
        why = " ".join(part.why.value for part in paused.held)
        nothing = invoice.balance * 0, invoice.balance, invoice.currency, why, paused.proven.status.value
        yield csv_line(
            (day, "paused", paused.on, *whose, *due, *_level_cells(told.schedule, paused), *nothing)
        )


def _level_cells(schedule: Schedule, one: Paused) -> tuple[object, ...]:
    if one.level is None:
        return "", "", "", ""
    return schedule.number(one.level), one.level.days, one.level.step.value, one.level.channel.value


def reminders_json(told: Reminded) -> dict[str, Any]:
    """Letters by day with their items, and what is paused; amounts are texts with all their digits."""
    found = told.calendar
    return {
        "client": told.whose.client,
        "as_of": found.as_of.isoformat(),
        "until": found.until.isoformat(),
        "ledger": standing_json(told.standing),
        "letters": [_letter_json(one, told) for one in found.letters],
        "paused": [_paused_json(one, told) for one in found.paused],
    }


def sent_json(one: Reminder) -> dict[str, Any]:
    """A reminder that was sent."""
    return {
        "reminder": one.id,
        "customer_number": one.customer,
        "on": one.on.isoformat(),
        "level": one.number,
        "level_days": one.days,
        "step": one.step.value,
        "channel": one.channel.value,
        "invoice_numbers": [item.invoice for item in one.items],
        "sent_by": one.sent_by,
    }


def _letter_json(one: Dunned, told: Reminded) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "customer_number": one.customer,
        "customer_name": told.name(one.customer),
        "level": told.schedule.number(one.level),
        "level_days": one.level.days,
        "step": one.level.step.value,
        "channel": one.level.channel.value,
        "totals": [{"currency": name, "amount": str(value)} for name, value in one.totals.items()],
        "credits": [{"currency": name, "amount": str(value)} for name, value in one.credits.items()],
        "items": [_item_json(item, told) for item in one.items],
    }


def _item_json(one: Due, told: Reminded) -> dict[str, Any]:
    invoice = one.invoice
    return {
        "invoice_number": invoice.number,
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "days_overdue": one.overdue(one.on),
        "level": told.schedule.number(one.level),
        "level_days": one.level.days,
        "asked_for": str(one.amount),
        "open": str(invoice.balance),
        "currency": invoice.currency,
        "held_back": [_held_json(part) for part in one.held],
        "proof": one.status.value,
        "reminded": one.before.count if one.before else 0,
    }


def _held_json(part: Held) -> dict[str, Any]:
    until = part.until.isoformat() if part.until else None
    return {"why": part.why.value, "amount": str(part.amount), "until": until}


def _paused_json(one: Paused, told: Reminded) -> dict[str, Any]:
    invoice = one.invoice
    return {
        "customer_number": invoice.customer_number,
        "customer_name": told.name(invoice.customer_number),
        "invoice_number": invoice.number,
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "on": one.on.isoformat(),
        "level": told.schedule.number(one.level) if one.level else None,
        "open": str(invoice.balance),
        "currency": invoice.currency,
        "held_back": [_held_json(part) for part in one.held],
        "proof": one.proven.status.value,
    }

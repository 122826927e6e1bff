"""What the letter of a reminder says, top to bottom. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.evidence import Letterhead, Tongue
from models.ledger import Customer
from models.reminder import Rate, Schedule
from receivables.evidence.letter import Letter, addressee
from receivables.reminders.calendar import Due, Dunned
from receivables.reminders.charges import ZERO, LateCharges, deduction, late_charges
from receivables.reminders.covers import Why
from receivables.reminders.words import ReminderWords

_NONE = "\u2013"
_TOLD = frozenset({Why.PAID, Why.DISPUTED, Why.PROMISED, Why.PLANNED})
"""Why something is left out, as far as the customer is told."""


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """One letter, in one language."""

    dunned: Dunned
    letter: Letter
    """Its `table` is empty: the items stand in `heads`, `rows` and `sums`."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """One for each invoice; what stands below in a cell comes after a line break."""
    sums: tuple[tuple[str, ...], ...]
    """(label, amount, late charges or nothing)."""
    notes: tuple[str, ...]
    """Small print below the table: discounts, charges, what is left out."""
    title: str
    language: Tongue
    charged: Mapping[str, Decimal]
    """Late charges by currency; empty where none are shown."""
    has_proofs: bool
    """True where a column tells of proofs of delivery, the fourth."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the parts of a letter are made from."""

    dunned: Dunned
    schedule: Schedule
    words: ReminderWords
    charges: tuple[LateCharges, ...]
    """By item; empty where none are shown."""

    @property
    def proven(self) -> int:
        """Items that a proof of delivery proves."""
        return sum(not one.status.is_gap for one in self.dunned.asked)

    @property
    def pay_by(self) -> date:
        return self.dunned.on + timedelta(days=self.schedule.pay_within)

    def charged(self) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for item, one in zip(self.dunned.asked, self.charges, strict=False):
            found[item.invoice.currency] = found.get(item.invoice.currency, ZERO) + one.total
        return {currency: value for currency, value in sorted(found.items()) if value}


def reminder_letter(
    dunned: Dunned, schedule: Schedule, customer: Customer, head: Letterhead, language: Tongue
) -> ReminderLetter:
    """The letter of a customer's reminder, dated as the reminder is."""
    words = ReminderWords(language)
    charges: tuple[LateCharges, ...] = ()
    if dunned.level.days >= max(schedule.charged_from, 1):
        charges = tuple(late_charges(one.invoice, one.amount, schedule, dunned.on) for one in dunned.asked)
    told = _Told(dunned, schedule, words, charges)
    charged = told.charged()
    told = told if charged else _Told(dunned, schedule, words, ())
    text = dunned.level.texts[language]
    filled = {"pay_by": words.day(told.pay_by), "total": words.sums(_asked(told, charged))}
    subject = text.subject.format(**filled)
    letter = Letter(
        sender=tuple(line for line in (head.name, *head.address) if line),
        to=addressee(customer),
        day=words.day(dunned.on),
        subject=subject,
        facts=tuple(_facts(told, customer)),
        table=(),
        greeting=words.say("greeting"),
        before=tuple(
            " ".join(part.split()) for part in text.text.format(**filled).split("\n\n") if part.strip()
        ),
        points=(),
        after=tuple(_after(told, head)),
        ask=words.say(_ask(dunned, charged), **filled),
        closing=words.say("closing"),
        signed=tuple(line for line in (head.contact, head.name, words.say("on_behalf")) if line),
    )
    return ReminderLetter(
        dunned=dunned,
        letter=letter,
        heads=tuple(_heads(told)),
        rows=tuple(_row(told, place) for place in range(len(dunned.asked))),
        sums=tuple(_sums(told, charged)),
        notes=tuple(_notes(told)),
        title=words.say("reminder.title", subject=subject, customer=customer.name or customer.number),
        language=language,
        charged=charged,
        has_proofs=bool(told.proven),
    )


def _asked(told: _Told, charged: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """What is to be paid, late charges included, by currency."""
    return {currency: total + charged.get(currency, ZERO) for currency, total in told.dunned.totals.items()}


def _ask(dunned: Dunned, charged: Mapping[str, Decimal]) -> str:
    if dunned.level.days <= 0:
        return "reminder.ask.before"
    return "reminder.ask.charged" if charged else "reminder.ask"


def _facts(told: _Told, customer: Customer) -> Iterator[tuple[str, str]]:
    words = told.words
    yield words.say("fact.customer"), customer.number
    place = told.schedule.number(told.dunned.level)
    count = len(told.schedule.levels)
    yield words.say("reminder.level"), words.say("reminder.level_of", number=place, count=count)
    for currency, total in _asked(told, told.charged()).items():
        yield words.say("reminder.open"), words.amount(total, currency)
    if told.dunned.level.days > 0:
        yield words.say("reminder.pay_by"), words.day(told.pay_by)


def _heads(told: _Told) -> Iterator[str]:
    names = ("invoice", "order", "due", "pod", "amount")
    yield from (told.words.say(f"reminder.{name}") for name in names if name != "pod" or told.proven)
    if told.charges:
        yield told.words.say("reminder.charges")


def _row(told: _Told, place: int) -> tuple[str, ...]:
    one, words = told.dunned.asked[place], told.words
    invoice, days = one.invoice, one.overdue(told.dunned.on)
    row = (
        f"{invoice.number}\n{words.day(invoice.invoice_date)}",
        invoice.po_number,
        "\n".join(
            (words.day(invoice.due_date or told.dunned.on), words.count("reminder.overdue", days))
            if days > 0
            else (words.day(invoice.due_date or told.dunned.on),)
        ),
        *([_proof(one, words)] if told.proven else []),
        words.amount(one.amount, invoice.currency),
    )
    return (*row, words.amount(told.charges[place].total, invoice.currency)) if told.charges else row


def _proof(one: Due, words: ReminderWords) -> str:
    """What is on file; of what does not prove it nothing is told to the customer."""
    best = None if one.status.is_gap else one.proven.best
    if best is None:
        return _NONE
    return (
        words.say("reminder.pod.grade", grade=best.grade.value)
        if best.grade
        else words.say("reminder.pod.plain")
    )


def _sums(told: _Told, charged: Mapping[str, Decimal]) -> Iterator[tuple[str, ...]]:
    words = told.words
    for currency, total in told.dunned.totals.items():
        extra = charged.get(currency, ZERO)
        more = (words.amount(extra, currency),) if charged else ()
        yield (words.say("reminder.total"), words.amount(total, currency), *more)
    for currency, extra in charged.items():
        total = told.dunned.totals[currency]
        yield words.say("reminder.with_charges"), "", words.amount(total + extra, currency)


def _notes(told: _Told) -> Iterator[str]:
    words = told.words
    for one in told.dunned.soon:
        due, money = one.invoice.due_date or told.dunned.on, words.amount(one.amount, one.invoice.currency)
        yield words.say("reminder.soon", invoice=one.invoice.number, day=words.day(due), amount=money)
    for one in told.dunned.asked:
        yield from (
            _left_out(one, part.why, part.amount, part.until, words) for part in one.held if part.why in _TOLD
        )
    for one in told.dunned.items:
        terms = deduction(one.invoice, one.amount, told.schedule, told.dunned.on)
        if terms is not None:
            yield words.say(
                "reminder.discount" if terms.discount.source else "reminder.discount.plain",
                invoice=one.invoice.number,
                day=words.day(terms.until),
                percent=words.percent(terms.discount.percent),
                amount=words.amount(terms.amount, one.invoice.currency),
                source=terms.discount.source,
            )
    yield from _charge_notes(told)
    if told.proven:
        yield words.say("reminder.grades")


def _left_out(one: Due, why: Why, amount: Decimal, until: date | None, words: ReminderWords) -> str:
    reason = words.say(f"reminder.held.{why.value}", day=words.day(until) if until else "")
    money = words.amount(amount, one.invoice.currency)
    return words.say("reminder.held", invoice=one.invoice.number, amount=money, why=reason)


def _charge_notes(told: _Told) -> Iterator[str]:
    words = told.words
    rates: dict[Rate, None] = {rate: None for one in told.charges if one.interest for rate in one.rates}
    if rates:
        shown = [
            words.say(
                "reminder.rate",
                percent=words.percent(one.percent),
                day=words.day(one.since),
                source=one.source,
            )
            for one in rates
        ]
        day = words.day(told.dunned.on)
        yield words.say("reminder.interest", day=day, rates=words.listed(shown))
    charges = dict.fromkeys(one.charge for one in told.charges if one.charge is not None)
    if charges:
        flats = [
            words.say("reminder.flat_one", amount=words.amount(one.amount, one.currency), source=one.source)
            for one in charges
        ]
        yield words.say("reminder.flat", charges=words.listed(flats))


def _after(told: _Told, head: Letterhead) -> Iterator[str]:
    words = told.words
    if told.proven:
        name = "reminder.pod_note.one" if len(told.dunned.asked) == 1 else "reminder.pod_note.many"
        yield words.say(name, number=told.proven)
    if told.dunned.credits:
        shown = {currency: -value for currency, value in told.dunned.credits.items()}
        yield words.say("reminder.credit", amount=words.sums(shown))
    who = ", ".join(part for part in (head.contact, head.phone, head.email) if part)
    if who:
        yield words.say("reminder.questions", contact=who)

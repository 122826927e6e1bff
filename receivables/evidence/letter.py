"""The letter of a pack: parties, invoice, dispute, what each exhibit shows, the day for a reply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.ledger import Customer
from receivables.evidence.contents import Exhibit
from receivables.evidence.marks import MarkKind
from receivables.evidence.pack import Pack
from receivables.evidence.showing import shows, title_of
from receivables.evidence.texts import Words


@dataclass(frozen=True, slots=True)
class Point:
    """What one exhibit shows."""

    exhibit: str
    """Its letter."""
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of the letter, top to bottom."""

    sender: tuple[str, ...]
    """Name and address; empty where no letterhead is set."""
    to: tuple[str, ...]
    day: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    """(label, value), of one invoice."""
    table: tuple[tuple[str, ...], ...]
    """Of several invoices: a row of heads and one for each; empty for one."""
    greeting: str
    before: tuple[str, ...]
    """Paragraphs before the points."""
    points: tuple[Point, ...]
    after: tuple[str, ...]
    ask: str
    closing: str
    signed: tuple[str, ...]
    """Below the closing."""


def letter_of(pack: Pack, custody_page: int) -> Letter:
    """The letter; `custody_page` is the page of the pack on which the custody record begins."""
    words, head = Words(pack.language), pack.letterhead
    return Letter(
        sender=tuple(line for line in (head.name, *head.address) if line),
        to=addressee(pack.customer),
        day=words.day(pack.wish.on),
        subject=_subject(pack, words),
        facts=tuple(_facts(pack, words)),
        table=_table(pack, words) if len(pack.invoices) > 1 else (),
        greeting=words.say("greeting"),
        before=tuple(_before(pack, words)),
        points=tuple(_point(one, pack, words) for one in pack.exhibits),
        after=tuple(_after(pack, words, custody_page)),
        ask=words.say("ask" if pack.wish.dispute.reason else "ask.plain", day=words.day(pack.reply_by)),
        closing=words.say("closing"),
        signed=tuple(line for line in (head.contact, head.name, words.say("on_behalf")) if line),
    )


def addressee(customer: Customer) -> tuple[str, ...]:
    """Name and address of a customer, line by line."""
    lines = (customer.name or customer.number, *customer.address.split("\n"), customer.city, customer.country)
    return tuple(line.strip() for line in lines if line.strip())


def _subject(pack: Pack, words: Words) -> str:
    if len(pack.invoices) > 1:
        return words.say("subjects", invoices=words.listed([one.number for one in pack.invoices]))
    (one,) = pack.invoices
    amount = words.amount(one.amount, one.currency)
    return words.say("subject", invoice=one.number, day=words.day(one.invoice_date), amount=amount)


def _facts(pack: Pack, words: Words) -> Iterator[tuple[str, str]]:
    yield words.say("fact.customer"), pack.customer.number
    if len(pack.invoices) == 1:
        (one,) = pack.invoices
        if one.po_number:
            yield words.say("fact.order"), one.po_number
        if one.delivery_number:
            yield words.say("fact.delivery"), one.delivery_number
        if one.due_date:
            yield words.say("fact.due"), words.day(one.due_date)
    dispute = pack.wish.dispute
    if dispute.claim:
        yield words.say("fact.claim"), dispute.claim
    if dispute.reason:
        yield words.say("fact.reason"), words.say(f"reason.{dispute.reason.value}")
    if dispute.amount is not None:
        yield words.say("fact.contested"), words.amount(dispute.amount, pack.invoices[0].currency)
    yield words.say("fact.reply"), words.day(pack.reply_by)


def _table(pack: Pack, words: Words) -> tuple[tuple[str, ...], ...]:
    names = ("fact.invoice", "fact.date", "fact.due", "fact.order", "index.exhibit", "fact.amount")
    rows = (
        (
            one.number,
            words.day(one.invoice_date),
            words.day(one.due_date) if one.due_date else "",
            one.po_number,
            ", ".join(exhibit.letter for exhibit in pack.exhibits if one.number in exhibit.invoices)
            or "\u2013",
            words.amount(one.amount, one.currency),
        )
        for one in pack.invoices
    )
    return (tuple(words.say(name) for name in names), *rows, *_total(pack, words))


def _total(pack: Pack, words: Words) -> Iterator[tuple[str, ...]]:
    """The sum, where all are in one currency."""
    (currency, *others) = {one.currency for one in pack.invoices}
    if not others:
        amount = sum((one.amount for one in pack.invoices), Decimal(0))
        yield words.say("fact.total"), "", "", "", "", words.amount(amount, currency)


def _before(pack: Pack, words: Words) -> Iterator[str]:
    opening = "opening.dispute" if pack.wish.dispute.reason else "opening.plain"
    yield words.count(opening, len(pack.invoices))
    if pack.wish.note:
        yield pack.wish.note
    yield words.say("shows" if pack.exhibits else "nothing")


def _point(exhibit: Exhibit, pack: Pack, words: Words) -> Point:
    about = (title_of(exhibit, words), of_which(exhibit, pack, words))
    return Point(exhibit.letter, ", ".join(part for part in about if part), shows(exhibit, words))


def of_which(exhibit: Exhibit, pack: Pack, words: Words) -> str:
    """Which invoices an exhibit is about; empty in a pack of one."""
    if len(pack.invoices) == 1:
        return ""
    return words.count("of_invoices", len(exhibit.invoices), invoices=words.listed(exhibit.invoices))


def _after(pack: Pack, words: Words, custody_page: int) -> Iterator[str]:
    if any(mark.kind is MarkKind.SIGNATURE for one in pack.exhibits for mark in one.marks):
        yield words.say("receipt_note")
    if any(one.is_partial for one in pack.exhibits) or pack.picked.hidden:
        yield words.say("partial_note")
    yield words.say("custody_note", page=custody_page)
    who = ", ".join(
        part for part in (pack.letterhead.contact, pack.letterhead.phone, pack.letterhead.email) if part
    )
    if who:
        yield words.say("contact", contact=who)

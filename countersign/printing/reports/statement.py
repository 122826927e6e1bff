"""A statement of account as PDF: a letter with open items, what moved them, their ages, and where to pay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from countersign.language import day, figure, number, said, said_of
from countersign.printing.reports.paper import Front, printed, written_in
from countersign.printing.reports.parts import grid
from countersign.printing.reports.styles import NOTE, SECTION, TEXT
from countersign.reports.sections import Table
from countersign.reports.statement_words import entry_words, lacking_words, overdue_words, received_rows
from countersign.reports.words import bucket_words, standing_words
from flows.evidence.sheets.frame import LETTER_TOP
from flows.evidence.sheets.letters import first_sheet
from flows.evidence.sheets.style import LEFT, RIGHT, SHOWN, SUBJECT, para
from models.evidence import Letterhead, Tongue
from receivables.evidence import Letter

if TYPE_CHECKING:
    from flows.receivables import Stated
    from models.pod import Pod
    from receivables.forward import Forward
    from receivables.statement import Account, Item


def statement_pdf(told: Stated, head: Letterhead, tongue: Tongue | None = None) -> bytes:
    """The statement, in the language of the letterhead unless `tongue` says otherwise."""
    with written_in(tongue or head.language):
        title = said("Statement of account")
        front = Front(
            title,
            f"{told.statement.customer} \u00b7 {day(told.statement.terms.as_of)}",
            head,
            top=LETTER_TOP,
            draw=first_sheet(_letter(told, head)),
            sides=(LEFT, RIGHT),
        )
        return printed(front, lambda: list(_story(told, head, front)))


def _letter(told: Stated, head: Letterhead) -> Letter:
    statement = told.statement
    customer = told.customers[statement.customer]
    lines = customer.name or customer.number, *customer.address.split("\n"), customer.city, customer.country
    facts = [(said("Customer no."), statement.customer), (said("As of"), day(statement.terms.as_of))]
    if told.since and not told.lacking:
        facts.append((said("Since"), day(told.since.first)))
    facts += [(one.currency, figure(one.aged.total, one.currency)) for one in statement.accounts[:3]]
    return Letter(
        sender=tuple(line for line in (head.name, *head.address) if line),
        to=tuple(line.strip() for line in lines if line.strip()),
        day=said("Statement of account"),
        subject="",
        facts=tuple(facts),
        table=(),
        greeting="",
        before=(),
        points=(),
        after=(),
        ask="",
        closing="",
        signed=(),
    )


def _story(told: Stated, head: Letterhead, front: Front) -> Iterator[Any]:
    statement = told.statement
    on = day(statement.terms.as_of)
    yield para(said("Statement of account as of {day}", day=on), SUBJECT)
    yield from ([para(lacking_words(told), NOTE)] if told.lacking and told.since else [])
    if not told.standing.is_exact:
        yield para(standing_words(told.standing, statement.terms.as_of), NOTE)
    if not statement.accounts:
        yield para(said("Nothing is open."), TEXT)
    for forward in told.forward:
        yield from _moved(told, forward, front.inner)
    for account in statement.accounts:
        yield from _account(told, account, front.inner)
    yield from _foot(head)


def _moved(told: Stated, forward: Forward, wide: float) -> Iterator[Any]:
    assert told.since is not None  # noqa: S101 movements are of a period
    money = forward.currency
    yield para(said("Movements in {currency}", currency=money), SECTION)
    begin = said("Balance before {day}", day=day(told.since.first))
    rows = [("", begin, "", "", "", figure(forward.opening, money))]
    rows += [
        (
            day(one.on),
            entry_words(one.kind),
            one.invoice.number,
            one.invoice.po_number,
            figure(one.amount, money),
            figure(one.balance, money),
        )
        for one in forward.entries
    ]
    rows.append(
        ("", said("Balance on {day}", day=day(told.since.last)), "", "", "", figure(forward.closing, money))
    )
    heads = said("Dated"), said("Entry"), said("Number"), said("Your order"), said("Amount"), said("Balance")
    yield grid(Table(heads, tuple(rows), (4, 5), sums=True, shares=(1.7, 3, 2.2, 2.2, 1.9, 2)), wide)


def _account(told: Stated, account: Account, wide: float) -> Iterator[Any]:
    money = account.currency
    yield para(said("Open items in {currency}", currency=money), SECTION)
    heads = said("Dated"), said("Number"), said("Your order"), said("Due"), said("Overdue"), said("Open")
    rows = [_item(item, money) for item in account.items]
    total = said("Balance on {day}", day=day(told.statement.terms.as_of))
    rows.append((total, "", "", "", "", "", figure(account.aged.total, money), ""))
    table = Table(
        (*heads, said("Balance"), said("Proof of delivery")),
        tuple(rows),
        (5, 6),
        sums=True,
        shares=(1.7, 2.2, 1.6, 1.7, 1.2, 1.5, 1.6, 2.9),
    )
    yield grid(table, wide)
    yield from _received(account, wide)
    yield Spacer(0, 4 * mm)
    yield KeepTogether([_ages(told, account, wide), Spacer(0, 2 * mm), para(overdue_words(account), TEXT)])


def _received(account: Account, wide: float) -> Iterator[Any]:
    """What was paid and is not booked, under the balance that it does not change."""
    rows = tuple((name, figure(value, account.currency)) for name, value in received_rows(account))
    if rows:
        yield Spacer(0, 2 * mm)
        yield grid(Table(("", account.currency), rows, (1,), sums=True, shares=(12.1, 2.9)), wide)


def _item(item: Item, money: str) -> tuple[str, ...]:
    invoice = item.invoice
    late = said_of("{number} day", "{number} days", item.overdue, number=number(item.overdue))
    mark = said("disputed") if item.is_disputed else said("credit") if invoice.is_credit else ""
    return (
        day(invoice.invoice_date),
        f"{invoice.number} \u00b7 {mark}" if mark else invoice.number,
        invoice.po_number,
        day(invoice.due_date) if invoice.due_date else "",
        late if item.overdue > 0 else "",
        figure(invoice.balance, money),
        figure(item.balance, money),
        "; ".join(map(_pod, item.pods)) or "\u2013",
    )


def _pod(pod: Pod) -> str:
    if pod.grade:
        return said("grade {grade}, {document}", grade=pod.grade.value, document=pod.document_id)
    return pod.document_id


def _ages(told: Stated, account: Account, wide: float) -> Any:
    """The line of ages at the foot of an account."""
    aged, money = account.aged, account.currency
    heads = [
        *map(bucket_words, told.statement.terms.buckets),
        said("Disputed"),
        said("Credits"),
        said("Total"),
    ]
    cells = [*aged.buckets, aged.disputed, aged.credits, aged.total]
    row = tuple(figure(cell, money) if cell else "\u2013" for cell in cells)
    return grid(Table(tuple(heads), (row,), tuple(range(len(heads))), sums=True), wide)


def _foot(head: Letterhead) -> Iterator[Any]:
    yield Spacer(0, 3 * mm)
    if head.remit:
        paid = [para(said("Please pay to:"), SHOWN), *(para(line, SHOWN) for line in head.remit)]
        yield KeepTogether([*paid, Spacer(0, 3 * mm)])
    who = ", ".join(part for part in (head.contact, head.phone, head.email) if part)
    if who:
        yield para(said("Questions about this statement: {contact}.", contact=who), TEXT)
    yield para(said("Proofs of delivery are named by the number under which they can be asked for."), NOTE)

"""A statement of account as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.columns import aligned, plain_money
from countersign.reports.statement_words import entry_words, lacking_words, received_rows
from countersign.reports.words import bucket_name, bucket_words, standing_json, standing_words

if TYPE_CHECKING:
    from flows.receivables import Stated
    from models.pod import Pod
    from receivables.forward import Forward
    from receivables.statement import Account, Item

_HEADS = ("date", "type", "number", "PO", "due", "days overdue", "open", "balance", "", "proof of delivery")
_NUMBERS = (5, 6, 7)
COLUMNS = (
    *("as_of", "customer_number", "customer_name", "currency", "invoice_date", "type", "invoice_number"),
    *("po_number", "delivery_number", "due_date", "days_overdue", "amount", "open", "balance", "disputed"),
    *("proofs_of_delivery", "grades"),
)

MOVED = (
    *("customer_number", "customer_name", "currency", "date", "entry", "invoice_number", "po_number"),
    *("amount", "balance"),
)


def statement_lines(told: Stated) -> Iterator[str]:
    """The statement in columns, each currency with its balance and its ages."""
    statement = told.statement
    terms = statement.terms
    yield f"Statement of account of {statement.customer} {told.name(statement.customer)} as of {terms.as_of}"
    yield standing_words(told.standing, terms.as_of)
    if told.lacking:
        yield lacking_words(told)
    if not statement.accounts:
        yield "Nothing is open."
    for forward in told.forward:
        yield from _moved(told, forward)
    for account in statement.accounts:
        yield ""
        yield f"Open items in {account.currency}"
        yield from aligned([_HEADS, *map(_row, account.items)], _NUMBERS)
        yield ""
        yield from _sums(account, tuple(map(bucket_words, terms.buckets)))


def _moved(told: Stated, forward: Forward) -> Iterator[str]:
    yield ""
    yield f"Movements in {forward.currency}"
    first, last = (told.since.first, told.since.last) if told.since else ("", "")
    rows = [[f"before {first}", "balance", "", "", "", plain_money(forward.opening)]]
    for one in forward.entries:
        numbers = one.invoice.number, one.invoice.po_number
        money = plain_money(one.amount), plain_money(one.balance)
        rows.append([one.on.isoformat(), entry_words(one.kind), *numbers, *money])
    rows.append([f"on {last}", "balance", "", "", "", plain_money(forward.closing)])
    yield from aligned([["date", "entry", "number", "PO", "amount", "balance"], *rows], (4, 5))


def _row(item: Item) -> list[str]:
    invoice = item.invoice
    money = map(plain_money, (invoice.balance, item.balance))
    due = invoice.due_date.isoformat() if invoice.due_date else ""
    days = str(item.overdue) if item.overdue > 0 else ""
    proofs = " ".join(f"{pod.document_id}{_graded(pod)}" for pod in item.pods)
    shown = (invoice.invoice_date.isoformat(), kind_of(item), invoice.number, invoice.po_number, due, days)
    return [*shown, *money, "disputed" if item.is_disputed else "", proofs]


def kind_of(item: Item) -> str:
    """Invoice or credit."""
    return "credit" if item.invoice.is_credit else "invoice"


def _graded(pod: Pod) -> str:
    return f" ({pod.grade.value})" if pod.grade else ""


def _sums(account: Account, buckets: tuple[str, ...]) -> Iterator[str]:
    aged = account.aged
    named = [*zip(buckets, aged.buckets, strict=True), ("disputed", aged.disputed), ("credits", aged.credits)]
    yield "; ".join(f"{name} {amount(money, account.currency)}" for name, money in named if money)
    overdue = amount(account.overdue, account.currency)
    yield f"Balance {amount(aged.total, account.currency)}, of which overdue {overdue}."
    yield from (f"{name}: {amount(value, account.currency)}" for name, value in received_rows(account))


def statement_csv(told: Stated) -> Iterator[str]:
    """One row for each open item; where movements were asked for, one for each of them instead.

    Payments that the ledger has not booked, and discounts taken with them, follow without a balance.
    """
    if told.since is not None:
        yield from _movements_csv(told)
        return
    statement = told.statement
    place = statement.terms.as_of, statement.customer, told.name(statement.customer)
    yield csv_line(COLUMNS)
    for account in statement.accounts:
        for item in account.items:
            yield csv_line((*place, account.currency, *_cells(item)))
        for kind, money in (("received", account.received.paid), ("discount", account.received.discount)):
            if money:
                yield csv_line((*place, account.currency, "", kind, *[""] * 5, -money, *[""] * 5))


def _movements_csv(told: Stated) -> Iterator[str]:
    """Movements between a row of the balance before and one of the balance at the end, by currency."""
    yield csv_line(MOVED)
    since = told.since
    for forward in told.forward if since else ():
        place = told.statement.customer, told.name(told.statement.customer), forward.currency
        yield csv_line((*place, since.eve if since else "", "opening", "", "", "", forward.opening))
        for one in forward.entries:
            numbers = one.invoice.number, one.invoice.po_number
            yield csv_line((*place, one.on, one.kind.value, *numbers, one.amount, one.balance))
        yield csv_line((*place, since.last if since else "", "closing", "", "", "", forward.closing))


def _cells(item: Item) -> tuple[object, ...]:
    invoice = item.invoice
    return (
        *(invoice.invoice_date, kind_of(item), invoice.number, invoice.po_number, invoice.delivery_number),
        *(invoice.due_date or "", max(item.overdue, 0), invoice.amount, invoice.balance, item.balance),
        "yes" if item.is_disputed else "no",
        " ".join(pod.document_id for pod in item.pods),
        " ".join(pod.grade.value if pod.grade else "-" for pod in item.pods),
    )


def _forward(told: Stated) -> dict[str, Any]:
    """Movements, where they were asked for; null where the register does not know them."""
    if told.since is None:
        return {}
    moved = [
        {
            "currency": one.currency,
            "opening": str(one.opening),
            "invoiced": str(one.invoiced),
            "settled": str(one.settled),
            "closing": str(one.closing),
            "entries": [
                {
                    "date": entry.on.isoformat(),
                    "entry": entry.kind.value,
                    "invoice_number": entry.invoice.number,
                    "po_number": entry.invoice.po_number,
                    "amount": str(entry.amount),
                    "balance": str(entry.balance),
                }
                for entry in one.entries
            ],
        }
        for one in told.forward
    ]
    return {"since": told.since.first.isoformat(), "movements": None if told.lacking else moved}


def statement_json(told: Stated) -> dict[str, Any]:
    """The statement; amounts are texts with all their digits."""
    statement = told.statement
    return {
        "client": told.whose.client,
        "as_of": statement.terms.as_of.isoformat(),
        "customer_number": statement.customer,
        "customer_name": told.name(statement.customer),
        "ledger": standing_json(told.standing),
        **_forward(told),
        "accounts": [_account(account, told) for account in statement.accounts],
    }


def _account(account: Account, told: Stated) -> dict[str, Any]:
    return {**sums_json(account, told), "items": [_item(item) for item in account.items]}


def sums_json(account: Account, told: Stated) -> dict[str, Any]:
    """What a customer owes in one currency."""
    aged = account.aged
    names = map(bucket_name, told.statement.terms.buckets)
    return {
        "currency": account.currency,
        "balance": str(aged.total),
        "overdue": str(account.overdue),
        "disputed": str(aged.disputed),
        "credits": str(aged.credits),
        "received_unbooked": str(account.received.paid),
        "discounts_unbooked": str(account.received.discount),
        "buckets": {name: str(money) for name, money in zip(names, aged.buckets, strict=True)},
    }


def _item(item: Item) -> dict[str, Any]:
    invoice = item.invoice
    return {
        "invoice_number": invoice.number,
        "type": kind_of(item),
        "invoice_date": invoice.invoice_date.isoformat(),
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "days_overdue": max(item.overdue, 0),
        "po_number": invoice.po_number,
        "delivery_number": invoice.delivery_number,
        "amount": str(invoice.amount),
        "open": str(invoice.balance),
        "balance": str(item.balance),
        "disputed": item.is_disputed,
        "proofs_of_delivery": [pod_json(pod) for pod in item.pods],
    }


def pod_json(pod: Pod) -> dict[str, Any]:
    """A proof of delivery by its document."""
    return {
        "document": pod.document_id,
        "received_at": pod.received_at.isoformat(),
        "receipt": pod.status.value if pod.status else None,
        "grade": pod.grade.value if pod.grade else None,
        "unsure": pod.unsure,
    }

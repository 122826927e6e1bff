"""Payments held against the ledger: certain ones applied, doubtful ones to review, the rest waits."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from flows.cash.evidence import Books, words_in
from flows.desk import Desk, Stores
from flows.journal import about, tell
from models.cash import PROGRAM, Application, Payment, PaymentState, Proposal, Share, Why
from models.counts import counted
from models.errors import LeaseLost
from models.sending import InvoiceKey
from pipeline.folding import plain
from pipeline.names.comparable import normalise
from receivables.cash import booked, decide, propose
from storage.register import Advice, Deed, Placed

log = logging.getLogger(__name__)
MOST_ADVICES = 2000


def resolve_payments(desk: Desk, client: str, *, anew: bool = False) -> int:
    """Hold what is not decided against the newest ledger; returns how many payments were applied.

    What the ledger has booked meanwhile is marked first. With `anew` also those that were held against this
    load already, as when a remittance advice has come.
    """
    load, index = desk.ledgers.of(client)
    if not load:
        return 0
    _book(desk.stores, client, load)
    books = Books.of(desk.stores, client, index)
    looked, applied = 0, 0
    for payment in desk.register.payments.undecided(client, load + anew):
        looked += 1
        applied += _settled(books, payment, load)
    if looked:
        with about(client=client):
            words = f"{counted(looked, 'payment')} held against load {load}: {applied} applied"
            tell(log, "payments matched", words, load=load, looked=looked, applied=applied)
    return applied


def _settled(books: Books, payment: Payment, load: int) -> bool:
    """Decide on one payment; True where it was applied."""
    advice = _advice_of(books.stores, books.client, payment)
    if advice is not None:
        said = advice.said
        payment = replace(payment, lines=said.lines, customer_said=payment.customer_said or said.customer)
    proposals = propose(books.case(payment))
    state, why = decide(proposals)
    if state is PaymentState.APPLIED and payment.why is Why.PERSON:
        state, why = PaymentState.REVIEW, Why.PERSON
    applies = state is PaymentState.APPLIED
    shares = proposals[0].shares if applies else ()
    new = replace(
        payment,
        state=state,
        why=why,
        proposals=proposals,
        customer=one_customer(proposals[:1] if applies else proposals),
        load=load,
    )
    placed = Placed(
        new, shares, open_then(books.stores, books.client, shares), (), advice.id if advice else ""
    )
    try:
        books.stores.register.cash.place(placed, Deed(PROGRAM, books.stores.clock()))
    except LeaseLost:
        return False
    return applies


def one_customer(proposals: Iterable[Proposal]) -> str:
    """The customer, where all of them are of one; else empty."""
    found = {number for one in proposals for number in one.customers}
    return found.pop() if len(found) == 1 else ""


def open_then(stores: Stores, client: str, shares: Sequence[Share]) -> dict[InvoiceKey, Decimal]:
    """What the ledger has open of each invoice."""
    found = {one.key: stores.register.invoice(client, one.key) for one in shares if one.invoice}
    return {key: invoice.balance for key, invoice in found.items() if invoice is not None}


def _advice_of(stores: Stores, client: str, payment: Payment) -> Advice | None:
    """The advice that tells of a payment: it quotes its number, or payer and total are the same."""
    if payment.lines:
        return None
    fitting = [
        one
        for one in stores.register.payments.advices(client, MOST_ADVICES)
        if one.said.currency == payment.currency and one.said.total == payment.amount
    ]
    quoted = {plain(word) for word in words_in(f"{payment.reference} {payment.bank_reference}")}
    named = [one for one in fitting if one.said.number and plain(one.said.number) in quoted]
    same = [one for one in fitting if _same_payer(one, payment)]
    found = named or same
    return found[0] if len(found) == 1 else None


def _same_payer(advice: Advice, payment: Payment) -> bool:
    said = advice.said
    if said.customer and said.customer == payment.customer_said:
        return True
    return bool(said.payer) and normalise(said.payer) == normalise(payment.payer)


def _book(stores: Stores, client: str, load: int) -> None:
    """Mark what the ledger shows."""
    register = stores.register
    waiting = sorted(register.cash.unbooked(client), key=lambda one: one.share.key)
    done: list[int] = []
    for key, group in groupby(waiting, key=lambda one: one.share.key):
        if key[1] and any(one.load < load for one in group):
            done += [one.id for one in _booked(stores, client, key) if one.load < load]
    register.cash.book(client, done, load, stores.clock())


def _booked(stores: Stores, client: str, key: InvoiceKey) -> tuple[Application, ...]:
    return booked(stores.register.cash.of_invoice(client, key), stores.register.invoice(client, key))

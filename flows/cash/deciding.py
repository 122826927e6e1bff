"""What people make of payments: accept a proposal, apply by hand, leave aside, take back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.cash.evidence import Books
from flows.cash.matching import one_customer, open_then
from flows.desk import Desk
from flows.disputes import Wanted as WantedDispute
from flows.disputes import open_dispute
from models.cash import ZERO, Application, Payment, PaymentState, Proposal, Share, Why
from models.dispute import DisputeCase
from models.errors import LeaseLost, WrongUse
from models.payers import PayerLesson, PayerSign
from models.sending import Reason
from pipeline.names.comparable import normalise
from storage.register import Deed, Placed

MOST_SHARES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person makes of a payment."""

    payment: str
    """Its id."""
    version: int
    """That of the page which was looked at."""
    by: str


def accept(desk: Desk, client: str, wanted: Wanted, place: int) -> Payment:
    """Apply it as the proposal at a 0-based place says.

    Raises:
        WrongUse: there is no such payment or proposal.
        LeaseLost: it was decided on meanwhile.
    """
    payment = _looked_at(desk, client, wanted)
    if not 0 <= place < len(payment.proposals):
        raise WrongUse("This proposal is not there any more: look at the payment as it is now.")
    return _applied(desk, payment, payment.proposals[place].shares, wanted.by)


def apply_by_hand(desk: Desk, client: str, wanted: Wanted, shares: Sequence[Share]) -> Payment:
    """Apply it as a person has parted it.

    Raises:
        WrongUse: it does not add up, or an invoice is not there; the message says what to change.
        LeaseLost: it was decided on meanwhile.
    """
    payment = _looked_at(desk, client, wanted)
    return _applied(desk, payment, tuple(shares), wanted.by)


def leave_elsewhere(desk: Desk, client: str, wanted: Wanted) -> Payment:
    """Note that it pays no invoice and belongs to no customer's account.

    Raises:
        WrongUse: there is no such payment.
        LeaseLost: it was decided on meanwhile.
    """
    payment = _looked_at(desk, client, wanted)
    new = replace(payment, state=PaymentState.ELSEWHERE, why=Why.PERSON)
    return desk.register.cash.place(Placed(new), Deed(wanted.by, desk.now()))


def take_back(desk: Desk, client: str, wanted: Wanted) -> Payment:
    """Let it be looked at again: what was applied is not, and what it taught is forgotten.

    Raises:
        WrongUse: there is no such payment, or nothing to take back.
        LeaseLost: it was changed meanwhile.
    """
    payment = _found(desk, client, wanted)
    if payment.state not in {PaymentState.APPLIED, PaymentState.ELSEWHERE}:
        raise WrongUse("There is nothing to take back: this payment is not decided yet.")
    return desk.register.cash.take_back(payment, Deed(wanted.by, desk.now()))


def open_deduction(desk: Desk, client: str, application: Application, by: str) -> DisputeCase:
    """Open a dispute over what the payer held back; where that was done before, the one that is there.

    Raises:
        WrongUse: nothing was held back there, or the ledger has no such invoice.
    """
    share = application.share
    if not share.deduction or application.taken_back_at is not None:
        raise WrongUse("Nothing was held back there: there is no dispute to open.")
    wanted = WantedDispute(
        key=share.key,
        reason=share.reason or Reason.UNAUTHORISED,
        amount=share.deduction,
        raised=application.value_day,
        claim=share.code,
    )
    for case in desk.register.disputes.of_invoices(client, [share.key]):
        same = case.amount, case.raised, case.claim
        if case.state.is_open and same == (wanted.amount, wanted.raised, wanted.claim):
            return case
    return open_dispute(desk.stores, client, wanted, by)


def _found(desk: Desk, client: str, wanted: Wanted) -> Payment:
    payment = desk.register.payments.one(client, wanted.payment)
    if payment is None:
        raise WrongUse(f"There is no payment {wanted.payment}.")
    if payment.version != wanted.version:
        raise LeaseLost("Somebody has decided on this payment meanwhile: look at it as it is now.")
    return payment


def _looked_at(desk: Desk, client: str, wanted: Wanted) -> Payment:
    payment = _found(desk, client, wanted)
    if payment.state in {PaymentState.APPLIED, PaymentState.ELSEWHERE}:
        raise WrongUse("This payment is decided: take that back first.")
    return payment


def _applied(desk: Desk, payment: Payment, shares: tuple[Share, ...], by: str) -> Payment:
    _, index = desk.ledgers.of(payment.client)
    books = Books.of(desk.stores, payment.client, index)
    _check(books, payment, shares)
    new = replace(
        payment,
        state=PaymentState.APPLIED,
        why=Why.PERSON,
        customer=one_customer([Proposal(shares, 1.0, ())]),
        load=desk.register.load_number(payment.client),
    )
    lessons = tuple(_lessons(books, new, shares))
    placed = Placed(new, shares, open_then(desk.stores, payment.client, shares), lessons)
    return desk.register.cash.place(placed, Deed(by, desk.now()))


def _check(books: Books, payment: Payment, shares: tuple[Share, ...]) -> None:
    """Do nothing where money and invoices add up."""
    if not 0 < len(shares) <= MOST_SHARES:
        raise WrongUse(f"Say where it belongs: to at least one invoice or account, to at most {MOST_SHARES}.")
    total = sum((one.paid for one in shares), ZERO)
    if total != payment.amount:
        raise WrongUse(
            f"The parts add up to {total}, but the payment is of {payment.amount} {payment.currency}: put "
            "what is left on the customer's account."
        )
    if len({one.key for one in shares}) != len(shares):
        raise WrongUse("An invoice stands there twice: put its parts together.")
    for one in shares:
        if one.invoice:
            _check_share(books, payment, one)
        elif not books.stores.register.books.customers(payment.client, [one.customer]):
            raise WrongUse(f"The ledger has no customer {one.customer}.")
        elif one.paid <= 0 or one.discount or one.deduction:
            raise WrongUse("What is left on account is above zero, without discount or deduction.")


def _check_share(books: Books, payment: Payment, share: Share) -> None:
    invoice = books.stores.register.invoice(payment.client, share.key)
    if invoice is None:
        raise WrongUse(f"The ledger has no invoice {share.invoice} of customer {share.customer}.")
    if invoice.currency != payment.currency:
        raise WrongUse(
            f"Invoice {share.invoice} is in {invoice.currency}, the payment in {payment.currency}: "
            "leave it on account, and let it be exchanged in the ledger's own system."
        )
    if min(share.discount, share.deduction) < 0 or not share.paid:
        raise WrongUse(f"Invoice {share.invoice}: a part is not zero, a discount or deduction not below it.")
    (item,) = books.items([invoice])
    covered = share.paid + share.discount + share.deduction
    if not _within(covered, item.left):
        raise WrongUse(
            f"Of invoice {share.invoice} only {item.left} {invoice.currency} are left, and {covered} would "
            "go there: put the rest on the customer's account."
        )


def _within(covered: Decimal, left: Decimal) -> bool:
    """True where a part is no more than what is left, of an invoice or of a credit note."""
    return 0 < covered <= left or left <= covered < 0


def _lessons(books: Books, payment: Payment, shares: tuple[Share, ...]) -> Iterator[PayerLesson]:
    """What a person's decision teaches of the payer: only where all is of one customer."""
    customers = {one.customer for one in shares}
    if len(customers) != 1:
        return
    (customer,) = customers
    if payment.account_key:
        yield PayerLesson(PayerSign.ACCOUNT, payment.account_key, customer, payment.id)
    name = normalise(payment.payer)
    if name and not any(score >= _SAME for score in books.index.names.alike(name).values()):
        yield PayerLesson(PayerSign.NAME, name, customer, payment.id)


_SAME = 88.0
"""Similarity from which a name may be that of a customer in the ledger: it teaches nothing then."""

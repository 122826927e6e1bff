"""Payments, their files, advices and applications as rows, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.cash import (
    Application,
    Payment,
    PaymentFile,
    PaymentState,
    Proposal,
    RemittanceLine,
    Share,
    Why,
)
from models.plain import from_plain, to_plain
from models.sending import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row


def payment_row(one: Payment) -> dict[str, Any]:
    """A row of `payments`."""
    return {
        "client": one.client,
        "id": one.id,
        "file": one.file,
        "line": one.line,
        "value_day": one.value_day,
        "amount": one.amount,
        "currency": one.currency,
        "payer": one.payer,
        "account_key": one.account_key,
        "account_tail": one.account_tail,
        "reference": one.reference,
        "bank_reference": one.bank_reference,
        "customer_said": one.customer_said,
        "lines": to_plain(one.lines),
        "state": one.state.value,
        "why": one.why.value,
        "proposals": to_plain(one.proposals),
        "customer_number": one.customer,
        "load": one.load,
        "version": one.version,
    }


def payment_from(row: Row[Any]) -> Payment:
    """The payment of a row."""
    return Payment(
        id=row.id,
        client=row.client,
        file=row.file,
        line=row.line,
        value_day=row.value_day,
        amount=row.amount,
        currency=row.currency,
        payer=row.payer,
        account_key=row.account_key,
        account_tail=row.account_tail,
        reference=row.reference,
        bank_reference=row.bank_reference,
        customer_said=row.customer_said,
        lines=lines_from(row.lines),
        state=PaymentState(row.state),
        why=Why(row.why),
        proposals=tuple(from_plain(Proposal, one) for one in row.proposals),
        customer=row.customer_number,
        load=row.load,
        version=row.version,
    )


def lines_from(plain: Iterable[Any]) -> tuple[RemittanceLine, ...]:
    """Lines of a remittance."""
    return tuple(from_plain(RemittanceLine, one) for one in plain)


def file_row(one: PaymentFile) -> dict[str, Any]:
    """A row of `payment_files`."""
    row: dict[str, Any] = to_plain(one)
    return row | {"loaded_at": one.loaded_at}


def file_from(row: Row[Any]) -> PaymentFile:
    """The file of a row."""
    return PaymentFile(
        client=row.client,
        sha256=row.sha256,
        name=row.name,
        kind=row.kind,
        loaded_at=row.loaded_at,
        loaded_by=row.loaded_by,
        payments=row.payments,
        repeated=row.repeated,
        refused=tuple((line, words) for line, words in row.refused),
    )


def application_from(row: Row[Any]) -> Application:
    """The application of a row."""
    share = Share(
        customer=row.customer_number,
        invoice=row.invoice_number,
        paid=row.paid,
        discount=row.discount,
        deduction=row.deduction,
        reason=Reason(row.reason) if row.reason else None,
        code=row.code,
    )
    return Application(
        id=row.id,
        payment=row.payment_id,
        share=share,
        currency=row.currency,
        value_day=row.value_day,
        open_then=row.open_then,
        load=row.load,
        at=row.at,
        by=row.by,
        booked_load=row.booked_load,
        taken_back_at=row.taken_back_at,
    )

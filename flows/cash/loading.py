"""A file of payments: each kept once, known again in any other file, then held against the ledger."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.cash.matching import resolve_payments
from flows.desk import Desk
from flows.journal import about, tell
from models.cash import Given, GivenAdvice, Payment, PaymentFile
from models.counts import counted
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.ledger_files.rows import Faulty
from pipeline.payments import read_payments

log = logging.getLogger(__name__)
_ID, _KEYED, _TAIL = 16, 32, 4
"""Hexadecimal digits of an id and of a keyed hash; characters of an account that are kept."""
_APART = "\x1f"


@dataclass(frozen=True, slots=True)
class PaymentsLoaded:
    """What became of a file."""

    file: PaymentFile
    again: bool
    """True where the very same file was loaded before."""
    faulty: tuple[Faulty, ...]
    told: tuple[str, ...]
    applied: int
    """Payments, of this file or others, that were applied at once."""


def load_payments(desk: Desk, client: str, export: Export, wishes: Wishes, by: str) -> PaymentsLoaded:
    """Keep the payments, or remittance advices, of a file; hold what waits against the ledger.

    Raises:
        LedgerRefused: the file cannot be read at all; nothing was kept.
        WrongUse: the wishes name something that does not exist.
    """
    read = read_payments(export, wishes)
    register, now = desk.register, desk.now()
    sha256 = hashlib.sha256(export.content).hexdigest()
    had = register.payments.file(client, sha256)
    refused = tuple((one.line, one.words) for one in read.faulty)
    file = PaymentFile(client, sha256, _name(export.name), read.kind, now, by, 0, 0, refused)
    key = register.payments.key(client)
    new = _known_before(desk, client, list(_identified(read.payments, client, sha256, key)))
    told = {_advice_id(client, one): one for one in read.advices}
    kept = register.payments.load(file, new, told)
    with about(client=client):
        words = f"{counted(kept.payments, 'payment')} new, {kept.repeated} known, {len(refused)} refused"
        tell(log, "payments", words, payments=kept.payments, repeated=kept.repeated, refused=len(refused))
    applied = resolve_payments(desk, client, anew=bool(told))
    return PaymentsLoaded(kept, had is not None, read.faulty, read.told, applied)


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _known_before(desk: Desk, client: str, new: Sequence[tuple[Payment, str]]) -> list[Payment]:
    """The payments, under the id that an earlier version gave them where the register has them so.

    Such an id may be that of another payment: day and payer have to agree too.
    """
    had = desk.register.payments.many(client, [former for one, former in new if former != one.id])

    def is_same(one: Payment, other: Payment | None) -> bool:
        return other is not None and _said(one) == _said(other)

    return [replace(one, id=former) if is_same(one, had.get(former)) else one for one, former in new]


def _said(one: Payment) -> tuple[object, ...]:
    return one.value_day, one.payer.casefold(), one.account_key


def _identified(
    given: Sequence[Given], client: str, sha256: str, key: bytes
) -> Iterator[tuple[Payment, str]]:
    """Payments under ids that the same payment has in every file; of equal ones the first, the second, ...

    With each the id that earlier versions gave it, mostly the same.
    """
    seen, seen_before = Counter[str](), Counter[str]()
    for one in given:
        account = keyed(key, _bare(one.account)) if one.account else ""
        own = keyed(key, _bare(one.own_account)) if one.own_account else ""
        before = replace(one, bank_reference=one.former_reference or one.bank_reference)
        payment = Payment(
            id=_numbered(client, _identity(one, account, own), seen),
            client=client,
            file=sha256,
            line=one.line,
            value_day=one.value_day,
            amount=one.amount,
            currency=one.currency,
            payer=one.payer,
            account_key=account,
            account_tail=_bare(one.account)[-_TAIL:] if len(_bare(one.account)) > _TAIL else "",
            reference=one.reference,
            bank_reference=one.bank_reference,
            customer_said=one.customer,
            lines=one.lines,
        )
        yield payment, _numbered(client, _identity(before, account, own), seen_before)


def _numbered(client: str, identity: str, seen: Counter[str]) -> str:
    """The id of the next payment of this identity."""
    seen[identity] += 1
    numbered = _APART.join((client, identity, str(seen[identity])))
    return hashlib.sha256(numbered.encode("utf-8", "surrogatepass")).hexdigest()[:_ID]


def _identity(one: Given, account: str, own: str) -> str:
    """What is the same wherever a payment is listed: the bank's number of it, or all that is said of it."""
    money = f"{one.amount.normalize():f}", one.currency
    if one.bank_reference:
        return _APART.join(("bank", own, one.bank_reference, *money))
    said = one.value_day.isoformat(), one.payer.casefold(), account, one.reference.casefold(), one.customer
    return _APART.join(("said", *money, *said))


def _advice_id(client: str, one: GivenAdvice) -> str:
    lines = (f"{line.invoice}|{line.paid}|{line.discount}|{line.deduction}|{line.code}" for line in one.lines)
    whole = _APART.join((client, one.number, one.customer, one.payer, one.currency, *sorted(lines)))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_ID]


def keyed(key: bytes, account: str) -> str:
    """What is kept of an account number: nobody without the key can try numbers against it."""
    return hmac.digest(key, account.encode("utf-8", "surrogatepass"), "sha256").hex()[:_KEYED]


def _bare(account: str) -> str:
    return "".join(account.split()).upper()

"""Ways to apply a payment, each with the bits that its amount speaks for or against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.cash import ZERO, Clue, RemittanceLine, Share, Sign
from receivables.cash.reasons import reason_of
from receivables.cash.sums import only_sum
from receivables.cash.values import Case, Item

EXACT, DISCOUNTED, NETTED, EXPLAINED = 12.0, 8.0, 10.0, 14.0
PLUS, LESS, MORE, OLDEST = 4.0, -5.0, -6.0, -9.0
_LAST = date.max
_MOST_SINGLE, _MOST_SHORT = 9, 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A way to apply it."""

    house: str
    shares: tuple[Share, ...]
    items: tuple[Item, ...]
    clues: tuple[Clue, ...]
    bits: float
    exact: bool = False
    """True where the amount agrees to the cent without anything that nobody named."""


def named_drafts(case: Case, house: str, named: Sequence[Item]) -> Iterator[Draft]:
    """Ways to pay the items that the reference names."""
    amount = case.payment.amount
    total = _left(named)
    if amount == total:
        yield _whole(house, named, EXACT, exact=True, why=_adds_up(named))
        return
    cut = {item.key: case.discount(item) for item in named}
    taken = sum(cut.values(), ZERO)
    if taken and amount == total - taken:
        shares = tuple(_paid(item, item.left - cut[item.key], discount=cut[item.key]) for item in named)
        yield Draft(
            house, shares, tuple(named), (Clue(Sign.DISCOUNT, _money(taken)),), DISCOUNTED, exact=True
        )
        return
    others = [one for one in case.accounts.get(house, ()) if one.key not in {item.key for item in named}]
    yield from _with_others(case, house, named, others)
    if amount < total:
        yield _filled(house, named, amount)
        yield from _short_of_one(house, named, total - amount)
    elif total > 0:
        yield _over(house, named, amount)


def _with_others(case: Case, house: str, named: Sequence[Item], others: Sequence[Item]) -> Iterator[Draft]:
    """The named ones less credit notes that nobody named, or with items that nobody named."""
    amount, total = case.payment.amount, _left(named)
    if amount < total:
        notes = [_turned(one) for one in others if one.left < 0]
        found = only_sum(notes, total - amount)
        if found:
            taken = {one.key for one in found.items}
            every = (*named, *(one for one in others if one.key in taken))
            clue = Clue(Sign.NETTED, ", ".join(one.invoice.number for one in found.items))
            yield Draft(house, _shares(every), every, (clue,), NETTED)
        part = only_sum(named, amount) if len(named) > 1 else None
        if part:
            yield _whole(house, part.items, PLUS, why=_adds_up(part.items))
    else:
        found = only_sum([one for one in others if one.left > 0], amount - total)
        if found:
            every = (*named, *found.items)
            yield _whole(house, every, PLUS, why=_adds_up(every))


def account_drafts(case: Case, house: str) -> Iterator[Draft]:
    """Ways to pay what a customer has open, where no number says which."""
    amount, items = case.payment.amount, case.accounts.get(house, ())
    owed = [one for one in items if one.left > 0]
    alike = [one for one in owed if one.left == amount]
    for item in alike[:_MOST_SINGLE]:
        yield _whole(house, [item], EXACT - 4.0 * (len(alike) > 1), why=Clue(Sign.AMOUNT, _money(amount)))
    for item in owed:
        cut = case.discount(item)
        if cut and item.left - cut == amount:
            share = _paid(item, amount, discount=cut)
            yield Draft(house, (share,), (item,), (Clue(Sign.DISCOUNT, _money(cut)),), DISCOUNTED)
    if len(items) > 1 and _left(items) == amount:
        yield _whole(house, items, EXACT, why=Clue(Sign.WHOLE_ACCOUNT, str(len(items))))
    elif not alike:
        found = only_sum(items, amount)
        if found and len(found.items) > 1:
            clue = Clue(Sign.ONLY_SUM, str(len(found.items)))
            yield _whole(house, found.items, min(found.bits, EXACT) - 2.0, why=clue)
    if not alike:
        yield _on_account(house, amount)


def line_draft(case: Case, house: str, lines: Sequence[tuple[RemittanceLine, Item]]) -> Draft | None:
    """What the remittance says, where its amounts add up to the payment; what gets nothing is left out."""
    said = [(_said(line, item, case), item) for line, item in lines]
    given = [(share, item) for share, item in said if share.paid]
    shares, items = tuple(share for share, _ in given), tuple(item for _, item in given)
    paid = sum((one.paid for one in shares), ZERO)
    if not shares or paid != case.payment.amount:
        return None
    clue = Clue(Sign.EXPLAINED, str(len(shares)))
    exact = len(given) == len(said) and all(_is_whole(share, item) for share, item in given)
    return Draft(house, shares, items, (clue,), EXPLAINED, exact=exact)


def _said(line: RemittanceLine, item: Item, case: Case) -> Share:
    paid = item.left - line.discount - line.deduction if line.paid is None else line.paid
    reason = reason_of(line.code, case.reasons) if line.deduction else None
    return Share(*item.key, paid, line.discount, line.deduction, reason, line.code)


def _is_whole(share: Share, item: Item) -> bool:
    """True where payment, discount and deduction are all that is left of the item."""
    return share.paid + share.discount + share.deduction == item.left


def single(case: Case, item: Item) -> Draft:
    """An item somewhere in the ledger of exactly this amount."""
    house = case.house(item.invoice.customer_number)
    clue = Clue(Sign.AMOUNT, _money(case.payment.amount))
    return _whole(house, [item], EXACT - 2.0 * len(case.same_amount), why=clue)


def _whole(house: str, items: Iterable[Item], bits: float, *, why: Clue, exact: bool = False) -> Draft:
    every = tuple(items)
    return Draft(house, _shares(every), every, (why,), bits, exact=exact)


def _filled(house: str, named: Sequence[Item], amount: Decimal) -> Draft:
    """The oldest first; what is short is short of the last."""
    shares, rest = [], amount - sum((one.left for one in named if one.left < 0), ZERO)
    for item in sorted(named, key=_age):
        part = item.left if item.left < 0 else min(item.left, rest)
        rest -= max(part, ZERO)
        if part:
            shares.append(_paid(item, part))
    short = _left(named) - amount
    return Draft(house, tuple(shares), tuple(named), (Clue(Sign.LESS, _money(short)),), LESS)


def _short_of_one(house: str, named: Sequence[Item], short: Decimal) -> Iterator[Draft]:
    """All but one are paid in full, and that one is short."""
    for item in named[:_MOST_SHORT] if len(named) > 1 else ():
        if item.left > short:
            clue = Clue(Sign.LESS, _money(short), item.invoice.number)
            shares = tuple(_paid(one, one.left - (short if one is item else ZERO)) for one in named)
            yield Draft(house, shares, tuple(named), (clue,), LESS)


def _over(house: str, named: Sequence[Item], amount: Decimal) -> Draft:
    over = amount - _left(named)
    rest = Share(named[0].invoice.customer_number, "", over)
    clue = Clue(Sign.MORE, _money(over))
    return Draft(house, (*_shares(named), rest), tuple(named), (clue,), MORE)


def _on_account(house: str, amount: Decimal) -> Draft:
    return Draft(house, (Share(house, "", amount),), (), (), OLDEST)


def _shares(items: Iterable[Item]) -> tuple[Share, ...]:
    return tuple(_paid(item, item.left) for item in items)


def _paid(item: Item, paid: Decimal, discount: Decimal = ZERO) -> Share:
    return Share(*item.key, paid, discount)


def _turned(item: Item) -> Item:
    return Item(item.invoice, -item.left)


def _left(items: Iterable[Item]) -> Decimal:
    return sum((one.left for one in items), ZERO)


def _age(item: Item) -> tuple[date, str]:
    return item.invoice.due_date or item.invoice.invoice_date or _LAST, item.invoice.number


def _adds_up(items: Sequence[Item]) -> Clue:
    total = _money(_left(items))
    return Clue(Sign.AMOUNT, total) if len(items) == 1 else Clue(Sign.SUM, total, str(len(items)))


def _money(amount: Decimal) -> str:
    return f"{amount:f}"

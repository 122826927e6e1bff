"""What a payment may be for, likeliest first: numbers, payer and amount add up to one probability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2

from models.cash import Clue, Payment, Proposal, RemittanceLine, Sign
from receivables.cash.drafts import Draft, account_drafts, line_draft, named_drafts, single
from receivables.cash.values import Case, Item, Mention, PayerClue

MOST_PROPOSALS = 9
"""As many as there are keys to choose one by."""
_LONG = 5
"""Characters of a number that says enough without the payer."""
_NUMBER = {
    Sign.NUMBER: 22.0,
    Sign.DELIVERY: 20.0,
    Sign.ADVISED: 24.0,
    Sign.ORDER: 16.0,
    Sign.LOOK_ALIKE: 15.0,
    Sign.MISTYPED: 8.0,
}
"""How much likelier each is for the right invoice than for a random one of a million, log2."""
_PAYER = {
    Sign.CUSTOMER_NUMBER: 12.0,
    Sign.ACCOUNT: 12.0,
    Sign.LEARNED_NAME: 10.0,
    Sign.NAME: 10.0,
    Sign.PAYS_FOR: 7.0,
    Sign.ALIKE: 5.0,
}
_SURE_PAYERS = frozenset({Sign.CUSTOMER_NUMBER, Sign.ACCOUNT, Sign.LEARNED_NAME, Sign.NAME})
_SURE_NUMBERS = frozenset({Sign.NUMBER, Sign.ADVISED, Sign.DELIVERY})
_SHORT = 10.0
"""Taken off a number that may as well be a date, a count or an amount."""
_OTHER_PAYER, _LEFT_OUT, _SETTLED = -14.0, -10.0, -12.0
_PRIOR = -20.0
_CEILING, _LARGEST = 0.9999, 60.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    draft: Draft
    bits: float
    clues: tuple[Clue, ...]
    certain: bool


def propose(case: Case) -> tuple[Proposal, ...]:
    """Ways to apply the payment, likeliest first; at most nine, each at most once.

    They are probabilities that this is what it is for, against the others and against none of them.
    """
    weighed = [_weigh(case, draft) for draft in _unlike(_drafts(case))]
    top = max((one.bits for one in weighed), default=0.0)
    odds = [2.0 ** max(one.bits - top, -_LARGEST) for one in weighed]
    none = 2.0 ** min(-top, _LARGEST)
    found = [
        Proposal(
            one.draft.shares, round(min(share / (sum(odds) + none), _CEILING), 4), one.clues, one.certain
        )
        for one, share in zip(weighed, odds, strict=True)
    ]
    ranked = sorted(found, key=lambda one: (-one.probability, [share.key for share in one.shares]))
    return tuple(_alone(ranked)[:MOST_PROPOSALS])


def _alone(ranked: Sequence[Proposal]) -> list[Proposal]:
    """A certain one beside another certain one is none."""
    if sum(one.certain for one in ranked) > 1:
        return [replace(one, certain=False) for one in ranked]
    return list(ranked)


def _unlike(drafts: Iterator[Draft]) -> list[Draft]:
    """Of those that put the same money in the same places, the one that the most speaks for."""
    best: dict[object, Draft] = {}
    for draft in drafts:
        key = frozenset((share.key, share.paid) for share in draft.shares)
        had = best.get(key)
        if had is None or had.bits < draft.bits:
            best[key] = draft
    return list(best.values())


def _drafts(case: Case) -> Iterator[Draft]:
    paid_by = {case.house(one.customer) for one in case.payers}
    named = _named(case)
    for house, mentions in named.items():
        lines = _advised(case.payment, mentions)
        said = line_draft(case, house, lines) if lines else None
        if said is not None:
            yield said
            continue
        items = list(dict.fromkeys(one.item for one in mentions if one.item.left))
        if items:
            yield from named_drafts(case, house, items)
    sure = any(one.sign in _SURE_NUMBERS for group in named.values() for one in group if one.item.left)
    for house in sorted(paid_by):
        if not sure or house not in named:
            yield from account_drafts(case, house)
    if not named and not paid_by:
        yield from (single(case, item) for item in case.same_amount)


def _named(case: Case) -> dict[str, list[Mention]]:
    """Mentions by house; where a number reads exactly as one of the ledger, it is not taken for others."""
    exact = {one.read for one in case.mentions if one.sign in _SURE_NUMBERS}
    found: dict[str, list[Mention]] = {}
    for one in case.mentions:
        if one.sign in _SURE_NUMBERS or one.read not in exact:
            found.setdefault(case.house(one.item.invoice.customer_number), []).append(one)
    return found


def _advised(payment: Payment, mentions: Sequence[Mention]) -> list[tuple[RemittanceLine, Item]]:
    by_read = {one.read: one.item for one in mentions if one.sign is Sign.ADVISED}
    if not payment.lines or any(line.invoice not in by_read for line in payment.lines):
        return []
    return [(line, by_read[line.invoice]) for line in payment.lines]


def _weigh(case: Case, draft: Draft) -> _Weighed:
    keys = {item.key for item in draft.items}
    own = [one for one in case.mentions if one.item.key in keys]
    best = _best(own)
    numbers = sum(_number_bits(one) for one in best) / max(len(draft.items), 1)
    payer, payer_bits = _payer(case, draft)
    other, other_bits = _against(case, draft, own)
    clues = (*(_said(one) for one in best), *payer, *draft.clues, *other)
    named = draft.items and len({one.item.key for one in best if one.sign in _SURE_NUMBERS}) == len(keys)
    payer_agrees = any(one.sign in _SURE_PAYERS for one in payer)
    long = all(len(one.read) >= _LONG and one.shared == 1 for one in best)
    certain = bool(draft.exact and named and not other and (payer_agrees or long))
    return _Weighed(draft, _PRIOR + numbers + payer_bits + other_bits + draft.bits, clues, certain)


def _best(mentions: Sequence[Mention]) -> list[Mention]:
    """The strongest mention of each item."""
    best: dict[tuple[str, str], Mention] = {}
    for one in mentions:
        had = best.get(one.item.key)
        if had is None or _NUMBER[had.sign] < _NUMBER[one.sign]:
            best[one.item.key] = one
    return list(best.values())


def _number_bits(one: Mention) -> float:
    short = _SHORT if len(one.read) < _LONG and one.sign is not Sign.ADVISED else 0.0
    return max(_NUMBER[one.sign] - short - log2(max(one.shared, 1)), 0.0)


def _said(one: Mention) -> Clue:
    expected = {
        Sign.ORDER: one.item.invoice.po_number,
        Sign.DELIVERY: one.item.invoice.delivery_number,
    }.get(one.sign, one.item.invoice.number)
    return Clue(one.sign, one.read, expected)


def _payer(case: Case, draft: Draft) -> tuple[tuple[Clue, ...], float]:
    """What says that the payer is, or pays for, whoever the draft is of."""
    mine = [one for one in case.payers if case.house(one.customer) == draft.house]
    customers = {share.customer for share in draft.shares}
    clues = [_of_house(one, customers) for one in mine]
    ranked = sorted(clues, key=lambda one: -_PAYER[one.sign])
    sure = [one for one in ranked if one.sign in _SURE_PAYERS]
    return tuple((sure or ranked)[:2]), _PAYER[ranked[0].sign] if ranked else 0.0


def _of_house(one: PayerClue, customers: set[str]) -> Clue:
    """A head office that pays for a branch is said to do so."""
    if one.customer in customers or one.clue.sign is not Sign.NAME:
        return one.clue
    return Clue(Sign.PAYS_FOR, one.clue.read, one.customer)


def _against(case: Case, draft: Draft, own: Sequence[Mention]) -> tuple[tuple[Clue, ...], float]:
    """What speaks against it."""
    clues: list[Clue] = []
    bits = 0.0
    mine = any(case.house(one.customer) == draft.house for one in case.payers)
    others = [one for one in case.payers if one.clue.sign in _SURE_PAYERS and not mine]
    if others:
        clues.append(Clue(Sign.OTHER_PAYER, others[0].clue.read or case.payment.payer, others[0].customer))
        bits += _OTHER_PAYER
    taken = {one.read for one in own}
    left = [one for one in case.mentions if one.sign in _SURE_NUMBERS and one.read not in taken]
    for sign, weight in ((Sign.SETTLED, _SETTLED), (Sign.LEFT_OUT, _LEFT_OUT)):
        reads = {one.read for one in left if (not one.item.left) == (sign is Sign.SETTLED)}
        if reads:
            clues.append(Clue(sign, ", ".join(sorted(reads))))
            bits += weight
    if sum(share.deduction for share in draft.shares) and not draft.exact:
        clues.append(Clue(Sign.LESS, f"{sum(share.deduction for share in draft.shares):f}"))
    return tuple(clues), bits

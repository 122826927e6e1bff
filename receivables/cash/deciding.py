"""Apply at once, let a person look, or wait: a wrong application is the worst."""

from __future__ import annotations

from collections.abc import Sequence

from models.cash import PaymentState, Proposal, Sign, Why

THRESHOLD = 0.999
"""Probability from which a certain proposal is applied at once; docs/payments.md has how it was measured."""
_AMOUNTS = frozenset({Sign.LESS, Sign.MORE})
_NUMBERS = frozenset({Sign.NUMBER, Sign.ADVISED, Sign.DELIVERY, Sign.ORDER, Sign.LOOK_ALIKE, Sign.MISTYPED})
_EXACT = frozenset({Sign.NUMBER, Sign.ADVISED, Sign.DELIVERY})


def decide(proposals: Sequence[Proposal]) -> tuple[PaymentState, Why]:
    """What is to become of a payment with these proposals, likeliest first, and why."""
    if not proposals:
        return PaymentState.WAITING, Why.NOTHING
    first = proposals[0]
    if first.certain and first.probability >= THRESHOLD:
        return PaymentState.APPLIED, Why.AGREES
    return PaymentState.REVIEW, _doubt(first)


def _doubt(first: Proposal) -> Why:
    signs = {one.sign for one in first.clues}
    if Sign.OTHER_PAYER in signs:
        return Why.PAYER
    if not signs & _NUMBERS:
        return Why.NO_NUMBER
    if signs & _AMOUNTS:
        return Why.AMOUNT
    if not signs & _EXACT or signs & {Sign.LEFT_OUT, Sign.SETTLED} or first.probability >= THRESHOLD:
        return Why.UNSURE
    return Why.RIVALS

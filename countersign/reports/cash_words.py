"""Words of cash application: states, reasons, and the sentences of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from countersign.language import amount, said, to_say
from models.cash import PROGRAM, Clue, PaymentState, Sign, Why

_STATES = {
    PaymentState.APPLIED: to_say("applied"),
    PaymentState.REVIEW: to_say("to be decided"),
    PaymentState.WAITING: to_say("waits for its invoice"),
    PaymentState.ELSEWHERE: to_say("left aside"),
}
_TONES = {
    PaymentState.APPLIED: "filed",
    PaymentState.REVIEW: "review",
    PaymentState.WAITING: "parked",
    PaymentState.ELSEWHERE: "blank",
}
_WHYS = {
    Why.AGREES: to_say("Number, amount and payer agree."),
    Why.PERSON: to_say("A person decided, or took a decision back."),
    Why.NO_NUMBER: to_say("No invoice number stands in it."),
    Why.AMOUNT: to_say("The amount is not what is open."),
    Why.PAYER: to_say("The payer is known as another customer."),
    Why.UNSURE: to_say("A number is short, misread or settled, or another one is left over."),
    Why.RIVALS: to_say("Something else fits as well."),
    Why.NOTHING: to_say("Nothing in the ledger fits."),
}
_CLUES = {
    Sign.NUMBER: to_say("Invoice number {read} stands in the reference."),
    Sign.LOOK_ALIKE: to_say("The reference says {read}: {expected} but for zeros, letters or look-alikes."),
    Sign.MISTYPED: to_say("The reference says {read}, one character away from {expected}, or its end."),
    Sign.ORDER: to_say("Order number {read} stands in the reference."),
    Sign.DELIVERY: to_say("Delivery number {read} stands in the reference."),
    Sign.ADVISED: to_say("The remittance names invoice {read}."),
    Sign.CUSTOMER_NUMBER: to_say("The file names customer {read}."),
    Sign.ACCOUNT: to_say("The account ending in {read} pays for customer {expected}: a person confirmed it."),
    Sign.LEARNED_NAME: to_say("The payer {read} pays for customer {expected}: a person confirmed it."),
    Sign.NAME: to_say("The payer {read} has the name of {expected} in the ledger."),
    Sign.ALIKE: to_say("The payer {read} reads like {expected} in the ledger."),
    Sign.PAYS_FOR: to_say("The payer {read} pays for this customer."),
    Sign.AMOUNT: to_say("The amount is exactly what is open."),
    Sign.SUM: to_say("Together, {expected} items are exactly the amount."),
    Sign.NETTED: to_say("Less credit note {read} it is exactly the amount."),
    Sign.DISCOUNT: to_say("Less a discount of {money} for paying in time it is exactly the amount."),
    Sign.EXPLAINED: to_say("The remittance explains every cent."),
    Sign.ONLY_SUM: to_say("Of all that is open, only these {read} items add up to the amount."),
    Sign.WHOLE_ACCOUNT: to_say("It is all that the customer has open: {read} items."),
    Sign.OTHER_PAYER: to_say("But the payer {read} is known as customer {expected}."),
    Sign.LESS: to_say("It is {money} less than is open."),
    Sign.MORE: to_say("It is {money} more than is open."),
    Sign.SETTLED: to_say("But {read} is settled already."),
    Sign.LEFT_OUT: to_say("But {read} stands in the reference too."),
}
_SEVERAL = {
    Sign.NUMBER: to_say("Invoice numbers {reads} stand in the reference."),
    Sign.ADVISED: to_say("The remittance names invoices {reads}."),
}
_MONEY = frozenset({Sign.DISCOUNT, Sign.LESS, Sign.MORE})


def payment_state(state: PaymentState) -> str:
    """How far a payment is."""
    return said(_STATES[state])


def payment_tone(state: PaymentState) -> str:
    """Its colours, as the style sheets name them."""
    return _TONES[state]


def payment_why(why: Why) -> str:
    """Why it is there."""
    return said(_WHYS[why])


def clue_words(clue: Clue, currency: str) -> str:
    """The sentence of a piece of evidence."""
    money = amount(Decimal(clue.read), currency) if clue.sign in _MONEY else ""
    return said(_CLUES[clue.sign], read=clue.read, expected=clue.expected, money=money)


def clues_words(clues: Iterable[Clue], currency: str) -> list[tuple[str, bool]]:
    """The sentences of evidence, and whether each speaks against; numbers of one kind in one sentence."""
    found: list[tuple[str, bool]] = []
    every = tuple(clues)
    for sign, sentence in _SEVERAL.items():
        same = [one.read for one in every if one.sign is sign]
        if len(same) > 1:
            found.append((said(sentence, reads=", ".join(same)), False))
            every = tuple(one for one in every if one.sign is not sign)
    return [*found, *((clue_words(one, currency), one.sign.speaks_against) for one in every)]


def applied_by(login: str) -> str:
    """Who applied it; the program by its name."""
    return "Countersign" if login == PROGRAM else login


FILTERS: Mapping[str, Callable[..., Any]] = {
    "applied_by": applied_by,
    "clues": clues_words,
    "payment_state": payment_state,
    "payment_tone": payment_tone,
    "payment_why": payment_why,
}
"""What templates may call."""

"""Cash application: what a payment is for, as proposals with evidence. Pure."""

from receivables.cash.booking import booked, unbooked_of
from receivables.cash.deciding import decide
from receivables.cash.proposing import propose
from receivables.cash.reasons import reason_of
from receivables.cash.terms import TERM_COLUMNS, terms_from, terms_of, terms_text
from receivables.cash.values import Case, Item, Mention, PayerClue

__all__ = [
    "TERM_COLUMNS",
    "Case",
    "Item",
    "Mention",
    "PayerClue",
    "booked",
    "decide",
    "propose",
    "reason_of",
    "terms_from",
    "terms_of",
    "terms_text",
    "unbooked_of",
]

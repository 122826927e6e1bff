"""Rows of sums, and of sums carried over from page to page."""

from __future__ import annotations

from extractors.lines.grid import Row
from extractors.lines.headings import fold
from extractors.lines.numbers import figures

_ENGLISH = (
    "total|subtotal|sub total|sum|carried forward|brought forward|carried over|balance forward|carry"
    "|grand total|vat|freight|shipping|goods total|net total|page total|total net|total this page|continued"
    "|amount due"
)
_GERMAN = (
    "summe|zwischensumme|gesamtsumme|ubertrag|gesamtbetrag|nettosumme|mwst|ust|gesamt|endbetrag|warenwert"
)
_FRENCH = "total ht|sous total|a reporter|report|total general|tva|montant total|total ttc|port"
_SPANISH = "suma|suma y sigue|suma anterior|base imponible|iva|total neto|importe total"
_ITALIAN = "totale|subtotale|a riportare|riporto|imponibile|totale netto"
_DUTCH = "totaal|subtotaal|transport|transporteren|btw|te transporteren|totaal netto"
_POLISH = "razem|do przeniesienia|z przeniesienia|ogolem|wartosc ogolem"
_PORTUGUESE = "soma|a transportar|transporte|total liquido|total geral"
_SUMS = frozenset(
    fold(words)
    for said in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _DUTCH, _POLISH, _PORTUGUESE)
    for words in said.split("|")
)
_LONGEST = 3
"""Words of such a label, at most."""
_SENTENCE = 4
"""Further words that make a sentence of it."""


def is_sum(row: Row) -> bool:
    """True for a row that begins with the label of a sum and has hardly another word."""
    words = [token.text for token in row.tokens if not token.by_hand]
    for count in range(1, _LONGEST + 1):
        if fold("".join(words[:count])) in _SUMS:
            rest = [word for word in words[count:] if not figures(word) and len(word) > _LONGEST]
            return len(rest) < _SENTENCE
    return False

"""Names on a paper that are surely not the customer's: under labels of sellers, carriers and drivers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.fields.text import fold
from models.paper import Page, Word
from pipeline.names.columns import columns

_CARRIERS = (
    "carrier|haulier|hauler|haulage|haulage contractor|courier|forwarder|freight forwarder|forwarding agent"
    "|transporter|transport company|ship via|shipped via|via|driver|vehicle|spediteur|spedition|frachtfuhrer"
    "|frachtfuehrer|fahrer|transporteur|chauffeur|transportista|conductor|vettore|trasportatore|conducente"
    "|vervoerder|transportadora|transportador|motorista|przewoznik|kierowca"
)
_SUPPLIERS = (
    "supplier|vendor|seller|sold by|lieferant|verkaufer|verkaeufer|fournisseur|vendeur|proveedor|vendedor"
    "|fornitore|venditore|leverancier|verkoper|fornecedor|dostawca|sprzedawca|remit to"
)
_SENDERS = (
    "from|sender|consignor|shipper|ship from|shipped from|absender|versender|expediteur|remitente|expedidor"
    "|mittente|afzender|remetente|nadawca"
)
_DETAILS = r"s?(?:\W+(?:name|address|details|and|adresse|firma|company)){0,3}"
_ASIDE, _BELOW = 0.02, 2.2
"""How far aside, in page widths, and below, in heights of its words, the name under a label may begin."""


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{words}){_DETAILS}\W*")


_ON_DELIVERIES = _label(f"{_CARRIERS}|{_SUPPLIERS}|{_SENDERS}")
_ON_ORDERS = _label(f"{_CARRIERS}|{_SUPPLIERS}")
"""An order comes from the customer."""


def lines_but_others(page: Page, *, order: bool) -> Iterator[tuple[Word, ...]]:
    """The printed lines of a page without what a label gives to a seller, a carrier or a driver."""
    label = _ON_ORDERS if order else _ON_DELIVERIES
    rows = [list(columns(line, page.aspect)) for line in page.lines]
    taken: set[int] = set()
    for at, runs in enumerate(rows):
        for place, run in enumerate(runs):
            beside, below = runs[place + 1 : place + 2], rows[at + 1] if at + 1 < len(rows) else []
            for other in _named(label, run, beside, below):
                taken.update(map(id, other))
    for line in page.lines:
        yield tuple(word for word in line if id(word) not in taken)


def _named(
    label: re.Pattern[str],
    run: Sequence[Word],
    beside: Sequence[Sequence[Word]],
    below: Sequence[Sequence[Word]],
) -> Iterator[Sequence[Word]]:
    """What a label at the head of `run` announces: behind its colon, else to its right and below."""
    texts = [fold(word.text) for word in run]
    if label.fullmatch(" ".join(texts)):
        yield from beside
        answered = texts[-1].endswith(":") and any(not other[-1].text.endswith(":") for other in beside)
        yield from [] if answered else [other for other in below if _is_under(run, other)][:1]
        return
    for size in range(1, len(run)):
        if texts[size - 1].endswith(":") and label.fullmatch(" ".join(texts[:size])):
            yield run[size:]
            return


def _is_under(run: Sequence[Word], other: Sequence[Word]) -> bool:
    upper, lower = run[0].level, other[0].level
    return abs(upper.x0 - lower.x0) < _ASIDE and lower.middle[1] - upper.middle[1] < _BELOW * upper.height

"""Which carrier brought the goods, as far as a paper plainly names it. Pure."""

from __future__ import annotations

import re

LONGEST, FEWEST_LETTERS = 60, 4
"""Characters of a name, and letters in it."""
_LONGEST_LINE = 200
POD_LETTER = "carrier_pod_letter"
"""Kind of a paper on which a carrier's machine tells of one delivery."""
OWN_PAPERS = frozenset({"carrier_delivery_receipt", POD_LETTER, "waybill"})
"""Kinds of papers that a carrier issues under its own name, which stands in the first line."""
_STEMS = (
    "carrier",
    "haulier",
    "forwarder",
    "fracht",
    "sped",
    "transport",
    "trasport",
    "porteador",
    "voiturier",
    "vettore",
    "corriere",
    "vervoer",
    "przew",
    "ship",
)
"""One of these is in every label; most papers have none."""
_LABEL = re.compile(
    r"(?:^|\s)(?:carrier(?: name)?|delivering carrier|haulier|forwarder|frachtführer|spediteur|spedition|"
    r"transporteur|voiturier|transportista|porteador|agencia de transporte|vettore|corriere|trasportatore|"
    r"spedizioniere|vervoerder|przewoźnik|spedytor|firma transportowa|transportadora?|ship(?:ped)? via)"
    r"\s*:\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(r"\s+[^\W\d]+\s*[:#].*$|\s{2,}.*$|\s*\|.*$")
_NO_NAME = re.compile(
    r"\b(?:signature|unterschrift|date|datum|phone|tel|fax|delivery|receipt|proof|waybill|page|number)\b|[@#]|://",
    re.IGNORECASE,
)


def carrier_in(kind: str, text: str) -> str:
    """The carrier's name as a paper prints it; empty where none is plainly named.

    Args:
        kind: the finer name of the paper, such as bill_of_lading.
        text: its words, one printed line a line.
    """
    lines = text.splitlines()
    small = text.lower()
    told = (
        [line[:_LONGEST_LINE] for line in lines if ":" in line]
        if any(map(small.__contains__, _STEMS))
        else []
    )
    labelled = (match["name"] for match in map(_LABEL.search, told) if match)
    heads = [line for line in lines if line.strip()][:1] if kind in OWN_PAPERS else []
    names = (" ".join(_NEXT_LABEL.sub("", name).split()).strip(" .,;-") for name in (*labelled, *heads))
    return next((name for name in names if _is_name(name)), "")


def carrier_key(name: str) -> str:
    """The same for all spellings of a name that differ in case and punctuation alone."""
    return "".join(filter(str.isalnum, name.casefold()))


def _is_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= FEWEST_LETTERS and len(text) <= LONGEST and not _NO_NAME.search(text)

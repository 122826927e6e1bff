"""The numbers and names of a paper that agree with one invoice, sorted by how much they carry."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from models.decision import Agreement, Candidate, Evidence, Key
from models.reading import Found
from pipeline.folding import plain
from pipeline.index.ledger_index import NUMBER_KEYS
from pipeline.matching.match import Matched
from pipeline.matching.sightings import FIELD_OF

_AGREE = frozenset({Agreement.EXACT, Agreement.FOLDED})
LONG_NUMBER = 6
"""Characters from which a number without a label hardly stands on a page by chance."""
TWO = 2
_OTHER_SERIES = frozenset(
    {
        *("CN", "CR", "CRN", "CM", "CRE", "GS", "GU", "GUT", "AV", "AVR", "AVO", "NC", "NCR", "NDC"),
        *("PF", "PRO", "PROF", "PFI", "DEP", "ANZ", "AZ", "ACO", "ANT", "RMA", "RET", "ST", "STO"),
        *("QU", "QT", "QUO", "OFF", "ANG", "AN", "DEV", "PRE", "AB", "OC", "OA", "CF", "CO"),
    }
)
"""Letters before numbers of credit notes, pro-formas, deposits, quotations, confirmations and returns."""
_SHORTEST_BARE = 4
"""Characters from which a number may lack its leading zeros."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The agreeing keys of one candidate, by how much they carry."""

    candidate: Candidate
    sure: tuple[Evidence, ...]
    """Numbers read exactly, or folded to one number only."""
    unsure: tuple[Evidence, ...]
    """Numbers one character away, or folded to one of several."""
    customer: tuple[Evidence, ...]
    """The customer number, labelled or in a barcode, exact or folded: a bare one may be a post code."""
    name: tuple[Evidence, ...]
    """The name, then the address where that agrees too."""
    scanned: int
    """How many of `sure` are both printed and held by a barcode."""

    @property
    def exact(self) -> bool:
        """True when a labelled or barcoded number was read exactly, be it without its leading zeros."""
        return any(one.labelled and is_exact(one) for one in self.sure)

    @property
    def count(self) -> int:
        """Independent keys that agree, unsure ones left out; a bare name counts beside an exact number."""
        named = len(self.name) == TWO or (bool(self.name) and self.exact)
        return len(self.sure) + self.scanned + bool(self.customer) + named

    @property
    def firm(self) -> tuple[Evidence, ...]:
        """Those that agree without a doubt."""
        return (*self.sure, *self.customer, *self.name[:1])

    @property
    def agreeing(self) -> tuple[Evidence, ...]:
        """All of them, strongest first."""
        return (*self.sure, *self.customer, *self.unsure, *self.name[:1])


def keys_of(candidate: Candidate, matched: Matched) -> Keys:
    """Sort the agreeing evidence of a candidate by how much it carries."""
    numbers = [one for one in candidate.evidence if one.key in NUMBER_KEYS and _agrees(one)]
    sure = tuple(one for one in numbers if _is_sure(one, matched))
    customer = tuple(
        one
        for one in candidate.evidence
        if one.key is Key.CUSTOMER_NUMBER and one.labelled and _is_sure(one, matched) and _agrees(one)
    )
    name = tuple(one for one in candidate.evidence if one.key is Key.CUSTOMER_NAME and _agrees(one))
    address = tuple(one for one in candidate.evidence if one.key is Key.ADDRESS)
    return Keys(
        candidate,
        sure,
        tuple(one for one in numbers if one not in sure),
        customer,
        (*name, *address) if name else (),
        sum(_is_scanned_too(one, matched) for one in sure),
    )


def _agrees(one: Evidence) -> bool:
    return one.agreement is not Agreement.CONTRADICTS


def _is_sure(one: Evidence, matched: Matched) -> bool:
    if one.agreement not in _AGREE or (not one.labelled and len(plain(one.read)) < LONG_NUMBER - 1):
        return False
    if _is_of_other_papers(one):
        return False
    known = matched.index.find(one.key, one.read, edits=False)
    return one.agreement is Agreement.EXACT or len({plain(other.number) for other in known}) == 1


def _is_of_other_papers(one: Evidence) -> bool:
    """True for "CN-4711" where the ledger has 4711: by its letters a credit note's number, or the like."""
    read, expected = plain(one.read), plain(one.expected)
    letters = read[: len(read) - len(read.lstrip(ascii_uppercase))]
    return letters in _OTHER_SERIES and not expected.startswith(letters)


def _is_scanned_too(one: Evidence, matched: Matched) -> bool:
    values = matched.reading.fields.get(FIELD_OF[one.key], ())
    printed = any(plain(v.text) == plain(one.expected) for v in values if v.found is Found.LABEL)
    return printed and plain(one.expected) in matched.seen.codes


def is_exact(one: Evidence) -> bool:
    """True for a number as it is in the ledger, be it without the zeros in front."""
    read, expected = (plain(text).lstrip("0") for text in (one.read, one.expected))
    shortest = _SHORTEST_BARE if one.key is Key.PO_NUMBER else LONG_NUMBER
    return one.agreement is Agreement.EXACT or (read == expected and len(read) >= shortest)

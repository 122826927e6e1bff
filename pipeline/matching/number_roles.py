"""Which role a labelled number has, by what the ledger knows and by the shapes of its numbers.

Labels mislead: "Réf. client" is the customer's order on one paper and its account on the next. A number
that the ledger knows in another role only is not what its label says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.decision import Agreement, Candidate, Key
from models.reading import FieldName, Found, Reading, Value
from pipeline.folding import plain
from pipeline.index.ledger_index import ROLES, LedgerIndex, expected
from pipeline.matching.sightings import FIELD_OF

_HEARD = 0.4
"""Confidence from which a labelled number may be put before a surer one that the ledger does not know."""
_UNLIKE = 0.39
"""Most confidence of a number that looks like none of its role: too little to contradict an invoice."""
_GUESSED = 0.3
"""Confidence up to which a number that looks like none of its role is left out."""
_OF_ORDERS = frozenset({Key.PO_NUMBER, Key.CUSTOMER_NUMBER})
"""Roles of numbers that a customer's order prints."""
Numbers = Mapping[FieldName, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Roles:
    """What the ledger and a paper's likely invoices say about the roles of numbers."""

    index: LedgerIndex
    likely: Sequence[Candidate]
    order: bool
    """True for a customer's order: it prints no invoice or delivery number."""

    def settled(self, reading: Reading) -> Numbers:
        """The reading's numbers in the roles that they have, those that fit theirs best first."""
        told: dict[Key, list[Value]] = {key: [] for key in ROLES}
        for key in ROLES:
            for value in reading.fields.get(FIELD_OF[key], ()):
                role = self._role(key, value)
                told[role].append(value if role is key else replace(value, found=Found.LEDGER, label=""))
        return {FIELD_OF[key]: self._ranked(key, values) for key, values in told.items() if values}

    def _role(self, key: Key, value: Value) -> Key:
        if value.found is Found.BARCODE or is_known(self.index, key, value):
            return key
        others = [other for other in ROLES if other is not key and (not self.order or other in _OF_ORDERS)]
        meant = [other for other in others if self._expected(other, value)]
        if not meant and not self.index.looks_like(key, value.text):
            meant = [other for other in others if is_known(self.index, other, value)]
        return meant[0] if len(meant) == 1 else key

    def _ranked(self, key: Key, values: Sequence[Value]) -> tuple[Value, ...]:
        kept = [one for one in values if one.confidence > _GUESSED or fits(self.index, key, one)]
        weighed = [doubted(self.index, key, value) for value in kept]
        return tuple(sorted(weighed, key=lambda value: (self._rank(key, value), -value.confidence)))

    def _rank(self, key: Key, value: Value) -> int:
        """0 for a number of a likely invoice, 1 for one that the ledger knows, 2 for all others."""
        if value.confidence < _HEARD:
            return 2
        if self._expected(key, value):
            return 0
        return 1 if is_known(self.index, key, value) else 2

    def _expected(self, key: Key, value: Value) -> bool:
        read = plain(value.text)
        return bool(read) and any(plain(expected(one.invoice, key)) == read for one in self.likely)


def strangers_doubted(reading: Reading, index: LedgerIndex) -> Reading:
    """The reading with little confidence in numbers of somebody else's books.

    That is a customer number that looks like none of the ledger's, and a delivery number that does, beside
    one that the ledger knows: a carrier's. A new number of the client's own is not doubted.
    """
    fields = dict(reading.fields)
    for key in (Key.CUSTOMER_NUMBER, Key.DELIVERY_NUMBER):
        values = fields.get(FIELD_OF[key], ())
        if key is Key.CUSTOMER_NUMBER or any(is_known(index, key, one) for one in values):
            fields[FIELD_OF[key]] = tuple(doubted(index, key, one) for one in values)
    return replace(reading, fields={name: values for name, values in fields.items() if values})


def is_known(index: LedgerIndex, key: Key, value: Value) -> bool:
    """True when the ledger has exactly this number in this role."""
    found = index.find(key, value.text, edits=False)
    return any(known.agreement is Agreement.EXACT for known in found)


def doubted(index: LedgerIndex, key: Key, value: Value) -> Value:
    """The value with little confidence where a label says its role but it looks like none of that role."""
    if value.found is not Found.LABEL or fits(index, key, value):
        return value
    return replace(value, confidence=min(value.confidence, _UNLIKE))


def fits(index: LedgerIndex, key: Key, value: Value) -> bool:
    """True for the shape of a number of the role, or for one without its zeros or letters in front."""
    return index.looks_like(key, value.text) or bool(index.find(key, value.text, edits=True))

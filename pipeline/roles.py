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
from pipeline.ledger_index import ROLES, LedgerIndex, expected
from pipeline.sightings import FIELD_OF

_HEARD = 0.4
"""Confidence from which a labelled number may be put before a surer one that the ledger does not know."""
_UNLIKE = 0.5
"""Share of its confidence that a number keeps which looks like none of its role."""
_FAINTEST = 0.2
"""A number that is less sure is none."""
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
        if value.found is Found.BARCODE or self._known(key, value):
            return key
        others = [other for other in ROLES if other is not key and (not self.order or other in _OF_ORDERS)]
        meant = [other for other in others if self._expected(other, value)]
        if not meant and not self.index.looks_like(key, value.text):
            meant = [other for other in others if self._known(other, value)]
        return meant[0] if len(meant) == 1 else key

    def _ranked(self, key: Key, values: Sequence[Value]) -> tuple[Value, ...]:
        weighed = [self._weighed(key, value) for value in values]
        sure = [value for value in weighed if value.confidence >= _FAINTEST]
        return tuple(sorted(sure, key=lambda value: (self._rank(key, value), -value.confidence)))

    def _weighed(self, key: Key, value: Value) -> Value:
        if value.found is not Found.LABEL or self._fits(key, value):
            return value
        return replace(value, confidence=round(value.confidence * _UNLIKE, 4))

    def _fits(self, key: Key, value: Value) -> bool:
        """True for the shape of a number of the role, or for one without its zeros or letters in front."""
        return self.index.looks_like(key, value.text) or bool(self.index.find(key, value.text, edits=False))

    def _rank(self, key: Key, value: Value) -> int:
        """0 for a number of a likely invoice, 1 for one that the ledger knows, 2 for all others."""
        if value.confidence < _HEARD:
            return 2
        if self._expected(key, value):
            return 0
        return 1 if self._known(key, value) else 2

    def _expected(self, key: Key, value: Value) -> bool:
        read = plain(value.text)
        return bool(read) and any(plain(expected(one.invoice, key)) == read for one in self.likely)

    def _known(self, key: Key, value: Value) -> bool:
        found = self.index.find(key, value.text, edits=False)
        return any(known.agreement is Agreement.EXACT for known in found)

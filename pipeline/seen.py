"""The numbers of one document held against the ledger, role by role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.decision import Agreement, Evidence, Key
from models.ledger import Invoice
from models.paper import Page
from models.reading import DocumentType, FieldName, Found, Reading
from pipeline.folding import compare, fold, plain
from pipeline.ledger_index import NUMBER_KEYS, ROLES, LedgerIndex, expected
from pipeline.sightings import Sighting, sightings

HEARD = 0.4
"""Confidence from which a labelled value counts as said: it may contradict, and it must find its invoice."""
_COMMON = 50
"""A loose word that more invoices share says nothing."""
_SEVERAL = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})
"""Roles in which one paper often prints several numbers, not all of them labelled."""
_RANK = {Agreement.EXACT: 0, Agreement.FOLDED: 1, Agreement.EDITED: 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages show, by role."""

    index: LedgerIndex
    labelled: Mapping[Key, tuple[Sighting, ...]]
    loose: Mapping[str, Sighting]
    """Without a role of their own, by plain text; barcodes win over words."""
    folded: Mapping[str, Sighting]
    """The same by folded text."""
    codes: frozenset[str]
    """Plain texts that a barcode holds: these are never misread."""

    def heard(self, key: Key) -> tuple[Sighting, ...]:
        """Labelled values of a role that were read with confidence."""
        return tuple(one for one in self.labelled.get(key, ()) if one.confidence >= HEARD)

    def invoices(self) -> tuple[Invoice, ...]:
        """Every invoice that some number on the pages may mean, each once, by key."""
        found = {invoice.key: invoice for invoice in (*self._by_label(), *self._by_ledger())}
        return tuple(found[key] for key in sorted(found))

    def compared(self, key: Key, number: str) -> Evidence | None:
        """Evidence of a number of the ledger in a role; None when the pages show nothing of the kind."""
        if not plain(number):
            return None
        labelled = self._labelled_best(key, number)
        if labelled is not None and labelled.agreement is Agreement.EXACT:
            return labelled
        loose = self._loose_exact(key, number)
        if loose is not None or labelled is not None:
            return loose or labelled
        return self._contradiction(key, number) or self._loose_folded(key, number)

    def known(self, key: Key, text: str) -> bool:
        """True when the ledger has exactly this number in this role."""
        return any(known.agreement is Agreement.EXACT for known in self.index.find(key, text, edits=False))

    def _by_label(self) -> Iterator[Invoice]:
        for key in NUMBER_KEYS:
            for one in self.labelled.get(key, ()):
                for known in self.index.find(key, one.text, edits=True):
                    yield from self.index.owners(key, known.number)

    def _by_ledger(self) -> Iterator[Invoice]:
        for one in self.loose.values():
            for key in NUMBER_KEYS:
                for known in self.index.find(key, one.text, edits=False):
                    owners = self.index.owners(key, known.number)
                    yield from owners if len(owners) <= _COMMON else ()

    def _labelled_best(self, key: Key, number: str) -> Evidence | None:
        """A labelled value that agrees; one character away only if it is no other number of the ledger."""
        found = [(how, one) for one in self.labelled.get(key, ()) if (how := compare(one.text, number))]
        if not found:
            return None
        how, one = min(found, key=lambda pair: (_RANK[pair[0]], pair[1].mentioned))
        if how is Agreement.EDITED and self.known(key, one.text):
            return None
        return Evidence(key, how, number, one.text, labelled=not one.mentioned)

    def _loose_exact(self, key: Key, number: str) -> Evidence | None:
        """The number without a label; beside a labelled order or customer number it has no say."""
        one = self.loose.get(plain(number))
        if one is None or (key not in _SEVERAL and not one.code and self.heard(key)):
            return None
        return Evidence(key, Agreement.EXACT, number, one.text, labelled=one.code)

    def _contradiction(self, key: Key, number: str) -> Evidence | None:
        heard = self.heard(key)
        read = heard[0].text if heard else ""
        return Evidence(key, Agreement.CONTRADICTS, number, read, labelled=True) if heard else None

    def _loose_folded(self, key: Key, number: str) -> Evidence | None:
        one = self.folded.get(fold(number))
        return Evidence(key, Agreement.FOLDED, number, one.text, labelled=one.code) if one else None


def look(reading: Reading, pages: Sequence[Page], index: LedgerIndex) -> Seen:
    """Gather all numbers of a document; a labelled number unknown in its role may hold another."""
    found = sightings(reading, pages)
    labelled = {key: tuple(one for one in found if one.key is key) for key in ROLES}
    stray = [one for one in found if one.key and not index.find(one.key, one.text, edits=False)]
    loose = [*(one for one in found if one.key is None), *stray]
    loose.sort(key=lambda one: one.code)
    return Seen(
        index,
        labelled,
        {plain(one.text): one for one in loose},
        {fold(one.text): one for one in loose},
        frozenset(plain(one.text) for one in found if one.code),
    )


def is_order(reading: Reading) -> bool:
    """True for a purchase order proper: an order never prints an invoice or delivery number."""
    if reading.type is not DocumentType.PURCHASE_ORDER:
        return False
    values = (
        *reading.fields.get(FieldName.INVOICE_NUMBER, ()),
        *reading.fields.get(FieldName.DELIVERY_NUMBER, ()),
    )
    return not any(value.found is not Found.LEDGER and value.confidence >= HEARD for value in values)


def numbers_of(invoice: Invoice, seen: Seen) -> tuple[Evidence, ...]:
    """All numbers of an invoice and of its customer held against the pages."""
    found = (seen.compared(key, expected(invoice, key)) for key in ROLES)
    return tuple(one for one in found if one is not None)

"""The numbers of one document held against the ledger, role by role."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.decision import Agreement, Evidence, Key
from models.ledger import Invoice
from models.paper import Page, Word
from models.reading import DocumentType, FieldName, Found, Reading, Value
from pipeline.folding import fold, plain
from pipeline.index.ledger_index import NUMBER_KEYS, ROLES, LedgerIndex, expected
from pipeline.matching.sightings import HEARD, Loose, Piece, Sighting, sightings

MOST = 500
"""Invoices that one number may put forward; blanket orders run to dozens, standing ones to thousands."""
_COMMON = 50
"""A loose word that more invoices share says nothing."""
_SEVERAL = (Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER)
"""Roles in which one paper often prints several numbers, not all of them labelled."""
_RANK = {Agreement.EXACT: 0, Agreement.FOLDED: 1, Agreement.EDITED: 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pages show, by role."""

    index: LedgerIndex
    labelled: Mapping[Key, tuple[Sighting, ...]]
    hits: Mapping[Key, Mapping[str, tuple[Agreement, Sighting]]]
    """For each role: number of the ledger -> how it agrees with the labelled value that fits it best."""
    loose: Loose
    """Without a role of their own, by plain text; barcodes win over words."""
    folded: Loose
    """The same by folded text."""
    codes: frozenset[str]
    """Plain texts that a barcode holds: these are never misread."""

    def unchecked(self) -> Seen:
        """The same with what labels claim, so that no page has to be searched for decoys."""
        return replace(self, loose=self.loose.unchecked(), folded=self.folded.unchecked())

    def heard(self, key: Key) -> tuple[Sighting, ...]:
        """Labelled values of a role that were read with confidence."""
        return tuple(one for one in self.labelled.get(key, ()) if one.confidence >= HEARD)

    def invoices(self, days: Collection[date] = ()) -> tuple[Invoice, ...]:
        """Every invoice that some number on the pages may mean, each once, by key.

        Of the invoices of a number that very many carry, those issued nearest to any of `days`.
        """
        found = {invoice.key: invoice for invoice in (*self._by_label(days), *self._by_ledger())}
        return tuple(found[key] for key in sorted(found))

    def misread(self, customers: Collection[str]) -> Iterator[Invoice]:
        """Invoices of `customers` one character away from a labelled number that is another invoice's."""
        for key in _SEVERAL:
            for one in self.labelled[key]:
                yield from self.index.invoices_near(key, one.text, customers)

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

    def doubt_in(self, key: Key, text: str, unread: float = 1.0) -> float:
        """How much of a character may be wrong in a labelled value, by the reader's confidence in its words.

        At least the doubt in its least sure character; `unread` where no word stands there.
        """
        places = [one for one in self.labelled[key] if one.text == text and one.page in self.loose.sheets]
        doubts = (
            max((_doubt(word) for word in page.words if word.box.overlap(one.box) > 0), default=unread)
            for one in places
            for page in (self.loose.sheets[one.page].page,)
        )
        return min(doubts, default=unread)

    def _by_label(self, days: Collection[date]) -> Iterator[Invoice]:
        for key in NUMBER_KEYS:
            for number in self.hits[key]:
                yield from self.index.owners(key, number).nearest(days, MOST)

    def _by_ledger(self) -> Iterator[Invoice]:
        for key, hits in self.index.find_all(NUMBER_KEYS, self.loose).items():
            numbers = {known.number for same in hits.values() for known in same}
            for number in numbers:
                owners = self.index.owners(key, number)
                yield from owners if len(owners) <= _COMMON else ()

    def _labelled_best(self, key: Key, number: str) -> Evidence | None:
        """A labelled value that agrees; one character away only if it is no other number of the ledger."""
        if number not in self.hits[key]:
            return None
        how, one = self.hits[key][number]
        return Evidence(key, how, number, one.text, labelled=not one.mentioned)

    def _loose_exact(self, key: Key, number: str) -> Evidence | None:
        """The number without a label; beside a labelled order or customer number it has no say."""
        one = self.loose.get(plain(number))
        if one is None or (key not in _SEVERAL and not one.code and self.heard(key)):
            return None
        labelled = one.code and not self._has_another_role(key, plain(number))
        return Evidence(key, Agreement.EXACT, number, one.text, labelled=labelled)

    def _has_another_role(self, key: Key, bare: str) -> bool:
        """True for what a label makes another number, or none of the ledger's, though a barcode holds it."""
        named = (one for other, same in self.labelled.items() if other is not key for one in same)
        if any(plain(one.text) == bare and not one.code for one in named):
            return True
        return any(bare in sheet.named for sheet in self.loose.sheets.values())

    def _contradiction(self, key: Key, number: str) -> Evidence | None:
        heard = self.heard(key)
        read = heard[0].text if heard else ""
        return Evidence(key, Agreement.CONTRADICTS, number, read, labelled=True) if heard else None

    def _loose_folded(self, key: Key, number: str) -> Evidence | None:
        one = self.folded.get(fold(number))
        return Evidence(key, Agreement.FOLDED, number, one.text, labelled=one.code) if one else None


def _doubt(word: Word) -> float:
    """The confidence is the mean of the characters': one of them may be the cause of all doubt."""
    return (1 - word.confidence) * len(word.text)


def look(reading: Reading, pages: Sequence[Page], index: LedgerIndex) -> Seen:
    """Gather all numbers of a document; a labelled number unknown in its role may hold another."""
    found = sightings(reading, pages)
    labelled = {key: tuple(one for one in found.labelled if one.key is key) for key in ROLES}
    stray = [one for one in found.labelled if one.key and not index.find(one.key, one.text, edits=False)]
    codes = [*(one for one in stray if not one.code), *found.codes, *(one for one in stray if one.code)]
    spelled: list[tuple[str, Sighting | Piece]] = [(one.bare, one) for one in found.loose]
    spelled += [(plain(one.text), one) for one in codes]
    return Seen(
        index,
        labelled,
        {key: _hits(key, same, index) for key, same in labelled.items()},
        Loose.of(spelled, found.sheets),
        Loose.of(((fold(bare), one) for bare, one in spelled), found.sheets),
        frozenset(plain(one.text) for one in (*found.labelled, *found.codes) if one.code),
    )


def _hits(
    key: Key, labelled: Iterable[Sighting], index: LedgerIndex
) -> dict[str, tuple[Agreement, Sighting]]:
    """Numbers that labelled values agree with; one character away only from what is no other number."""
    hits: dict[str, tuple[Agreement, Sighting]] = {}
    for one in sorted(labelled, key=lambda one: one.mentioned):
        known = index.find(key, one.text, edits=False)
        if not any(other.agreement is Agreement.EXACT for other in known):
            known = index.find(key, one.text, edits=True)
        for other in known:
            best = hits.get(other.number)
            if best is None or _RANK[other.agreement] < _RANK[best[0]]:
                hits[other.number] = other.agreement, one
    return hits


def is_order(reading: Reading) -> bool:
    """True for a purchase order proper: an order never prints an invoice or delivery number."""
    if reading.type is not DocumentType.PURCHASE_ORDER:
        return False
    values = (
        *reading.fields.get(FieldName.INVOICE_NUMBER, ()),
        *reading.fields.get(FieldName.DELIVERY_NUMBER, ()),
    )
    return not any(_is_said(value) and value.confidence >= HEARD for value in values)


def _is_said(value: Value) -> bool:
    """True for what a label or barcode says, be it that the ledger chose between two readings of it."""
    return value.found is not Found.LEDGER or bool(value.label)


def numbers_of(invoice: Invoice, seen: Seen) -> tuple[Evidence, ...]:
    """All numbers of an invoice and of its customer held against the pages."""
    found = (seen.compared(key, expected(invoice, key)) for key in NUMBER_KEYS)
    customer = _of_family(invoice.customer_number, seen)
    return tuple(one for one in (*found, customer) if one is not None)


def _of_family(number: str, seen: Seen) -> Evidence | None:
    """Evidence of a customer's number, or of one for whom it pays; that of its payer says nothing."""
    own = seen.compared(Key.CUSTOMER_NUMBER, number)
    if own is None or own.agreement is not Agreement.CONTRADICTS:
        return own
    hits = seen.hits[Key.CUSTOMER_NUMBER]
    for other in sorted(hits, key=lambda one: (_RANK[hits[one][0]], one)):
        if number in seen.index.payers(other):
            return seen.compared(Key.CUSTOMER_NUMBER, other)
    payers = seen.index.payers(number)
    return None if any(other in payers for other in hits) else own

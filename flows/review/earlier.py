"""A signature beside those that the same customer gave before: help for a person, never a decision."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.likeness import Familiarity, familiarity, similarity
from flows.desk import Stores
from models.paper import CUSTOMERS_SIDE, SignatureRegion
from models.record import DocumentRecord
from storage.register import EarlierSignature, EarlierSignatures

COMPARED = 40
"""The newest signatures of a customer that are compared: hands change."""
HELP = "Help for a person who compares receipts: it decides nothing and proves nothing."
"""What is said wherever similarities are shown."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier signature and how alike it looks."""

    receipt: EarlierSignature
    similarity: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The customer's signature on a document, held against earlier ones."""

    region: SignatureRegion
    familiarity: Familiarity
    earlier: tuple[Alike, ...]
    """Most similar first, at most `COMPARED`."""


def compared(stores: Stores, record: DocumentRecord) -> Comparison | None:
    """The document's signature beside the customer's earlier ones.

    None where likeness is switched off, the customer's side has not signed, or no shape of the ink is kept.
    """
    regions = (one for one in record.reading.signatures if one.present and one.role in CUSTOMERS_SIDE)
    region = next((one for one in regions if one.likeness), None)
    if region is None or stores.settings.likeness == "off":
        return None
    receipts = EarlierSignatures(stores.register.database).earlier(record, customers_of(record), COMPARED)
    measured = ((one, similarity(region.likeness, one.region.likeness)) for one in receipts)
    alike = [Alike(receipt, near) for receipt, near in measured if near is not None]
    ranked = tuple(sorted(alike, key=lambda one: -one.similarity))
    return Comparison(region, familiarity(one.similarity for one in ranked), ranked)


def customers_of(record: DocumentRecord) -> frozenset[str]:
    """Whose receipts are comparable: the customers it is filed or proposed under, else the likeliest one's.

    A branch that has a customer number of its own is a site of its own.
    """
    decision = record.decision
    chosen = frozenset(number for number, _ in decision.chosen)
    return chosen or frozenset(one.invoice.customer_number for one in decision.candidates[:1])

"""Whose each signature of a document is, by its type and the words around it; the one that counts first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.fields import Classified, Found, Signer, signer_near
from extractors.fields.text import letters
from models.paper import Role, SignatureRegion
from models.reading import DocumentType

_SELLERS_WORDS = tuple(
    map(
        letters,
        ("vendor", "supplier", "seller", "shipper", "lieferant", "fournisseur", "proveedor", "fornitore"),
    )
)
_NOT_THE_CUSTOMER = (Role.DRIVER, Role.SHIPPER)
_ELSEWHERE = 0.75
"""Certainty, most, that a signature far from every label is the customer's, whose own place is empty."""


def ranked(
    regions: Iterable[SignatureRegion], found: Sequence[Found], document: Classified
) -> tuple[SignatureRegion, ...]:
    """The customer's side first, there the signed first: the first region is the one that counts."""
    pages = {page.page.sheet.number: page for page in found}
    listed = tuple(regions)
    told = [_told(region, listed, pages[region.page], document) for region in listed]
    return tuple(sorted(told, key=_rank))


def _rank(region: SignatureRegion) -> tuple[bool, bool, bool, float]:
    other = region.role in _NOT_THE_CUSTOMER
    return other, not region.present, region.role is Role.UNKNOWN, -region.confidence


def _doubted(region: SignatureRegion, every: Sequence[SignatureRegion]) -> SignatureRegion:
    """A signature that no label asks for is in doubt where the customer's own place stayed empty."""
    empty = any(
        one.role is Role.CUSTOMER and one.label and not one.present and one.page == region.page
        for one in every
    )
    doubtful = region.present and not region.label and empty
    return replace(region, confidence=min(region.confidence, _ELSEWHERE)) if doubtful else region


def _told(
    region: SignatureRegion, every: Sequence[SignatureRegion], page: Found, document: Classified
) -> SignatureRegion:
    """The region with the role that the document's type and the block around it give it.

    Beside a driver's or shipper's own place on the page, one of nobody known is not theirs too; nor is ink
    that no label asks for, whose words are near.
    """
    if document.type is DocumentType.PURCHASE_ORDER:
        sellers = any(word in letters(region.label) for word in _SELLERS_WORDS)
        return replace(region, role=Role.SHIPPER if sellers else Role.CUSTOMER)
    if region.role is not Role.UNKNOWN:
        return region
    region = _doubted(region, every)
    signer = signer_near(page, region.box)
    served = not region.label or any(
        one.page == region.page and one.role in _NOT_THE_CUSTOMER for one in every
    )
    roles = {Signer.CUSTOMER: Role.CUSTOMER, Signer.OTHER: Role.UNKNOWN if served else Role.DRIVER}
    return replace(region, role=roles.get(signer, Role.UNKNOWN))

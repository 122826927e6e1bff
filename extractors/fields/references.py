"""Which field a labelled number is, by whose paper it stands on."""

from __future__ import annotations

from extractors.fields.find import Finding
from extractors.fields.sense import Sense
from extractors.fields.text import NUMBER_FORMS, forms_of, spellings
from extractors.fields.titles import is_title
from extractors.fields.types import CARRIER_KINDS, Classified
from models.reading import DocumentType, FieldName

Meaning = tuple[FieldName, float]

_FRAME = 0.35
"""A contract number is seldom the order's own: it is kept, but says nothing against another number."""
_ON_CUSTOMERS_PAPER: dict[Sense, Meaning] = {
    Sense.PO_NUMBER: (FieldName.PO_NUMBER, 1.0),
    Sense.ORDER: (FieldName.PO_NUMBER, 0.97),
    Sense.CONTRACT: (FieldName.PO_NUMBER, _FRAME),
    Sense.OWN_NUMBER: (FieldName.PO_NUMBER, 0.8),
    Sense.OUR_REFERENCE: (FieldName.PO_NUMBER, 0.5),
    Sense.CUSTOMER_NUMBER: (FieldName.CUSTOMER_NUMBER, 0.9),
}
_ON_SELLERS_PAPER: dict[Sense, Meaning] = {
    Sense.INVOICE_NUMBER: (FieldName.INVOICE_NUMBER, 1.0),
    Sense.PO_NUMBER: (FieldName.PO_NUMBER, 1.0),
    Sense.YOUR_REFERENCE: (FieldName.PO_NUMBER, 0.65),
    Sense.DELIVERY_NUMBER: (FieldName.DELIVERY_NUMBER, 1.0),
    Sense.CUSTOMER_NUMBER: (FieldName.CUSTOMER_NUMBER, 1.0),
    Sense.SHIPPER_REFERENCE: (FieldName.DELIVERY_NUMBER, 0.55),
}
_SHIPPERS = 0.3
"""A bill of lading mostly bears the number of the delivery, but it may be the carrier's own."""
_NAMING_NOTES = {"bill_of_lading": _SHIPPERS, "cmr": 0.8}
"""Papers on which "BL" may be the delivery's number: on a consignment note it is a bon de livraison."""
_BY_KIND: dict[tuple[str, Sense], Meaning] = {
    ("delivery_note", Sense.OWN_NUMBER): (FieldName.DELIVERY_NUMBER, 0.8),
    ("delivery_note", Sense.LADING): (FieldName.DELIVERY_NUMBER, 0.95),
    ("bill_of_lading", Sense.LADING): (FieldName.DELIVERY_NUMBER, _SHIPPERS),
    ("cmr", Sense.LADING): (FieldName.DELIVERY_NUMBER, 0.8),
    ("cmr", Sense.REFERENCE): (FieldName.PO_NUMBER, 0.6),
    ("packing_slip", Sense.OWN_NUMBER): (FieldName.DELIVERY_NUMBER, 0.7),
    ("remittance", Sense.YOUR_REFERENCE): (FieldName.INVOICE_NUMBER, 0.8),
    ("invoice", Sense.OWN_NUMBER): (FieldName.INVOICE_NUMBER, 0.8),
    ("invoice", Sense.LADING): (FieldName.DELIVERY_NUMBER, 0.8),
}
_ORDERS = frozenset({Sense.ORDER, Sense.CONTRACT})
_CARRIERS_ACCOUNT: Meaning = (FieldName.CUSTOMER_NUMBER, 0.35)
"""On a carrier's own paper an account is mostly one of its own."""
_CARRIERS_OWN = CARRIER_KINDS - {"bill_of_lading"}
_CARRIERS_ORDER: Meaning = (FieldName.PO_NUMBER, 0.6)
_QUALIFIED: Meaning = (FieldName.PO_NUMBER, 0.95)
_MISNAMED: Meaning = (FieldName.PO_NUMBER, 0.5)


_OWN_LADING = frozenset(
    form for phrase in ("bill of lading #", "bol #", "b l", "bill of lading") for form in spellings(phrase)
)
_COMMISSIONS = frozenset(
    form
    for phrase in (
        "auftrags #",
        "auftrag #",
        "auftrag",
        "works order #",
        "work order #",
        "job #",
        "zlecenie #",
    )
    for form in spellings(phrase)
)
"""What an order may be called by the one who gives it."""
_YOURS = forms_of(
    "your customer customers cust client clients buyer buyers ihre ihr kunden votre vos su sus vostro vs uw "
    "vossa sua"
)
_OURS = forms_of("our unser unsere notre nos nuestro nostro ns onze ons nossa")
_OTHERS = forms_of(
    "vendor vendors supplier suppliers lieferanten fournisseur proveedor fornitore carrier carriers bank "
    "driver return credit previous last"
)


def meaning(finding: Finding, document: Classified) -> Meaning | None:
    """Field and certainty (0..1) of a labelled number on this document; None where it is none of ours."""
    if finding.span.before in _OTHERS or _is_others_number(finding):
        return None
    if document.type is DocumentType.PURCHASE_ORDER:
        return _on_customers_paper(finding)
    return _on_sellers_paper(finding, document.kind)


def _on_customers_paper(finding: Finding) -> Meaning | None:
    if _begins_with(finding, _YOURS) and finding.sense is not Sense.CUSTOMER_NUMBER:
        return _MISNAMED if finding.sense is Sense.PO_NUMBER else None
    if finding.sense is Sense.SELLER_ORDER and _begins_with(finding, _OURS):
        return _QUALIFIED
    if finding.sense is Sense.SELLER_ORDER and finding.span.form in _COMMISSIONS:
        return FieldName.PO_NUMBER, 0.8
    return _ON_CUSTOMERS_PAPER.get(finding.sense)


def _on_sellers_paper(finding: Finding, kind: str) -> Meaning | None:
    if finding.sense in _ORDERS:
        if _begins_with(finding, _YOURS):
            return _QUALIFIED
        return _CARRIERS_ORDER if kind in CARRIER_KINDS and finding.sense is Sense.ORDER else None
    if finding.sense is Sense.CARRIER and finding.span.form in _OWN_LADING and kind in _NAMING_NOTES:
        return FieldName.DELIVERY_NUMBER, _NAMING_NOTES[kind]
    if finding.sense is Sense.CUSTOMER_NUMBER and kind in _CARRIERS_OWN:
        return _CARRIERS_ACCOUNT
    if finding.sense is Sense.PO_NUMBER and finding.span.before in _OURS:
        return None
    return _BY_KIND.get((kind, finding.sense)) or _ON_SELLERS_PAPER.get(finding.sense)


def is_qualified(finding: Finding) -> bool:
    """True for a label that says whose order it means: "Su pedido", "Customer PO"."""
    return finding.sense is Sense.PO_NUMBER and _begins_with(finding, _YOURS)


def _is_others_number(finding: Finding) -> bool:
    """True for a bare "no." behind a word that is no title: "cat. no.", "Zoll-Nr."."""
    bare = finding.sense is Sense.OWN_NUMBER and finding.span.form in NUMBER_FORMS
    before = [token.form for token in finding.span.run.tokens[: finding.span.first] if token.form]
    return bare and bool(before) and not any(map(is_title, before))


def _begins_with(finding: Finding, words: frozenset[str]) -> bool:
    """True when the label, or the word in front of it, is one of `words`."""
    first = finding.span.tokens[0].form
    return first in words or finding.span.before in words

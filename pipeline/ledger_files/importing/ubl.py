"""UBL 2.x invoices and credit notes, one XML file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.given import Export
from pipeline.ledger_files.importing.messages import Message
from pipeline.ledger_files.importing.profile import Profile
from pipeline.ledger_files.importing.xml_door import Element, tree

UBL = Profile(name="ubl", title="UBL invoices", headers={})
_ROOTS = {"Invoice": "invoice", "CreditNote": "credit note"}
_CREDITS = frozenset({"81", "83", "261", "381", "396", "532"})
"""Codes of UNTDID 1001 that are credit notes."""
_PARTY = "AccountingCustomerParty/Party/"
_PATHS = {
    "invoice_number": ("ID",),
    # The first is the number that the supplier, who is our client, gave the customer.
    "customer_number": (
        "AccountingCustomerParty/SupplierAssignedAccountID",
        f"{_PARTY}PartyIdentification/ID",
        f"{_PARTY}PartyLegalEntity/CompanyID",
        f"{_PARTY}PartyTaxScheme/CompanyID",
        f"{_PARTY}EndpointID",
    ),
    "customer_name": (f"{_PARTY}PartyName/Name", f"{_PARTY}PartyLegalEntity/RegistrationName"),
    "address": (f"{_PARTY}PostalAddress/StreetName", f"{_PARTY}PostalAddress/AddressLine/Line"),
    "country": (f"{_PARTY}PostalAddress/Country/IdentificationCode",),
    "invoice_date": ("IssueDate",),
    "due_date": ("DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"),
    "amount": ("LegalMonetaryTotal/TaxInclusiveAmount", "LegalMonetaryTotal/PayableAmount"),
    "currency": ("DocumentCurrencyCode",),
    "po_number": ("OrderReference/ID", "InvoiceLine/OrderLineReference/OrderReference/ID"),
    "delivery_number": (
        "DespatchDocumentReference/ID",
        "InvoiceLine/DespatchLineReference/DocumentReference/ID",
        "InvoiceLine/DespatchDocumentReference/ID",
    ),
}
"""Column -> where it stands, the best place first."""


def ubl_messages(exports: Sequence[Export]) -> Iterator[Message]:
    """What each file says.

    Raises:
        LedgerRefused: a file is no UBL invoice.
    """
    for export in exports:
        root = tree(export.content, export.name)
        if root.name not in _ROOTS:
            raise LedgerRefused(
                f"{export.name} is XML, but its root {root.name!r} is neither Invoice nor CreditNote. "
                "Nothing was loaded; leave it out, or save lists as CSV."
            )
        yield export.name, 1, _said(root)


def customer_number_of(root: Element) -> str:
    """The customer's number as an invoice gives it; empty where it gives none."""
    return root.said(*_PATHS["customer_number"])


def _said(root: Element) -> Mapping[str, str]:
    said = {column: root.said(*paths) for column, paths in _PATHS.items()}
    address = next(root.all(f"{_PARTY}PostalAddress"), None)
    if address is not None:
        said["city"] = " ".join(filter(None, (address.said("PostalZone"), address.said("CityName"))))
    code = root.said("InvoiceTypeCode", "CreditNoteTypeCode")
    said["kind"] = "credit note" if code in _CREDITS else _ROOTS[root.name]
    said["currency"] = said["currency"] or _currency_of_total(root)
    return said


def _currency_of_total(root: Element) -> str:
    totals = root.all("LegalMonetaryTotal/PayableAmount")
    return next((total.attributes.get("currencyID", "") for total in totals), "")

"""Names and values of the program in words for people."""

from __future__ import annotations

import re

from countersign.language import said, to_say

_NAMES = {
    # Fields
    "customer_number": to_say("Customer number"),
    "customer_name": to_say("Customer name"),
    "invoice_number": to_say("Invoice number"),
    "po_number": to_say("PO number"),
    "delivery_number": to_say("Delivery number"),
    "document_date": to_say("Document date"),
    "received_date": to_say("Received date"),
    "received_time": to_say("Received time"),
    "printed_name": to_say("Printed name"),
    # Types and kinds of documents
    "purchase_order": to_say("Purchase order"),
    "proof_of_delivery": to_say("Proof of delivery"),
    "other": to_say("Other"),
    "unknown": to_say("Unknown"),
    "unread": to_say("Unread"),
    "bill_of_lading": to_say("Bill of lading"),
    "cancellation": to_say("Cancellation"),
    "carrier_delivery_receipt": to_say("Carrier delivery receipt"),
    "carrier_pod_letter": to_say("Carrier POD letter"),
    "certificate": to_say("Certificate"),
    "claim": to_say("Claim"),
    "cmr": to_say("CMR"),
    "contract": to_say("Contract"),
    "credit_note": to_say("Credit note"),
    "delivery_note": to_say("Delivery note"),
    "invoice": to_say("Invoice"),
    "letter": to_say("Letter"),
    "order_confirmation": to_say("Order confirmation"),
    "packing_slip": to_say("Packing slip"),
    "price_list": to_say("Price list"),
    "quotation": to_say("Quotation"),
    "remittance": to_say("Remittance"),
    "requisition": to_say("Requisition"),
    "return": to_say("Return"),
    "service_sheet": to_say("Service sheet"),
    "statement": to_say("Statement"),
    "waybill": to_say("Waybill"),
    # Remarks
    "short": to_say("Short"),
    "over": to_say("Over"),
    "damaged": to_say("Damaged"),
    "refused": to_say("Refused"),
    "late": to_say("Late"),
    "wrong_item": to_say("Wrong item"),
    "price": to_say("Price"),
    "unattended": to_say("Unattended"),
    "qualified": to_say("Qualified"),
    # Places for signatures
    "customer": to_say("Customer"),
    "driver": to_say("Driver"),
    "shipper": to_say("Shipper"),
    # Roles and rights of people
    "scanner": to_say("Scanner"),
    "operator": to_say("Operator"),
    "quality": to_say("Quality"),
    "collector": to_say("Collector"),
    "client_viewer": to_say("Client viewer"),
    "auditor": to_say("Auditor"),
    "admin": to_say("Admin"),
    "look": to_say("Look"),
    "upload": to_say("Upload"),
    "review": to_say("Review"),
    "correct": to_say("Correct"),
    "sample": to_say("Sample"),
    "send": to_say("Send"),
    "audit": to_say("Audit"),
    "administer": to_say("Administer"),
}
"""By name in the code."""

_VALUES = (
    # End states of documents and pages
    to_say("filed"),
    to_say("review"),
    to_say("parked"),
    to_say("duplicate"),
    to_say("quarantined"),
    to_say("blank"),
    to_say("separator"),
    to_say("destroyed"),
    # Of invoices
    to_say("open"),
    to_say("disputed"),
    to_say("paid"),
    to_say("closed"),
    to_say("void"),
    # Keys of an invoice
    to_say("invoice number"),
    to_say("PO number"),
    to_say("delivery number"),
    to_say("customer number"),
    to_say("customer name"),
    to_say("address"),
)
VALUES = frozenset(_VALUES)
"""Values of the code that are words already."""


def plain(name: str) -> str:
    """A name from the code as words: delivery_note gives Delivery note, po_number PO number."""
    known = _NAMES.get(name)
    if known is not None:
        return said(known)
    words = re.sub(r"\bpo\b", "PO", name.replace("_", " "))
    return words[:1].upper() + words[1:]


def value_word(value: str) -> str:
    """A status or a key, such as filed or invoice number; any other text stays as it is."""
    return said(value) if value in VALUES else value

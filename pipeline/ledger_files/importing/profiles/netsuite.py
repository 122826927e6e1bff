"""NetSuite: transaction searches and the open invoices report, names written "Parent : Child"."""

from __future__ import annotations

from pipeline.ledger_files.importing.profile import Profile

NETSUITE = Profile(
    name="netsuite",
    title="NetSuite",
    headers={
        "invoice_number": "document number|tran id|tranid|invoice number|number|transaction number",
        "customer_number": "customer id|entity id|customer number|account number",
        "customer_name": ("name|customer project|customer|entity|customer name|company name|main line name"),
        "address": "billing address|billing address 1|bill address|address",
        "city": "billing city|bill city|city",
        "country": "billing country|billing country code|country",
        "po_number": (
            "po check number|po cheque number|po no|po number|otherrefnum|other ref num|purchase order"
        ),
        "delivery_number": "item fulfillment|fulfillment number|delivery number|shipment number",
        "kind": "type|transaction type",
        "invoice_date": "date|transaction date|trandate|invoice date",
        "due_date": "due date receive by|due date|duedate",
        "amount": (
            "amount foreign currency|amount transaction currency|amount transaction total|amount|total"
            "|original amount"
        ),
        "open_amount": (
            "amount remaining foreign currency|foreign amount remaining"
            "|amount remaining transaction currency|amount remaining|open balance|amount due"
        ),
        "currency": "currency|currency name",
        "status": "status|document status",
    },
    tells=(
        "po check number|po cheque number|amount remaining|amount remaining foreign currency"
        "|foreign amount remaining|amount foreign currency|document number|created from|internal id"
        "|subsidiary|tranid|trandate|otherrefnum|due date receive by|customer project|period"
    ),
)

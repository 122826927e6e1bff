"""Oracle Receivables: transactions and ageing, one row for each payment schedule."""

from __future__ import annotations

from pipeline.ledger_files.importing.profile import Profile

ORACLE = Profile(
    name="oracle",
    title="Oracle Receivables",
    headers={
        "invoice_number": "trx number|transaction number|invoice number|invoice no|invoice|number",
        "customer_number": (
            "customer number|customer account number|account number|bill to customer number|customer no"
            "|bill to account number|party number"
        ),
        "customer_name": (
            "customer name|bill to customer name|bill to customer|party name|bill to name|customer"
            "|account description"
        ),
        "address": "bill to address|address|address1|address line 1",
        "city": "bill to city|city",
        "country": "bill to country|country",
        "po_number": (
            "purchase order|purchase order number|customer po number|po number|customer purchase order"
        ),
        "delivery_number": "delivery number|delivery name|delivery|shipment number|waybill number",
        "kind": "class|transaction class|trx class|invoice class|type|transaction type|trx type",
        "invoice_date": "trx date|transaction date|invoice date|date|gl date",
        "due_date": "due date|trx due date|payment due date",
        "amount": (
            "amount due original|original amount|invoice amount|transaction amount|entered amount|amount"
        ),
        "open_amount": (
            "amount due remaining|balance due curr|remaining amount|outstanding amount|amount remaining"
            "|balance due|open balance|balance"
        ),
        "currency": ("invoice currency code|currency code|entered currency|transaction currency|currency"),
        "status": "status|payment schedule status|invoice status",
        "dispute": "amount in dispute|dispute amount|disputed amount",
    },
    tells=(
        "trx number|trx date|trx due date|trx class|trx type|amount due original"
        "|amount due remaining|customer trx id|payment schedule id|invoice currency code"
        "|balance due curr|transaction class|class|operating unit|business unit|bill to customer"
        "|bill to customer name|bill to customer number|interface header attribute1"
        "|amount in dispute|gl date|bill to site|terms sequence number|customer account number"
    ),
    adds_up=True,
)

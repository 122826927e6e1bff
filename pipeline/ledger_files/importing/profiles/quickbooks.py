"""QuickBooks: open invoices and customer balance detail, the customer in a row of its own above its rows."""

from __future__ import annotations

from pipeline.ledger_files.importing.profile import Kind, Profile

QUICKBOOKS = Profile(
    name="quickbooks",
    title="QuickBooks",
    headers={
        "invoice_number": "num|no|invoice no|transaction no|number|invoice number",
        "customer_number": "customer id|account no|customer account no|account number",
        "customer_name": "customer full name|customer|name|customer name|full name",
        "po_number": "p o no|po no|p o number|po number|po",
        "delivery_number": "tracking no|ship no|delivery no",
        "kind": "transaction type|type",
        "invoice_date": "date|invoice date|transaction date",
        "due_date": "due date",
        "amount": "amount|original amount|total|foreign amount",
        # Never "balance": in the customer balance detail that is a running sum.
        "open_amount": "open balance|foreign open balance",
        "currency": "currency|transaction currency",
        "status": "status|a r paid",
    },
    tells=(
        "num|open balance|p o no|transaction type|customer full name|split|memo description|term location"
        "|a r paid"
    ),
    kinds={
        "stmt charge": Kind.INVOICE,
        "statement charge": Kind.INVOICE,
        "finance charge": Kind.INVOICE,
        "sales receipt": Kind.PAYMENT,
        "bill payment": Kind.PAYMENT,
        "bill pmt check": Kind.PAYMENT,
        "check": Kind.PAYMENT,
        "cheque": Kind.PAYMENT,
        "transfer": Kind.PAYMENT,
    },
    groups=True,
)

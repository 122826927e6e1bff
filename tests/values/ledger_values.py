"""A seeded ledger whose aging, statements and gaps were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.pod import Pod
from models.reading import AcceptanceStatus, Grade
from tests.values.register_values import later

DAY = date(2026, 3, 31)
"""The day that the answers are about."""


def bill(
    number: str,
    amount: str,
    overdue: int | None = 0,
    customer: str = "C-1",
    *,
    currency: str = "EUR",
    status: InvoiceStatus = InvoiceStatus.OPEN,
    rest: str | None = None,
    issued: date | None = None,
) -> Invoice:
    """An invoice that is so many days overdue on `DAY`, issued 30 days before it fell due."""
    due = None if overdue is None else DAY - timedelta(days=overdue)
    return Invoice(
        number=number,
        customer_number=customer,
        po_number=f"PO-{number}",
        invoice_date=issued or (due or DAY) - timedelta(days=30),
        due_date=due,
        amount=Decimal(amount),
        currency=currency,
        delivery_number=f"D-{number}",
        status=status,
        open_amount=None if rest is None else Decimal(rest),
    )


DISPUTED = InvoiceStatus.DISPUTED
BILLS = (
    bill("A1", "100.10", 0),
    bill("A2", "200.20", 1),
    bill("A3", "300.30", 30),
    bill("A4", "400.40", 31),
    bill("A5", "0.01", 90),
    bill("A6", "1000.00", 91, rest="250.05"),
    bill("A7", "77.77", 45, status=DISPUTED),
    bill("A8", "-50.00", 10),
    bill("A9", "9999.99", 400, status=InvoiceStatus.PAID),
    bill("B1", "1234.56", -10, "C-2"),
    bill("B2", "500.00", 61, "C-2", currency="USD"),
    bill("B3", "60.60", None, "C-2"),
    bill("B4", "5.00", -60, "C-2"),
)
"""B3 has no due date and was issued 30 days before `DAY`; B4 is issued 30 days after it."""
LEDGER = Ledger(
    (Customer("C-1", "Harbour Supplies Ltd", city="Hull"), Customer("C-2", "Rhein Metall")), BILLS
)


def pod(number: str, status: AcceptanceStatus | None, customer: str = "C-1", *, filed: bool = True) -> Pod:
    """A proof of delivery."""
    grade = {AcceptanceStatus.SIGNED_CLEAN: Grade.A, AcceptanceStatus.SIGNED_INCOMPLETE: Grade.B}
    found = status and grade.get(status, Grade.D)
    name = f"{number}-{status.value if status else 'none'}"
    return Pod((customer, number), name, later(0), filed, status, found)

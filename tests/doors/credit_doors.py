"""The routes of reminders, payment plans, credit limits and bad debts."""

from __future__ import annotations

from models.people import Right
from tests.doors.door import Door

CREDIT = {
    ("GET", "/reminders"): Door(Right.LOOK, "/reminders?client=default&customer=C-1"),
    ("GET", "/reminders.csv"): Door(Right.LOOK, "/reminders.csv?client=default&customer=C-1"),
    ("GET", "/reminders/next"): Door(Right.SEND, "/reminders/next?client=default"),
    ("GET", "/reminders/to/{customer_number}"): Door(Right.SEND, "/reminders/to/C-1?client=default"),
    ("GET", "/reminders/to/{customer_number}/letter.pdf"): Door(
        Right.SEND, "/reminders/to/C-1/letter.pdf?client=default"
    ),
    ("POST", "/reminders/to/{customer_number}/sent"): Door(Right.SEND, "/reminders/to/C-1/sent"),
    ("POST", "/reminders/to/{customer_number}/mailed"): Door(
        Right.SEND, "/reminders/to/C-1/mailed", {"person": "1"}
    ),
    ("POST", "/customers/{customer_number}/persons"): Door(
        Right.SEND, "/customers/C-1/persons", {"email": "ap@buyer.example"}
    ),
    ("POST", "/customers/{customer_number}/persons/{number}/remove"): Door(
        Right.SEND, "/customers/C-1/persons/1/remove"
    ),
    ("POST", "/customers/{customer_number}/statement"): Door(
        Right.SEND, "/customers/C-1/statement", {"person": "1"}
    ),
    ("POST", "/letters/{number}/retry"): Door(Right.SEND, "/letters/{letter}/retry"),
    ("POST", "/reminders/{number}/withdraw"): Door(Right.SEND, "/reminders/{reminder}/withdraw"),
    ("GET", "/reminders/schedule"): Door(Right.ADMINISTER, "/reminders/schedule?client=default"),
    ("POST", "/reminders/schedule"): Door(Right.ADMINISTER, "/reminders/schedule?client=default"),
    ("POST", "/reminders/schedule/example"): Door(
        Right.ADMINISTER, "/reminders/schedule/example?client=default"
    ),
    ("GET", "/credit"): Door(Right.LOOK, "/credit?client=default&customer=C-1"),
    ("GET", "/credit.csv"): Door(Right.LOOK, "/credit.csv?client=default&customer=C-1"),
    ("GET", "/bad-debt"): Door(Right.LOOK, "/bad-debt?client=default&customer=C-1"),
    ("GET", "/bad-debt.csv"): Door(Right.LOOK, "/bad-debt.csv?client=default&customer=C-1"),
    ("POST", "/bad-debt/thresholds"): Door(Right.ADMINISTER, "/bad-debt/thresholds?client=default"),
    ("POST", "/customers/{customer_number}/plans"): Door(
        Right.SEND, "/customers/C-1/plans", {"invoice": "INV-1", "count": "2"}
    ),
    ("POST", "/plans/{number}/end"): Door(Right.SEND, "/plans/{plan}/end"),
    ("POST", "/customers/{customer_number}/limits"): Door(
        Right.SEND, "/customers/C-1/limits", {"limit": "10", "currency": "EUR", "source": "Board"}
    ),
    **{
        ("GET", f"/api/v1/receivables/{name}"): Door(
            Right.LOOK, f"/api/v1/receivables/{name}?client=default&customer=C-1"
        )
        for name in ("reminders", "credit", "bad-debt")
    },
    ("GET", "/api/v1/reminders/letter.pdf"): Door(
        Right.SEND, "/api/v1/reminders/letter.pdf?client=default&customer=C-1"
    ),
    ("POST", "/api/v1/reminders"): Door(
        Right.SEND, "/api/v1/reminders?client=default", json={"customer_number": "C-1"}
    ),
    ("POST", "/api/v1/plans"): Door(
        Right.SEND, "/api/v1/plans?client=default", json={"customer_number": "C-1", "invoice_numbers": []}
    ),
    ("POST", "/api/v1/plans/{number}/end"): Door(Right.SEND, "/api/v1/plans/{plan}/end", json={}),
    ("POST", "/api/v1/limits"): Door(
        Right.SEND,
        "/api/v1/limits?client=default",
        json={"customer_number": "C-1", "currency": "EUR", "source": "Board"},
    ),
}

"""Cash application: payments loaded, held against the ledger, applied or left to a person, and taken back."""

from flows.cash.deciding import (
    Wanted,
    accept,
    apply_by_hand,
    leave_elsewhere,
    open_deduction,
    take_back,
)
from flows.cash.loading import PaymentsLoaded, load_payments
from flows.cash.matching import resolve_payments
from flows.cash.tables import cash_terms, cash_terms_text, set_cash_terms
from flows.cash.telling import CashReport, Shown, cash_report, shown_payment, unbooked_of_customer

__all__ = [
    "CashReport",
    "PaymentsLoaded",
    "Shown",
    "Wanted",
    "accept",
    "apply_by_hand",
    "cash_report",
    "cash_terms",
    "cash_terms_text",
    "leave_elsewhere",
    "load_payments",
    "open_deduction",
    "resolve_payments",
    "set_cash_terms",
    "shown_payment",
    "take_back",
    "unbooked_of_customer",
]

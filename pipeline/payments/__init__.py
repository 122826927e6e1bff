"""Payments from bank statements (camt.053, camt.054, MT940) and lists, and remittance advices from lists."""

from pipeline.payments.reading import PaymentsRead, read_payments

__all__ = ["PaymentsRead", "read_payments"]

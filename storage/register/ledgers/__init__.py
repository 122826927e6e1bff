"""Ledgers as they were loaded: customers and invoices, then and now."""

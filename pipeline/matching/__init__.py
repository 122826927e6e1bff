"""A reading held against the ledger: which invoices it may belong to, how surely, and why. Pure."""

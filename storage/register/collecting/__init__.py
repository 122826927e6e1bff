"""Work on open invoices: causes, contacts, disputes, promises to pay, lines of goods."""

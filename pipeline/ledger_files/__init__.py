"""Files of customers and invoices, read row by row, complete or refused. Pure."""

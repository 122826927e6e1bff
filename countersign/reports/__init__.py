"""Reports on receivables as lines for a terminal, as CSV and as JSON values."""

"""Pure stages from pages to a decision: split, read, match, decide, filing."""

"""What the program knows, as JSON values, lines of CSV and tables."""

"""Lines of invoices from files of the client's books: lists and UBL."""

from pipeline.invoice_lines.reading import LinesRead, read_lines

__all__ = ["LinesRead", "read_lines"]

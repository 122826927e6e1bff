"""Lines of goods from the words of a paper: the table is found by its headings, and read row by row."""

from extractors.lines.read import lines_of

__all__ = ["lines_of"]

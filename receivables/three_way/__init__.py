"""Order, delivery and invoice held against each other, line by line; pure."""

from receivables.three_way.compare import compare

__all__ = ["compare"]

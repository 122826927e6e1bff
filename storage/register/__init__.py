"""The register: the one truth about what was received and what became of it, in a SQL database."""

from storage.register.register import Register, open_register
from storage.register.settlement import Decide, Transaction
from storage.register.values import Announcement, Link, LoadResult, Received, SettlementRefused

__all__ = [
    "Announcement",
    "Decide",
    "Link",
    "LoadResult",
    "Received",
    "Register",
    "SettlementRefused",
    "Transaction",
    "open_register",
]

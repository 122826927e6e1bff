"""The register: the one truth about what was received and what became of it, in a SQL database."""

from storage.register.figures import Figures
from storage.register.opening import open_register
from storage.register.register import Register
from storage.register.settlement import Decide, Transaction
from storage.register.values import Announcement, Link, LoadResult, Received, SettlementRefused

__all__ = [
    "Announcement",
    "Decide",
    "Figures",
    "Link",
    "LoadResult",
    "Received",
    "Register",
    "SettlementRefused",
    "Transaction",
    "open_register",
]

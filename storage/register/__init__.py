"""The register: the one truth about what was received and what became of it, in a SQL database."""

from storage.register.figures import Figures
from storage.register.opening import open_register
from storage.register.outcomes import Judge, Outcomes, Verdict
from storage.register.receipts import Receipts
from storage.register.register import Register
from storage.register.settlement import Decide, Transaction
from storage.register.values import Announcement, Link, LoadResult, Receipt, Received, SettlementRefused

__all__ = [
    "Announcement",
    "Decide",
    "Figures",
    "Judge",
    "Link",
    "LoadResult",
    "Outcomes",
    "Receipt",
    "Receipts",
    "Received",
    "Register",
    "SettlementRefused",
    "Transaction",
    "Verdict",
    "open_register",
]

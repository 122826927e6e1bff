"""The register: the one truth about what was received and what became of it, in a SQL database."""

from storage.register.figures import Figures, Receipts
from storage.register.opening import open_register
from storage.register.outcomes import Judge, Outcomes, Verdict
from storage.register.register import Register
from storage.register.settlement import Decide, Transaction
from storage.register.signed_earlier import EarlierSignatures
from storage.register.values import (
    Announcement,
    EarlierSignature,
    Link,
    LoadResult,
    Received,
    SettlementRefused,
)

__all__ = [
    "Announcement",
    "Decide",
    "EarlierSignature",
    "EarlierSignatures",
    "Figures",
    "Judge",
    "Link",
    "LoadResult",
    "Outcomes",
    "Receipts",
    "Received",
    "Register",
    "SettlementRefused",
    "Transaction",
    "Verdict",
    "open_register",
]

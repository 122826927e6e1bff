"""The register: the one truth about what was received and what became of it, in a SQL database."""

from storage.register.access.people import HERE, NO_CLIENT, PROVIDER, Deed
from storage.register.access.sessions import WINDOW, Departure
from storage.register.cash.payments import Advice, AskedPayments, Tally
from storage.register.cash.placing import Placed
from storage.register.collecting.disputes import AskedDisputes
from storage.register.collecting.goods import LinesLoaded
from storage.register.copying.snapshot import Summary, must_be_sound
from storage.register.database.sealing import leaf_of
from storage.register.database.values import (
    Announcement,
    EarlierSignature,
    Link,
    LoadResult,
    Received,
    SettlementRefused,
    Visit,
    Wanted,
)
from storage.register.ledgers.lookups import OnFile
from storage.register.ledgers.period_books import CONTROL_SET, control_subject
from storage.register.letters.sending_rows import Asked
from storage.register.letters.sendings import BY_LINK, OPENED, SAVED, Letter
from storage.register.notifying.alarm_signs import Signs
from storage.register.notifying.figures import Figures, Receipts
from storage.register.notifying.posting import CAREFUL_AFTER, Ending
from storage.register.opening import open_register, open_saved
from storage.register.papers.finding import COUNTED
from storage.register.papers.reviews import PARKED, Reviews
from storage.register.papers.settlement import Decide, Transaction
from storage.register.papers.signed_earlier import EarlierSignatures
from storage.register.register import Register
from storage.register.review.asides import SetAside
from storage.register.review.corrections import Corrections, MakeChange
from storage.register.review.courses import Handed
from storage.register.review.outcomes import Judge, Outcomes, Verdict
from storage.register.sight import Customers
from storage.register.trail.audit import Entry, Trail
from storage.register.trail.chaining import Sealed

__all__ = [
    "BY_LINK",
    "CAREFUL_AFTER",
    "CONTROL_SET",
    "COUNTED",
    "HERE",
    "NO_CLIENT",
    "OPENED",
    "PARKED",
    "PROVIDER",
    "SAVED",
    "WINDOW",
    "Advice",
    "Announcement",
    "Asked",
    "AskedDisputes",
    "AskedPayments",
    "Corrections",
    "Customers",
    "Decide",
    "Deed",
    "Departure",
    "EarlierSignature",
    "EarlierSignatures",
    "Ending",
    "Entry",
    "Figures",
    "Handed",
    "Judge",
    "Letter",
    "LinesLoaded",
    "Link",
    "LoadResult",
    "MakeChange",
    "OnFile",
    "Outcomes",
    "Placed",
    "Receipts",
    "Received",
    "Register",
    "Reviews",
    "Sealed",
    "SetAside",
    "SettlementRefused",
    "Signs",
    "Summary",
    "Tally",
    "Trail",
    "Transaction",
    "Verdict",
    "Visit",
    "Wanted",
    "control_subject",
    "leaf_of",
    "must_be_sound",
    "open_register",
    "open_saved",
]

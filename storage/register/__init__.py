"""The register: the one truth about what was received and what became of it, in a SQL database."""

from storage.register.alarm_signs import Signs
from storage.register.asides import SetAside
from storage.register.audit import Entry, Trail
from storage.register.cash import Placed
from storage.register.chaining import Sealed
from storage.register.corrections import Corrections, MakeChange
from storage.register.courses import Handed
from storage.register.disputes import AskedDisputes
from storage.register.figures import Figures, Receipts
from storage.register.finding import COUNTED
from storage.register.goods import LinesLoaded
from storage.register.lookups import OnFile
from storage.register.opening import open_register, open_saved
from storage.register.outcomes import Judge, Outcomes, Verdict
from storage.register.payments import Advice, AskedPayments, Tally
from storage.register.people import HERE, NO_CLIENT, PROVIDER, Deed
from storage.register.period_books import CONTROL_SET, control_subject
from storage.register.posting import CAREFUL_AFTER, Ending
from storage.register.register import Register
from storage.register.reviews import PARKED, Reviews
from storage.register.sealing import leaf_of
from storage.register.sending_rows import Asked
from storage.register.sendings import BY_LINK, OPENED, SAVED, Letter
from storage.register.sessions import WINDOW, Departure
from storage.register.settlement import Decide, Transaction
from storage.register.sight import Customers
from storage.register.signed_earlier import EarlierSignatures
from storage.register.snapshot import Summary, must_be_sound
from storage.register.values import (
    Announcement,
    EarlierSignature,
    Link,
    LoadResult,
    Received,
    SettlementRefused,
    Visit,
    Wanted,
)

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

"""Parts of the register that are doors of their own."""

from __future__ import annotations

from dataclasses import dataclass

from storage.register.accuracy import Accuracy
from storage.register.alarms import Alarms
from storage.register.asides import Asides
from storage.register.audit import Audit
from storage.register.batches import Batches
from storage.register.books import Books
from storage.register.cash import Cash
from storage.register.causes import CauseMarks
from storage.register.chaining import Chain
from storage.register.checking import Checking
from storage.register.connect import Database
from storage.register.contact_persons import ContactPersons
from storage.register.contacts import Contacts
from storage.register.corrections import Corrections
from storage.register.courses import Courses
from storage.register.destructions import Destructions
from storage.register.disputes import Disputes
from storage.register.earlier import Earlier
from storage.register.erasing import Erasures
from storage.register.finding import Finding
from storage.register.goods import Goods
from storage.register.holds import Holds
from storage.register.learned import Lessons
from storage.register.ledger_finding import LedgerFinding
from storage.register.letter_mails import LetterMails
from storage.register.lookups import Lookups
from storage.register.mails import Mails
from storage.register.notices import Notices
from storage.register.outbox import Outbox
from storage.register.outcomes import Outcomes
from storage.register.payments import Payments
from storage.register.people import People
from storage.register.period_books import PeriodBooks
from storage.register.plans import Plans
from storage.register.posting import Posting
from storage.register.reminders import Reminders
from storage.register.reviews import Reviews
from storage.register.sendings import Sendings
from storage.register.sessions import Sessions
from storage.register.snapshot import Snapshots
from storage.register.webhooks import Webhooks
from storage.register.withdrawals import Withdrawals


@dataclass(frozen=True)
class Parts:
    """What a register consists of beside its own methods."""

    database: Database

    @property
    def alarms(self) -> Alarms:
        """What is wrong, and who is told of it."""
        return Alarms(self.database)

    @property
    def earlier(self) -> Earlier:
        """Papers that came before, to be held beside a new one."""
        return Earlier(self.database)

    @property
    def outcomes(self) -> Outcomes:
        """What people found when they checked decisions."""
        return Outcomes(self.database)

    @property
    def checking(self) -> Checking:
        """Blind checks of filings."""
        return Checking(self.database)

    @property
    def accuracy(self) -> Accuracy:
        """What people did and found, for the accuracy report."""
        return Accuracy(self.database)

    @property
    def reviews(self) -> Reviews:
        """What needs a person, and who has it."""
        return Reviews(self.database)

    @property
    def corrections(self) -> Corrections:
        """What people decided."""
        return Corrections(self.database)

    @property
    def asides(self) -> Asides:
        """What people set aside."""
        return Asides(self.database)

    @property
    def lessons(self) -> Lessons:
        """What corrections teach."""
        return Lessons(self.database)

    @property
    def withdrawals(self) -> Withdrawals:
        """Copies for people that are to be taken back."""
        return Withdrawals(self.database)

    @property
    def lookups(self) -> Lookups:
        """What a person looks up beside a document."""
        return Lookups(self.database)

    @property
    def books(self) -> Books:
        """Open items, and what proves them."""
        return Books(self.database)

    @property
    def period_books(self) -> PeriodBooks:
        """What the ledger tells of a period."""
        return PeriodBooks(self.database)

    @property
    def courses(self) -> Courses:
        """What became of the documents of a period."""
        return Courses(self.database)

    @property
    def ledger_finding(self) -> LedgerFinding:
        """Invoices and customers found by what somebody types."""
        return LedgerFinding(self.database)

    @property
    def people(self) -> People:
        """Accounts and roles."""
        return People(self.database)

    @property
    def erasures(self) -> Erasures:
        """People who are to be forgotten."""
        return Erasures(self.database)

    @property
    def sessions(self) -> Sessions:
        """Who is signed in, and how."""
        return Sessions(self.database)

    @property
    def audit(self) -> Audit:
        """Who saw and did what."""
        return Audit(self.database)

    @property
    def chain(self) -> Chain:
        """The audit chain and its heads."""
        return Chain(self.database)

    @property
    def batches(self) -> Batches:
        """Files as they were handed in, and what became of each page."""
        return Batches(self.database)

    @property
    def finding(self) -> Finding:
        """Documents found and listed, narrowed by what a form asks."""
        return Finding(self.database)

    @property
    def goods(self) -> Goods:
        """Lines of invoices, and how far papers may differ from them."""
        return Goods(self.database)

    @property
    def mails(self) -> Mails:
        """Mails of the mailbox that is read as a second inbox."""
        return Mails(self.database)

    @property
    def sendings(self) -> Sendings:
        """What was sent to people outside."""
        return Sendings(self.database)

    @property
    def notices(self) -> Notices:
        """Who outside is to be told of corrections."""
        return Notices(self.database)

    @property
    def outbox(self) -> Outbox:
        """Mails that are to go out."""
        return Outbox(self.database)

    @property
    def snapshots(self) -> Snapshots:
        """The register as a file, for backups."""
        return Snapshots(self.database)

    @property
    def webhooks(self) -> Webhooks:
        """Programs elsewhere that are told what happens."""
        return Webhooks(self.database)

    @property
    def posting(self) -> Posting:
        """What they are told, as it is delivered."""
        return Posting(self.database)

    @property
    def disputes(self) -> Disputes:
        """What customers say against invoices."""
        return Disputes(self.database)

    @property
    def payments(self) -> Payments:
        """What was paid."""
        return Payments(self.database)

    @property
    def cash(self) -> Cash:
        """What payments were applied to."""
        return Cash(self.database)

    @property
    def holds(self) -> Holds:
        """What must not be destroyed."""
        return Holds(self.database)

    @property
    def destructions(self) -> Destructions:
        """What was destroyed, and what was proposed to be."""
        return Destructions(self.database)

    @property
    def contacts(self) -> Contacts:
        """Calls, letters and promises."""
        return Contacts(self.database)

    @property
    def reminders(self) -> Reminders:
        """Reminders that were sent."""
        return Reminders(self.database)

    @property
    def plans(self) -> Plans:
        """Payment plans and credit limits."""
        return Plans(self.database)

    @property
    def cause_marks(self) -> CauseMarks:
        """What people said of why items are overdue."""
        return CauseMarks(self.database)

    @property
    def contact_persons(self) -> ContactPersons:
        """Contact persons of customers."""
        return ContactPersons(self.database)

    @property
    def letter_mails(self) -> LetterMails:
        """Letters to customers that go out by mail."""
        return LetterMails(self.database)

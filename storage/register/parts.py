"""Parts of the register that are doors of their own."""

from __future__ import annotations

from dataclasses import dataclass

from storage.register.access.erasing import Erasures
from storage.register.access.people import People
from storage.register.access.sessions import Sessions
from storage.register.cash.payments import Payments
from storage.register.cash.placing import Cash
from storage.register.collecting.causes import CauseMarks
from storage.register.collecting.contact_persons import ContactPersons
from storage.register.collecting.contacts import Contacts
from storage.register.collecting.disputes import Disputes
from storage.register.collecting.goods import Goods
from storage.register.collecting.plans import Plans
from storage.register.copying.snapshot import Snapshots
from storage.register.database.connect import Database
from storage.register.ledgers.books import Books
from storage.register.ledgers.finding import LedgerFinding
from storage.register.ledgers.lookups import Lookups
from storage.register.ledgers.period_books import PeriodBooks
from storage.register.letters.letter_mails import LetterMails
from storage.register.letters.notices import Notices
from storage.register.letters.outbox import Outbox
from storage.register.letters.reminders import Reminders
from storage.register.letters.sendings import Sendings
from storage.register.notifying.alarms import Alarms
from storage.register.notifying.posting import Posting
from storage.register.notifying.webhooks import Webhooks
from storage.register.papers.batches import Batches
from storage.register.papers.earlier import Earlier
from storage.register.papers.finding import Finding
from storage.register.papers.mails import Mails
from storage.register.papers.reviews import Reviews
from storage.register.retention.destructions import Destructions
from storage.register.retention.holds import Holds
from storage.register.review.accuracy import Accuracy
from storage.register.review.asides import Asides
from storage.register.review.checking import Checking
from storage.register.review.corrections import Corrections
from storage.register.review.courses import Courses
from storage.register.review.learned import Lessons
from storage.register.review.outcomes import Outcomes
from storage.register.review.withdrawals import Withdrawals
from storage.register.trail.audit import Audit
from storage.register.trail.chaining import Chain


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

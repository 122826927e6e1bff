"""Shapes of invoices, customers and reports on receivables, as the description of the API tells of them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from countersign.console.api.movement_shapes import ForwardShape, Money, TieShape
from countersign.console.api.shapes import InvoiceShape, Shape
from models.ledger import InvoiceStatus
from models.reading import AcceptanceStatus, DocumentType, Grade, RemarkClass
from receivables.aging import Basis, Credits
from receivables.gaps import Desk, PodStatus


class LedgerInvoice(InvoiceShape):
    """An invoice of the ledger, and what proves it."""

    open: Money
    proof_of_delivery: PodStatus


class FoundInvoices(Shape):
    """Invoices that were found."""

    has_more: bool = Field(description="Whether there are more than these: ask more narrowly.")
    invoices: list[LedgerInvoice]


class PaperShape(Shape):
    """A paper of an invoice."""

    document: str
    type: DocumentType
    kind: str
    filed: bool = Field(description="False while it waits for review.")
    received_at: datetime
    receipt: AcceptanceStatus | None
    grade: Grade | None
    printed_name: str = Field(description="Of who signed; empty where none was read.")
    received_date: str = Field(description="As written on receipt, ISO 8601; empty where none was read.")
    exceptions: list[RemarkClass] = Field(description="What was remarked on receipt.")


class VersionShape(Shape):
    """How an invoice stood from a load of the ledger on."""

    load: int
    loaded_at: datetime | None
    amount: Money
    open: Money
    status: InvoiceStatus
    due_date: date | None


class InvoiceFile(LedgerInvoice):
    """An invoice with its papers and its past."""

    papers: list[PaperShape]
    versions: list[VersionShape] = Field(description="Oldest first; the last is how it stands.")


class CustomerShape(Shape):
    """A customer of the ledger."""

    customer_number: str
    name: str
    aliases: list[str]
    address: str
    city: str
    country: str
    parent: str = Field(description="Number of the customer that pays for it; empty where it pays itself.")


class FoundCustomers(Shape):
    """Customers that were found."""

    has_more: bool
    customers: list[CustomerShape]


class SumsShape(Shape):
    """An account in one currency."""

    currency: str
    balance: Money
    overdue: Money = Field(description="Fallen due and not disputed.")
    disputed: Money
    credits: Money
    received_unbooked: Money = Field(description="Payments received that the ledger has not booked.")
    discounts_unbooked: Money = Field(description="Discounts taken with them; the balance is without both.")
    buckets: dict[str, Money] = Field(description="By days overdue: current, 1-30, ..., over 90.")


class YearShape(Shape):
    """What was received in a year."""

    year: int
    documents: dict[DocumentType, int]


class CustomerFile(CustomerShape):
    """A customer, the account today, and what is on file."""

    branches: list[str] = Field(description="Numbers of customers that it pays for, at most 20.")
    accounts: list[SumsShape]
    on_file: list[YearShape]


class StandingShape(Shape):
    """Which load of the ledger figures are from."""

    load: int
    loaded_at: datetime | None
    exact: bool = Field(description="False where the ledger of that day is not known: the nearest one later.")


class OwedSums(Shape):
    """What is owed in one currency."""

    currency: str
    buckets: dict[str, Money]
    disputed: Money
    credits: Money
    total: Money
    items: int


class OwedShape(OwedSums):
    """What is owed in one currency, and what of it is disputed here."""

    paid_unbooked: Money = Field(
        description="Paid of it, as applied here, and not booked by the ledger yet: changes no sum."
    )
    disputed_here: Money = Field(
        description="What open disputes of our own books cover of items that the ledger does not mark as "
        "disputed; it stands in the buckets."
    )


class CustomerOwes(OwedShape):
    """What one customer owes in one currency."""

    customer_number: str
    customer_name: str


class ControlShape(Shape):
    """The proof that nothing was left out."""

    currency: str
    ledger: Money = Field(description="All that the ledger has open.")
    issued_later: Money
    aged: Money
    agrees: bool = Field(description="Whether `aged` and `issued_later` are `ledger`.")


class AgingShape(Shape):
    """Who owes what since when."""

    client: str
    as_of: date
    basis: Basis
    credits: Credits
    ledger: StandingShape
    undated: int = Field(description="Items without a due date: they count from their invoice date.")
    customers: list[CustomerOwes]
    totals: list[OwedShape]
    control: list[ControlShape]
    control_totals: list[TieShape] = Field(
        description="The ledger held against control totals, where some were given, over all customers."
    )


class PodShape(Shape):
    """A proof of delivery."""

    document: str
    received_at: datetime
    receipt: AcceptanceStatus | None
    grade: Grade | None
    unsure: bool


class ItemShape(Shape):
    """An open item of a statement."""

    invoice_number: str
    type: str = Field(description="invoice or credit.")
    invoice_date: date
    due_date: date | None
    days_overdue: int
    po_number: str
    delivery_number: str
    amount: Money
    open: Money
    balance: Money = Field(description="Of all items up to this one.")
    disputed: bool
    proofs_of_delivery: list[PodShape]


class AccountShape(SumsShape):
    """An account with its items, by date."""

    items: list[ItemShape]


class StatementShape(Shape):
    """What a customer owes."""

    client: str
    as_of: date
    customer_number: str
    customer_name: str
    ledger: StandingShape
    since: date | None = Field(None, description="First day of the movements, where some were asked for.")
    movements: list[ForwardShape] | None = Field(
        None, description="By currency; null where the register does not know both ledgers."
    )
    accounts: list[AccountShape] = Field(description="One for each currency.")


class GapSum(Shape):
    """So many open invoices with such a proof."""

    currency: str
    proof_of_delivery: PodStatus
    invoices: int
    open: Money


class GapsByDue(GapSum):
    """The same of those that fall due then."""

    due: str = Field(description="overdue, 0-7, 8-14, 15-30, over 30 days from now, or no due date.")


class GapsByCustomer(GapSum):
    """The same of one customer."""

    customer_number: str
    customer_name: str


class GapShape(Shape):
    """An invoice that nothing proves, and who can close the gap."""

    customer_number: str
    customer_name: str
    invoice_number: str
    po_number: str
    delivery_number: str
    invoice_date: date
    due_date: date | None
    days_to_due: int | None
    open: Money
    currency: str
    disputed: bool
    proof_of_delivery: PodStatus
    ask: Desk
    task: str
    on_file: list[PodShape]
    under_review: list[str] = Field(description="Ids of documents that wait for a person.")


class GapsShape(Shape):
    """Evidence gaps."""

    client: str
    as_of: date
    ledger: StandingShape
    summary: list[GapSum]
    by_due: list[GapsByDue]
    by_customer: list[GapsByCustomer]
    gaps: list[GapShape] = Field(description="Soonest due first.")

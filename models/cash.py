"""Payments that came in, what each is for, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.sending import InvoiceKey, Reason

ZERO = Decimal(0)
PROGRAM = "countersign"
"""Who applied a payment where no person did."""


class PaymentState(StrEnum):
    """How far a payment is."""

    APPLIED = "applied"
    """All of it has its place: invoices, or the customer's account."""
    REVIEW = "review"
    """Something may fit; a person says what."""
    WAITING = "waiting"
    """Nothing in the ledger fits; looked at again with every load."""
    ELSEWHERE = "elsewhere"
    """A person found that it pays no invoice: interest, a refund, somebody else's money."""


class Why(StrEnum):
    """Why a payment is where it is."""

    AGREES = "agrees"
    """Numbers, amount and payer agree: applied at once."""
    PERSON = "person"
    NO_NUMBER = "no_number"
    """No invoice number stands in it."""
    AMOUNT = "amount"
    """The amount is not what the named invoices are open for."""
    PAYER = "payer"
    """The payer is known as another customer."""
    UNSURE = "unsure"
    """A number is short, misread, or not all of what it names is explained."""
    RIVALS = "rivals"
    """Something else fits as well."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RemittanceLine:
    """What the payer says of one invoice; amounts in the payment's currency."""

    invoice: str
    """Number as the payer writes it."""
    paid: Decimal | None = None
    """None where only the number is given."""
    discount: Decimal = ZERO
    deduction: Decimal = ZERO
    """Held back for a reason; above zero."""
    code: str = ""
    """The payer's code or word for the reason."""


@dataclass(frozen=True, slots=True)
class Given:
    """A payment as its file has it; the account number is not kept so."""

    line: int
    """1-based line of the file."""
    value_day: date
    amount: Decimal
    """Above zero."""
    currency: str
    payer: str = ""
    account: str = ""
    reference: str = ""
    bank_reference: str = ""
    """The bank's own number of it."""
    former_reference: str = ""
    """What earlier versions took for that number; payments that they loaded are known by it."""
    own_account: str = ""
    """To which it was paid; empty where the file does not say."""
    customer: str = ""
    """Customer number, where the file names one."""
    lines: tuple[RemittanceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenAdvice:
    """A remittance advice as its file has it."""

    line: int
    number: str
    """The payer's number of it, as payments may quote it."""
    customer: str
    payer: str
    currency: str
    lines: tuple[RemittanceLine, ...]

    @property
    def total(self) -> Decimal:
        """What was paid."""
        return sum((one.paid or ZERO for one in self.lines), ZERO)


class Sign(StrEnum):
    """One thing that speaks for or against what a payment is for."""

    NUMBER = "number"
    LOOK_ALIKE = "look_alike"
    MISTYPED = "mistyped"
    ORDER = "order"
    DELIVERY = "delivery"
    ADVISED = "advised"
    """A line of the remittance names it."""
    CUSTOMER_NUMBER = "customer_number"
    ACCOUNT = "account"
    """A person confirmed that this account pays for the customer."""
    LEARNED_NAME = "learned_name"
    NAME = "name"
    ALIKE = "alike"
    PAYS_FOR = "pays_for"
    """The payer is the one that pays for the customer."""
    AMOUNT = "amount"
    """Exactly what is open."""
    SUM = "sum"
    """Several add up to it exactly."""
    NETTED = "netted"
    """They do so less credit notes."""
    DISCOUNT = "discount"
    EXPLAINED = "explained"
    """The remittance explains every cent."""
    ONLY_SUM = "only_sum"
    """Of what the account has open, only these add up to it."""
    WHOLE_ACCOUNT = "whole_account"
    OTHER_PAYER = "other_payer"
    LESS = "less"
    MORE = "more"
    SETTLED = "settled"
    """What is named is settled already."""
    LEFT_OUT = "left_out"
    """The reference names something that is left out here."""

    @property
    def speaks_against(self) -> bool:
        """True for a contradiction or a difference."""
        return self in _AGAINST


_AGAINST = frozenset({Sign.OTHER_PAYER, Sign.LESS, Sign.MORE, Sign.SETTLED, Sign.LEFT_OUT})


@dataclass(frozen=True, slots=True)
class Clue:
    """A sign with what was read and what it was held against; both may be empty."""

    sign: Sign
    read: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What of a payment goes where."""

    customer: str
    invoice: str
    """Empty for the customer's account."""
    paid: Decimal
    """Below zero for a credit note that is netted."""
    discount: Decimal = ZERO
    deduction: Decimal = ZERO
    """Stays open; the customer says why."""
    reason: Reason | None = None
    """Of the deduction."""
    code: str = ""

    @property
    def key(self) -> InvoiceKey:
        """(customer number, invoice number)."""
        return self.customer, self.invoice

    @property
    def settles(self) -> Decimal:
        """By how much the invoice's balance falls once it is booked."""
        return self.paid + self.discount


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to apply a payment; the parts paid add up to its amount."""

    shares: tuple[Share, ...]
    probability: float
    """0..1, calibrated against others and against none of them."""
    clues: tuple[Clue, ...]
    certain: bool = False
    """True where independent keys agree and nothing speaks against it."""

    @property
    def customers(self) -> tuple[str, ...]:
        """Numbers of the customers, each once."""
        return tuple(dict.fromkeys(one.customer for one in self.shares))


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment that came in."""

    id: str
    client: str
    file: str
    """SHA-256 of the file that brought it first."""
    line: int
    value_day: date
    amount: Decimal
    currency: str
    payer: str
    account_key: str
    """Keyed hash of the payer's account; empty where none was given."""
    account_tail: str
    """Its last four characters."""
    reference: str
    bank_reference: str
    customer_said: str
    lines: tuple[RemittanceLine, ...] = ()
    state: PaymentState = PaymentState.WAITING
    why: Why = Why.NOTHING
    proposals: tuple[Proposal, ...] = ()
    """Likeliest first."""
    customer: str = ""
    """Of what is applied or proposed where that is of one customer; empty else."""
    load: int = 0
    """Load of the ledger that it was last held against."""
    version: int = 0
    """Grows with every change, so that nobody decides on what was changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Application:
    """A part of a payment where it was put; taken back, it stays for the record."""

    id: int
    payment: str
    share: Share
    currency: str
    value_day: date
    open_then: Decimal
    """What the ledger had open of the invoice then; zero for an account."""
    load: int
    """Load of the ledger then."""
    at: datetime
    by: str
    booked_load: int = 0
    """Load from which on the ledger has it; 0 while it has not."""
    taken_back_at: datetime | None = None

    @property
    def is_unbooked(self) -> bool:
        """True while the ledger is to learn of it."""
        return self.taken_back_at is None and not self.booked_load


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """A file that was loaded."""

    client: str
    sha256: str
    name: str
    kind: str
    loaded_at: datetime
    loaded_by: str
    payments: int
    """That it brought first."""
    repeated: int
    """That were known already."""
    refused: tuple[tuple[int, str], ...] = field(default=())
    """Line and reason of what could not be taken."""

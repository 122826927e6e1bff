"""Why items are overdue, told from the register; and what people say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.carriers import carrier_in, carrier_key
from flows.desk import Stores
from flows.disputes.promises import promises
from flows.receivables import Told, Whose, gaps
from models.cause import SETTABLE, Cause, CauseMark
from models.dispute import LONGEST_WORDS
from models.errors import WrongField, WrongUse
from models.ledger import Customer
from models.sending import InvoiceKey
from receivables import causes as logic
from receivables.promises import broken
from storage.register import AskedDisputes, Deed, Register


@dataclass(frozen=True, slots=True)
class Caused(Told):
    """Overdue items by cause."""

    causes: logic.Causes


def causes(register: Register, whose: Whose, as_of: date, *, carriers: bool = True) -> Caused:
    """Why the items that were open at the end of a day were overdue.

    Args:
        register: where all of it is kept.
        whose: whose items are meant.
        as_of: the day.
        carriers: whether papers are asked who brought the goods, which takes the longest.

    Disputes, filings and what people said are as they are now; promises as they stood on the day.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    told = gaps(register, whose, as_of)
    late = [one for one in told.report.items if logic.is_late(one)]
    cases = register.disputes.listed(AskedDisputes(whose.client, whose.seen, whose.customer))
    promised = promises(register, whose, as_of)
    people = register.books.customers(whose.client, {one.invoice.customer_number for one in late})
    known = logic.Known(
        broken=broken(((one.contact, one.promise) for one in promised.noted), (one.invoice for one in late)),
        marks=register.cause_marks.all(whose.client, whose.seen),
        carriers=carriers_of(register, whose.client, [one.invoice.key for one in late if one.filed])
        if carriers
        else {},
        sites={number: site_of(one) for number, one in people.items()},
    )
    return Caused(told.whose, told.standing, people, causes=logic.causes(late, cases, as_of, known))


def site_of(customer: Customer) -> str:
    """Where goods for a customer, or a branch of one, go to; empty where the ledger does not say."""
    return ", ".join(part for part in (customer.address, customer.city) if part)


def carriers_of(register: Register, client: str, keys: Sequence[InvoiceKey]) -> dict[InvoiceKey, str]:
    """Who brought the goods, as proofs of delivery name them; spelled as most of them spell it."""
    found: dict[InvoiceKey, str] = {}
    for paper in register.books.pod_words(client, keys):
        name = "" if paper.invoice in found else carrier_in(paper.kind, paper.text)
        if name:
            found[paper.invoice] = name
    spelled = _spellings(found.values())
    return {key: spelled[carrier_key(name)] for key, name in found.items()}


def _spellings(names: Iterable[str]) -> Mapping[str, str]:
    """For each carrier its commonest spelling; of equally common ones, one that is not all capitals."""
    found: dict[str, str] = {}
    for name, _ in sorted(Counter(names).items(), key=lambda row: (-row[1], row[0].isupper(), row[0])):
        found.setdefault(carrier_key(name), name)
    return found


@dataclass(frozen=True, slots=True)
class Explained:
    """What a person says of an item."""

    key: InvoiceKey
    cause: Cause
    note: str = ""
    """For ourselves; never sent."""


def set_cause(stores: Stores, client: str, said: Explained, by: str) -> CauseMark:
    """Say why an open item is not paid; it counts before what is found, until the ledger changes the item.

    Raises:
        WrongUse: there is no such open item, or the cause is none that people set.
    """
    key, cause = said.key, said.cause
    invoice = stores.register.invoice(client, key)
    if invoice is None or not invoice.is_open:
        raise WrongUse(f"The ledger has no open invoice {key[1]} of customer {key[0]}: nothing to explain.")
    if cause not in SETTABLE:
        raise WrongField("cause", f"{cause.value} is found, not set: choose one of {', '.join(SETTABLE)}.")
    if len(said.note) > LONGEST_WORDS:
        raise WrongField("note", f"A note takes at most {LONGEST_WORDS} characters.")
    mark = CauseMark(
        client=client,
        key=invoice.key,
        cause=cause,
        balance=invoice.balance,
        due=invoice.due_date,
        status=invoice.status,
        set_at=stores.clock(),
        set_by=by,
        note=said.note.strip(),
    )
    stores.register.cause_marks.put(mark)
    return mark


def take_back_cause(stores: Stores, client: str, key: InvoiceKey, by: str) -> bool:
    """Let what papers and books tell count again; False where nobody had said anything."""
    return stores.register.cause_marks.take_back(client, key, Deed(by, stores.clock()))

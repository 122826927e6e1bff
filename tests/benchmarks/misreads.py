"""Each figure of a paper's only number misread in turn, in a ledger of numbers in sequence: what is filed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from models.decision import Decision, Status
from models.ledger import Customer, Invoice
from models.reading import FieldName
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import LedgerIndex, build
from pipeline.matching.match import match
from tests.values.matching_cases import POD, customer, invoice, ledger, paper

INVOICES, TO_COME = 2000, 300
FIGURES = 4
"""The last figures of a number, each of which is misread as each other one."""
CONFIDENCES = (0.7, 0.97, 0.999)
"""Of the reader in the words of the paper."""
TRADES = ("Foods", "Supply", "Hotels", "Dairies", "Metals", "Tools")
FIRST = date(2026, 1, 2)
Fields = dict[FieldName, str | Sequence[str]]


@dataclass
class Count:
    """Numbers that became another invoice's of a customer on the page, and how many were filed under it."""

    hits: int = 0
    wrong: int = 0

    def add(self, decision: Decision) -> None:
        """One more."""
        self.hits += 1
        self.wrong += decision.status is Status.FILED

    def __str__(self) -> str:
        return f"{self.wrong:5} of {self.hits:4}"


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--seed", type=int, default=3)


def run(asked: argparse.Namespace) -> None:
    """Print a line for each size of the customer list and each confidence."""
    print("customers  reader's confidence  filed wrong: invoice not loaded   two customers on the page")
    for count in (20, 50, 200):
        made = _made(count, Random(asked.seed))
        for confidence in CONFIDENCES:
            late, two = _not_loaded(*made, confidence), _two_named(*made, confidence, Random(asked.seed))
            print(f"{count:9}{confidence:21}{late!s:>33}{two!s:>27}", flush=True)


def _made(count: int, rng: Random) -> tuple[list[Customer], list[Invoice]]:
    people = [
        customer(f"C-{1001 + n}", f"{chr(65 + n % 10)}ster{chr(97 + n // 10)}ol {TRADES[n % 6]} Ltd")
        for n in range(count)
    ]
    bills = [
        replace(
            invoice(str(90026000 + n), rng.choice(people).number, str(rng.randrange(10**5, 10**6))),
            invoice_date=FIRST + timedelta(days=n // 20),
            delivery_number=str(80310000 + n),
        )
        for n in range(INVOICES)
    ]
    return people, bills


def _not_loaded(people: list[Customer], bills: list[Invoice], confidence: float) -> Count:
    """Papers come before the ledger has their invoices; number and customer number are all they show."""
    index, count = build(ledger(people, *bills[:-TO_COME])), Count()
    known = {one.number: one for one in bills[:-TO_COME]}
    for bill in bills[-TO_COME:]:
        for read in _misread(bill.number):
            if read in known and known[read].customer_number == bill.customer_number:
                told: Fields = {FieldName.CUSTOMER_NUMBER: bill.customer_number}
                count.add(_decided(bill, read, told, (index, confidence)))
    return count


def _two_named(people: list[Customer], bills: list[Invoice], confidence: float, rng: Random) -> Count:
    """All is loaded; the page names who buys and where the goods go, one of whom has the misread number."""
    index, count = build(ledger(people, *bills)), Count()
    known, names = {one.number: one for one in bills}, {one.number: one.name for one in people}
    for bill in bills[::10]:
        other = rng.choice(
            [one for one in people[: max(4, len(people) // 10)] if one.number != bill.customer_number]
        )
        for read in _misread(bill.number):
            if read in known and known[read].customer_number == other.number:
                told: Fields = {FieldName.CUSTOMER_NAME: (names[bill.customer_number], other.name)}
                count.add(_decided(bill, read, told, (index, confidence)))
    return count


def _misread(number: str) -> Iterator[str]:
    for place in range(len(number) - FIGURES, len(number)):
        yield from (
            f"{number[:place]}{figure}{number[place + 1 :]}"
            for figure in "0123456789"
            if figure != number[place]
        )


def _decided(bill: Invoice, read: str, told: Fields, how: tuple[LedgerIndex, float]) -> Decision:
    index, confidence = how
    day = (bill.invoice_date - timedelta(days=2)).isoformat()
    fields: Fields = {FieldName.INVOICE_NUMBER: read, FieldName.DOCUMENT_DATE: day, **told}
    texts = [text for texts in told.values() for text in ([texts] if isinstance(texts, str) else texts)]
    item = paper(POD, "\n".join((read, *texts)), fields)
    words = tuple(replace(word, confidence=confidence) for word in item.page.words)
    return decide(match(item.reading, (replace(item.page, words=words),), index))

"""In a sequential ledger a misread digit is often another real invoice; none may get the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest

from models.decision import Decision, Status
from models.ledger import Invoice, Ledger
from models.reading import DocumentType, FieldName
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import LedgerIndex, build
from pipeline.matching.match import match
from tests.values.matching_cases import DAY, PO, POD, customer, invoice, ledger, paper

FIRST = ("Acme", "Birch", "Calder", "Dorset", "Elm", "Fenwick", "Grange", "Harbour", "Ivy", "Jubilee")
SECOND = ("Foods East", "Foods West", "Supply", "Engineering", "Hotels", "Dairies")
Profile = tuple[DocumentType, tuple[FieldName, ...]]
PROFILES: tuple[Profile, ...] = (
    (POD, (FieldName.INVOICE_NUMBER, FieldName.CUSTOMER_NUMBER)),
    (POD, (FieldName.INVOICE_NUMBER, FieldName.CUSTOMER_NAME)),
    (POD, (FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER, FieldName.CUSTOMER_NAME)),
    (POD, (FieldName.DELIVERY_NUMBER, FieldName.INVOICE_NUMBER)),
    (
        POD,
        (FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER, FieldName.CUSTOMER_NUMBER, FieldName.DOCUMENT_DATE),
    ),
    (POD, (FieldName.PO_NUMBER, FieldName.CUSTOMER_NUMBER, FieldName.DOCUMENT_DATE)),
    (PO, (FieldName.PO_NUMBER, FieldName.CUSTOMER_NUMBER)),
    (PO, (FieldName.PO_NUMBER, FieldName.CUSTOMER_NAME)),
)
DELIVERIES = PROFILES[:6]
RUNS = 300


@dataclass(frozen=True)
class Books:
    ledger: Ledger
    index: LedgerIndex
    names: dict[str, str]


def sequential(rng: Random) -> Books:
    """2,000 invoices in a row for 60 customers; orders recur, and those of a customer run in sequence too."""
    names = {f"C-{1001 + n}": f"{FIRST[n % 10]} {SECOND[n // 10]} Ltd" for n in range(60)}
    people = [customer(number, name) for number, name in names.items()]
    orders = dict.fromkeys(names, 4_500_100)
    made = []
    for n in range(2000):
        owner = rng.choice(people).number
        orders[owner] += rng.choice((0, 1, 1, 7, 40))
        made.append(_dated(invoice(f"INV-{26_000 + n}", owner, str(orders[owner]), str(80_310_000 + n)), n))
    books = ledger(people, *made)
    return Books(books, build(books), names)


def _dated(made: Invoice, n: int) -> Invoice:
    return replace(made, invoice_date=DAY + timedelta(days=n // 10))


def misread(text: str, rng: Random) -> str:
    """One digit read as another."""
    at = rng.choice([at for at, c in enumerate(text) if c.isdigit()])
    return text[:at] + rng.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]


def printed(truth: Invoice, name: FieldName, books: Books) -> str:
    return {
        FieldName.INVOICE_NUMBER: truth.number,
        FieldName.PO_NUMBER: truth.po_number,
        FieldName.DELIVERY_NUMBER: truth.delivery_number,
        FieldName.CUSTOMER_NUMBER: truth.customer_number,
        FieldName.CUSTOMER_NAME: books.names[truth.customer_number],
        FieldName.DOCUMENT_DATE: (truth.invoice_date - timedelta(days=2)).isoformat(),
    }[name]


def read_once(
    truth: Invoice, books: Books, rng: Random, *, wrong: int, profiles: Sequence[Profile] = PROFILES
) -> Decision:
    """A decision on a paper about `truth` with `wrong` of its numbers misread by one digit."""
    kind, names = rng.choice(profiles)
    fields = {name: printed(truth, name, books) for name in names}
    numbers = [name for name in names if name not in {FieldName.CUSTOMER_NAME, FieldName.DOCUMENT_DATE}]
    for name in rng.sample(numbers, min(wrong, len(numbers))):
        fields[name] = misread(fields[name], rng)
    item = paper(kind, "", fields)
    return decide(match(item.reading, (item.page,), books.index))


def is_wrong(decision: Decision, truth: Invoice) -> bool:
    """True when the paper was filed under an invoice of another customer or another order and number."""
    return decision.status is Status.FILED and truth.key not in decision.chosen


@pytest.fixture(scope="module")
def books() -> Books:
    return sequential(Random(7))


def test_clean_papers_are_filed_under_their_invoice_or_reviewed(books: Books) -> None:
    rng = Random(1)
    truths = [rng.choice(books.ledger.invoices) for _ in range(RUNS)]
    decisions = [read_once(truth, books, rng, wrong=0) for truth in truths]
    assert not any(map(is_wrong, decisions, truths))
    assert sum(decision.status is Status.FILED for decision in decisions) > RUNS * 0.45
    assert not any(decision.status is Status.PARKED for decision in decisions)


def test_no_paper_with_one_misread_digit_is_filed_wrongly(books: Books) -> None:
    rng = Random(2)
    truths = [rng.choice(books.ledger.invoices) for _ in range(RUNS)]
    decisions = [read_once(truth, books, rng, wrong=1) for truth in truths]
    wrong = [d.reason for d, truth in zip(decisions, truths, strict=True) if is_wrong(d, truth)]
    assert wrong == []


def test_no_misread_delivery_of_an_unknown_invoice_is_filed(books: Books) -> None:
    rng = Random(3)
    missing = {one.key for one in rng.sample(books.ledger.invoices, RUNS)}
    known = tuple(one for one in books.ledger.invoices if one.key not in missing)
    fewer = replace(books, index=build(Ledger(books.ledger.customers, known)))
    for truth in (one for one in books.ledger.invoices if one.key in missing):
        decision = read_once(truth, fewer, rng, wrong=1, profiles=DELIVERIES)
        assert decision.status is not Status.FILED, decision.reason

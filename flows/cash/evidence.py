"""What the ledger, people's lessons and other payments tell of what a payment may be for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from flows.cash.tables import cash_terms
from flows.desk import Stores
from flows.disputes import codes_of
from models.cash import ZERO, Clue, Payment, Sign
from models.decision import Agreement, Key
from models.ledger import Invoice
from models.payers import PayerSign
from models.sending import Reason
from pipeline.folding import plain
from pipeline.index.ledger_index import LedgerIndex
from pipeline.names.comparable import CLOSE, EXACT, MARGIN, normalise
from receivables.cash import Case, Item, Mention, PayerClue
from receivables.cash.reasons import reasons_by_code
from receivables.cash.terms import TermsByCustomer, terms_of

MOST_OPEN = 400
"""Open items of a house that are looked at."""
MOST_OWNERS = 12
_MOST_WORDS, _LONGEST_RUN = 120, 3
_FEWEST_DIGITS, _SHORTEST = 3, 3
_SAME_AMOUNT = 5
_PARTS = re.compile(r"[\s,;]+")
_RF = re.compile(r"RF\d{2}([A-Z0-9]{3,21})")
_LABEL = re.compile(
    r"(?:(?:RE|RG|RNR|RGNR|RECH|RECHNUNG|RECHNR|NR|NO|INVOICE|FACTURE|FACT|FACTURA|FRA)[.:#\-]*(?=[A-Z0-9])|INV[.:#\-]*(?=\d))",
    re.IGNORECASE,
)
"""Before a number, without a blank; INV before letters begins the number itself."""
_ROLES = {
    Key.INVOICE_NUMBER: Sign.NUMBER,
    Key.DELIVERY_NUMBER: Sign.DELIVERY,
    Key.PO_NUMBER: Sign.ORDER,
}


@dataclass(frozen=True)
class Books:
    """What payments of one client are held against; asked anew for every run."""

    stores: Stores
    client: str
    index: LedgerIndex
    terms: TermsByCustomer
    reasons: Mapping[str, Reason]

    @classmethod
    def of(cls, stores: Stores, client: str, index: LedgerIndex) -> Books:
        """The books as they stand now."""
        reasons = reasons_by_code(codes_of(stores, client))
        return cls(stores, client, index, terms_of(cash_terms(stores, client)), reasons)

    def case(self, payment: Payment) -> Case:
        """The payment with everything that may tell what it is for."""
        payers = tuple(_payers(self, payment))
        found = tuple(_mentioned(self, payment))
        houses = {one.customer: self.house(one.customer) for one in payers}
        houses |= {one.customer_number: self.house(one.customer_number) for one, _, _, _ in found}
        accounts = {house: self._account(house, payment.currency) for house in set(houses.values())}
        left = {item.key: item for items in accounts.values() for item in items}
        mentions = tuple(
            Mention(read, left.get(one.key) or Item(one, ZERO), sign, shared)
            for one, read, sign, shared in found
            if one.currency == payment.currency
        )
        houses |= {item.invoice.customer_number: house for house, items in accounts.items() for item in items}
        return Case(
            payment=payment,
            mentions=mentions,
            payers=payers,
            houses=houses,
            accounts=accounts,
            same_amount=() if mentions or payers else self._same(payment),
            terms=self.terms,
            reasons=self.reasons,
        )

    def house(self, customer: str) -> str:
        """Who pays for the customer in the end."""
        return self.index.payers(customer)[-1]

    def items(self, invoices: Sequence[Invoice]) -> tuple[Item, ...]:
        """See `items_of`."""
        return items_of(self.stores, self.client, invoices)

    def _account(self, house: str, currency: str) -> tuple[Item, ...]:
        register = self.stores.register
        branches = (one.number for one in register.books.branches(self.client, house, MOST_OWNERS))
        found = [
            one
            for number in (house, *branches)
            for one in register.ledger_finding.of_customer(self.client, number, MOST_OPEN, only_open=True)
            if one.currency == currency
        ]
        return self.items(found)

    def _same(self, payment: Payment) -> tuple[Item, ...]:
        found = self.stores.register.payments.of_amount(
            self.client, payment.amount, payment.currency, _SAME_AMOUNT
        )
        return tuple(one for one in self.items(found) if one.left == payment.amount)


def items_of(stores: Stores, client: str, invoices: Sequence[Invoice]) -> tuple[Item, ...]:
    """What is left of each after payments that the ledger has not booked."""
    customers = {one.customer_number for one in invoices}
    taken = dict.fromkeys((one.key for one in invoices), ZERO)
    for one in stores.register.cash.unbooked(client, customers):
        if one.share.key in taken:
            taken[one.share.key] += one.share.settles
    return tuple(Item(one, one.balance - taken[one.key]) for one in invoices)


def words_in(reference: str) -> tuple[str, ...]:
    """What of a reference may be a number: words with digits, and words that a line break has parted."""
    words = [word.strip(".:()[]'\"/-+*") for word in _PARTS.split(reference) if word][:_MOST_WORDS]
    runs = (
        "".join(words[at : at + size]) if size > 1 else words[at]
        for at in range(len(words))
        for size in range(1, _LONGEST_RUN + 1)
        if at + size <= len(words)
    )
    spelled = chain.from_iterable(_spellings(run) for run in runs)
    return tuple(dict.fromkeys(word for word in spelled if _may_be_number(word)))


def _spellings(word: str) -> Iterator[str]:
    yield word
    label = _LABEL.match(word)
    if label:
        yield word[label.end() :]
    found = _RF.fullmatch(plain(word))
    if found:
        yield found[1]


def _may_be_number(word: str) -> bool:
    digits = sum(letter.isdigit() for letter in word)
    return digits >= _FEWEST_DIGITS and _SHORTEST <= len(word) <= 60  # noqa: PLR2004


Found = tuple[Invoice, str, Sign, int]
"""An invoice, what was read, how it agrees, how many carry it."""


def _mentioned(books: Books, payment: Payment) -> Iterator[Found]:
    """Invoices whose numbers the payment names; where some agree exactly, the like of those are not asked."""
    for line in payment.lines:
        yield from _of_texts(books, [line.invoice], advised=True)
    yield from _of_texts(books, words_in(payment.reference), advised=False)


def _of_texts(books: Books, texts: Sequence[str], *, advised: bool) -> Iterator[Found]:
    known = books.index.find_all(_ROLES, texts)
    exact: set[str] = set()
    for key, by_text in known.items():
        for text, numbers in by_text.items():
            for one in numbers:
                if one.agreement is Agreement.EXACT:
                    exact.add(text)
                yield from _owned(books, key, text, (one.number, _sign(key, one.agreement, advised=advised)))
    unread = [text for text in texts if not any(text in by_text for by_text in known.values())]
    for text in unread:
        if books.index.looks_like(Key.INVOICE_NUMBER, text) or advised:
            for one in books.index.find(Key.INVOICE_NUMBER, text, edits=True):
                yield from _owned(books, Key.INVOICE_NUMBER, text, (one.number, Sign.MISTYPED))


def _sign(key: Key, agreement: Agreement, *, advised: bool) -> Sign:
    if agreement is Agreement.EXACT:
        return Sign.ADVISED if advised and key is Key.INVOICE_NUMBER else _ROLES[key]
    return Sign.LOOK_ALIKE if agreement is Agreement.FOLDED else Sign.MISTYPED


def _owned(books: Books, key: Key, text: str, number: tuple[str, Sign]) -> Iterator[Found]:
    owners = books.index.owners(key, number[0])
    if len(owners) > MOST_OWNERS:
        return
    for owner in owners:
        invoice = books.stores.register.invoice(books.client, owner.key)
        if invoice is not None:
            yield invoice, text, number[1], len(owners)


def _payers(books: Books, payment: Payment) -> Iterator[PayerClue]:
    if payment.customer_said and payment.customer_said in books.index.customers:
        clue = Clue(Sign.CUSTOMER_NUMBER, payment.customer_said, payment.customer_said)
        yield PayerClue(payment.customer_said, clue)
    name = normalise(payment.payer)
    known = {(PayerSign.ACCOUNT, payment.account_key), (PayerSign.NAME, name)}
    asked = {one for one in known if one[1]}
    learned = books.stores.register.cash.customers_of(books.client, asked)
    for lesson in learned:
        if lesson.sign is PayerSign.ACCOUNT:
            yield PayerClue(lesson.customer, Clue(Sign.ACCOUNT, payment.account_tail, lesson.customer))
        else:
            yield PayerClue(lesson.customer, Clue(Sign.LEARNED_NAME, payment.payer, lesson.customer))
    if name:
        yield from _alike(books, payment.payer, name)


def _alike(books: Books, payer: str, name: str) -> Iterable[PayerClue]:
    """Customers of this name; where others have one as close, they are only alike."""
    found = books.index.names.alike(name, CLOSE)
    top = max(found.values(), default=0.0)
    close = [number for number, score in found.items() if score > top - MARGIN]
    exact = [number for number in close if found[number] >= EXACT]
    for number in close[:MOST_OWNERS]:
        alone = len(exact) == 1 and number == exact[0]
        customer = books.index.customers.get(number)
        expected = customer.name if customer else number
        yield PayerClue(number, Clue(Sign.NAME if alone else Sign.ALIKE, payer, expected))

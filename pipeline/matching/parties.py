"""Whose paper it is: the names and addresses on a page held against the customers of the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from models.decision import Agreement, Evidence, Key
from models.paper import Page, Word
from models.reading import DocumentType, FieldName, Found, Reading, Value
from pipeline.index.ledger_index import LedgerIndex
from pipeline.index.name_index import NameIndex
from pipeline.names.comparable import (
    CLOSE,
    EXACT,
    Lines,
    NameFound,
    closest,
    country_of,
    look_for,
    normalise,
    same_address,
    seat_of,
)
from pipeline.names.other_parties import lines_but_others
from pipeline.names.printed_names import chosen, first_of, spots

_LONG_NAME = 8
"""A name of one word that stands anywhere on the page needs so many letters to mean the firm."""
_MOST_LETTERHEADS = 4
"""Lines with the name of a firm abroad that are passed over."""


@dataclass(frozen=True)
class Passage:
    """Printed lines and whose names stand in them."""

    lines: Lines
    names: NameIndex
    text: str = ""
    """As printed, where it is one name."""

    @cached_property
    def spelled(self) -> dict[str, NameFound]:
        """Customers whose name stands here letter for letter."""
        return self.names.printed(self.lines)

    @cached_property
    def close(self) -> dict[str, NameFound]:
        """Customers whose name reads like the whole text, and where it does."""
        alike = self.names.alike(normalise(self.text), CLOSE)
        forms = [(number, form) for number in alike for form in self.names.forms_of(number)]
        found: dict[str, NameFound] = {}
        for (number, _), place in zip(forms, closest([form for _, form in forms], self.lines), strict=True):
            if place is not None and (number not in found or place.score > found[number].score):
                found[number] = place
        return found

    def own(self, number: str, but: Collection[str] = ()) -> NameFound | None:
        """Where the name of a customer stands, `but` some of its names; None where nothing reads like it."""
        return look_for((form for form in self.names.forms_of(number) if form not in but), self.lines)

    def better_for(self, own: NameFound | None) -> Iterator[str]:
        """The customers whose name explains the text where `own`, one customer's place in it, does not."""
        others = self.spelled if own is not None and own.score >= EXACT else self.close
        return (number for number, place in others.items() if _clearer(place, own))

    def alone(self, number: str, place: NameFound) -> bool:
        """True when no customer with a like name explains the lines as well."""
        for other, theirs in self.spelled.items():
            if other != number and place.beaten_by(theirs) and self.names.are_rivals(number, other):
                return False
        if place.score >= EXACT:
            return True
        forms = [form for rival in self.names.rivals(number) for form in self.names.forms_of(rival)]
        return not any(map(place.beaten_by, closest(forms, self.lines)))


@dataclass(frozen=True)
class Parties:
    """What a document says about its customer."""

    index: LedgerIndex
    block: tuple[str, ...]
    """Names that a label or the letterhead makes the customer's."""
    called: tuple[str, ...]
    """Those of them that a label does, or a person."""
    lines: tuple[tuple[int, tuple[Word, ...]], ...]
    """(page number, words) of every printed line."""
    others: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)
    """The printed lines without the names that labels give to sellers, carriers and drivers."""
    pages: tuple[Page, ...] = field(default=(), compare=False, repr=False)
    known: dict[str, tuple[Evidence, ...]] = field(default_factory=dict, compare=False, repr=False)
    """What was found already, by customer number."""

    @classmethod
    def of(cls, reading: Reading, pages: Sequence[Page], index: LedgerIndex) -> Parties:
        """Gather the customer block and all printed lines of the document."""
        values = reading.fields.get(FieldName.CUSTOMER_NAME, ())
        own_words = [value for value in values if value.found is not Found.LEDGER]
        block = tuple(value.text for value in own_words)
        called = tuple(one.text for one in own_words if one.label or one.found is Found.PERSON)
        lines = tuple(
            (page.number, line) for page in pages if page.number in reading.pages for line in page.lines
        )
        own = tuple(page for page in pages if page.number in reading.pages)
        order = reading.type is DocumentType.PURCHASE_ORDER
        kept = (line for page in own for line in lines_but_others(page, order=order))
        texts = tuple(tuple(word.text for word in line) for line in kept)
        return cls(index, block, called, lines, texts, own)

    @cached_property
    def printed(self) -> Lines:
        """All printed lines, without the names of sellers, carriers and drivers."""
        return Lines.of(self.others)

    @cached_property
    def claims(self) -> tuple[Passage, ...]:
        """The names of `block`, one by one."""
        return tuple(Passage(Lines.of([text.split()]), self.index.names, text) for text in self.block)

    @cached_property
    def passages(self) -> tuple[tuple[Passage, bool], ...]:
        """The customer block, which is labelled, and all lines, which are not."""
        block = Lines.of(text.split() for text in self.block)
        return (Passage(block, self.index.names), True), (Passage(self.printed, self.index.names), False)

    @property
    def spelled(self) -> Iterable[str]:
        """Customers whose name stands on the pages letter for letter, be it as a carrier's."""
        every = tuple(tuple(word.text for word in line) for _, line in self.lines)
        return (
            self.passages[1][0].spelled if every == self.others else self.index.names.printed(Lines.of(every))
        )

    def evidence(self, customer_number: str) -> tuple[Evidence, ...]:
        """Name and address of a customer as printed; nothing where they neither agree nor differ."""
        if customer_number not in self.known:
            self.known[customer_number] = self._evidence(customer_number)
        return self.known[customer_number]

    def _evidence(self, customer_number: str) -> tuple[Evidence, ...]:
        customer = self.index.customers.get(customer_number)
        if customer is None:
            return ()
        other = self._someone_else(customer_number)
        if other:
            return (Evidence(Key.CUSTOMER_NAME, Agreement.CONTRADICTS, customer.name, other, labelled=True),)
        for number in chain((customer_number,), self._branches(customer_number)):
            if name := self._name(number):
                return (*name, *self._address(number))
        return self._address(customer_number)

    def _address(self, number: str) -> tuple[Evidence, ...]:
        customer = self.index.customers[number]
        place = f"{customer.address}, {customer.city}".strip(", ")
        agrees = same_address(customer, self.printed)
        return (Evidence(Key.ADDRESS, Agreement.CLOSE, place, place),) if agrees else ()

    def names(self, reading: Reading, customer_number: str) -> tuple[Value, ...]:
        """The names of the customer as printed, that of `customer_number` first; nothing new: nothing.

        Without a number, the one customer is meant whose name the page spells letter for letter, or else
        whose name a labelled one reads like.
        """
        labelled = reading.fields.get(FieldName.CUSTOMER_NAME, ())
        numbers = {customer_number} if customer_number else self._longest or self._claimed
        customer = self.index.customers.get(numbers.pop()) if len(numbers) == 1 else None
        if customer is None:
            return ()
        found = spots((customer.name, *customer.aliases), self.pages)
        return first_of(labelled, chosen(found, labelled))

    @property
    def _longest(self) -> set[str]:
        """Customers whose names stand on the page letter for letter; none beside a longer one in its line."""
        found = self.passages[1][0].spelled
        most = {place.line: 0 for place in found.values()}
        for place in found.values():
            most[place.line] = max(most[place.line], place.length)
        return {number for number, place in found.items() if place.length == most[place.line]}

    @property
    def _claimed(self) -> set[str]:
        """Customers whose names the labelled names read like."""
        return {number for claim in self.claims for number in claim.close}

    def read_surely(self, value: Value) -> float:
        """The reader's confidence, 0..1, in the least sure word of a value; 1 where no word is there."""
        lines = (line for page, line in self.lines if page == value.page)
        return min(
            (w.confidence for line in lines for w in line if w.box.overlap(value.box) > 0), default=1.0
        )

    def _name(self, number: str) -> tuple[Evidence, ...]:
        """The name, in the customer block or anywhere, where no other customer's name is as close.

        One that was learned of a single paper counts only where a label makes it the customer's.
        """
        name = self.index.customers[number].name
        heard = self.index.heard.get(number, frozenset())
        block, printed = (passage for passage, _ in self.passages)
        labelled = Passage(Lines.of(text.split() for text in self.called), self.index.names)
        tried = [(block, block.own(number, heard), True), (printed, self._unlabelled(number, heard), False)]
        for passage, place, is_labelled in [
            *tried,
            *([(labelled, labelled.own(number), True)] if heard else []),
        ]:
            if place and passage.alone(number, place) and (is_labelled or _means_firm(place)):
                read = " ".join(passage.lines.words[place.line])
                return (Evidence(Key.CUSTOMER_NAME, Agreement.CLOSE, name, read, is_labelled),)
        return ()

    def _unlabelled(self, number: str, heard: Collection[str]) -> NameFound | None:
        """Where the name stands without a label, but before the legal form of another country's firm.

        A firm is often a customer of its sister abroad, whose letterhead is on the paper.
        """
        passage, seat = self.passages[1][0], seat_of(self.index.customers[number].name)
        for _ in range(_MOST_LETTERHEADS):
            place = passage.own(number, heard)
            theirs = country_of(passage.lines.behind(place)) if place else ""
            if place is None or not seat or theirs in {"", seat}:
                return place
            passage = replace(passage, lines=passage.lines.without(place.line))
        return None

    def _someone_else(self, number: str) -> str:
        """A name in the customer block that clearly is another's; empty when this customer's is there."""
        others = []
        heard = self.index.heard.get(number, frozenset())
        outspoken = heard if heard and self._is_called_otherwise(number) else ()
        for claim in self.claims:
            own = claim.own(number, outspoken)
            better = {other for other in claim.better_for(own) if other != number}
            if (own is not None and not better) or any(self.index.related(one, number) for one in better):
                return ""
            others += [claim.text] if better else []
        return others[0] if others else ""

    def _is_called_otherwise(self, number: str) -> bool:
        """True where the block has a name of another customer that was not learned of a single paper."""
        heard, related = self.index.heard, self.index.related
        return any(
            claim.own(other, heard.get(other, ())) is not None
            for claim in self.claims
            for other in claim.close
            if other != number and not related(other, number)
        )

    def _branches(self, number: str) -> Iterator[str]:
        """Customers for whom this one pays and whose name stands on the pages."""
        if self.index.has_payers:
            named = {other for passage in (*self.claims, self.passages[1][0]) for other in passage.spelled}
            yield from (one for one in sorted(named - {number}) if number in self.index.payers(one))


def _clearer(theirs: NameFound, own: NameFound | None) -> bool:
    """True when another customer's name explains a text and this customer's, if it is there, does not."""
    return own is None or (own.beaten_by(theirs) and not theirs.beaten_by(own))


def _means_firm(place: NameFound) -> bool:
    return place.length >= _LONG_NAME or place.words[1] - place.words[0] > 1

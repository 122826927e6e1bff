"""Whose paper it is: the names and addresses on a page held against the customers of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.decision import Agreement, Evidence, Key
from models.paper import Page, Word, around
from models.reading import FieldName, Found, Reading, Value
from pipeline.ledger_index import LedgerIndex
from pipeline.names import CLOSE, Lines, NameFound, look_for, normalise, same_address

_LONG_NAME = 8
"""A name of one word that stands anywhere on the page needs so many letters to mean the firm."""


@dataclass(frozen=True, slots=True)
class Parties:
    """What a document says about its customer."""

    index: LedgerIndex
    block: tuple[str, ...]
    """Names that a label or the letterhead makes the customer's."""
    lines: tuple[tuple[int, tuple[Word, ...]], ...]
    """(page number, words) of every printed line."""
    printed: Lines

    @classmethod
    def of(cls, reading: Reading, pages: Sequence[Page], index: LedgerIndex) -> Parties:
        """Gather the customer block and all printed lines of the document."""
        values = reading.fields.get(FieldName.CUSTOMER_NAME, ())
        block = tuple(value.text for value in values if value.found is not Found.LEDGER)
        lines = tuple(
            (page.number, line) for page in pages if page.number in reading.pages for line in page.lines
        )
        return cls(index, block, lines, Lines.of([word.text for word in line] for _, line in lines))

    def evidence(self, customer_number: str) -> tuple[Evidence, ...]:
        """Name and address of a customer as printed; nothing where they neither agree nor differ."""
        customer = self.index.customers.get(customer_number)
        if customer is None:
            return ()
        other = self._someone_else(customer_number)
        if other:
            return (Evidence(Key.CUSTOMER_NAME, Agreement.CONTRADICTS, customer.name, other, labelled=True),)
        name = self._name(customer_number)
        address = same_address(customer, self.printed)
        return (*name, *_address(f"{customer.address}, {customer.city}".strip(", "), agrees=address))

    def name_value(self, customer_number: str) -> Value | None:
        """The customer's name as printed, with its place; None where it is not printed clearly."""
        place = look_for(self.index.names.by_customer.get(customer_number, ()), self.printed)
        if place is None:
            return None
        page, line = self.lines[place.line]
        words = line[slice(*place.words)]
        text, box = " ".join(word.text for word in words), around(word.box for word in words)
        return Value(text.strip(" ,;:"), place.score / 100, page, box, Found.LEDGER)

    def _name(self, number: str) -> tuple[Evidence, ...]:
        """The name, in the customer block or anywhere, where no other customer's name is as close."""
        places = (
            (Lines.of(text.split() for text in self.block), True),
            (self.printed, False),
        )
        customer = self.index.customers[number]
        for lines, labelled in places:
            place = look_for(self.index.names.by_customer[number], lines)
            if place and self._alone(number, place, lines) and (labelled or _means_firm(place)):
                read = " ".join(lines.words[place.line])
                return (Evidence(Key.CUSTOMER_NAME, Agreement.CLOSE, customer.name, read, labelled),)
        return ()

    def _alone(self, number: str, place: NameFound, lines: Lines) -> bool:
        names = self.index.names
        return not any(
            place.beaten_by(look_for(names.by_customer[rival], lines)) for rival in names.rivals(number)
        )

    def _someone_else(self, number: str) -> str:
        """A name in the customer block that clearly is another's; empty when this customer's is there."""
        others = []
        for text in self.block:
            line = Lines.of([text.split()])
            own = look_for(self.index.names.by_customer[number], line)
            clearer = self._clearer(number, text, own, line)
            if own is not None and not clearer:
                return ""
            others += [text] if clearer else []
        return others[0] if others else ""

    def _clearer(self, number: str, text: str, own: NameFound | None, line: Lines) -> bool:
        """True when another customer's name explains `text` and this customer's does not."""
        names = self.index.names
        for other in names.alike(normalise(text), CLOSE):
            theirs = look_for(names.by_customer[other], line) if other != number else None
            if theirs and (own is None or (own.beaten_by(theirs) and not theirs.beaten_by(own))):
                return True
        return False


def _address(ledger: str, *, agrees: bool) -> tuple[Evidence, ...]:
    return (Evidence(Key.ADDRESS, Agreement.CLOSE, ledger, ledger),) if agrees else ()


def _means_firm(place: NameFound) -> bool:
    return place.length >= _LONG_NAME or place.words[1] - place.words[0] > 1

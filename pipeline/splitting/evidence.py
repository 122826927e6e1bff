"""What speaks for and against a document beginning on a page, given the pages before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractors.fields.sense import Sense
from pipeline.splitting.clues import NUMBERS, ORDERS, OWN, Clues
from pipeline.splitting.known import NOTHING_KNOWN, Known
from pipeline.splitting.page_numbers import PageNumber
from pipeline.splitting.signs import Sign

_ORDER = "purchase_order"
_OF_AN_ORDER = (Sign.ORDER_SAME, Sign.ORDER_OTHER, None)
_LIKE = 0.5
"""Share of the words at the top that two pages have in common from which these are like."""
_FEWEST_HEAD_WORDS = 4
_SAME_SHEET, _FEWEST_WORDS = 0.45, 15
"""Share of all words and numbers of two pages from which one is the other once more, or its copy."""
_SAME_NAME, _OTHER_NAME = 85.0, 60.0
_SIZE, _TYPE = 0.05, 0.22
"""Relative difference of the pages' shapes, and of their type's usual height, that tells two papers apart."""
_CONFUSED = frozenset(map(frozenset, ("14", "34", "17", "08", "06", "09", "38", "68")))
_FEW = 3
"""More invoices on a page are a list, and the next page of a list names others."""


def signs(page: Clues, running: Sequence[Clues]) -> frozenset[Sign]:
    """All that is seen of `page` beside the document in front of it: `running`, one page or more."""
    pair = _Pair(page, tuple(running))
    found = (pair.numbering(), *pair.numbers(), *pair.ledger(), *pair.looks(), *pair.words(), *pair.course())
    return frozenset(sign for sign in found if sign is not None)


@dataclass(frozen=True)
class _Pair:
    page: Clues
    running: tuple[Clues, ...]

    @property
    def first(self) -> Clues:
        return self.running[0]

    @cached_property
    def last_number(self) -> PageNumber | None:
        """The page number printed last in the running document."""
        return next((clues.numbered for clues in reversed(self.running) if clues.numbered), None)

    def numbering(self) -> Sign | None:
        """How the page numbers go on."""
        here, last = self.page.numbered, self.last_number
        if here is None:
            return _unnumbered(last)
        if here.number == 1:
            return Sign.PAGE_ONE
        if last is None:
            return Sign.PAGE_LATER if self._is_linked() else Sign.PAGE_STRAY
        if not here.continues(last):
            return Sign.PAGE_BREAKS
        return Sign.PAGE_NEXT if here.number == last.number + 1 else Sign.PAGE_SKIPS

    def numbers(self) -> Iterator[Sign | None]:
        """How the labelled numbers compare with those of the pages before."""
        yield self._compared(OWN, (Sign.NUMBER_SAME, Sign.NUMBER_OTHER, Sign.NUMBER_NEAR))
        is_order = self.first.title == _ORDER and self.page.title in {"", _ORDER}
        order = (Sign.NUMBER_SAME, Sign.NUMBER_OTHER, Sign.NUMBER_NEAR) if is_order else _OF_AN_ORDER
        yield self._compared(ORDERS, order)
        yield self._compared((Sense.CUSTOMER_NUMBER,), (Sign.CUSTOMER_SAME, Sign.CUSTOMER_OTHER, None))
        mine, theirs = self.page.labelled(*NUMBERS), self._labelled(*OWN, *ORDERS)
        if theirs - mine & self.page.tokens:
            yield Sign.NUMBER_REPEATED
        earlier = frozenset[str]().union(*(clues.tokens for clues in self.running))
        if self.page.tokens and not self.page.tokens & earlier:
            yield Sign.NOTHING_SHARED
        yield None if mine or any(self.page.repeated.values()) else Sign.NO_NUMBER

    def ledger(self) -> Iterator[Sign | None]:
        """What the ledger says of the numbers on both sides."""
        here, before = self.page.known, _together(self.running)
        if here.invoices & before.invoices:
            yield Sign.LEDGER_SAME
        elif here.invoices and before.invoices and min(len(here.invoices), len(before.invoices)) <= _FEW:
            yield Sign.LEDGER_OTHER
        if here.customers and before.customers and not here.customers & before.customers:
            yield Sign.LEDGER_CUSTOMER_OTHER
        if here.named and before.named and not here.named & before.named:
            yield Sign.LEDGER_NAME_OTHER

    def looks(self) -> Iterator[Sign | None]:
        """How the sheets look beside each other."""
        yield _heads(self.page, self.first)
        yield self._titles()
        mine, theirs = self.page.page, self.running[-1].page
        if abs(mine.aspect / theirs.aspect - 1) > _SIZE:
            yield Sign.SIZE_OTHER
        if abs(self.page.found.page.sheet.em / self.first.found.page.sheet.em - 1) > _TYPE:
            yield Sign.TYPE_OTHER
        if any(_is_again(self.page.words, clues.words) for clues in self.running):
            yield Sign.SHEET_AGAIN

    def words(self) -> Iterator[Sign | None]:
        """Dates, names and what the page is made of."""
        earlier = frozenset[str]().union(*(clues.dates for clues in self.running))
        if self.page.dates:
            yield _dated(self.page.dates, earlier)
        yield _named(self.page.receivers, [name for clues in self.running for name in clues.receivers])
        if self.page.prose:
            yield Sign.PROSE
        if not self.page.page.words:
            yield Sign.EMPTY

    def course(self) -> Iterator[Sign | None]:
        """How far the running document had come."""
        received = any(clues.receipt for clues in self.running)
        if self.page.receipt:
            yield Sign.RECEIPT_AGAIN if received else Sign.RECEIPT_FIRST
        elif received:
            yield Sign.RECEIPT_BEFORE
        if self.running[-1].carried or self.page.brought:
            yield Sign.CARRIED

    def _compared(self, senses: Sequence[Sense], said: tuple[Sign, Sign, Sign | None]) -> Sign | None:
        """Whether a labelled number is the same, another, or one that may be a misreading."""
        same, other, near = said
        if (
            same is Sign.NUMBER_SAME
            and senses is ORDERS
            and self.page.labelled(*senses) & self._labelled(*senses)
        ):
            return same
        found = None
        for sense in senses:
            here, earlier = self.page.labelled(sense) or self._headed(sense), self._said(sense)
            if here & earlier:
                return same
            if here and earlier:
                found = near if _may_be_misread(here, earlier) else other
        return found

    def _is_linked(self) -> bool:
        """True where the page shows a number that also stands on the pages before it."""
        earlier = frozenset[str]().union(*(clues.tokens for clues in self.running))
        own = self._labelled(*NUMBERS)
        return bool(self.page.tokens & (own | earlier) or self.page.labelled(*NUMBERS) & own)

    def _titles(self) -> Sign | None:
        if not self.page.title:
            return Sign.TITLE_NONE
        if not self.first.title:
            return Sign.TITLE_NEW
        return Sign.TITLE_SAME if self.page.title == self.first.title else Sign.TITLE_OTHER

    def _headed(self, sense: Sense) -> frozenset[str]:
        """Numbers in the head of the page; none where first pages bear one beside their labelled one.

        Customers' numbers are too short and plain to be told by their shape.
        """
        if sense is Sense.CUSTOMER_NUMBER:
            return frozenset()
        imprint = self.first.headed.get(sense, frozenset()) - self.first.labelled(sense)
        printed = imprint and not self.first.repeated
        return frozenset() if printed else self.page.repeated.get(sense, frozenset())

    def _said(self, sense: Sense) -> frozenset[str]:
        """The numbers of the pages before, labelled or in the head of a page that has none."""
        headed = (clues.repeated.get(sense, frozenset()) for clues in self.running)
        return self._labelled(sense) or frozenset[str]().union(*headed)

    def _labelled(self, *senses: Sense) -> frozenset[str]:
        return frozenset[str]().union(*(clues.labelled(*senses) for clues in self.running))


def _unnumbered(last: PageNumber | None) -> Sign | None:
    if last is None or not last.total:
        return None
    return Sign.PAGE_FULL if last.is_last else Sign.PAGE_DUE


def _may_be_misread(here: frozenset[str], earlier: frozenset[str]) -> bool:
    return any(_misreads(one, other) for one, other in product(here, earlier))


def _misreads(one: str, other: str) -> bool:
    """True for numbers that differ in one figure of a kind that readers confuse, or lack one."""
    if len(one) != len(other):
        return Levenshtein.distance(one, other) == 1
    apart = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and apart[0] in _CONFUSED


def _together(running: Sequence[Clues]) -> Known:
    known = NOTHING_KNOWN
    for clues in running:
        known |= clues.known
    return known


def _heads(page: Clues, first: Clues) -> Sign | None:
    """A letterhead that every page repeats says little; another one much."""
    if len(page.head) < _FEWEST_HEAD_WORDS:
        return Sign.HEAD_BARE
    if _overlap(page.head, first.head) >= _LIKE:
        return Sign.HEAD_LIKE
    return Sign.HEAD_LARGE if page.large else None


def _is_again(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= _FEWEST_WORDS and _overlap(one, other) >= _SAME_SHEET


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share 0..1 of the words of both that are in both."""
    return len(one & other) / max(len(one | other), 1)


def _dated(here: frozenset[str], earlier: frozenset[str]) -> Sign:
    if not earlier:
        return Sign.DATE_NEW
    return Sign.DATE_SAME if here & earlier else Sign.DATE_OTHER


def _named(here: Sequence[str], earlier: Sequence[str]) -> Sign | None:
    if not here or not earlier:
        return None
    best = max(fuzz.ratio(one, other) for one, other in product(here, earlier))
    if best >= _SAME_NAME:
        return Sign.NAME_SAME
    return Sign.NAME_OTHER if best <= _OTHER_NAME else None

"""Company names and addresses: made comparable, and looked for on a page. Names only ever confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from models.ledger import Customer
from pipeline.name_words import LEADING, LEGAL_FORMS, LETTERS, LONGEST_FORM, MARKERS, SHORT

CLOSE = 88.0
"""Similarity 0..100 from which a printed name may be meant; different firms reach 97: see `beaten_by`."""
MARGIN = 6.0
"""By how much a name must beat every other customer's to tell them apart."""
_RIVAL = 70.0
_RIVALS = 25
_SHORT_NAME = 6
"""Shorter names must be printed letter for letter, as a word of their own."""
_WORDS = re.compile(r"[\w']+|[&+]")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}")
_PARTED = re.compile("|".join(rf"(?<!\w){re.escape(marker)}(?!\w)" for marker in MARKERS), re.IGNORECASE)
_EXACT = 100.0
_LONGEST_RUN = 9
_ADDRESS_LINES = 4
_SHORTEST_TOWN = 4


def words_of(text: str) -> tuple[str, ...]:
    """Comparable words: lower case, accents and umlauts written out, short forms spelled out."""
    text = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", text.casefold())
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(LETTERS))
    bare = "".join(c for c in spelled if not unicodedata.combining(c))
    return tuple(SHORT.get(word, word.replace("'", "")) for word in _WORDS.findall(bare))


def normalise(name: str) -> str:
    """The words of a company name without its legal form: 'The Müller & Co. KG' gives 'mueller'.

    Branches, numerals and points of the compass stay: they tell customers apart.
    """
    words = list(words_of(name))
    while len(words) > 1 and words[0] in LEADING:
        del words[0]
    while (cut := _legal_form(words)) or (len(words) > 1 and words[-1] == "and"):
        del words[-(cut or 1) :]
    return " ".join(words)


def forms_of(customer: Customer) -> tuple[str, ...]:
    """All comparable names of a customer: its name, what it trades as, its aliases; each once."""
    parts = [part for name in (customer.name, *customer.aliases) for part in (name, *_PARTED.split(name))]
    return tuple(dict.fromkeys(form for part in parts if (form := normalise(part))))


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in printed lines."""

    score: float
    """Similarity 0..100."""
    length: int
    """Letters of the name that was looked for."""
    line: int
    """0-based in the lines looked through."""
    words: tuple[int, int]
    """First printed word and the one after the last, 0-based in the line."""

    def beaten_by(self, other: NameFound | None) -> bool:
        """True when `other` explains the lines as well, so that this name is not the better reading."""
        if other is None or other.length < self.length - 1:
            return False
        margin = MARGIN if self.score < _EXACT else 0.0
        return other.score >= self.score - margin


@dataclass(frozen=True, slots=True)
class Run:
    """Comparable words on end, joined, and the printed words (first, one after last) they come from."""

    text: str
    line: int
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lines:
    """Printed lines as comparable words, with every run of up to nine words joined."""

    words: tuple[tuple[str, ...], ...]
    runs: Mapping[int, tuple[Run, ...]]
    """By count of words."""
    texts: Mapping[int, tuple[str, ...]]
    """Texts of `runs`."""

    @classmethod
    def of(cls, lines: Iterable[Sequence[str]]) -> Lines:
        """Lines from printed words, one sequence of words a line."""
        parted = [[(part, at) for at, word in enumerate(line) for part in words_of(word)] for line in lines]
        runs = {size: tuple(_runs(parted, size)) for size in range(1, _LONGEST_RUN + 1)}
        texts = {size: tuple(run.text for run in same) for size, same in runs.items()}
        return cls(tuple(tuple(word for word, _ in line) for line in parted), runs, texts)


def look_for(forms: Iterable[str], lines: Lines) -> NameFound | None:
    """The best place of any of `forms` (see `forms_of`) in `lines`; None when none reads alike."""
    found = [place for form in forms for place in _places(form, lines)]
    return max(found, key=lambda place: (place.score, place.length, -place.line), default=None)


def same_address(customer: Customer, lines: Lines) -> bool:
    """True when four lines on end hold the customer's number words (street number, postcode) and its town.

    Needs two number words, or one of them with the town.
    """
    place = words_of(customer.city)
    numbers = {word for word in (*words_of(customer.address), *place) if _has_digit(word)}
    town = {word for word in place if word.isalpha() and len(word) >= _SHORTEST_TOWN}
    words = lines.words
    blocks = (frozenset().union(*words[at : at + _ADDRESS_LINES]) for at in range(len(words)))
    return any(_in_block(numbers, town, block) for block in blocks)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The comparable names of all customers."""

    forms: tuple[str, ...]
    holders: tuple[str, ...]
    """Customer number of each form."""
    by_customer: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, customers: Iterable[Customer]) -> NameIndex:
        """Index the names and aliases of `customers`."""
        by_customer = {customer.number: forms_of(customer) for customer in customers}
        pairs = sorted((form, number) for number, forms in by_customer.items() for form in forms)
        return cls(tuple(form for form, _ in pairs), tuple(number for _, number in pairs), by_customer)

    def alike(self, form: str, cutoff: float = _RIVAL) -> dict[str, float]:
        """Customers with a name like `form`, with its similarity; the 25 closest names at most."""
        close = process.extract(form, self.forms, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_RIVALS)
        best: dict[str, float] = {}
        for _, score, at in close:
            best[self.holders[at]] = max(score, best.get(self.holders[at], 0.0))
        return best

    def rivals(self, customer_number: str) -> tuple[str, ...]:
        """Other customers whose name comes near one of this customer's, or holds one of them."""
        forms = self.by_customer.get(customer_number, ())
        near = {number for form in forms for number in self.alike(form)}
        return tuple(sorted((near | self._holding(forms)) - {customer_number}))

    def _holding(self, forms: tuple[str, ...]) -> set[str]:
        spans = tuple(f" {form} " for form in forms)
        return {
            number
            for other, number in zip(self.forms, self.holders, strict=True)
            if any(span in f" {other} " for span in spans)
        }


def _legal_form(words: Sequence[str]) -> int:
    """How many words at the end of `words` are a legal form, never all of them."""
    longest = min(LONGEST_FORM, len(words) - 1)
    return next((n for n in range(longest, 0, -1) if " ".join(words[-n:]) in LEGAL_FORMS), 0)


def _runs(parted: Sequence[Sequence[tuple[str, int]]], size: int) -> Iterator[Run]:
    for number, line in enumerate(parted):
        for at in range(len(line) - size + 1):
            piece = line[at : at + size]
            yield Run("".join(word for word, _ in piece), number, (piece[0][1], piece[-1][1] + 1))


def _places(form: str, lines: Lines) -> Iterator[NameFound]:
    """The best run of words of each likely length that reads like `form`."""
    joined, count = form.replace(" ", ""), form.count(" ") + 1
    exactly = len(joined) < _SHORT_NAME
    for size in (count,) if exactly else range(count - 1, count + 3):
        cutoff = _EXACT if exactly else CLOSE
        best = process.extractOne(joined, lines.texts.get(size, ()), scorer=fuzz.ratio, score_cutoff=cutoff)
        if best is not None:
            run = lines.runs[size][best[2]]
            yield NameFound(best[1], len(joined), run.line, run.words)


def _in_block(numbers: set[str], town: set[str], block: frozenset[str]) -> bool:
    seen = len(numbers & block)
    return seen > 1 or (seen == 1 and bool(town) and town <= block)


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)

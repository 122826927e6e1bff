"""Company names and addresses: made comparable, and looked for on a page. Names only ever confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from models.ledger import Customer
from pipeline.names.name_words import COUNTRIES, LEADING, LEGAL_FORMS, LETTERS, LONGEST_FORM, MARKERS, SHORT

CLOSE = 88.0
"""Similarity 0..100 from which a printed name may be meant; different firms reach 97: see `beaten_by`."""
MARGIN = 6.0
"""By how much a name must beat every other customer's to tell them apart."""
_SHORT_NAME = 6
"""Shorter names must be printed letter for letter, as a word of their own."""
_WORDS = re.compile(r"[\w']+|[&+]")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}")
_PARTED = re.compile("|".join(rf"(?<!\w){re.escape(marker)}(?!\w)" for marker in MARKERS), re.IGNORECASE)
_COUNTRY = {form: country for country, forms in COUNTRIES.items() for form in forms.split("|")}
EXACT = 100.0
"""Similarity of what is printed letter for letter."""
LONGEST_RUN = 9
"""Words of the longest name that is looked for."""
_ADDRESS_LINES = 4
_SHORTEST_TOWN = 4


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> tuple[str, ...]:
    """Comparable words: lower case, accents and umlauts written out, short forms spelled out."""
    if text.isascii() and text.isalnum():
        word = text.lower()
        return (SHORT.get(word, word),)
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


def country_of(words: Sequence[str]) -> str:
    """The country whose firms alone have the legal form that `words` begin with; empty where none tells."""
    sizes = range(min(LONGEST_FORM, len(words)), 0, -1)
    form = next((form for n in sizes if (form := " ".join(words[:n])) in LEGAL_FORMS), "")
    return _COUNTRY.get(form, "")


def seat_of(name: str) -> str:
    """The country that the legal form at the end of a company name tells; empty where none does."""
    words = words_of(name)
    return country_of(words[-cut:]) if (cut := _legal_form(words)) else ""


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
        margin = MARGIN if self.score < EXACT else 0.0
        return other.score >= self.score - margin


@dataclass(frozen=True)
class Runs:
    """Every run of so many comparable words on end in a line."""

    lines: tuple[tuple[str, ...], ...]
    size: int

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Words of a run, joined -> (line, first word) where they first stand so."""
        found: dict[str, tuple[int, int]] = {}
        for number, words in enumerate(self.lines):
            for at in range(len(words) - self.size + 1):
                found.setdefault("".join(words[at : at + self.size]), (number, at))
        return found

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words of each run, joined."""
        return tuple(self.places)


@dataclass(frozen=True)
class Lines:
    """Printed lines as comparable words."""

    words: tuple[tuple[str, ...], ...]
    places: tuple[tuple[int, ...], ...]
    """Of each comparable word, the printed word that it comes from, 0-based in the line."""

    @classmethod
    def of(cls, lines: Iterable[Sequence[str]]) -> Lines:
        """Lines from printed words, one sequence of words a line."""
        parted = [[(part, at) for at, word in enumerate(line) for part in words_of(word)] for line in lines]
        return cls(
            tuple(tuple(word for word, _ in line) for line in parted),
            tuple(tuple(at for _, at in line) for line in parted),
        )

    @cached_property
    def runs(self) -> Mapping[int, Runs]:
        """By count of words, 1 to `LONGEST_RUN`."""
        return {size: Runs(self.words, size) for size in range(1, LONGEST_RUN + 1)}

    def blocks_with(self, words: set[str]) -> Iterator[frozenset[str]]:
        """The words of every four lines on end of which one holds any of `words`."""
        near = (at for at, line in enumerate(self.words) if not words.isdisjoint(line))
        starts = {start for at in near for start in range(max(at - _ADDRESS_LINES + 1, 0), at + 1)}
        return (frozenset().union(*self.words[at : at + _ADDRESS_LINES]) for at in sorted(starts))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words."""
        return frozenset().union(*self.words)

    def behind(self, place: NameFound) -> tuple[str, ...]:
        """The comparable words behind a name in its line."""
        words, places = self.words[place.line], self.places[place.line]
        return tuple(word for word, at in zip(words, places, strict=True) if at >= place.words[1])

    def without(self, line: int) -> Lines:
        """The same with nothing in one line."""
        return Lines(
            tuple(() if at == line else words for at, words in enumerate(self.words)),
            tuple(() if at == line else places for at, places in enumerate(self.places)),
        )

    def found(self, text: str, size: int, score: float, length: int) -> NameFound:
        """The place of a run of `size` words that reads like a name of `length` letters."""
        line, at = self.runs[size].places[text]
        first, last = self.places[line][at], self.places[line][at + size - 1]
        return NameFound(score, length, line, (first, last + 1))


def look_for(forms: Iterable[str], lines: Lines) -> NameFound | None:
    """The best place of any of `forms` (see `forms_of`) in `lines`; None when none reads alike."""
    names = tuple(forms)
    exact = [place for form in names for place in spelled(form, lines)]
    found = exact or (place for place in closest(names, lines) if place is not None)
    return max(found, key=_rank, default=None)


def spelled(form: str, lines: Lines) -> Iterator[NameFound]:
    """Where a name stands in `lines` letter for letter."""
    text = form.replace(" ", "")
    for size in sizes_of(form):
        if text in lines.runs[size].places:
            yield lines.found(text, size, EXACT, len(text))


def closest(forms: Sequence[str], lines: Lines) -> list[NameFound | None]:
    """For each of `forms` its best place in `lines`; None where nothing reads alike."""
    letters = [form.replace(" ", "") for form in forms]
    found: list[list[NameFound]] = [[] for _ in forms]
    for size, runs in lines.runs.items():
        fitting = [at for at, form in enumerate(forms) if size in sizes_of(form)]
        if not fitting or not runs.texts:
            continue
        names, texts = [letters[at] for at in fitting], runs.texts
        scores = process.cdist(names, texts, scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.float64)
        for at, column, score in zip(fitting, scores.argmax(axis=1), scores.max(axis=1), strict=True):
            if score >= (EXACT if len(letters[at]) < _SHORT_NAME else CLOSE):
                found[at].append(lines.found(texts[column], size, float(score), len(letters[at])))
    return [max(places, key=_rank, default=None) for places in found]


def same_address(customer: Customer, lines: Lines) -> bool:
    """True when four lines on end hold the customer's number words (street number, postcode) and its town.

    Needs two number words, or one of them with the town.
    """
    place = words_of(customer.city)
    numbers = {word for word in (*words_of(customer.address), *place) if _has_digit(word)}
    if numbers.isdisjoint(lines.vocabulary):
        return False
    town = {word for word in place if word.isalpha() and len(word) >= _SHORTEST_TOWN}
    return any(_in_block(numbers, town, block) for block in lines.blocks_with(numbers))


def _legal_form(words: Sequence[str]) -> int:
    """How many words at the end of `words` are a legal form, never all of them."""
    longest = min(LONGEST_FORM, len(words) - 1)
    return next((n for n in range(longest, 0, -1) if " ".join(words[-n:]) in LEGAL_FORMS), 0)


def sizes_of(form: str) -> range:
    """How many printed words a name may have come to."""
    count = form.count(" ") + 1
    short = len(form) - count + 1 < _SHORT_NAME
    first, last = (count, count) if short else (count - 1, count + 2)
    return range(max(first, 1), min(last, LONGEST_RUN) + 1)


def _rank(place: NameFound) -> tuple[float, int, int]:
    return place.score, place.length, -place.line


def _in_block(numbers: set[str], town: set[str], block: frozenset[str]) -> bool:
    seen = len(numbers & block)
    return seen > 1 or (seen == 1 and bool(town) and town <= block)


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)

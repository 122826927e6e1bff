"""The comparable names of all customers: those alike, and those that a page prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from models.ledger import Customer
from pipeline.index.catalogue import Catalogue
from pipeline.index.hashing import Hashes, codes, span_hashes
from pipeline.index.text_table import (
    Array,
    Arrays,
    GrowingTexts,
    HashTable,
    Rows,
    Texts,
    below,
    chunked,
    joined,
    within,
)
from pipeline.names.comparable import EXACT, LONGEST_RUN, Lines, NameFound, forms_of, sizes_of

ALIKE = 70.0
"""Similarity 0..100 from which two names may be taken for each other where they are misread."""
_MOST = 25
"""Names that are alike, at most."""
_VERIFIED = 100
"""Names with the most pieces in common that are then compared."""
_FEW = 4
"""One such part of the pieces that the best name shares is too few, where enough names share more."""
_MOST_HOLDING = 50
_POSTINGS = 20_000
"""Names looked through, rarest pieces first; the commonest pieces tell least."""
_PIECE = 3
Shared = tuple[NDArray[np.intp], int]
"""How many pieces each name shares with a text, and how many were looked for."""
_WIDE = np.uint64(21)
"""Bits that hold any character."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Which names hold which three characters on end."""

    keys: Hashes
    """Ascending, each once; made of the characters, so they never collide."""
    bounds: Rows
    rows: Rows
    """Names, piece by piece."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Pieces:
        """Index texts, with a blank put before and behind each."""
        keys, rows, first = [], [], 0
        for chunk in chunked(texts):
            found, owners = _pieces(chunk)
            keys.append(found)
            rows.append(owners + np.uint32(first))
            first += len(chunk)
        every, owner = joined(keys, np.uint64), joined(rows, np.uint32)
        order = np.argsort(every, kind="stable")
        every, owner = every[order], owner[order]
        new = np.ones(len(every), np.bool_)
        new[1:] = (every[1:] != every[:-1]) | (owner[1:] != owner[:-1])
        unique, begin = np.unique(every[new], return_index=True)
        return cls(unique, np.append(begin, np.count_nonzero(new)).astype(np.uint32), owner[new])

    def sharing(self, text: str) -> Shared:
        """How many of the rarer pieces of `text` each name has, and how many pieces that are."""
        asked = np.unique(_pieces([text])[0])
        if not len(self.keys):
            return np.zeros(0, np.intp), 0
        places = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        known = places[self.keys[places] == asked]
        sizes = self.bounds[known + 1] - self.bounds[known]
        order = np.argsort(sizes, kind="stable")
        taken = order[: max(int(np.searchsorted(np.cumsum(sizes[order]), _POSTINGS)), 1)]
        postings = [self.rows[self.bounds[at] : self.bounds[at + 1]] for at in known[taken]]
        return np.bincount(joined(postings, np.uint32)), len(taken)

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        return {"keys": self.keys, "bounds": self.bounds, "rows": self.rows}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Pieces:
        """What `arrays` came from."""
        return cls(arrays["keys"], arrays["bounds"], arrays["rows"])


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The comparable names of all customers, as they were loaded and as they changed since."""

    accounts: Catalogue
    """Numbers of customers, in the order of their names."""
    forms: Texts
    """All names of all customers (see `forms_of`), customer by customer."""
    bounds: Rows
    """Where the names of each customer begin, and where the last ones end."""
    spelled: HashTable
    """Names without blanks."""
    pieces: Pieces
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of customers that came, or changed, later; by customer number."""

    @classmethod
    def of(cls, customers: Iterable[Customer], accounts: Catalogue) -> NameIndex:
        """Index the names of `customers`; `accounts` begins with their numbers, in their order."""
        growing, counts = GrowingTexts.empty(), [0]
        for chunk in chunked(customers):
            names = [forms_of(customer) for customer in chunk]
            counts += map(len, names)
            growing.extend([form for forms in names for form in forms])
        forms = growing.packed()
        spelled = HashTable.of_texts(form.replace(" ", "") for form in forms)
        return cls(accounts, forms, np.cumsum(counts).astype(np.uint32), spelled, Pieces.of(forms))

    def changed_to(self, customers: Iterable[Customer]) -> NameIndex:
        """With `customers` put in, or in the place of those of the same number."""
        return replace(self, changed={**self.changed, **{one.number: forms_of(one) for one in customers}})

    def alike(self, form: str, cutoff: float = ALIKE) -> dict[str, float]:
        """Customers with a name like `form`, with its similarity; the 25 closest names at most."""
        return self._alike(form, self.pieces.sharing(form), cutoff)

    def _alike(self, form: str, shared: Shared, cutoff: float = ALIKE) -> dict[str, float]:
        close = self._close(form, shared, cutoff)
        best: dict[str, float] = {}
        for number, score in sorted(close, key=lambda pair: -pair[1])[:_MOST]:
            best.setdefault(number, score)
        return best

    def rivals(self, customer_number: str) -> tuple[str, ...]:
        """Other customers whose name comes near one of this customer's, or holds one of them."""
        forms = self.forms_of(customer_number)
        near: set[str] = set()
        for form in forms:
            shared = self.pieces.sharing(form)
            near |= self._alike(form, shared).keys() | self._holding(form, shared)
        return tuple(sorted(near - {customer_number}))

    def are_rivals(self, one: str, other: str) -> bool:
        """True when the names of two customers come near each other, or the other's holds the one's."""
        pairs = [(mine, theirs) for mine in self.forms_of(one) for theirs in self.forms_of(other)]
        return any(_holds(mine, theirs) or fuzz.ratio(mine, theirs) >= ALIKE for mine, theirs in pairs)

    def printed(self, lines: Lines) -> dict[str, NameFound]:
        """Customers whose name stands in `lines` letter for letter, each with its longest such place."""
        found: dict[str, NameFound] = {}
        for number, text, size in self._spelled(lines):
            if number not in found or found[number].length < len(text):
                found[number] = lines.found(text, size, EXACT, len(text))
        return found

    def forms_of(self, customer_number: str) -> tuple[str, ...]:
        """All names of a customer; none where there is no such customer."""
        if customer_number in self.changed:
            return self.changed[customer_number]
        row = self.accounts.place(customer_number)
        if row is None or row + 1 >= len(self.bounds):
            return ()
        return tuple(self.forms[self.bounds[row] : self.bounds[row + 1]])

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name but for those of `accounts`, for `from_arrays`."""
        found = {"bounds": self.bounds, **below("forms", self.forms.arrays())}
        return found | below("spelled", self.spelled.arrays()) | below("pieces", self.pieces.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays, accounts: Catalogue) -> NameIndex:
        """What `arrays` came from."""
        return cls(
            accounts,
            Texts.from_arrays(within("forms", arrays)),
            arrays["bounds"],
            HashTable.from_arrays(within("spelled", arrays)),
            Pieces.from_arrays(within("pieces", arrays)),
        )

    def _holder(self, row: int) -> str:
        """Number of the customer to whom a name belongs."""
        return self.accounts.numbers[int(self.bounds.searchsorted(np.uint32(row), "right")) - 1]

    def _named(self, rows: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Pairs (name, customer number) that still hold."""
        for row in rows:
            number = self._holder(row)
            if number not in self.changed:
                yield self.forms[row], number

    def _added(self) -> Iterator[tuple[str, str]]:
        return ((form, number) for number, forms in self.changed.items() for form in forms)

    def _close(self, form: str, shared: Shared, cutoff: float) -> Iterator[tuple[str, float]]:
        """Pairs (customer number, similarity) of names like `form`."""
        rows = self._likely(form, shared)
        texts = dict(zip(rows, self.forms.many(rows), strict=True)) if rows else {}
        for _, score, row in process.extract(form, texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None):
            for _, number in self._named([row]):
                yield number, score
        for name, number in self._added():
            score = fuzz.ratio(form, name)
            if score >= cutoff:
                yield number, score

    def _likely(self, form: str, sharing: Shared) -> list[int]:
        """Names that share the most pieces with `form`."""
        shared, _ = sharing
        rows = np.flatnonzero(shared > shared.max(initial=0) // _FEW)
        if len(rows) < _VERIFIED:
            rows = np.flatnonzero(shared)
        if len(rows) > _VERIFIED:
            lengths = (self.forms.bounds[rows + 1] - self.forms.bounds[rows]).astype(np.float64)
            share = shared[rows] / (lengths + len(form))
            rows = rows[np.argpartition(-share, _VERIFIED)[:_VERIFIED]]
        likely: list[int] = rows.tolist()
        return likely

    def _holding(self, form: str, sharing: Shared) -> set[str]:
        """Customers with a name that holds `form` as words of its own; the first fifty at most."""
        shared, count = sharing
        rows = np.flatnonzero(shared == count).tolist() if count else []
        pairs = (*self._named(rows), *self._added())
        return set(islice((number for name, number in pairs if _holds(form, name)), _MOST_HOLDING))

    def _spelled(self, lines: Lines) -> Iterator[tuple[str, str, int]]:
        """(customer number, name without blanks, count of printed words) of what stands in `lines`."""
        text, spans = _spans(lines)
        places, rows = self.spelled.find(span_hashes(text, spans[:, 0], spans[:, 1]))
        for place, row in zip(places.tolist(), rows.tolist(), strict=True):
            begin, end, size = spans[place].tolist()
            for form, number in self._named([row]):
                if form.replace(" ", "") == text[begin:end] and size in sizes_of(form):
                    yield number, text[begin:end], size
        for form, number in self._added():
            bare = form.replace(" ", "")
            yield from ((number, bare, size) for size in sizes_of(form) if bare in lines.runs[size].places)


def _spans(lines: Lines) -> tuple[str, NDArray[np.int64]]:
    """All words joined, and (begin, end, count of words) of every run of words in a line."""
    words = [word for line in lines.words for word in line]
    bounds = np.cumsum([0, *map(len, words)])
    ends = np.cumsum([len(line) for line in lines.words], dtype=np.int64)
    line_end = np.repeat(ends, [len(line) for line in lines.words])
    first = np.arange(len(words))
    found = [np.zeros((0, 3), np.int64)]
    for size in range(1, LONGEST_RUN + 1):
        whole = first[first + size <= line_end]
        found.append(np.stack([bounds[whole], bounds[whole + size], np.full(len(whole), size)], axis=1))
    return "".join(words), np.concatenate(found)


def _holds(form: str, name: str) -> bool:
    return f" {form} " in f" {name} "


def _pieces(texts: Sequence[str]) -> tuple[Hashes, Rows]:
    """Every piece of every text, and the place of its text in `texts`."""
    found = codes("".join(f" {text} " for text in texts))
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(text) + 2 for text in texts])
    keys = found[:-2] | found[1:-1] << _WIDE | found[2:] << (_WIDE + _WIDE)
    whole = owners[:-2] == owners[2:]
    return keys[whole], owners[:-2][whole]

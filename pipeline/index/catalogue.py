"""All numbers of one role of a ledger in arrays: found exactly, folded, shortened or one character away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.decision import Agreement
from pipeline.folding import Spelling, fold, forms_of_all, mask, masks_of_all
from pipeline.index.hashing import Hashes, codes, hashes, neighbour_hashes
from pipeline.index.text_table import (
    Array,
    Arrays,
    Groups,
    HashTable,
    Rows,
    Texts,
    below,
    chunked,
    joined,
    within,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A number of the ledger that a read text agrees with."""

    number: str
    """As the ledger has it."""
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All numbers of one role."""

    numbers: Texts
    """As the ledger has them, each once."""
    forms: HashTable
    """Folded form, stem and tail -> number."""
    letters: Hashes
    """Codes of the characters that folded numbers hold."""
    masks: Texts
    """Shapes of the numbers."""
    shapes: HashTable
    owners: Groups
    """Invoices that carry each number; a customer's number may have none."""

    @classmethod
    def of(cls, numbers: Iterable[str], carried: Rows) -> Catalogue:
        """A catalogue of different numbers; `carried` holds the place of each invoice's number, or `NONE`."""
        texts = Texts.of(numbers)
        keys, rows, letters, masks, first = [], [], set[str](), set[str](), 0
        for chunk in chunked(texts):
            folded, stems, tails = forms_of_all(chunk)
            letters.update("".join(folded))
            masks |= masks_of_all(chunk)
            places = np.arange(first, first + len(chunk), dtype=np.uint32)
            for key, row in _pairs(places, folded, stems, tails):
                keys.append(key)
                rows.append(row)
            first += len(chunk)
        forms = HashTable.of(joined(keys, np.uint64), joined(rows, np.uint32))
        alphabet = np.sort(codes("".join(letters)))
        shapes = Texts.of(sorted(masks))
        owners = Groups.of(carried, len(texts))
        return cls(texts, forms, alphabet, shapes, HashTable.of_texts(shapes), owners)

    def find(self, read: Spelling, *, edits: bool) -> Iterator[Known]:
        """Numbers that a read text agrees with; those one character away only with `edits`."""
        for number in self._shortlist(read, edits=edits):
            how = read.agreement(Spelling.of(number))
            if how and (edits or how is not Agreement.EDITED):
                yield Known(number, how)

    def find_all(self, texts: Sequence[str], asked: Hashes) -> Iterator[tuple[str, Known]]:
        """Pairs (text, number that it agrees with but for edits); `asked` holds `form_hashes(texts)`."""
        places, rows = self.forms.find(asked)
        pairs = dict.fromkeys(zip((places % max(len(texts), 1)).tolist(), rows.tolist(), strict=True))
        for place, row in pairs:
            number = self.numbers[row]
            how = Spelling.of(texts[place]).agreement(Spelling.of(number))
            if how and how is not Agreement.EDITED:
                yield texts[place], Known(number, how)

    def near(self, read: Spelling, ours: Callable[[Rows], NDArray[np.bool_]]) -> Iterator[str]:
        """Numbers that one misread character, or a look-alike, would turn into `read`, or back.

        Only those that some invoice carries of which `ours` says true, asked for many at once.
        """
        places = self._likely(read, edits=True)
        carriers = [self.owners[place] for place in places]
        of_ours = ours(joined(carriers, np.uint32))
        at = np.repeat(np.arange(len(places)), [len(rows) for rows in carriers])
        for place in np.unique(at[of_ours]).tolist():
            number = self.numbers[places[place]]
            if read.near(Spelling.of(number)):
                yield number

    def looks_like(self, text: str) -> bool:
        """True when `text` has the shape of a number of this role."""
        shape = mask(text)
        return any(self.masks[row] == shape for row in self.shapes.rows_of(shape))

    def carriers(self, number: str) -> Rows:
        """Invoices that carry exactly this number."""
        place = self.place(number)
        return np.zeros(0, np.uint32) if place is None else self.owners[place]

    def place(self, number: str) -> int | None:
        """Where exactly this number stands in `numbers`."""
        rows = self.forms.rows_of(fold(number))
        return next((row for row in rows if self.numbers[row] == number), None)

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        found = {"letters": self.letters, **below("owners", self.owners.arrays())}
        found |= below("numbers", self.numbers.arrays()) | below("masks", self.masks.arrays())
        return found | below("forms", self.forms.arrays()) | below("shapes", self.shapes.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Catalogue:
        """What `arrays` came from."""
        return cls(
            Texts.from_arrays(within("numbers", arrays)),
            HashTable.from_arrays(within("forms", arrays)),
            arrays["letters"],
            Texts.from_arrays(within("masks", arrays)),
            HashTable.from_arrays(within("shapes", arrays)),
            Groups.from_arrays(within("owners", arrays)),
        )

    def _shortlist(self, read: Spelling, *, edits: bool) -> Iterator[str]:
        """Numbers that `read` may be, each once."""
        return (self.numbers[row] for row in self._likely(read, edits=edits))

    def _likely(self, read: Spelling, *, edits: bool) -> list[int]:
        """Where they stand."""
        rows = [*self.forms.rows_of(read.folded), *self.forms.rows_of(read.stem)]
        if edits:
            rows += self.forms.find(neighbour_hashes(read.folded, self.letters))[1].tolist()
        return list(dict.fromkeys(rows))


def form_hashes(texts: Sequence[str]) -> Hashes:
    """The hashes of the folded forms of all texts, then those of their stems."""
    folded, stems, _ = forms_of_all(texts)
    return hashes([*folded, *stems]) if texts else hashes(())


def _pairs(
    places: Rows, folded: list[str], stems: list[str], tails: list[str]
) -> Iterator[tuple[Hashes, Rows]]:
    """Hashes of all forms with the places of their numbers; a form that says nothing new is left out."""
    yield hashes(folded), places
    for forms, others in ((stems, folded), (tails, stems)):
        new = [
            at for at, (form, other) in enumerate(zip(forms, others, strict=True)) if form and form != other
        ]
        yield hashes([forms[at] for at in new]), places[new]

"""Very many short texts in two arrays, and a table that finds them by hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from pipeline.index.hashing import Hashes, hash_of, hashes

Array = NDArray[Any]
Arrays = Mapping[str, Array]
Rows = NDArray[np.uint32]
"""Numbers of rows, 0-based."""
NONE = np.uint32(0xFFFFFFFF)
"""In the place of a row: there is none."""
CHUNK = 50_000
"""Texts that are worked on at once."""
_SPARSE = 4
_MIXING = np.uint64(0xD6E8FEB86659FD93)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Texts(Sequence[str]):
    """Texts that take little more room than their characters."""

    blob: NDArray[np.uint8]
    """All texts on end, as UTF-8."""
    bounds: NDArray[np.unsignedinteger[Any]]
    """Where each begins, and where the last one ends."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Pack `texts`."""
        growing = GrowingTexts.empty()
        for chunk in chunked(texts):
            growing.extend(chunk)
        return growing.packed()

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        begin, end = self.bounds[at], self.bounds[at + 1]
        return self.blob[begin:end].tobytes().decode("utf-8", "surrogatepass")

    def many(self, rows: Sequence[int]) -> list[str]:
        """The texts of some rows, in their order."""
        begins, ends = self.bounds[rows].tolist(), self.bounds[np.add(rows, 1)].tolist()
        pieces = (self.blob[begin:end].tobytes() for begin, end in zip(begins, ends, strict=True))
        return [piece.decode("utf-8", "surrogatepass") for piece in pieces]

    def __iter__(self) -> Iterator[str]:
        bounds = self.bounds
        for first in range(0, len(self), CHUNK):
            ends = bounds[first : first + CHUNK + 1].tolist()
            data = self.blob[ends[0] : ends[-1]].tobytes()
            base = ends[0]
            for begin, end in pairwise(ends):
                yield data[begin - base : end - base].decode("utf-8", "surrogatepass")

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        return {"blob": self.blob, "bounds": self.bounds}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Texts:
        """What `arrays` came from."""
        return cls(arrays["blob"], arrays["bounds"])


@dataclass(frozen=True, slots=True)
class GrowingTexts:
    """Texts while they are gathered."""

    parts: list[bytes]
    lengths: list[NDArray[np.uint64]]

    @classmethod
    def empty(cls) -> GrowingTexts:
        """Nothing gathered yet."""
        return cls([], [])

    def extend(self, texts: Sequence[str]) -> None:
        """Put `texts` behind what is there."""
        coded = [text.encode("utf-8", "surrogatepass") for text in texts]
        self.parts.append(b"".join(coded))
        self.lengths.append(np.fromiter(map(len, coded), np.uint64, len(coded)))

    def packed(self) -> Texts:
        """All of them."""
        bounds = np.cumsum(np.concatenate([np.zeros(1, np.uint64), *self.lengths]), dtype=np.uint64)
        narrow = bounds.astype(np.min_scalar_type(int(bounds[-1])))
        return Texts(np.frombuffer(b"".join(self.parts), np.uint8), narrow)


@dataclass(frozen=True, slots=True)
class HashTable:
    """Which rows have a text of a given hash."""

    keys: Hashes
    """Ascending; a hash may come several times."""
    rows: Rows
    marks: NDArray[np.uint8]
    """A bit for each of 16 or more times as many places as there are keys, set where a key falls: it tells of
    most hashes that they are no key without a search, which for an array of millions is slow."""

    @classmethod
    def of(cls, keys: Hashes, rows: Rows) -> HashTable:
        """A table of pairs (hash, row)."""
        order = np.argsort(keys, kind="stable")
        size = 1 << (len(keys).bit_length() + _SPARSE)
        marked = np.zeros(size, np.bool_)
        marked[_mark_places(keys, size)] = True
        return cls(keys[order], rows[order], np.packbits(marked, bitorder="little"))

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> HashTable:
        """Where each text stands; an empty one is left out."""
        keys, rows, first = [], [], 0
        for chunk in chunked(texts):
            filled = np.fromiter(map(bool, chunk), np.bool_, len(chunk))
            keys.append(hashes(chunk)[filled])
            rows.append(np.flatnonzero(filled).astype(np.uint32) + np.uint32(first))
            first += len(chunk)
        return cls.of(joined(keys, np.uint64), joined(rows, np.uint32))

    def rows_of(self, text: str) -> list[int]:
        """Rows with the hash of one text."""
        asked = hash_of(text)
        first = int(self.keys.searchsorted(asked))
        if first == len(self.keys) or self.keys[first] != asked:
            return []
        last = int(self.keys.searchsorted(asked, "right"))
        rows: list[int] = self.rows[first:last].tolist()
        return rows

    def find(self, asked: Hashes) -> tuple[NDArray[np.int64], Rows]:
        """Pairs (place in `asked`, row) of all hits."""
        if not len(self.keys):
            return np.zeros(0, np.int64), np.zeros(0, np.uint32)
        at = _mark_places(asked, 8 * len(self.marks))
        likely = np.flatnonzero(self.marks[at >> 3] >> (at & 7).astype(np.uint8) & 1)
        first = np.searchsorted(self.keys, asked[likely])
        same = self.keys[np.minimum(first, len(self.keys) - 1)] == asked[likely]
        places, begin = likely[same], first[same]
        counts = np.searchsorted(self.keys, asked[places], "right") - begin
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(places, counts), self.rows[np.repeat(begin, counts) + within]

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        return {"keys": self.keys, "rows": self.rows, "marks": self.marks}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> HashTable:
        """What `arrays` came from."""
        return cls(arrays["keys"], arrays["rows"], arrays["marks"])


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by the group that they belong to."""

    rows: Rows
    """Group by group."""
    bounds: NDArray[np.uint32]
    """Where each group begins in `rows`, and where the last one ends."""

    @classmethod
    def of(cls, group_of: Rows, count: int) -> Groups:
        """Groups 0 to `count` - 1 from the group of each row; a row of group `NONE` is left out."""
        order = np.argsort(group_of, kind="stable").astype(np.uint32)
        sizes = np.bincount(group_of[group_of != NONE], minlength=count)
        bounds = np.concatenate([np.zeros(1, np.uint32), np.cumsum(sizes).astype(np.uint32)])
        return cls(order[: bounds[-1]], bounds)

    def __getitem__(self, group: int) -> Rows:
        return self.rows[self.bounds[group] : self.bounds[group + 1]]

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        return {"rows": self.rows, "bounds": self.bounds}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Groups:
        """What `arrays` came from."""
        return cls(arrays["rows"], arrays["bounds"])


def _mark_places(keys: Hashes, size: int) -> NDArray[np.int64]:
    """A place below `size`, which is a power of two, for each key."""
    return (keys * _MIXING >> np.uint64(65 - size.bit_length())).astype(np.int64)


def chunked(items: Iterable[T]) -> Iterator[list[T]]:
    """`items` in lists of at most `CHUNK`."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def joined(parts: Sequence[Array], kind: type[np.generic]) -> Array:
    """All parts on end; an empty array of `kind` where there are none."""
    return np.concatenate([np.zeros(0, kind), *parts])


def below(name: str, arrays: Arrays) -> dict[str, Array]:
    """`arrays` under names that begin with `name` and a slash."""
    return {f"{name}/{key}": array for key, array in arrays.items()}


def within(name: str, arrays: Arrays) -> dict[str, Array]:
    """The arrays that `below` gave names beginning with `name`, by their own names."""
    front = f"{name}/"
    return {key.removeprefix(front): array for key, array in arrays.items() if key.startswith(front)}

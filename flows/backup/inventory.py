"""Inventories: which object had which bytes; cut by their keys, so that what stays the same is shared."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from flows.backup.vault import Vault, short
from storage.objects import Stat
from storage.objects.names import encode

LONGEST = 8192
"""Lines of a part, at most."""
Note = Callable[[int, str], None]
"""Told number and hash of each part that is written."""
_ONE_IN = 2048
"""A part ends behind about every so-manieth key, whatever comes before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the place that was backed up."""

    key: str
    size: int
    version: str
    """Of the object in its store: the same version has the same bytes."""
    sha256: str

    @property
    def place(self) -> bytes:
        """By which stores order their keys."""
        return encode(self.key)

    def line(self) -> str:
        """As it stands in a part."""
        return json.dumps([self.key, self.size, self.version, self.sha256]) + "\n"


@dataclass(slots=True)
class Writer:
    """Writes entries to parts; `parts` are the hashes of those that are written."""

    vault: Vault
    note: Note
    parts: list[str]
    _lines: list[str]

    @classmethod
    def into(cls, vault: Vault, note: Note) -> Writer:
        """A writer that has written nothing."""
        return cls(vault, note, [], [])

    def add(self, entry: Entry) -> None:
        """Add the next one, in the order of the keys."""
        self._lines.append(entry.line())
        if len(self._lines) >= LONGEST or _ends_here(entry):
            self._cut()

    def end(self) -> tuple[str, ...]:
        """Write what is left; the hashes of all parts."""
        if self._lines:
            self._cut()
        return tuple(self.parts)

    def _cut(self) -> None:
        self.parts.append(self.vault.keep_bytes("".join(self._lines).encode()))
        self.note(len(self.parts), self.parts[-1])
        self._lines.clear()


def nothing_noted(_number: int, _sha256: str) -> None:
    """For parts that nobody needs to know of should the backup be interrupted."""


def written(vault: Vault, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Parts that hold `entries`."""
    writer = Writer.into(vault, nothing_noted)
    for entry in entries:
        writer.add(entry)
    return writer.end()


def entries_of(vault: Vault, parts: Iterable[str]) -> Iterator[Entry]:
    """What stands in these parts; raises IntegrityFault for one that is gone or damaged."""
    for part in parts:
        for line in vault.bytes_of(part).splitlines():
            yield Entry(*json.loads(line))


def with_known(stats: Iterable[Stat], known: Iterable[Entry]) -> Iterator[tuple[Stat, tuple[Entry, ...]]]:
    """Each object with what is known under its key; both come in the order of the keys' bytes."""
    left = iter(known)
    following = next(left, None)
    for stat in stats:
        place, found = encode(stat.key), []
        while following is not None and following.place <= place:
            if following.place == place:
                found.append(following)
            following = next(left, None)
        yield stat, tuple(found)


def in_order(*inventories: Iterator[Entry]) -> Iterator[Entry]:
    """Entries of several inventories as one, in the order of the keys."""
    return heapq.merge(*inventories, key=attrgetter("place"))


def unchanged(stat: Stat, known: Iterable[Entry], present: set[int]) -> Entry | None:
    """What is known of this very version of an object, if its bytes lie in the vault."""
    return next(
        (
            entry
            for entry in known
            if (entry.size, entry.version) == (stat.size, stat.version) and short(entry.sha256) in present
        ),
        None,
    )


def _ends_here(entry: Entry) -> bool:
    digest = hashlib.blake2b(entry.place, digest_size=4).digest()
    return int.from_bytes(digest) % _ONE_IN == 0

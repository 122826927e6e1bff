"""The audit chain: each event hashed with the hashes of earlier ones, so that nothing is altered unseen.

Position n carries two hashes of earlier positions: that of n - 1, and one further back. For that, positions
are the nodes of perfect binary trees, one behind the other, each node behind all that lie under it; the
second hash is that of the position before all of these. So any event is reached from a later head in at most
three times the binary logarithm of the head's position, some forty steps in a million. An installation has
one chain; what it hashes is defined here for good: another way to hash needs another `FORMAT`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.errors import WrongUse

FORMAT = "countersign-chain-1"
GENESIS = "0" * 64
"""The hash before the first position."""
_BRACED = re.compile(r"\{[^{}]*\}")
_HEAD_FIELDS = ("format", "position", "hash", "at")


def digest(value: object) -> str:
    """Hexadecimal SHA-256 of JSON values as canonical text: keys sorted, no spaces, ASCII."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def detail_digest(salt: str, detail: Mapping[str, object]) -> str:
    """The hash that stands for the details of an event; nobody guesses them without the salt."""
    return digest([salt, detail])


@dataclass(frozen=True, slots=True)
class Leaf:
    """What of an event is hashed: all of it, its details by a salted hash."""

    id: int
    at: str
    """ISO 8601 in UTC, with microseconds."""
    client: str
    kind: str
    subject: str
    person: bool
    """Somebody did it, not the program by itself; who, stands in the details, by a pseudonym."""
    sha256: str
    """Of the file that came, where the event tells of one; empty otherwise."""
    detail: str
    """`detail_digest` of its details."""

    @property
    def hash(self) -> str:
        """Hexadecimal SHA-256."""
        told = [self.id, self.at, self.client, self.kind, self.subject, self.person, self.sha256, self.detail]
        return digest([FORMAT, *told])


@dataclass(frozen=True, slots=True)
class Node:
    """One position of the chain."""

    position: int
    """1-based."""
    previous: str
    """Hash of the position before."""
    earlier: str
    """Hash of the position `earlier_than`."""
    leaf: str

    @property
    def hash(self) -> str:
        """Hexadecimal SHA-256."""
        return digest([self.position, self.previous, self.earlier, self.leaf])


@dataclass(frozen=True, slots=True)
class Head:
    """The chain as it was at one time: with this kept elsewhere, nothing up to it can be altered unseen."""

    position: int
    """How many events it covers."""
    hash: str
    at: datetime
    """When it was taken."""


def moment(at: datetime) -> str:
    """A time as it is hashed."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def earlier_than(position: int) -> int:
    """The position further back that `position` (1-based) is tied to; 0 stands for `GENESIS`."""
    rest = position
    while rest & (rest + 1):
        rest -= (1 << (rest.bit_length() - 1)) - 1
    return position - rest


def tied_later(position: int) -> Iterator[int]:
    """Positions that those behind `position` may be tied to: itself, and back to 0."""
    while position:
        yield position
        position = earlier_than(position)
    yield 0


def path(head: int, target: int) -> Iterator[int]:
    """Positions by which one comes from `head` down to `target` (1 to `head`), both included."""
    at = head
    while at > target:
        yield at
        at = earlier_than(at) if earlier_than(at) >= target else at - 1
    yield target


def head_text(head: Head) -> str:
    """A head as a file or a mail has it: a few lines of JSON."""
    values = (FORMAT, head.position, head.hash, moment(head.at))
    return json.dumps(dict(zip(_HEAD_FIELDS, values, strict=True)), indent=1) + "\n"


def head_from(text: str) -> Head:
    """The last head in `text` that `head_text` wrote; what stands around it, as in a mail, does not matter.

    Raises:
        WrongUse: there is none in it.
    """
    heads = [head for part in _BRACED.findall(text) if (head := _head(part)) is not None]
    if not heads:
        raise WrongUse("No head of an audit chain: give a file that `countersign head -o FILE` wrote.")
    return heads[-1]


def _head(text: str) -> Head | None:
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] != FORMAT:
            return None
        return Head(int(told["position"]), str(told["hash"]), datetime.fromisoformat(told["at"]))
    except (ValueError, KeyError, TypeError):
        return None

"""The audit chain hashed again from its first event, and held against every head that was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.desk import Stores
from flows.proof.heads import HEADS, kept_heads
from models.chain import GENESIS, Head, Node, earlier_than, tied_later
from models.errors import WrongUse
from storage.objects import KeyMissing
from storage.register import leaf_of

WHAT_TO_DO = (
    "Make no further changes, keep a copy of the database as it is, and compare it with a backup from before"
)
_PRUNED_EVERY = 4096
"""Positions after which hashes go that nothing is tied to any more."""


@dataclass
class _Walk:
    """Where a walk along the chain is."""

    heads: Mapping[int, list[tuple[str, Head]]]
    hashes: dict[int, str] = field(default_factory=lambda: {0: GENESIS})
    last: int = 0

    def step(self, row: Any) -> Iterator[str]:
        """What is wrong with the next place."""
        if row.position != self.last + 1:
            yield _gap(self.last + 1, row.position - 1)
        yield from self._place(row)
        for where, head in self.heads.get(row.position, ()):
            if head.hash != row.hash:
                yield (
                    f"at position {head.position} it has another hash than {where} of {_day(head)}: an event "
                    f"up to there was altered, and the chain written anew. {WHAT_TO_DO}."
                )
        self.hashes[row.position] = row.hash
        self.last = row.position
        if not row.position % _PRUNED_EVERY:
            self._prune()

    def _place(self, row: Any) -> Iterator[str]:
        if row.id is None:
            yield f"event {row.event_id} at position {row.position} is gone: it was deleted. {WHAT_TO_DO}."
            return
        previous = self.hashes.get(row.position - 1)
        earlier = self.hashes.get(earlier_than(row.position))
        if previous is None or earlier is None:
            return
        leaf = leaf_of(row._asdict(), row.salt).hash
        if Node(row.position, previous, earlier, leaf).hash != row.hash:
            yield (
                f"event {row.id} at position {row.position} ({row.kind!r} of {row.at:%Y-%m-%d %H:%M:%S} UTC, "
                f"about {row.subject!r}) is not what was sealed: it was edited, or put in another place. "
                f"{WHAT_TO_DO}."
            )

    def _prune(self) -> None:
        self.hashes = {one: self.hashes[one] for one in tied_later(self.last) if one in self.hashes}


def chain_faults(stores: Stores, given: Iterable[tuple[str, Head]] = ()) -> Iterator[str]:
    """One sentence for everything that was edited, deleted, inserted, put in another place or cut off.

    `given` are heads that somebody kept outside, each with what to call it.
    """
    heads, unreadable = _heads(stores, given)
    yield from unreadable
    by_position: dict[int, list[tuple[str, Head]]] = {}
    for where, head in heads:
        by_position.setdefault(head.position, []).append((where, head))
    walk = _Walk(by_position)
    for row in stores.register.chain.stream():
        yield from walk.step(row)
    beyond = [(where, head) for where, head in heads if head.position > walk.last]
    if beyond:
        where, head = max(beyond, key=lambda one: one[1].position)
        yield (
            f"it ends at position {walk.last}, but {where} of {_day(head)} has {head.position}: "
            f"{head.position - walk.last} events were cut off its end. {WHAT_TO_DO}."
        )
    for row in stores.register.chain.unsealed():
        yield (
            f"event {row.id} ({row.kind!r}, about {row.subject!r}) has no place in it: it was inserted by "
            f"something else than this program. {WHAT_TO_DO}."
        )


def _heads(stores: Stores, given: Iterable[tuple[str, Head]]) -> tuple[list[tuple[str, Head]], list[str]]:
    heads = [*given, *(("the head in the register", head) for head in stores.register.chain.heads())]
    try:
        stored = list(kept_heads(stores))
    except (WrongUse, KeyMissing) as fault:
        return heads, [f"a head under {HEADS} in the object storage cannot be read: {fault}"]
    return [*heads, *((f"the head in {key}", head) for key, head in stored)], []


def _gap(first: int, last: int) -> str:
    places = f"position {first} is" if first == last else f"positions {first} to {last} are"
    return f"{places} missing: events were deleted. {WHAT_TO_DO}."


def _day(head: Head) -> str:
    return f"{head.at:%Y-%m-%d}"

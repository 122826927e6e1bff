"""Brings the proof of custody together: sealed events of each exhibit, and the way to a kept head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.desk import Stores
from flows.proof import keep_head
from receivables.evidence import ChainProof, Exhibit, Proven
from receivables.evidence.custody import STEPS


def proof_of(stores: Stores, client: str, exhibits: Iterable[Exhibit]) -> ChainProof | None:
    """The proof for these exhibits; None where nothing is known of them.

    The head is the first one behind the newest event of custody, so that a pack made later, when other heads
    were taken, is the same pack. Where there is none yet, one is taken.
    """
    events = tuple(one for exhibit in exhibits for one in _events(stores, client, exhibit))
    if not events:
        return None
    chain, last = stores.register.chain, max(one.position for one in events)
    head = chain.head_over(last) or keep_head(stores)
    if head is None:
        return None
    return ChainProof(head, events, chain.nodes(head.position, {one.position for one in events}))


def _events(stores: Stores, client: str, exhibit: Exhibit) -> Iterator[Proven]:
    record = exhibit.record
    for one in stores.register.chain.sealed(client, {record.drop_id, record.id}):
        if one.leaf.kind in STEPS:
            yield Proven(exhibit.letter, one.node.position, one.leaf)

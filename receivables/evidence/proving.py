"""What of the audit chain goes out with a pack: the events of custody, and the way from a head to each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from models.chain import FORMAT, Head, Leaf, Node, moment


@dataclass(frozen=True, slots=True)
class Proven:
    """An event of an exhibit's custody in its place of the chain."""

    exhibit: str
    """Its letter."""
    position: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class ChainProof:
    """Nothing in it tells of other papers but hashes; of details of the events it has salted hashes."""

    head: Head
    """The first that was taken after the newest of these events."""
    events: tuple[Proven, ...]
    nodes: tuple[Node, ...]
    """All positions on the ways, the newest first."""


def plain_proof(proof: ChainProof) -> dict[str, Any]:
    """As the manifest has it."""
    head = {"position": proof.head.position, "hash": proof.head.hash, "at": moment(proof.head.at)}
    events = [{"exhibit": one.exhibit, "position": one.position, **asdict(one.leaf)} for one in proof.events]
    return {"format": FORMAT, "head": head, "events": events, "nodes": [asdict(one) for one in proof.nodes]}

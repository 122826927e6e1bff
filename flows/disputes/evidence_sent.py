"""That an evidence pack went out: noted once, in the contact log and in open disputes of its invoices."""

from __future__ import annotations

from dataclasses import dataclass

from flows.desk import Stores
from flows.evidence import MadePack
from models.dispute import LONGEST_CLAIM, PACK_SENT, Channel, Contact, Direction
from models.errors import WrongField
from storage.register import Deed

_NAMED = 16
"""Digits of the hash of a pack that name it."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a pack goes out. Raises WrongField where the name is too long."""

    channel: Channel
    person: str = ""
    """Who gets it."""

    def __post_init__(self) -> None:
        """Refuse what the contact log does not take."""
        if len(self.person) > LONGEST_CLAIM:
            raise WrongField("sent_to", f"A name takes at most {LONGEST_CLAIM} characters.")


def pack_sent(stores: Stores, made: MadePack, way: Way, by: str) -> bool:
    """Note that a pack was sent; False where this very pack is noted already."""
    client, deed = made.pack.client, Deed(by, stores.clock())
    load, origin = stores.register.load_number(client), f"pack {made.sha256[:_NAMED]}"
    noted = [
        stores.register.disputes.evidence_sent(
            Contact(
                id=0,
                client=client,
                customer=customer,
                invoice=invoice,
                at=deed.at,
                channel=way.channel,
                direction=Direction.OUT,
                person=" ".join(way.person.split()),
                outcome=PACK_SENT,
                load=load,
                origin=origin,
            ),
            deed,
        )
        for customer, invoice in made.pack.wish.keys
    ]
    return any(noted)

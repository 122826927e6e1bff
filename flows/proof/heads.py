"""Heads of the audit chain: noted in the register and kept in the object storage, a day at most apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flows.desk import Stores
from flows.locking import locked_for_good
from models.chain import Head, head_from, head_text

HEADS = "proof/heads/"
"""Begins the keys of heads; what lies there is never removed, and a lock may be set on it."""
_DAY = timedelta(days=1)


def keep_head(stores: Stores) -> Head | None:
    """Take the head of the chain and keep it in the object storage too; None while nothing has happened.

    The same twice is kept once. The one before is kept again: whoever took it may have ended in between.
    """
    _keep(stores, stores.register.chain.last_head())
    return _keep(stores, stores.register.chain.take_head(stores.clock()))


def _keep(stores: Stores, head: Head | None) -> Head | None:
    if head is not None:
        stores.objects.put_new(head_key(head), head_text(head).encode("ascii"))
        locked_for_good(stores, head_key(head))
    return head


def daily_head(stores: Stores) -> Head | None:
    """The same where the last one is a day old, or where there is none; otherwise None."""
    last = stores.register.chain.last_head()
    if last is not None and last.at + _DAY > stores.clock():
        return None
    return keep_head(stores)


def kept_heads(stores: Stores) -> Iterator[tuple[str, Head]]:
    """All heads in the object storage with their keys; raises WrongUse for one that is none any more."""
    for found in stores.objects.list(HEADS):
        yield found.key, head_from(stores.objects.get(found.key, _LONGEST).decode("utf-8", "replace"))


_LONGEST = 10_000


def head_key(head: Head) -> str:
    """Where it is kept."""
    return f"{HEADS}{head.position:012d}-{head.hash[:16]}.json"

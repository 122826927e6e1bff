"""Adding a webhook, and giving it a new secret."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from flows.desk import Stores
from flows.webhooks.reach import checked_url, reach_of
from flows.webhooks.signing import new_secret
from models.errors import WrongUse
from models.webhook import Notice, Webhook
from storage.register import Deed

BOTH_SIGN = timedelta(hours=24)
"""How long the secret before the newest one signs too."""


def make_webhook(
    stores: Stores, client: str, url: str, wanted: Collection[Notice], by: str
) -> tuple[Webhook, str]:
    """A new webhook and its secret, which is not shown again.

    Raises:
        WrongUse: the address cannot be one, nothing is asked for, or the client has it already.
    """
    address = checked_url(url, reach_of(stores.settings))
    deed = Deed(by, stores.clock())
    new = Webhook(0, client, address, wished(wanted), deed.at, by)
    secret = new_secret()
    return stores.register.webhooks.add(new, secret, deed), secret


def wished(wanted: Collection[Notice]) -> frozenset[Notice]:
    """What a webhook asks for; raises WrongUse where that is nothing."""
    chosen = frozenset(wanted) - {Notice.TEST}
    if not chosen:
        raise WrongUse("Choose at least one thing that the webhook is told of.")
    return chosen


def renew_secret(stores: Stores, one: Webhook, by: str) -> str:
    """A new secret; the old one signs too for a day, so that the receiver can be changed meanwhile."""
    secret, deed = new_secret(), Deed(by, stores.clock())
    stores.register.webhooks.renew(one, secret, deed.at + BOTH_SIGN, deed)
    return secret

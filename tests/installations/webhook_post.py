"""A register with one webhook that leads to a real receiver, under a clock that a test sets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.desk import Stores
from flows.webhooks import make_webhook, send_due
from models.settings import Settings
from models.webhook import CHOSEN, Delivery, Webhook
from storage.objects import open_store
from storage.register import Deed, Register, open_register
from tests.servers.receiver import Receiver, receiving
from tests.values.register_values import NOW

BOSS = Deed("boss", NOW)
SITE = "https://papers.example"


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Post:
    """A register with one webhook, and the receiver that it leads to."""

    stores: Stores
    clock: Clock
    receiver: Receiver
    webhook: Webhook
    secret: str

    @property
    def register(self) -> Register:
        return self.stores.register

    def send(self, later: float = 0.0) -> int:
        """Send what is due, so many seconds later."""
        self.clock.now += timedelta(seconds=later)
        return send_due(self.stores)

    def now(self) -> Webhook:
        """The webhook as it is now."""
        found = self.register.webhooks.one("default", self.webhook.id)
        assert found is not None
        return found

    def deliveries(self) -> tuple[Delivery, ...]:
        return self.register.webhooks.deliveries(self.webhook, 100)[::-1]


@contextmanager
def post_of(settings: Settings) -> Iterator[Post]:
    """A webhook of the client default that asks for everything."""
    settings = replace(settings, webhook_networks="127.0.0.0/8", console_url=SITE)
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    clock = Clock()
    with receiving() as receiver, open_register(settings) as register:
        stores = Stores(settings, inbox, objects, register, clock)
        webhook, secret = make_webhook(stores, "default", receiver.url, CHOSEN, "boss")
        yield Post(stores, clock, receiver, webhook, secret)

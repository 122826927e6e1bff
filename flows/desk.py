"""Everything a step works with, opened once and passed down."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.opening import Limits, limits_of
from flows.ledgers import Ledgers
from flows.readers import Readers
from models.settings import Settings
from storage.objects import ObjectStore, open_store
from storage.register import Register, open_register

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The wall clock, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Stores:
    """Where things are kept: enough to look, to drop and to load a ledger."""

    settings: Settings
    inbox: ObjectStore
    objects: ObjectStore
    register: Register
    clock: Clock = utc_now


@dataclass(frozen=True, slots=True)
class Desk:
    """Stores, and the readers that work on them."""

    stores: Stores
    readers: Readers
    ledgers: Ledgers
    limits: Limits
    work: Path
    """Folder for pictures of the pages in work; gone when the desk closes."""

    @property
    def register(self) -> Register:
        """The register of the stores."""
        return self.stores.register

    @property
    def objects(self) -> ObjectStore:
        """The object storage of the stores."""
        return self.stores.objects

    def now(self) -> datetime:
        """What the clock says."""
        return self.stores.clock()


def open_stores(settings: Settings, clock: Clock = utc_now) -> Stores:
    """Inbox, object storage and register; created where absent.

    Raises:
        Missing: a store cannot be reached or written; the message names the setting.
    """
    return Stores(
        settings=settings,
        inbox=open_store(settings.inbox_url, settings),
        objects=open_store(settings.objects_url, settings),
        register=open_register(settings),
        clock=clock,
    )


@contextmanager
def open_desk(settings: Settings, clock: Clock = utc_now) -> Iterator[Desk]:
    """Stores with readers; the readers' processes end with the block."""
    stores = open_stores(settings, clock)
    with (
        stores.register,
        tempfile.TemporaryDirectory(prefix="countersign-") as work,
        Readers(settings) as readers,
    ):
        yield Desk(
            stores=stores,
            readers=readers,
            ledgers=Ledgers(stores.register),
            limits=limits_of(settings),
            work=Path(work),
        )

"""Everything a step works with, opened once and passed down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from extractors import opening
from extractors.opening import Limits, Member, Sheet, Survey, limits_of
from flows.bounds import Bounds
from flows.ledgers import Ledgers
from flows.machine.presence import at_work, must_be_whole
from flows.machine.recent import Recent
from flows.machine.scratch import lasting_scratch, remove_left, scratch
from flows.machine.space import Space, free_space
from flows.readers import Readers
from models.record import DEFAULT_CLIENT
from models.settings import Settings
from pipeline.forms import Shown
from storage.objects import ObjectStore, open_store
from storage.register import Register, open_register

Clock = Callable[[], datetime]
Printed = tuple[Shown, ...]
"""The first pages of an earlier paper."""
IDLE_SECONDS = 600.0
"""After which the process ends that reads for who decides: it holds some 300 MB."""
WORDS_KEPT = 200_000
"""Words of earlier papers kept in memory: some 90 MB."""


class Opener(Protocol):
    """What is asked of a received file; `extractors.opening` does it, in disposable children."""

    def survey(self, path: Path, limits: Limits) -> Survey:
        """What the file is and how many pages it has."""

    def open_pages(
        self, path: Path, first: int, last: int, folder: Path, limits: Limits
    ) -> tuple[Sheet, ...]:
        """Pages `first` to `last` as pictures in `folder`."""

    def unpack(self, path: Path, folder: Path, limits: Limits) -> tuple[Member, ...]:
        """The documents in a zip or mail, written into `folder`."""

    def copy_for_people(
        self, path: Path, pages: tuple[int, ...], turned: Mapping[int, int], limits: Limits
    ) -> bytes:
        """A PDF of just these pages, upright."""


def recent_words() -> Recent[Printed]:
    """An empty memory for words of earlier papers."""
    return Recent(WORDS_KEPT, lambda printed: 1 + sum(len(page.words) for page in printed))


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
    space: Space = free_space
    """How much is free where a folder lies."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Stores, and the readers that work on them."""

    stores: Stores
    readers: Readers
    ledgers: Ledgers
    bounds: Bounds
    limits: Limits
    work: Path
    """Folder for pictures of the pages in work; gone when the desk closes, or its process has ended."""
    words: Recent[Printed] = field(default_factory=recent_words)
    """Words of the papers that came last, by client, hash and pages."""
    opener: Opener = opening

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


def open_stores(settings: Settings, clock: Clock = utc_now, *, restoring: bool = False) -> Stores:
    """Inbox, object storage and register; created where absent.

    Args:
        settings: say where they are.
        clock: gives aware times.
        restoring: open them also while a backup is being restored into them.

    Raises:
        WrongUse: a restore into this home has not ended.
        Missing: a store cannot be reached or written; the message names the setting.
    """
    if not restoring:
        must_be_whole(settings.home)
    if not urlsplit(settings.inbox_url).scheme:
        Path(settings.inbox_url, DEFAULT_CLIENT).mkdir(parents=True, exist_ok=True)
    return Stores(
        settings=settings,
        inbox=open_store(settings.inbox_url, settings),
        objects=open_store(settings.objects_url, settings),
        register=open_register(settings),
        clock=clock,
    )


def desk_over(stores: Stores) -> Desk:
    """A desk for who decides, and reads a page now and then.

    Its one reading process starts when it is needed and ends when it is idle; who opened the desk closes it.
    """
    settings = stores.settings
    remove_left(settings.home)
    return Desk(
        stores=stores,
        readers=Readers(replace(settings, workers=1), IDLE_SECONDS),
        ledgers=Ledgers(stores.register, settings.home / "index"),
        bounds=Bounds(settings.misfile_bound),
        limits=limits_of(settings),
        work=lasting_scratch(settings.home),
    )


@contextmanager
def open_desk(settings: Settings, clock: Clock = utc_now) -> Iterator[Desk]:
    """Stores with readers; the readers' processes end with the block.

    Raises:
        Missing: a store cannot be reached or written; the message names the setting.
        WrongUse: the home is being moved.
    """
    stores = open_stores(settings, clock)
    remove_left(settings.home)
    with (
        stores.register,
        at_work(settings.home),
        scratch(settings.home) as work,
        Readers(settings) as readers,
    ):
        yield Desk(
            stores=stores,
            readers=readers,
            ledgers=Ledgers(stores.register, settings.home / "index"),
            bounds=Bounds(settings.misfile_bound),
            limits=limits_of(settings),
            work=work,
        )

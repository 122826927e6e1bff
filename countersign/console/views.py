"""Every look at a paper is an event, written before it is shown; pictures are part of the look at a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock

from flows.desk import Stores
from models.batch import Batch
from models.people import Person
from models.record import DocumentRecord, Drop, Event

VIEWED, DOWNLOADED = "viewed", "downloaded"
LOOKS = (VIEWED, DOWNLOADED)
"""Kinds of events that tell who looked and change nothing."""
SAME_LOOK = timedelta(minutes=15)
"""Pictures that are fetched within this time belong to the last look at their document."""
KEPT = 4096
"""Looks that are remembered; one that is forgotten is told again."""


class Views:
    """Tells who looked at what. Safe for threads."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._lock = Lock()
        self._lately: dict[tuple[str, str, str], datetime] = {}

    def page(self, person: Person, record: DocumentRecord) -> None:
        """Somebody opens the document."""
        self._tell(person, record.client, record.id, VIEWED, pages=list(record.reading.pages))

    def picture(self, person: Person, record: DocumentRecord, page: int) -> None:
        """Somebody fetches a picture: told where it belongs to no look that was told already."""
        if not self._lately_told(person, record.id):
            self._tell(person, record.client, record.id, VIEWED, pages=[page])

    def download(self, person: Person, record: DocumentRecord, what: str) -> None:
        """Somebody saves a file: `what` is original, copy or searchable."""
        self._tell(person, record.client, record.id, DOWNLOADED, file=what)

    def batch(self, person: Person, batch: Batch, drop_ids: Iterable[str]) -> None:
        """Somebody opens a batch and sees the pages of these of its files, small."""
        self._tell(person, batch.client, batch.id, VIEWED)
        for drop_id in drop_ids:
            self._remember(person, drop_id)

    def thumbnail(self, person: Person, drop: Drop, page: int) -> None:
        """Somebody fetches the small picture of a page of a file; told as that of a document is."""
        if not self._lately_told(person, drop.id):
            self._tell(person, drop.client, drop.id, VIEWED, pages=[page])

    def _lately_told(self, person: Person, subject: str) -> bool:
        with self._lock:
            last = self._lately.get(_key(person, subject))
        return last is not None and last + SAME_LOOK > self._stores.clock()

    def _tell(self, person: Person, client: str, subject: str, kind: str, **detail: object) -> None:
        token = {"token": person.token} if person.token else {}
        told = {"by": person.login, **detail, **token}
        self._stores.register.add_event(Event(self._stores.clock(), client, kind, subject, told))
        self._remember(person, subject)

    def _remember(self, person: Person, subject: str) -> None:
        with self._lock:
            self._lately.pop(_key(person, subject), None)
            self._lately[_key(person, subject)] = self._stores.clock()
            while len(self._lately) > KEPT:
                del self._lately[next(iter(self._lately))]


def _key(person: Person, subject: str) -> tuple[str, str, str]:
    return person.login, person.token, subject

"""Destruction: one person proposes, another approves, then the objects go and a certificate stays.

It may be broken off anywhere after the approval: what is left is told by `verify`, and `finish` goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial

from flows.desk import Stores
from flows.journal import about, tell
from flows.machine.scratch import remove_left
from flows.retention.certificates import write_certificate
from flows.retention.due import Due, due, refuse_not_due
from models.errors import Denied, NotYet
from models.retention import Destruction, FileToGo
from pipeline.filing import original_key, pages_folder, quarantine_key
from storage.objects import Stat
from storage.register import Deed

log = logging.getLogger(__name__)
MOST_VERSIONS = 100
"""Of one object, in a bucket that keeps them."""


def propose(stores: Stores, client: str, by: str, limit: int = 100) -> Destruction:
    """Propose everything that may go, at most `limit` groups of files.

    Raises:
        WrongUse: nothing may go, or some of it waits for approval already.
    """
    found = [one for one in due(stores, client, limit) if not one.blocked]
    return propose_these(stores, client, found, by)


def propose_these(stores: Stores, client: str, groups: Sequence[Due], by: str) -> Destruction:
    """Propose these groups of files."""
    files = [file for one in groups for file in one.files]
    return stores.register.destructions.propose(client, files, Deed(by, stores.clock()))


def reject(stores: Stores, client: str, number: int, note: str, by: str) -> Destruction:
    """Let all files of a proposal stay."""
    return stores.register.destructions.reject(client, number, note, Deed(by, stores.clock()))


def approve(stores: Stores, client: str, number: int, by: str) -> Destruction:
    """Destroy what another person proposed, as far as it still may go.

    Raises:
        WrongUse: the same person proposed it, or one of its files has to stay; nothing was destroyed.
        NotYet: the object storage still holds an object; the rest is gone, and `finish` goes on.
    """
    check = partial(refuse_not_due, stores)
    approved = stores.register.destructions.approve(client, number, Deed(by, stores.clock()), check)
    return finish(stores, approved)


def finish(stores: Stores, one: Destruction) -> Destruction:
    """Remove what is left of the files of an approved destruction, and write its certificate.

    Copies in work that a killed process left go first.

    Raises:
        NotYet: the object storage still holds an object.
    """
    remove_left(stores.settings.home)
    with about(client=one.client):
        for file in one.files:
            take_away = partial(_remove_all, stores, one.client, file.sha256)
            stores.register.destructions.take_away(one.client, file.sha256, take_away)
        _take_copies_back(stores, one)
        write_certificate(stores, one)
        stores.register.destructions.done(one, stores.clock())
        tell(log, "destroyed", f"{one.name}: {len(one.files)} files, certificate written")
    return stores.register.destructions.one(one.client, one.id) or one


def finish_all(stores: Stores, client: str | None) -> Iterator[Destruction]:
    """Finish what was broken off."""
    for one in stores.register.destructions.approved(client):
        gone = gone_files(stores, one)
        left = any(True for file in gone for _ in objects_of(stores, one.client, file.sha256))
        if one.done_at is None or left:
            yield finish(stores, one)


def gone_files(stores: Stores, one: Destruction) -> tuple[FileToGo, ...]:
    """Its files but for those that came again since, as new papers."""
    gone = stores.register.destructions.files(one.client)
    return tuple(file for file in one.files if (one.client, file.sha256) in gone)


def objects_of(stores: Stores, client: str, sha256: str) -> Iterator[Stat]:
    """What the object storage still has of a file: the original, its pages as read, a copy set aside."""
    for key in (original_key(client, sha256), quarantine_key(client, sha256)):
        found = stores.objects.stat(key)
        if found is not None:
            yield found
    yield from stores.objects.list(pages_folder(client, sha256))


def _take_copies_back(stores: Stores, one: Destruction) -> None:
    """Copies for people of its documents."""
    mine = {document for file in one.files for document in file.documents}
    for copy in stores.register.withdrawals.outstanding(one.client):
        if copy.document_id in mine:
            stores.register.withdrawals.take_back(copy, partial(_remove, stores, copy.key), stores.clock())


def _remove_all(stores: Stores, client: str, sha256: str) -> None:
    for found in objects_of(stores, client, sha256):
        _remove(stores, found.key)


def _remove(stores: Stores, key: str) -> None:
    """Remove an object with every older version that comes into view."""
    for _ in range(MOST_VERSIONS):
        found = stores.objects.stat(key)
        if found is None:
            return
        try:
            stores.objects.remove(key, found.version)
        except Denied as denied:
            raise NotYet(
                f"{key} cannot be removed yet: {denied} Once its lock is over, run "
                "`countersign retention finish`."
            ) from denied

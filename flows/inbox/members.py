"""Zip files and mails: each member becomes a drop of its own."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path

from extractors.opening import Listed, Member
from flows import opening
from flows.desk import Desk
from flows.inbox.dropping import put_into_inbox, sha256_of
from flows.inbox.sweeping import readable
from flows.journal import tell
from models.counts import counted
from models.errors import UnreadableFile
from models.record import Drop, Event

log = logging.getLogger(__name__)

MAX_DEPTH = 3
"""An archive within an archive within an archive is opened; one deeper is not."""

NOT_TAKEN = "member not taken"


def announce(desk: Desk, drop: Drop, path: Path, listed: Iterable[Listed]) -> None:
    """Put every member into the inbox as a drop whose parent is `drop`; name the `listed` that are not taken.

    Raises:
        UnreadableFile: the archive is nested too deep, or breaks a limit.
    """
    if desk.register.depth(drop.id) >= MAX_DEPTH:
        raise UnreadableFile(f"Archives are nested more than {MAX_DEPTH} deep: unpack this one by hand.")
    with tempfile.TemporaryDirectory(dir=desk.work) as folder:
        members = opening.unpack(desk, path, Path(folder))
        words = f"{counted(len(members), 'file')}, each for itself in the inbox"
        tell(log, "unpacked", words, members=len(members))
        for member in members:
            put_into_inbox(desk.stores, _member_drop(desk, drop, member), member.path)
    _tell_not_taken(desk, drop, listed)


def _tell_not_taken(desk: Desk, drop: Drop, listed: Iterable[Listed]) -> None:
    """One event for each name; those told by an earlier attempt are not told again."""
    earlier = desk.register.events(drop.client, drop.id)
    told = {event.detail["name"] for event in earlier if event.kind == NOT_TAKEN}
    reasons = {readable(member.name): member.skipped for member in listed if member.skipped}
    for name, reason in reasons.items():
        if name not in told:
            detail = {"name": name, "reason": reason}
            desk.register.add_event(Event(desk.now(), drop.client, NOT_TAKEN, drop.id, detail))


def _member_drop(desk: Desk, parent: Drop, member: Member) -> Drop:
    return Drop(
        client=parent.client,
        source=f"{parent.source}/{readable(member.name)}",
        sha256=sha256_of(member.path),
        size=member.size,
        received_at=desk.now(),
        parent=parent.id,
    )

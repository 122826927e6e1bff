"""Zip files and mails: each member becomes a drop of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from extractors import opening
from extractors.opening import Member
from flows.desk import Desk
from flows.dropping import put_into_inbox, sha256_of
from models.errors import UnreadableFile
from models.record import Drop

MAX_DEPTH = 3
"""An archive within an archive within an archive is opened; one deeper is not."""


def announce(desk: Desk, drop: Drop, path: Path) -> None:
    """Put every member into the inbox as a drop whose parent is `drop`.

    Raises:
        UnreadableFile: the archive is nested too deep, or breaks a limit.
    """
    if desk.register.depth(drop.id) >= MAX_DEPTH:
        raise UnreadableFile(f"Archives are nested more than {MAX_DEPTH} deep: unpack this one by hand.")
    with tempfile.TemporaryDirectory(dir=desk.work) as folder:
        for member in opening.unpack(path, Path(folder), desk.limits):
            put_into_inbox(desk.stores, _member_drop(desk, drop, member), member.path)


def _member_drop(desk: Desk, parent: Drop, member: Member) -> Drop:
    return Drop(
        client=parent.client,
        source=f"{parent.source}/{member.name}",
        sha256=sha256_of(member.path),
        size=member.size,
        received_at=desk.now(),
        parent=parent.id,
    )

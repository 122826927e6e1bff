"""What a backup says of itself: when it was made, by what, of how much, and where all of it lies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.errors import IntegrityFault, WrongUse
from models.plain import from_plain, to_plain

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One backup. The hashes are hexadecimal SHA-256 and name what lies in `kept/`."""

    id: str
    """Its time in UTC and six random digits; later ones sort behind earlier ones."""
    format: int = FORMAT
    program: str
    """Version of the program that made it."""
    began_at: datetime
    register_at: datetime
    """When the register was read: nothing that was committed before is missing."""
    ended_at: datetime
    database: str
    """Where the register lay, without its password."""
    storage: str
    """Where the objects lay."""
    version: str
    """Of the register's schema."""
    rows: Mapping[str, int]
    """Of the register, by table."""
    last_event: int
    """Number of the newest event."""
    last_event_at: datetime | None
    received: int
    """Pages received, the sum of the page ledger."""
    register: tuple[str, ...]
    """Pieces of the register's SQLite file, to be put one behind the other."""
    register_sha256: str
    """Of the whole file."""
    register_bytes: int
    objects: tuple[str, ...]
    """Parts of the inventory: texts with one line of JSON for each object, in the order of their keys."""
    beside: tuple[str, ...]
    """Parts that name objects which were removed while the backup was made."""
    inbox: tuple[str, ...]
    """Parts that name what waited in the inbox."""
    counts: Mapping[str, int]
    """objects, object_bytes, inbox, copied (what was new), copied_bytes."""
    faults: Mapping[str, str]
    """What was wrong already where it was copied from: key of the object, and what is wrong with it."""


def to_json(manifest: Manifest) -> bytes:
    """Readable, with the hash of all else in its last line."""
    plain = to_plain(manifest)
    return _text({**plain, "sha256": _hash(plain)})


def from_json(data: bytes) -> Manifest:
    """The manifest that `to_json` wrote.

    Raises:
        IntegrityFault: it was changed or cut.
        WrongUse: a newer program wrote it.
    """
    try:
        plain: dict[str, Any] = json.loads(data)
        given = plain.pop("sha256")
    except (ValueError, KeyError, AttributeError, TypeError):
        raise IntegrityFault("The manifest of this backup is damaged: take another backup.") from None
    if plain.get("format") != FORMAT:
        raise WrongUse("This backup was made by a newer program: update countersign.")
    if _hash(plain) != given:
        raise IntegrityFault("The manifest of this backup was changed: take another backup.")
    return from_plain(Manifest, plain)


def _hash(plain: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(plain)).hexdigest()


def _text(plain: Mapping[str, Any]) -> bytes:
    return (json.dumps(plain, indent=1, ensure_ascii=True) + "\n").encode()

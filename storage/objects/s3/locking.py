"""Object Lock: retention and legal holds, used where a scratch object has shown that the server keeps them.

A server that does not know them may take the request for the new content of the object.
"""

from __future__ import annotations

import io
import secrets
from contextlib import suppress
from datetime import datetime

from minio import Minio
from minio.retention import Retention

from models.errors import CountersignError
from storage.objects.answers import NoEntry, Place
from storage.objects.port import StoreRefused
from storage.objects.s3.client import in_our_words

SCRATCH = b"Whether this server honours a legal hold.\n"
_UNTIL = "x-amz-object-lock-retain-until-date"
_honoured: dict[Place, bool] = {}
"""What was found since this process began; a bucket gets Object Lock when it is made, or never."""


def locks_objects(client: Minio, place: Place) -> bool:
    """Whether the bucket was made with Object Lock and keeps a legal hold that is set."""
    if place not in _honoured:
        _honoured[place] = _has_lock(client, place) and _keeps_hold(client, place)
    return _honoured[place]


def retain(client: Minio, place: Place, key: str, mode: str, until: datetime) -> None:
    """Let nobody remove the object before `until`; a lock that lasts longer stays."""
    name = place.prefix + key
    with in_our_words(place, key):
        told = client.stat_object(place.bucket, name).metadata or {}
        kept = str(told.get(_UNTIL, ""))
        if not kept or datetime.fromisoformat(kept) < until:
            client.set_object_retention(place.bucket, name, Retention(mode.upper(), until))


def hold(client: Minio, place: Place, key: str, *, on: bool) -> None:
    """Set or lift the legal hold of the object."""
    name = place.prefix + key
    with in_our_words(place, key):
        (client.enable_object_legal_hold if on else client.disable_object_legal_hold)(place.bucket, name)


def _has_lock(client: Minio, place: Place) -> bool:
    try:
        with in_our_words(place, ""):
            client.get_object_lock_config(place.bucket)
    except (StoreRefused, NoEntry, ValueError):
        return False
    return True


def _keeps_hold(client: Minio, place: Place) -> bool:
    """Tried on an object of no value, which is removed again."""
    name = f"{place.prefix}probe/hold-{secrets.token_hex(8)}"
    made = client.put_object(place.bucket, name, io.BytesIO(SCRATCH), len(SCRATCH))
    try:
        with in_our_words(place, name):
            client.enable_object_legal_hold(place.bucket, name)
            kept = client.is_object_legal_hold_enabled(place.bucket, name)
            whole = client.get_object(place.bucket, name).read() == SCRATCH
            client.disable_object_legal_hold(place.bucket, name)
            return kept and whole and not client.is_object_legal_hold_enabled(place.bucket, name)
    except (CountersignError, ValueError):
        return False
    finally:
        with suppress(CountersignError), in_our_words(place, name):
            client.remove_object(place.bucket, name, version_id=made.version_id)

"""Object storage behind one port: a folder, or a bucket of an S3 server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from models.settings import Settings
from storage.objects.findings import Finding, Weight
from storage.objects.folder import FolderStore, open_folder
from storage.objects.names import not_taken
from storage.objects.port import KeyMissing, ObjectStore, Saving, Source, Stat, StoreRefused, TooLarge

__all__ = [
    "Finding",
    "FolderStore",
    "KeyMissing",
    "ObjectStore",
    "Saving",
    "Source",
    "Stat",
    "StoreRefused",
    "TooLarge",
    "Weight",
    "not_taken",
    "open_store",
    "probe",
]

KEPT = 0o440
"""Mode of archived files: nobody writes to them again."""
DROPPED = 0o660
"""Mode of files put into an inbox: a scanner may replace its own scan."""


def open_store(url: str, settings: Settings, setting: str = "") -> ObjectStore:
    """The store at `url`, made on its first use: a folder, or s3+http(s)://HOST:PORT/BUCKET[/PREFIX].

    Args:
        url: where it lies.
        settings: keys and patience.
        setting: what a person changes to name another place; found from the settings where empty.

    Raises:
        WrongUse: the URL names no folder and no bucket.
        Missing: the folder cannot be made or used; the bucket or the keys are refused.
        Unreachable: the server does not answer.
    """
    setting = setting or _setting(url, settings)
    if urlsplit(url).scheme in {"s3+http", "s3+https"}:
        from storage.objects.s3 import connect

        return connect(url, settings, setting)
    return open_folder(Path(url), DROPPED if url == settings.inbox_url else KEPT, setting)


def probe(store: ObjectStore) -> tuple[Finding, ...]:
    """What the server of `store` honours, tried on scratch objects; nothing to tell of a folder."""
    if isinstance(store, FolderStore):
        return ()
    from storage.objects.s3 import S3Store, probing

    return tuple(probing.probe(store)) if isinstance(store, S3Store) else ()


def _setting(url: str, settings: Settings) -> str:
    """The setting that a person changes to move this store."""
    apart = url == settings.inbox_url and not url.startswith(settings.objects_url)
    return "COUNTERSIGN_INBOX_URL" if apart else "COUNTERSIGN_OBJECTS_URL"

"""Objects in a bucket, below a prefix."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import SplitResult, unquote, urlsplit

import urllib3
from minio import Minio
from minio.datatypes import Object

from models.errors import Denied, Missing, WrongUse
from models.settings import Settings
from storage.objects.answers import NoBucket, NoEntry, Place, broken_off
from storage.objects.names import parts
from storage.objects.port import KeyMissing, Saving, Source, Stat, StoreRefused
from storage.objects.s3.client import in_our_words, open_client, open_pool, to_the_end
from storage.objects.s3.locking import hold, locks_objects, retain
from storage.objects.s3.sending import Sender
from storage.objects.streams import check_url_seconds, must_agree, opened, save, sha256_of, whole

LONGEST_KEY = 1024
"""Bytes; the limit of S3, prefix included."""
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_NOWHERE = "probe/is-anybody-there/"
"""Nothing lies below: a listing of it asks only whether the bucket is there and opens."""

_log = logging.getLogger(__name__)


def connect(url: str, settings: Settings, setting: str) -> S3Store:
    """The store at `url`, s3+http://HOST:PORT/BUCKET[/PREFIX] or s3+https://; the bucket is made if it lacks.

    Args:
        url: where the objects lie; `setting` is the setting that names it, for messages.
        settings: keys, region and patience.
        setting: see `url`.

    Raises:
        WrongUse: the URL has no host or no bucket, or carries a password.
        Missing: keys are not set or not accepted, or the bucket cannot be made.
        Unreachable: the server does not answer.
    """
    split = urlsplit(url)
    place = _place(split, setting)
    if not (settings.s3_access_key and settings.s3_secret_key):
        raise Missing(f"{place} needs keys: set COUNTERSIGN_S3_ACCESS_KEY and COUNTERSIGN_S3_SECRET_KEY.")
    pool = open_pool(settings)
    client = open_client(split.netloc, settings, place, pool)
    return S3Store(client, place, Sender(client, pool, place), made=_make_bucket(client, place))


def _place(split: SplitResult, setting: str) -> Place:
    bucket, _, prefix = unquote(split.path).strip("/").partition("/")
    if "@" in split.netloc or split.query or split.fragment:
        raise WrongUse(f"{setting} holds more than host, bucket and prefix; keys go into COUNTERSIGN_S3_*.")
    if not _BUCKET.fullmatch(bucket):
        raise WrongUse(f"{setting} has no bucket ({bucket!r}): give s3+http://HOST:PORT/BUCKET[/PREFIX].")
    if prefix:
        parts(prefix)
    scheme = split.scheme.removeprefix("s3+")
    return Place(f"{scheme}://{split.netloc}", bucket, prefix and prefix + "/", setting)


def _make_bucket(client: Minio, place: Place) -> bool:
    """Make the bucket unless it is there; True when it was made."""
    if _has_bucket(client, place):
        return False
    try:
        with in_our_words(place, ""):
            client.make_bucket(place.bucket)
    except StoreRefused:
        if not _has_bucket(client, place):  # else another process made it at the same time
            raise
        return False
    _log.warning(
        "%s had no bucket %r: it was made. If it was to be there, correct %s.",
        place.server,
        place.bucket,
        place.setting,
    )
    return True


def _has_bucket(client: Minio, place: Place) -> bool:
    """Whether a listing below the prefix finds the bucket; that needs no right that work does not need."""
    try:
        with in_our_words(place, ""):
            next(iter(client.list_objects(place.bucket, prefix=place.prefix + _NOWHERE)), None)
    except NoBucket:
        return False
    return True


@dataclass(frozen=True, slots=True)
class S3Store:
    """Objects in a bucket, below a prefix. Metadata and tags of the server are never used."""

    client: Minio
    place: Place
    sender: Sender
    made: bool = False
    """True when the bucket was not there and was made."""

    def put_new(self, key: str, source: Source) -> Stat:
        """See the port. What was stored is read back before it is acknowledged."""
        parts(key)
        there = self.stat(key)
        with opened(source) as stream:
            sha256 = sha256_of(stream) if there else self._send(key, stream)
        with self.open(key) as stored:
            must_agree(key, sha256, sha256_of(stored))
        return there or self._expected(key)

    def get(self, key: str, limit: int | None = None) -> bytes:
        """See the port."""
        with self.open(key) as stream:
            return whole(stream, key, limit)

    @contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        """See the port."""
        with in_our_words(self.place, key):
            answer = self.client.get_object(self.place.bucket, self._name(key))
        response = cast("urllib3.HTTPResponse", answer)
        try:
            self._must_have_an_end(key, response)
            response.auto_close = False
            response.decode_content = False
            with to_the_end(self.place, key):
                yield io.BufferedReader(response)
        finally:
            response.close()
            response.release_conn()

    def fetch(self, key: str, path: Path) -> None:
        """See the port."""
        with self.open(key) as stream:
            save(stream, path)

    def stat(self, key: str) -> Stat | None:
        """See the port."""
        with suppress(KeyMissing):
            return self._expected(key)
        return None

    def list(self, prefix: str, after: str = "") -> Iterator[Stat]:
        """See the port. Folder markers, and names that no client can ask for, are left out.

        A server that several writers of one key keep busy may name it twice; it is told once.
        """
        begin, last = self.place.prefix, ""
        with in_our_words(self.place, prefix):
            for found in self.client.list_objects(
                self.place.bucket,
                prefix=begin + prefix or None,
                recursive=True,
                start_after=begin + after if after else None,
            ):
                name = found.object_name or ""
                told = name == last or name.endswith("/") or {".", ".."} & set(name.split("/"))
                last = name
                if not told:
                    yield _stat_of(name.removeprefix(begin), found)

    def copy(self, source: str, target: str) -> None:
        """See the port. The bytes pass through here, so that what is stored is what was read."""
        with self.open(source) as stream:
            self.put_new(target, stream)

    def remove(self, key: str, version: str) -> bool:
        """See the port. Where the bucket keeps versions, exactly the one looked at goes."""
        try:
            with in_our_words(self.place, key):
                found = self.client.stat_object(self.place.bucket, self._name(key))
            if _stat_of(key, found).version != version:
                return False
            self._remove_version(key, found.version_id)
        except KeyMissing:
            return False
        return True

    def presign(self, key: str, seconds: int, saving: Saving | None = None) -> str:
        """See the port."""
        check_url_seconds(seconds)
        self._expected(key)
        with in_our_words(self.place, key):
            return self.client.presigned_get_object(
                self.place.bucket,
                self._name(key),
                expires=timedelta(seconds=seconds),
                response_headers=_asked(saving),
            )

    def lock(self, key: str, mode: str, until: datetime) -> bool:
        """See the port."""
        if not locks_objects(self.client, self.place):
            return False
        self._expected(key)
        retain(self.client, self.place, key, mode, until)
        return True

    def hold(self, key: str, *, on: bool) -> bool:
        """See the port."""
        if not locks_objects(self.client, self.place):
            return False
        self._expected(key)
        hold(self.client, self.place, key, on=on)
        return True

    def _remove_version(self, key: str, version_id: str | None) -> None:
        try:
            with in_our_words(self.place, key):
                self.client.remove_object(self.place.bucket, self._name(key), version_id=version_id)
        except NoEntry as refused:
            raise Denied(
                f"{self.place} does not let {key!r} be removed: give the keys the rights "
                "s3:DeleteObject and s3:DeleteObjectVersion there, and keep no retention on an inbox."
            ) from refused

    def _send(self, key: str, stream: BinaryIO) -> str:
        """Store the rest of `stream`; gives its SHA-256."""
        self._name(key)
        return self.sender.send(key, stream)

    def _must_have_an_end(self, key: str, response: urllib3.HTTPResponse) -> None:
        """An answer without a length would look whole wherever it is cut."""
        if response.length_remaining is None and not response.chunked:
            raise broken_off(self.place, key, "it gives no length, so nobody could tell whether all came")

    def _expected(self, key: str) -> Stat:
        """What lies under the key; raises KeyMissing."""
        with in_our_words(self.place, key):
            return _stat_of(key, self.client.stat_object(self.place.bucket, self._name(key)))

    def _name(self, key: str) -> str:
        """The key as the server knows it."""
        name = self.place.prefix + key
        try:
            size = len(name.encode())
        except UnicodeEncodeError:
            raise WrongUse(f"{key!r} is no key in S3: encode bytes that are no UTF-8 as %XX.") from None
        if not key or {".", ".."} & set(key.split("/")) or size > LONGEST_KEY:
            raise WrongUse(
                f"{key!r} is no key in S3: empty, a '.' or '..' part, or above {LONGEST_KEY} bytes."
            )
        return name


def _asked(saving: Saving | None) -> dict[str, str | list[str] | tuple[str]]:
    """Headers that the server is asked to answer with."""
    if saving is None:
        return {}
    return {
        "response-content-disposition": saving.disposition,
        "response-content-type": saving.media_type,
    }


def _stat_of(key: str, found: Object) -> Stat:
    """Whole seconds only: servers give fractions in a listing and none in a header."""
    moment = (found.last_modified or datetime.fromtimestamp(0, UTC)).replace(microsecond=0)
    size = found.size or 0
    return Stat(key, size, f"{found.etag}-{size}-{moment.timestamp():.0f}", moment)

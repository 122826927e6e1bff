"""An object store in a bucket of an S3 server, and the only module that knows the `minio` client."""

from __future__ import annotations

import io
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import SplitResult, unquote, urlsplit

import urllib3
from minio import Minio
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError
from urllib3.exceptions import HTTPError, MaxRetryError, SSLError

from models.errors import CountersignError, Missing, WrongUse
from models.settings import Settings
from storage.objects.answers import NoBucket, Place, no_answer, no_trust, refusal
from storage.objects.names import parts
from storage.objects.port import KeyMissing, Source, Stat, StoreRefused
from storage.objects.streams import (
    Hashing,
    check_url_seconds,
    must_agree,
    opened,
    save,
    sha256_of,
    whole,
)

PART = 5 << 20
"""Bytes sent in one request, held in memory about three times; the least that S3 allows."""
LONGEST_KEY = 1024
"""Bytes; the limit of S3, prefix included."""
_TIMEOUT = urllib3.Timeout(connect=5.0, read=60.0)
_RETRIES = urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504))
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_STATUS = re.compile(r"Response code: (\d{3})")


def connect(url: str, settings: Settings, setting: str) -> S3Store:
    """The store at `url`, s3+http://HOST:PORT/BUCKET[/PREFIX] or s3+https://; the bucket is made if it lacks.

    Args:
        url: where the objects lie; `setting` is the setting that names it, for messages.
        settings: holds the two keys.
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
    store = S3Store(_client(split, settings, place), place)
    store.make_bucket()
    return store


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


def _client(split: SplitResult, settings: Settings, place: Place) -> Minio:
    pool = urllib3.PoolManager(
        timeout=_TIMEOUT, retries=_RETRIES, maxsize=10, ssl_context=ssl.create_default_context()
    )
    try:
        return Minio(
            split.netloc,
            settings.s3_access_key,
            settings.s3_secret_key,
            secure=split.scheme == "s3+https",
            http_client=pool,
        )
    except ValueError as error:
        raise WrongUse(f"{place.setting} names no server at {split.netloc!r}: {error}.") from error


@dataclass(frozen=True, slots=True)
class S3Store:
    """Objects in a bucket, below a prefix. Metadata, tags and locks of the server are never used."""

    client: Minio
    place: Place

    def make_bucket(self) -> None:
        """Make the bucket unless it is there; raises as `connect` does."""
        if self._has_bucket():
            return
        try:
            with self._in_our_words(""):
                self.client.make_bucket(self.place.bucket)
        except StoreRefused:
            if not self._has_bucket():  # else another process made it at the same time
                raise

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
        with self._in_our_words(key):
            answer = self.client.get_object(self.place.bucket, self._name(key))
            response = cast("urllib3.HTTPResponse", answer)
            try:
                response.auto_close = False
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
        """See the port. Folder markers, and names that no client can ask for, are left out."""
        begin = self.place.prefix
        with self._in_our_words(prefix):
            for found in self.client.list_objects(
                self.place.bucket,
                prefix=begin + prefix or None,
                recursive=True,
                start_after=begin + after if after else None,
            ):
                name = found.object_name or ""
                if not name.endswith("/") and not {".", ".."} & set(name.split("/")):
                    key = name.removeprefix(begin)
                    yield _stat(key, found.etag, found.size, found.last_modified)

    def copy(self, source: str, target: str) -> None:
        """See the port. The bytes pass through here, so that what is stored is what was read."""
        with self.open(source) as stream:
            self.put_new(target, stream)

    def remove(self, key: str, version: str) -> bool:
        """See the port. Where the bucket keeps versions, exactly the one looked at goes."""
        try:
            with self._in_our_words(key):
                found = self.client.stat_object(self.place.bucket, self._name(key))
                if _stat(key, found.etag, found.size, found.last_modified).version != version:
                    return False
                self.client.remove_object(self.place.bucket, self._name(key), version_id=found.version_id)
        except KeyMissing:
            return False
        return True

    def presign(self, key: str, seconds: int) -> str:
        """See the port."""
        check_url_seconds(seconds)
        self._expected(key)
        with self._in_our_words(key):
            return self.client.presigned_get_object(
                self.place.bucket, self._name(key), expires=timedelta(seconds=seconds)
            )

    def _has_bucket(self) -> bool:
        with suppress(NoBucket), self._in_our_words(""):
            return self.client.bucket_exists(self.place.bucket)
        return False

    def _send(self, key: str, stream: BinaryIO) -> str:
        """Store the rest of `stream`; gives its SHA-256."""
        given = Hashing(stream)
        with self._in_our_words(key):
            self.client.put_object(
                self.place.bucket,
                self._name(key),
                cast("BinaryIO", given),
                length=-1,
                part_size=PART,
                num_parallel_uploads=1,
            )
        return given.sha256

    def _expected(self, key: str) -> Stat:
        """What lies under the key; raises KeyMissing."""
        with self._in_our_words(key):
            found = self.client.stat_object(self.place.bucket, self._name(key))
            return _stat(key, found.etag, found.size, found.last_modified)

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

    @contextmanager
    def _in_our_words(self, key: str) -> Iterator[None]:
        try:
            yield
        except MinioException as error:
            raise _refusal(self.place, key, error) from error
        except HTTPError as error:
            raise _silence(self.place, error) from error


def _stat(key: str, etag: str | None, size: int | None, modified: datetime | None) -> Stat:
    """Whole seconds only: servers give fractions in a listing and none in a header."""
    moment = (modified or datetime.fromtimestamp(0, UTC)).replace(microsecond=0)
    return Stat(key, size or 0, f"{etag}-{size}-{moment.timestamp():.0f}", moment)


def _refusal(place: Place, key: str, error: MinioException) -> CountersignError:
    if isinstance(error, S3Error):
        return refusal(place, key, error.response.status, error.code or "")
    if isinstance(error, ServerError):
        return refusal(place, key, error.status_code, str(error))
    status = _STATUS.search(str(error)) if isinstance(error, InvalidResponseError) else None
    return refusal(place, key, int(status[1]) if status else 0, _error_code(str(error)))


def _error_code(text: str) -> str:
    """The code in an answer that the client did not take for XML."""
    code = re.search(r"<Code>(\w+)</Code>", text)
    return code[1] if code else text


def _silence(place: Place, error: HTTPError) -> CountersignError:
    reason = error.reason if isinstance(error, MaxRetryError) else error
    if isinstance(reason, SSLError):
        return no_trust(place, str(reason))
    return no_answer(place, str(reason).rpartition(": ")[2])

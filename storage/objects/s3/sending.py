"""Bytes on their way to an S3 server: small objects only where nothing lies yet, large ones in parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from typing import BinaryIO, cast

import urllib3
from minio import Minio
from urllib3.exceptions import HTTPError

from models.errors import Unreachable
from storage.objects.answers import Place, refusal
from storage.objects.s3.client import Pool, answer_of, in_our_words, retries
from storage.objects.streams import Hashing

PART = 5 << 20
"""Bytes sent in one request; the least that S3 allows for a part. An object up to this size goes in one."""
TAKEN = 412
"""The status that says that the condition was honoured and something lies there already."""
_URL_TIME = timedelta(minutes=5)
_SENT = {200, 201, 204}
_NOT_UNDERSTOOD = {400, 403, 405, 501}
_CONFLICT = (409, "ConditionalRequestConflict")


@dataclass(frozen=True, slots=True)
class Sender:
    """Puts objects into a bucket; whether the right bytes lie there is for the caller to read back."""

    client: Minio
    pool: Pool
    place: Place
    unconditional: Event = field(default_factory=Event)
    """Set once the server took without a condition what it had refused with one."""

    def send(self, key: str, stream: BinaryIO) -> str:
        """Store the rest of `stream` under `key`; gives its SHA-256.

        Up to `PART` bytes overwrite nothing where the server honours conditions.
        """
        given = Hashing(stream)
        begun = _Begun(given)
        with in_our_words(self.place, key):
            if not begun.is_whole:
                self._put(key, begun)
            elif self.unconditional.is_set() or not self._if_free(key, begun.head):
                self._put(key, begun)
                self.unconditional.set()
        return given.sha256

    def put_if_free(self, key: str, data: bytes) -> urllib3.BaseHTTPResponse:
        """What the server answers when asked to store `data` unless something lies there.

        The client has no such call: this one goes to an address that the client signs. Where a connection
        breaks it is repeated here, as urllib3 would log that address.
        """
        try:
            return self._put_once(key, data)
        except HTTPError:
            return self._put_once(key, data)

    def _put_once(self, key: str, data: bytes) -> urllib3.BaseHTTPResponse:
        url = self.client.get_presigned_url("PUT", self.place.bucket, self._name(key), expires=_URL_TIME)
        headers = {
            "If-None-Match": "*",
            "Content-Type": "application/octet-stream",
            "Content-Length": str(len(data)),
        }
        return self.pool.request("PUT", url, body=data, headers=headers, retries=retries(broken=0))

    def _if_free(self, key: str, data: bytes) -> bool:
        """Store `data` unless something lies there; False when the server cannot be asked so."""
        response = self.put_if_free(key, data)
        if response.status in {*_SENT, TAKEN}:
            return True
        answer = answer_of(response)
        if (answer.status, answer.said) == _CONFLICT:
            raise Unreachable(f"Somebody else writes {key!r} to {self.place} just now; it is tried again.")
        if response.status in _NOT_UNDERSTOOD:
            return False
        raise refusal(self.place, key, answer)

    def _put(self, key: str, data: _Begun) -> None:
        """Store `data` whatever lies there, in parts if it is large."""
        self.client.put_object(
            self.place.bucket,
            self._name(key),
            cast("BinaryIO", data),
            length=-1,
            part_size=PART,
            num_parallel_uploads=1,
        )

    def _name(self, key: str) -> str:
        return self.place.prefix + key


class _Begun:
    """A stream of which the first part has been read; it is handed out first, once."""

    def __init__(self, stream: Hashing) -> None:
        self.head = _read(stream, PART + 1)
        self.is_whole = len(self.head) <= PART
        """True when there is no more than `head`."""
        self._rest = stream

    def read(self, size: int) -> bytes:
        """At most `size` bytes; b"" at the end."""
        if not self.head:
            return self._rest.read(size)
        piece, self.head = self.head[:size], self.head[size:]
        return piece


def _read(stream: Hashing, size: int) -> bytes:
    """The next `size` bytes, fewer only at the end."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)

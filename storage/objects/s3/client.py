"""The client of an S3 server: timeouts and retries of our own choosing, and its errors in our words."""

from __future__ import annotations

import io
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from xml.etree.ElementTree import ParseError

import urllib3
from minio import Minio
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)

from models.errors import CountersignError, WrongUse
from models.settings import Settings
from storage.objects.answers import Answer, Place, broken_off, no_answer, no_server, no_trust, refusal

CONNECT_SECONDS = 10.0
"""A connection that takes longer does not come about; also the longest that a piece of a body may hang."""
_BUSY_OR_BROKEN = (429, 500, 502, 503, 504)
_CODE = re.compile(r"<Code>(\w+)</Code>")
_REGION = re.compile(r"<Region>([\w-]+)</Region>")


class Pool(urllib3.PoolManager):
    """Connections to one server; no call is sent on to another address.

    A body given as bytes would go out in one call under one timeout, and a slow line would look like a dead
    one. As a stream it goes out in small pieces, each with the timeout to itself.
    """

    def urlopen(self, method: str, url: str, *args: Any, **kw: Any) -> urllib3.BaseHTTPResponse:
        """The answer to one call, tried again as `retries` says."""
        if isinstance(kw.get("body"), bytes):
            kw["body"] = io.BytesIO(kw["body"])
        return super().urlopen(method, url, *args, **(kw | {"redirect": False}))


def open_pool(settings: Settings) -> Pool:
    """Connections that are given up when the server keeps silent for `s3_seconds`.

    A call is repeated three times where the server says it is busy or broken, and once where there was no
    connection or no answer; only calls that may run twice, and never once an answer has begun.
    """
    silence = settings.s3_seconds
    return Pool(
        timeout=urllib3.Timeout(connect=min(silence, CONNECT_SECONDS), read=silence),
        retries=retries(),
        maxsize=10,
        ssl_context=ssl.create_default_context(),
    )


def retries(broken: int = 1) -> urllib3.Retry:
    """Three more attempts where the server is busy, `broken` more where there was no connection or answer.

    They wait 0, 0.6 and 1.2 seconds and a little by chance; how long the server asks to wait is not heeded.
    """
    return urllib3.Retry(
        total=3,
        connect=broken,
        read=broken,
        other=0,
        status_forcelist=_BUSY_OR_BROKEN,
        backoff_factor=0.3,
        backoff_jitter=0.3,
        raise_on_status=False,
        respect_retry_after_header=False,
    )


def open_client(host: str, settings: Settings, place: Place, pool: Pool) -> Minio:
    """The client of the server at `host` (HOST:PORT); nothing is asked of it yet.

    Raises:
        WrongUse: host or region cannot be.
    """
    try:
        return Minio(
            host,
            settings.s3_access_key,
            settings.s3_secret_key,
            secure=place.server.startswith("https:"),
            region=settings.s3_region or None,
            http_client=pool,
        )
    except ValueError as error:
        raise WrongUse(
            f"{place.setting} or COUNTERSIGN_S3_REGION names no server at {host!r}: {error}."
        ) from error


@contextmanager
def in_our_words(place: Place, key: str) -> Iterator[None]:
    """Raise what the client raises in the block as an error of ours about `key`, empty for the bucket."""
    try:
        yield
    except MinioException as error:
        raise refusal(place, key, _answer(error)) from error
    except HTTPError as error:
        raise _silence(place, error) from error
    except (ParseError, ValueError) as error:
        raise no_server(place, Answer(200, "")) from error


@contextmanager
def to_the_end(place: Place, key: str) -> Iterator[None]:
    """Raise what interrupts the reading of an object as an error of ours."""
    try:
        yield
    except HTTPError as error:
        raise broken_off(place, key, _why(error)) from error


def answer_of(response: urllib3.BaseHTTPResponse) -> Answer:
    """What a whole answer, read already, says."""
    text = response.data.decode("utf-8", "replace")
    return Answer(response.status, _code(text), _region(response, text))


def _answer(error: MinioException) -> Answer:
    if isinstance(error, S3Error):
        text = error.response.data.decode("utf-8", "replace") if error.response.data else ""
        return Answer(error.response.status, error.code or "", _region(error.response, text))
    if isinstance(error, ServerError):
        return Answer(error.status_code, "")
    status = re.search(r"Response code: (\d{3})", str(error))
    known = isinstance(error, InvalidResponseError) and status is not None
    return Answer(int(cast("re.Match[str]", status)[1]) if known else 0, _code(str(error)))


def _code(text: str) -> str:
    """The error code, also in an answer that does not call itself XML; the text where there is none."""
    code = _CODE.search(text)
    return code[1] if code else text


def _region(response: urllib3.BaseHTTPResponse, text: str) -> str:
    found = _REGION.search(text)
    return str(response.headers.get("x-amz-bucket-region") or (found[1] if found else ""))


def _silence(place: Place, error: HTTPError) -> CountersignError:
    reason = _reason(error)
    if isinstance(reason, SSLError):
        return no_trust(place, str(reason))
    return no_answer(place, _why(reason))


def _reason(error: Exception) -> Exception:
    return error.reason if isinstance(error, MaxRetryError) and error.reason else error


def _why(error: Exception) -> str:
    reason = _reason(error)
    if isinstance(reason, NewConnectionError):
        return str(reason).rpartition(": ")[2]
    if isinstance(reason, ConnectTimeoutError):
        return "no connection came about in time"
    if isinstance(reason, ReadTimeoutError):
        return "it keeps silent for longer than COUNTERSIGN_S3_SECONDS"
    if isinstance(reason, ProtocolError):
        return "the connection broke"
    return str(reason).rpartition(": ")[2]

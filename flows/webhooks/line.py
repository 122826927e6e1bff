"""The door to httpcore: one request to a receiver, within bounds of time and size, at an address looked at.

No redirect is followed and no proxy asked: either would lead to a place that nobody has looked at.
"""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpcore

from flows.webhooks.reach import Forbidden, Reach
from models.errors import Unreachable

SECONDS = 10.0
"""How long connecting may take, or one silence."""
ALTOGETHER_SECONDS = 20.0
"""How long all of one request may take, however slowly the answer drips."""
ANSWER_BYTES = 1000
"""As much of the answer is kept, for people who look for what is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver said."""

    status: int
    beginning: str


@dataclass(slots=True)
class _Clock:
    """When the request at hand must be over."""

    end: float = 0.0

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take; raises TimeoutException where none is left."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"no whole answer within {ALTOGETHER_SECONDS:.0f} s")
        return min(left, SECONDS if timeout is None else timeout)


class _Stream(httpcore.NetworkStream):
    """A connection whose steps end with the clock."""

    def __init__(self, inner: httpcore.NetworkStream, clock: _Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _Stream(inner, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connects to the very addresses that were looked at; the name is not looked up a second time."""

    def __init__(self, reach: Reach, clock: _Clock) -> None:
        self._reach, self._clock, self._inner = reach, clock, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        connect = partial(self._inner.connect_tcp, local_address=local_address, socket_options=socket_options)
        *others, last = self._reach.resolve(host, port)
        for address in others:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return _Stream(connect(address, port, self._clock.left(timeout)), self._clock)
        return _Stream(connect(last, port, self._clock.left(timeout)), self._clock)


@dataclass(slots=True)
class Line:
    """Connections to receivers; close it."""

    reach: Reach
    _clock: _Clock = field(default_factory=_Clock)
    _pool: httpcore.ConnectionPool = field(init=False)

    def __post_init__(self) -> None:
        network = _Network(self.reach, self._clock)
        trusted = ssl.create_default_context()
        self._pool = httpcore.ConnectionPool(trusted, network_backend=network, max_connections=1, retries=0)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send `body` to `url`; the status and the beginning of the answer.

        Raises:
            Unreachable: nobody answers there, too slowly, or with a certificate that is not trusted here.
            Forbidden: the name leads into a network that webhooks may not reach.
        """
        self._clock.end = time.monotonic() + ALTOGETHER_SECONDS
        patience = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
        sent = [("content-type", "application/json"), *headers.items()]
        try:
            with self._pool.stream(
                "POST", url, headers=sent, content=body, extensions={"timeout": patience}
            ) as response:
                return Answer(response.status, _beginning(response))
        except (Forbidden, Unreachable):
            raise
        except (*_FAULTS, OSError) as fault:
            words = str(fault) or type(fault).__name__
            raise Unreachable(f"No answer: {words}.") from None

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


_FAULTS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


def _beginning(response: httpcore.Response) -> str:
    """The first bytes of the answer; the rest is not read."""
    found = b""
    for piece in response.iter_stream():
        found += piece
        if len(found) >= ANSWER_BYTES:
            break
    return found[:ANSWER_BYTES].decode("utf-8", "replace")

"""A tiny S3 server with one bucket, which a test lets answer oddly, or not at all, where it wants."""

from __future__ import annotations

import hashlib
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from tests.servers.services import S3Place

EMPTY_LISTING = b"<ListBucketResult><Name>firm</Name><IsTruncated>false</IsTruncated></ListBucketResult>"
READ = 1 << 16
DATED = {"Last-Modified": formatdate(1_700_000_000, usegmt=True)}


@dataclass(frozen=True)
class Asked:
    """One request, read to its end."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    line: BinaryIO
    """Where the answer goes; for those who do not answer as one should."""
    closing: threading.Event
    """Set when the test is over: until then a server can keep silent."""

    @property
    def key(self) -> str:
        """The key below the prefix, empty for the bucket."""
        return unquote(urlsplit(self.target).path.lstrip("/")).partition("/")[2].partition("/")[2]


Odd = Callable[[Asked], "bytes | None"]
"""The answer, b"" when the line is to be closed now, None where the server is to answer as it should."""


def answer(status: int, body: bytes = b"", kind: str = "application/xml", **headers: str) -> bytes:
    """A whole answer, after which the line is closed."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Content_Length" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def error(status: int, code: str, more: str = "") -> bytes:
    """An error as S3 servers give it."""
    return answer(status, f"<Error><Code>{code}</Code><Message>No.</Message>{more}</Error>".encode())


@dataclass
class OddServer:
    """Its place for settings, what lies there, and what was asked of it."""

    place: S3Place
    odd: Odd
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    pause: float = 0
    """Seconds between two pieces of a body that it reads, `READ` bytes each."""

    def answer_to(self, asked: Asked) -> bytes:
        """The odd answer, or the one that S3 gives."""
        self.asked.append(asked)
        odd = self.odd(asked)
        return self.usual(asked) if odd is None else odd

    def usual(self, asked: Asked) -> bytes:
        """What S3 answers."""
        if not asked.key or "list-type" in asked.target:
            return answer(200, EMPTY_LISTING)
        if asked.method == "PUT":
            self.objects[asked.key] = asked.body
        elif asked.method == "DELETE":
            self.objects.pop(asked.key, None)
            return answer(204)
        if asked.key not in self.objects:
            return answer(404) if asked.method == "HEAD" else error(404, "NoSuchKey")
        return self._object(asked.method, self.objects[asked.key])

    def _object(self, method: str, data: bytes) -> bytes:
        tagged = {"ETag": f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"', **DATED}
        body = data if method == "GET" else b""
        size = len(data) if method == "HEAD" else len(body)
        return answer(200, body, Content_Length=str(size), **tagged)


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast("_Tcp", self.server)
        with suppress(OSError):
            asked = self._read(server.closing)
            if asked is not None:
                self.wfile.write(server.odd.answer_to(asked))

    def _read(self, closing: threading.Event) -> Asked | None:
        method, _, rest = self.rfile.readline().decode().partition(" ")
        if not method:
            return None
        headers: dict[str, str] = {}
        while line := self.rfile.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self._body(int(headers.get("content-length", "0")))
        return Asked(method, rest.split(" ")[0], headers, body, cast("BinaryIO", self.wfile), closing)

    def _body(self, size: int) -> bytes:
        pause = cast("_Tcp", self.server).odd.pause
        pieces = bytearray()
        while len(pieces) < size and (piece := self.rfile.read(min(READ, size - len(pieces)))):
            pieces += piece
            time.sleep(pause)
        return bytes(pieces)


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Takes in little that nobody has read yet."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, READ)
        super().server_bind()

    odd: OddServer
    closing: threading.Event


@contextmanager
def odd_server(odd: Odd = lambda _: None, slow_line: float = 0) -> Iterator[OddServer]:
    """The running server; `slow_line`: its `pause`."""
    with _Tcp(("127.0.0.1", 0), _Line) as tcp:
        tcp.closing = threading.Event()
        place = S3Place(f"http://127.0.0.1:{tcp.server_address[1]}", "key", "hush-hush")
        tcp.odd = OddServer(place, odd, pause=slow_line)
        thread = threading.Thread(target=tcp.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield tcp.odd
        finally:
            tcp.closing.set()
            tcp.shutdown()
            thread.join()

"""Who reads an answer: the language and formats of each request, as its browser or its person wants them."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from countersign.console.visits import Visit
from countersign.language import ENGLISH, Reader, reader_of, reads_from_now_on
from models.accounts import UNCHOSEN, Preferences

FOR_PROGRAMS = ("/api/", "/health", "/metrics", "/openapi.json")
"""Beginnings of paths that answer in English and ISO whoever asks."""


class AsTheBrowserSays:
    """Answers in what the browser accepts, until it is known who asks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            accepted = Headers(scope=scope).get("accept-language", "")
            reads_from_now_on(_reader(scope["path"], UNCHOSEN, accepted))
        await self._app(scope, receive, send)


def reads_as_chosen(request: HTTPConnection, visit: Visit) -> None:
    """Answer in what the person has chosen."""
    accepted = request.headers.get("accept-language", "")
    reads_from_now_on(_reader(request.url.path, visit.preferences, accepted))


def _reader(path: str, preferences: Preferences, accepted: str) -> Reader:
    return ENGLISH if path.startswith(FOR_PROGRAMS) else reader_of(preferences, accepted)

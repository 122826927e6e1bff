"""How much somebody may send at once: counted as it comes, refused as soon as it is too much."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FORM_BYTES = 1_000_000
"""Most of a form without files."""


class BodyLimit:
    """Lets no request body grow beyond the limit of its path; others have that of a form."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]) -> None:
        self._app = app
        self._limits = limits
        """Bytes by path."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; one that says beforehand that it is too long is refused unread."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limits.get(scope["path"], FORM_BYTES)
        told = Headers(scope=scope).get("content-length", "")
        came = int(told) if told.isdigit() and int(told) > limit else 0

        async def counted() -> Message:
            nonlocal came
            if came > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            message = await receive()
            came += len(message.get("body", b""))
            if came > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)

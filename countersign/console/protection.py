"""Around every answer: security headers, and a look at the name the console was called by."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.passwords import is_this_machine

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""Said over https alone: for a year, browsers come by https whatever a link says."""
OWN_FILES = "/static/"
"""Styles and scripts: a browser may keep them, and asks each time whether they are still the same."""
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Protection:
    """Adds the headers to every answer that does not set them itself.

    A console that listens on this machine only refuses to be called by any other name: otherwise a foreign
    web page could point its own name at 127.0.0.1 and read the papers through the visitor's browser.
    """

    def __init__(self, app: ASGIApp, host: str, console_url: str = "") -> None:
        self._app = app
        self._https = console_url.startswith("https:")
        self._names = LOCAL_NAMES | {host} if is_this_machine(host) else frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith(OWN_FILES):
                    headers.setdefault("Cache-Control", "no-cache")
                for name, value in headers_over(https=self._https or scope.get("scheme") == "https").items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._app if self._is_called_right(scope) else _WRONG_NAME
        await answer(scope, receive, send_protected)

    def _is_called_right(self, scope: Scope) -> bool:
        return not self._names or name_in(Headers(scope=scope).get("host", "")) in self._names


def headers_over(*, https: bool) -> Mapping[str, str]:
    """What every answer carries, over https or over http."""
    return {**HEADERS, **HTTPS_ONLY} if https else HEADERS


_WRONG_NAME = PlainTextResponse(
    "This console answers to 127.0.0.1 and localhost only. Open it by one of these names, "
    "or set COUNTERSIGN_HOST to the address it is to be reached at.\n",
    status_code=421,
)


def name_in(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()

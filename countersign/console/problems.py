"""Refusals as programs read them: problem details after RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

PROBLEM = "application/problem+json"


class Told(JSONResponse):
    """JSON; text that is no Unicode, as a command line may have given it, shows as a question mark."""

    def render(self, content: Any) -> bytes:
        """The bytes that are sent."""
        plain = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return plain.encode("utf-8", "replace")


def problem(status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> Told:
    """An answer that says what is wrong in `detail`, in words with the next step."""
    told = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return Told(told, status, headers, media_type=PROBLEM)

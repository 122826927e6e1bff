"""Refusals as programs read them: problem details after RFC 9457."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse

PROBLEM = "application/problem+json"


def problem(status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An answer that says what is wrong in `detail`, in words with the next step."""
    told = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return JSONResponse(told, status, headers, media_type=PROBLEM)

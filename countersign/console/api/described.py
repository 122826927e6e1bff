"""The description of the API, with what FastAPI does not know: how a request is refused here."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from countersign.console.api.shapes import Problem

_NEVER_SENT = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Let `app` describe itself truly at /openapi.json."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(made())
        assert app.openapi_schema is not None  # noqa: S101 FastAPI keeps what it makes
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(schema: dict[str, Any]) -> None:
    """Change the description in place: what cannot be understood is answered with 400 here."""
    schemas = schema["components"]["schemas"]
    for name in _NEVER_SENT:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)

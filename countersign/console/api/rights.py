"""Which right an operation of the API needs, as its description names it."""

from __future__ import annotations

from typing import Any

from fastapi import Security
from fastapi.security import HTTPBearer

from models.people import Right

BEARER = HTTPBearer(auto_error=False, description="A token from the account page or `countersign token add`.")
"""Describes what the guard of the application checks."""


def needs(right: Right) -> list[Any]:
    """Names `right` in the description of an operation, which asks for it itself."""
    return [Security(BEARER, scopes=[right.value])]

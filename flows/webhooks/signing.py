"""Signatures as the specification Standard Webhooks has them: HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

BEGINNING = "whsec_"
"""How a secret begins, so that it is known for what it is."""
SECRET_BYTES = 32


def new_secret() -> str:
    """A secret that nobody else has."""
    return BEGINNING + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(message: str, at: datetime, body: bytes, keys: Iterable[str]) -> Mapping[str, str]:
    """What is sent beside `body`; each of `keys` signs, so that receivers may change theirs in time."""
    moment = str(int(at.timestamp()))
    return {
        "webhook-id": message,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{_signature(key, message, moment, body)}" for key in keys),
    }


def _signature(key: str, message: str, moment: str, body: bytes) -> str:
    signed = f"{message}.{moment}.".encode() + body
    digest = hmac.digest(base64.b64decode(key.removeprefix(BEGINNING)), signed, hashlib.sha256)
    return base64.b64encode(digest).decode()

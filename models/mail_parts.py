"""What a mail carries beside its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF."""

    name: str
    """Of the file, in plain letters."""
    content: bytes

"""Days as people write them in fields and options."""

from __future__ import annotations

from datetime import date

from models.errors import WrongUse


def day_of(text: str) -> date | None:
    """The day that `text` names as 2026-11-30; None for an empty text; raises WrongUse for any other."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"{text!r} is no day: write it as 2026-11-30.") from None

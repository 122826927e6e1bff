"""Long lists in pieces: where one ends, as a text for the address of the next."""

from __future__ import annotations

from datetime import datetime

from models.errors import WrongUse

Mark = tuple[datetime, str]
"""Time and id of the last row shown: the next piece lies behind it, whatever comes in meanwhile."""


def mark_of(time: datetime, row_id: str) -> str:
    """A mark as text."""
    return f"{time.isoformat()}_{row_id}"


def asked_mark(text: str) -> Mark | None:
    """The mark that `mark_of` made a text of; None for an empty one.

    Raises:
        WrongUse: it is no mark.
    """
    time, _, row_id = text.partition("_")
    try:
        moment = datetime.fromisoformat(time) if text else None
    except ValueError:
        moment = None
    if text and (moment is None or moment.tzinfo is None or not row_id):
        raise WrongUse("This address of a list is not whole: go back to its beginning.")
    return (moment, row_id) if moment else None

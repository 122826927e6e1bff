"""A mail of the mailbox that is read as a second inbox."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Mail:
    """Where a mail lies, and which drop it became."""

    client: str
    mailbox: str
    """User, server and folder."""
    validity: int
    """As the server has it: with another one, numbers mean other mails."""
    uid: int
    drop_id: str = ""
    """Empty for a mail that is not taken, or not yet."""
    message_id: str = ""

    def as_drop(self, drop_id: str, message_id: str) -> Mail:
        """The same mail, taken."""
        return replace(self, drop_id=drop_id, message_id=message_id)

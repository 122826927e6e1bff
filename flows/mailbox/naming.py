"""Under which source a mail is known: told by its own bytes, so that the same mail is the same drop."""

from __future__ import annotations

import email
import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

HEAD_BYTES = 1 << 18
"""Of a mail that are looked at for its headers."""
_LONGEST_SUBJECT = 80
_UNFIT = re.compile(r"[\s/\\\x00-\x1f]+")


def message_id_of(path: Path) -> str:
    """The Message-ID, without its brackets; empty where the mail has none."""
    return _cleaned(str(_head(path).get("Message-ID", ""))).strip("<> ")


def source_of(path: Path, sha256: str) -> str:
    """Such as "mail/Signed notes of Monday (1a2b@firm.example).eml"."""
    subject = _cleaned(_decoded(str(_head(path).get("Subject", ""))))[:_LONGEST_SUBJECT].strip()
    known_by = message_id_of(path) or sha256[:16]
    return f"mail/{subject} ({known_by}).eml" if subject else f"mail/{known_by}.eml"


def _head(path: Path) -> Message:
    with path.open("rb") as file:
        return email.message_from_bytes(file.read(HEAD_BYTES).partition(b"\r\n\r\n")[0])


def _decoded(text: str) -> str:
    with suppress(HeaderParseError, LookupError, ValueError):
        return str(make_header(decode_header(text)))
    return text


def _cleaned(text: str) -> str:
    return _UNFIT.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()

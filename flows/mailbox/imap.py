"""The door to imaplib: a mailbox opened, its mails listed, fetched in pieces and marked."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.mailbox.address import Address, quoted
from models.errors import Missing, Unreachable

SECONDS = 30.0
"""How long the server may keep silent."""
PIECE = 1 << 20
"""Bytes asked for at a time; no more of a mail is in memory."""
TAKEN = "CountersignTaken"
"""Keyword of mails that are done, where they stay in their folder."""
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailGone(Missing):
    """The mail is not in its folder any more: somebody moved or deleted it."""


class MailRefused(Missing):
    """The server answers, but does not hand out this mail; others it may."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An open folder. All methods raise Unreachable where the server does not answer."""

    address: Address
    connection: imaplib.IMAP4
    validity: int
    """Changes when the server gives its mails new numbers."""

    def unmarked(self) -> tuple[int, ...]:
        """Numbers of the mails that are not done, oldest first."""
        asked = ("UNDELETED",) if self.address.done else ("UNDELETED", "UNKEYWORD", TAKEN)
        found = self._do("SEARCH", *asked)
        return tuple(sorted(int(number) for line in found if line for number in line.split()))

    def size(self, uid: int) -> int:
        """Bytes of a mail, as the server tells; raises MailGone or MailRefused."""
        for line in self._fetched(uid, "(RFC822.SIZE)"):
            match = _SIZE.search(line[0] if isinstance(line, tuple) else line or b"")
            if match:
                return int(match[1])
        raise MailGone(f"Mail {uid} of {self.address.name} is not there any more.")

    def fetch(self, uid: int, path: Path) -> None:
        """Write a mail, as it was sent, to `path`; it stays unread. Raises MailGone or MailRefused."""
        with path.open("wb") as file:
            while piece := self._piece(uid, file.tell()):
                file.write(piece)
                if len(piece) < PIECE:
                    break
            if not file.tell():
                raise MailGone(f"Mail {uid} of {self.address.name} is not there any more.")

    def mark(self, uid: int) -> None:
        """Move a mail to the folder for those that are done, or flag it; may be said twice."""
        if not self.address.done:
            self._do("STORE", str(uid), "+FLAGS.SILENT", f"({TAKEN})")
            return
        target = quoted(self.address.done)
        if "MOVE" in self.connection.capabilities:
            self._do("MOVE", str(uid), target)
            return
        self._do("COPY", str(uid), target)
        self._do("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self.connection.capabilities:  # a plain EXPUNGE would remove what others deleted
            self._do("EXPUNGE", str(uid))

    def _piece(self, uid: int, start: int) -> bytes:
        for line in self._fetched(uid, f"(BODY.PEEK[]<{start}.{PIECE}>)"):
            if isinstance(line, tuple):
                return bytes(line[1])
        return b""

    def _fetched(self, uid: int, what: str) -> list[Any]:
        with in_our_words(self.address):
            try:
                answer, found = self.connection.uid("FETCH", str(uid), what)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as bad:  # how imaplib tells BAD
                answer, found = "BAD", [str(bad).encode()]
        if answer != "OK":
            raise MailRefused(
                f"The server does not hand it out ({_said(found)}): look at it there, and move it away or "
                "send it again. It is asked for again at each look."
            )
        return list(found)

    def _do(self, command: str, *arguments: str) -> list[Any]:
        with in_our_words(self.address):
            answer, found = self.connection.uid(command, *arguments)
            return list(_accepted(self.address, f"{command} {' '.join(arguments)}", answer, found))


@contextlib.contextmanager
def open_mailbox(address: Address) -> Iterator[Mailbox]:
    """The folder of `address`, open for reading and marking.

    Raises:
        Unreachable: the server does not answer, or its certificate is not trusted.
        Missing: it refuses the password or the folder, or cannot keep our mark.
    """
    with in_our_words(address):
        connection = _connected(address)
    try:
        yield _selected(address, connection)
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            connection.logout()


def _connected(address: Address) -> imaplib.IMAP4:
    if not address.encrypted:
        return imaplib.IMAP4(address.host, address.port, timeout=SECONDS)
    trusted = ssl.create_default_context()
    return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=trusted, timeout=SECONDS)


def _selected(address: Address, connection: imaplib.IMAP4) -> Mailbox:
    with in_our_words(address):
        try:
            connection.login(address.user, address.password)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as refused:
            raise Missing(
                f"The mailbox {address.name} refuses user or password ({refused}): look at "
                "COUNTERSIGN_IMAP_URL and COUNTERSIGN_IMAP_PASSWORD_FILE."
            ) from None
        if address.done:
            connection.create(quoted(address.done))  # refused where it is there already
        _accepted(address, f"SELECT {address.folder}", *connection.select(quoted(address.folder)))
        (told,) = connection.response("UIDVALIDITY")[1]
        if not address.done and not _keeps_keywords(connection):
            raise Missing(
                f"The mailbox {address.name} keeps no keyword of ours: name a folder that taken mails are "
                "moved to in COUNTERSIGN_IMAP_DONE."
            )
        return Mailbox(address, connection, int(told or 0))


def _keeps_keywords(connection: imaplib.IMAP4) -> bool:
    flags = b" ".join(line for line in connection.response("PERMANENTFLAGS")[1] if line)
    return rb"\*" in flags or TAKEN.encode() in flags


def _accepted(address: Address, asked: str, answer: str, found: list[Any]) -> list[Any]:
    if answer != "OK":
        raise Missing(
            f"The mailbox {address.name} refuses {asked} ({_said(found)}): look at COUNTERSIGN_IMAP_URL."
        )
    return found


def _said(found: list[Any]) -> str:
    return b" ".join(line for line in found if isinstance(line, bytes)).decode("utf-8", "replace")


@contextlib.contextmanager
def in_our_words(address: Address) -> Iterator[None]:
    """Errors of the connection as ours."""
    try:
        yield
    except (imaplib.IMAP4.error, OSError) as fault:
        raise Unreachable(
            f"The mailbox {address.name} does not answer ({fault}): see whether COUNTERSIGN_IMAP_URL is "
            "right, the server runs, and its certificate is trusted here."
        ) from fault

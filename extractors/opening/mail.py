"""Takes the attachments out of a mail (eml)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import (
    CloseBoundaryNotFoundDefect,
    HeaderParseError,
    InvalidBase64LengthDefect,
    MessageDefect,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from pathlib import Path

from extractors.opening import archive
from extractors.opening.limits import MEGABYTE, Limits
from extractors.opening.places import member_path
from extractors.opening.values import Listed
from models.errors import UnreadableFile

_SEPARATORS = re.compile(r"[/\\]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_WORD = r"=\?[!->@-~]+\?[bBqQ]\?[ ->@-~]*\?="
_ENCODED_WORDS = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
"""RFC 2047; blanks between two of them are no part of the text."""
_SMALLEST_INLINE = 20_000
"""Bytes; a smaller picture in a mail's text is a logo or a smiley."""
_CUT: tuple[type[MessageDefect], ...] = (
    CloseBoundaryNotFoundDefect,
    StartBoundaryNotFoundDefect,
    InvalidBase64LengthDefect,
)


class _AsSent(Compat32):
    """Headers whose bytes beyond ASCII come as surrogate escapes; Compat32 itself would lose them."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value as it was parsed."""
        del name
        return value


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part of a mail that may be a document."""

    name: str
    data: bytes
    skipped: str = ""
    """Why it is not taken; empty when it is."""


def listed_mail(path: Path, limits: Limits) -> tuple[Listed, ...]:
    """The attachments of the mail, a mail within it included.

    Raises:
        UnreadableFile: cut off, with a path trick, beyond a limit, or without any document.
    """
    return tuple(Listed(part.name, len(part.data), part.skipped) for part in _attachments(path, limits))


def unpack_mail(path: Path, folder: Path, limits: Limits) -> list[tuple[str, int]]:
    """Writes the attachments into `folder` as 0001.bin, 0002.bin ...; (name, bytes) of each.

    Raises:
        UnreadableFile: as `listed_mail`.
    """
    taken = [part for part in _attachments(path, limits) if not part.skipped]
    for number, part in enumerate(taken, 1):
        member_path(folder, number).write_bytes(part.data)
    return [(part.name, len(part.data)) for part in taken]


def _attachments(path: Path, limits: Limits) -> list[Attachment]:
    try:
        message = email.message_from_bytes(path.read_bytes(), policy=_AsSent())
        found = list(_parts(message))
    except RecursionError as deep:
        raise UnreadableFile(
            "The mail holds mails within mails beyond all measure: send its attachments themselves."
        ) from deep
    if len(found) > limits.archive_members:
        raise UnreadableFile(
            f"The mail holds {len(found)} files, more than {limits.archive_members}: send them in parts."
        )
    for part in found:
        archive.check_name(part.name)
    if sum(len(part.data) for part in found) > limits.archive_megabytes * MEGABYTE:
        raise archive.too_large(limits)
    if all(part.skipped for part in found):
        raise UnreadableFile(
            "The mail has no attachment that can be read: print the mail to PDF and drop that."
        )
    return found


def _parts(message: Message) -> Iterator[Attachment]:
    """Attachments in order; a mail within the mail is one attachment and not looked into."""
    _refuse_cut(message)
    if message.get_content_type() == "message/rfc822":
        yield _forwarded(message)
        return
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part)
        return
    if (found := _attachment(message)) is not None:
        yield found


def _forwarded(message: Message) -> Attachment:
    payload = message.get_payload()
    inner = payload[0] if isinstance(payload, list) else None
    data = inner.as_bytes() if isinstance(inner, Message) else b""
    subject = str(inner["Subject"] or "") if isinstance(inner, Message) else ""
    name = _name(message) or f"{_unfolded(_decoded(subject)) or 'message'}.eml"
    return Attachment(_SEPARATORS.sub("_", name), data)


def _attachment(part: Message) -> Attachment | None:
    """None for the mail's own text and small pictures in it."""
    data = part.get_payload(decode=True)
    _refuse_cut(part)
    if not isinstance(data, bytes):
        return None
    kind, name = part.get_content_type(), _name(part)
    inline = part.get_content_disposition() != "attachment"
    if inline and kind.startswith("text/") and not name:
        return None
    if inline and kind.startswith("image/") and len(data) < _SMALLEST_INLINE:
        return Attachment(name or kind, data, "small picture in the mail's text")
    name = name or f"attachment.{part.get_content_subtype()}"
    return Attachment(name, data, archive.reason_to_skip(name))


def _refuse_cut(part: Message) -> None:
    for defect in part.defects:
        if isinstance(defect, _CUT):
            raise UnreadableFile("The mail is cut off: send or export it again.")


def _name(part: Message) -> str:
    """The name given to an attachment; bytes that are no text stand as surrogate escapes."""
    named = part.get_param("filename", None, "content-disposition") or part.get_param("name", "")
    if isinstance(named, tuple):
        charset, _, value = named
        return _unfolded(_text(value.encode("latin-1", "surrogateescape"), charset))
    return _unfolded(_decoded(named or ""))


def _unfolded(text: str) -> str:
    """The text with every fold, blanks around it included, as one blank; other blanks stand."""
    return _BLANKS.sub(lambda blanks: " " if blanks[0].strip(" ") else blanks[0], text).strip()


def _decoded(header: str) -> str:
    """A header value with its encoded words (RFC 2047) as text; as it stands where they cannot be decoded."""
    plain = _text(header.encode("utf-8", "surrogateescape"), "utf-8")
    return _ENCODED_WORDS.sub(lambda found: _of_words(found[0]), plain)


def _of_words(words: str) -> str:
    try:
        return "".join(_text(data, charset) for data, charset in decode_header(words))
    except (HeaderParseError, ValueError):
        return words


def _text(data: bytes, charset: str | None) -> str:
    """`data` in its charset; where that is unknown or wrong, as UTF-8 with surrogate escapes."""
    try:
        text = data.decode(charset or "utf-8")
        text.encode()
    except (LookupError, ValueError):
        return data.decode("utf-8", "surrogateescape")
    return text

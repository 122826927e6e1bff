"""Tells a file's format from its bytes; names never matter."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from enum import StrEnum

HEAD_BYTES = 65536
"""How much of a file `format_of` wants to see."""


class Format(StrEnum):
    """What a received file can be. Members after MAIL are refused, each with its own advice."""

    PDF = "pdf"
    TIFF = "tiff"
    JPEG = "jpeg"
    PNG = "png"
    BMP = "bmp"
    GIF = "gif"
    WEBP = "webp"
    JPEG2000 = "jpeg2000"
    ZIP = "zip"
    MAIL = "mail"
    OFFICE = "office document"
    OLD_OFFICE = "old or encrypted office document"
    RICH_TEXT = "rich text"
    WEB_PAGE = "web page"
    DRAWING = "SVG drawing"
    DATA = "XML data"
    TEXT = "plain text"
    POSTSCRIPT = "PostScript"
    PHONE_PHOTO = "HEIC or AVIF photo"
    PACKED = "packed archive"
    EMPTY = "empty"
    UNKNOWN = "unknown"


PICTURES = frozenset(
    {Format.TIFF, Format.JPEG, Format.PNG, Format.BMP, Format.GIF, Format.WEBP, Format.JPEG2000}
)
ARCHIVES = frozenset({Format.ZIP, Format.MAIL})

_PRINT = "print it to PDF and drop that"
_ADVICE = {
    Format.OFFICE: f"This is an office document, not a scan: {_PRINT}.",
    Format.OLD_OFFICE: f"This is an old or password-protected office document, not a scan: {_PRINT}.",
    Format.RICH_TEXT: f"This is a rich text document, not a scan: {_PRINT}.",
    Format.WEB_PAGE: f"This is a web page, not a scan: {_PRINT}.",
    Format.DRAWING: f"This is an SVG drawing, not a scan: {_PRINT}.",
    Format.DATA: "This is XML data, not a scan: drop the paper or PDF that it belongs to.",
    Format.TEXT: f"This is plain text, not a scan: {_PRINT}.",
    Format.POSTSCRIPT: f"This is a PostScript file: {_PRINT}.",
    Format.PHONE_PHOTO: "This is a HEIC or AVIF photo: save it as JPEG and drop that.",
    Format.PACKED: "This is a rar, 7z, gzip or tar archive: pack the files as zip, or drop them one by one.",
    Format.EMPTY: "The file is empty (0 bytes): scan or send it again.",
    Format.UNKNOWN: "This is no format that can be read: drop a PDF, TIFF, JPEG or PNG.",
}

_MAGIC: tuple[tuple[Format, tuple[bytes, ...]], ...] = (
    (Format.TIFF, (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    (Format.JPEG, (b"\xff\xd8\xff",)),
    (Format.PNG, (b"\x89PNG\r\n\x1a\n",)),
    (Format.GIF, (b"GIF87a", b"GIF89a")),
    (Format.JPEG2000, (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")),
    (Format.OLD_OFFICE, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    (Format.RICH_TEXT, (b"{\\rtf",)),
    (Format.POSTSCRIPT, (b"%!PS", b"\xc5\xd0\xd3\xc6")),
    (Format.PACKED, (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")),
)
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PHOTO_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif", b"avis")
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_PDF_START = re.compile(rb"%PDF-\d")
_MAIL_LINE = re.compile(rb"([!-9;-~]+)[ \t]*:")
_MAIL_NAMES = frozenset(
    b"from to subject received return-path message-id mime-version delivered-to reply-to cc".split()
)
_MARKUP = (
    (Format.DRAWING, re.compile(rb"<(\w+:)?svg[\s>]")),
    (Format.WEB_PAGE, re.compile(rb"<!doctype html|<html[\s>]")),
    (Format.DATA, re.compile(rb"^<\?xml")),
)
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")


def format_of(head: bytes, size: int) -> Format:
    """The format of a file of `size` bytes that begins with `head` (its first `HEAD_BYTES`)."""
    if size == 0:
        return Format.EMPTY
    found = _binary(head)
    if found is not None:
        return found
    if _is_mail(head):
        return Format.MAIL
    if pdf_start(head) is not None:
        return Format.PDF
    return _text(head)


def advice(found: Format) -> str | None:
    """Why a file of this format is refused and what to do about it; None where it can be read."""
    return _ADVICE.get(found)


def pdf_start(head: bytes) -> int | None:
    """Offset of a PDF's first byte behind any leading junk, None where there is no PDF."""
    found = _PDF_START.search(head)
    return found.start() if found else None


def _binary(head: bytes) -> Format | None:
    if head.startswith(b"%PDF-"):
        return Format.PDF
    for found, starts in _MAGIC:
        if head.startswith(starts):
            return found
    if head.startswith(_ZIP_STARTS):
        return Format.OFFICE if _is_office(head) else Format.ZIP
    return _boxed(head)


def _boxed(head: bytes) -> Format | None:
    """Formats that are told by bytes further in."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _PHOTO_BRANDS:
        return Format.PHONE_PHOTO
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return Format.BMP
    return Format.PACKED if head[257:262] == b"ustar" else None


def _is_office(head: bytes) -> bool:
    for name, body in _entries(head):
        if name == b"[Content_Types].xml":
            return True
        if name == b"mimetype" and body.startswith((b"application/vnd.", b"application/epub")):
            return True
    return False


def _entries(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, first stored bytes) of the zip entries at the start, as far as their sizes are known."""
    at = 0
    while head[at : at + 4] == b"PK\x03\x04" and at + 30 <= len(head):
        flags, packed, name_size, extra_size = struct.unpack_from("<H10xI4xHH", head, at + 6)
        body = at + 30 + name_size + extra_size
        yield head[at + 30 : at + 30 + name_size], head[body : body + 64]
        if flags & 8:
            return
        at = body + packed


def _is_mail(head: bytes) -> bool:
    """True when the first block of lines is a mail's header."""
    block, whole, _ = head.lstrip(b"\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = block.split(b"\n")
    if not whole and len(head) == HEAD_BYTES and len(lines) > 1:
        lines = lines[:-1]  # the header is longer than what is looked at, and cut within a line
    if lines[0].startswith(b"From "):
        lines = lines[1:]
    names = set()
    for line in lines:
        if line[:1] in {b" ", b"\t"}:
            continue
        label = _MAIL_LINE.match(line)
        if label is None:
            return False
        names.add(label[1].lower())
    return len(names & _MAIL_NAMES) > 1


def _text(head: bytes) -> Format:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<"):
        for found, sign in _MARKUP:
            if sign.search(text[:4096]):
                return found
    return Format.UNKNOWN if _CONTROL.search(head) else Format.TEXT

"""The bytes of a ledger file as text, and which encoding they are in."""

from __future__ import annotations

from models.errors import LedgerRefused

SAVE = "save it from the spreadsheet as CSV in UTF-8"
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SHOWN = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}


def decode(content: str | bytes, file: str) -> tuple[str, str]:
    """The text without its byte order mark, and the name of its encoding as people know it.

    Latin-1 is read as Windows-1252, which has all of its letters.

    Raises:
        LedgerRefused: it is no text; names `file` and the next step.
    """
    text, encoding = (content, "utf-8") if isinstance(content, str) else _decoded(content, file)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise LedgerRefused(f"{file} is no text, or UTF-16 without its mark. Nothing was loaded; {SAVE}.")
    return text, "ASCII" if encoding == "utf-8" and text.isascii() else _SHOWN[encoding]


def _decoded(content: bytes, file: str) -> tuple[str, str]:
    if content.startswith(_WORKBOOKS):
        raise LedgerRefused(f"{file} is a workbook, not CSV. Nothing was loaded; {SAVE}.")
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    place = 0
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError as error:
            place = error.start
    line = content.count(b"\n", 0, place) + 1
    raise LedgerRefused(
        f"{file}, line {line}: byte 0x{content[place]:02x} is neither UTF-8 nor Windows-1252 text. "
        f"Nothing was loaded; {SAVE}."
    )

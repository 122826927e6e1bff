"""Rules for names: what can be a key, and what is not taken from an inbox."""

from __future__ import annotations

import stat

from models.errors import WrongUse

OURS = ".countersign-"
"""Begins the names of our own unfinished files; no key has such a part."""

_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def not_taken(path: str, mode: int = stat.S_IFREG) -> str | None:
    """Why a file dropped as `path` is not taken, such as "a pipe"; None when it is.

    Args:
        path: '/'-separated, below the inbox or below the folder that was named.
        mode: `st_mode` of the file itself, links not followed. Of a folder only hidden ones are refused.
    """
    *folders, name = path.split("/")
    if any(folder.startswith(".") for folder in folders):
        return "in a hidden folder"
    if name.startswith("."):
        return "hidden"
    if stat.S_ISDIR(mode):
        return None
    return next((reason for is_kind, reason in _KINDS if is_kind(mode)), None) or _unfinished(name)


def _unfinished(name: str) -> str | None:
    folded = name.casefold()
    if folded.endswith((".part", ".tmp")):
        return "still being written, by its name"
    if folded.startswith("~$"):
        return "a lock of an office program"
    return "a picture cache" if folded == "thumbs.db" else None


def parts(key: str) -> tuple[bytes, ...]:
    """The parts of `key` as bytes; at least one.

    Raises:
        WrongUse: `key` is no key.
    """
    found = encode(key).split(b"/")
    for part in found:
        if part in {b"", b".", b".."} or b"\0" in part:
            raise WrongUse(f"{key!r} is no key: an empty, '.' or '..' part or a NUL lies in it.")
        if part.startswith(OURS.encode()):
            raise WrongUse(f"{key!r} is no key: names that begin with {OURS} are ours.")
    return tuple(found)


def encode(key: str) -> bytes:
    """The bytes that `key` stands for.

    Raises:
        WrongUse: no file name, read as UTF-8 with surrogate escapes, gives this text.
    """
    try:
        encoded = key.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        encoded = b""
    if decode(encoded) != key:
        raise WrongUse(f"{key!r} is no key: its surrogates stand for no bytes of a file name.")
    return encoded


def decode(name: bytes) -> str:
    """The text of a file name; the opposite of `encode`."""
    return name.decode("utf-8", "surrogateescape")

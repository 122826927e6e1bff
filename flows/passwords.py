"""Passwords for other servers, given as a setting or in a file; and whether one may go in the clear."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

from models.errors import Missing


def password_of(variable: str, given: str, file: str) -> str:
    """The password that is `given`, or that `file` holds; empty where neither is set.

    Args:
        variable: name of the setting that gives it, such as COUNTERSIGN_IMAP_PASSWORD.
        given: its value.
        file: value of the setting of the same name with _FILE behind it.

    Raises:
        Missing: the file cannot be read.
    """
    if given or not file:
        return given
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as fault:
        raise Missing(
            f"{variable}_FILE={file!r} cannot be read ({fault.strerror}): give this user the right to, or "
            "name another file."
        ) from None


def is_this_machine(host: str) -> bool:
    """True where what is sent to `host` stays on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

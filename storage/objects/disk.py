"""What the operating system says about files, in our words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import CountersignError, Denied, Missing, Unreachable, WrongUse

_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_IN_THE_WAY = {errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG}


@contextmanager
def in_our_words(verb: str, path: Path) -> Iterator[None]:
    """Raise the OSError of the block as the error of ours that `fault` gives."""
    try:
        yield
    except OSError as error:
        raise fault(error, verb, path) from error


def fault(error: OSError, verb: str, path: Path) -> CountersignError:
    """The error of ours for `error`, met when asked to `verb` (read, write, remove ...) `path`."""
    said = f"Cannot {verb} {str(path)!r}: {error.strerror or error}"
    if error.errno in _FULL:
        return Unreachable(f"{said}. Free space there.")
    if error.errno in _DENIED:
        return Denied(f"{said}. Give this user the right to, or choose another folder.")
    if error.errno == errno.ENOENT:
        return Missing(f"{said}. Make or mount the folder it lies in.")
    if error.errno in _IN_THE_WAY:
        return WrongUse(f"{said}. A link, a file or a folder stands in the way, or the name is too long.")
    return Unreachable(f"{said}. Look at the disk or the network drive.")

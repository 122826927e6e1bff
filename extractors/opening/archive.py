"""Unpacks a zip under limits; names inside are labels and never become paths."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from extractors.opening.limits import MEGABYTE, Limits
from extractors.opening.places import member_path
from extractors.opening.values import Listed
from models.errors import UnreadableFile

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 1
_NAMED_IN_UTF8 = 0x800
_READ_AT_ONCE = 1 << 20
_MOST_PACKED = 1000
"""Deflate's own bound is 1032 to 1; a scan packs 50 to 1 at most."""
_LONGEST_NAME = 1024
"""Characters of a member's name with its folders."""
_HARMLESS_BYTES = 10 * MEGABYTE
"""Below this size a member may be packed however tightly: it does no harm."""
_LEFT_ALONE = {
    ".part": "unfinished file",
    ".tmp": "unfinished file",
    ".crdownload": "unfinished file",
    ".p7s": "signature",
    ".asc": "signature",
    ".ics": "calendar entry",
    ".vcf": "visiting card",
}
_DAMAGED = "The zip is damaged ({fault}): pack or send it again."


def listed_zip(path: Path, limits: Limits) -> tuple[Listed, ...]:
    """The entries of the zip, folders left out.

    Raises:
        UnreadableFile: damaged, encrypted, with a path trick, beyond a limit, or without any
            document; nothing of it is to be used then.
    """
    with _opened(path) as archive:
        entries = [entry for entry in archive.infolist() if not _is_folder(entry)]
        if len(entries) > limits.archive_members:
            raise UnreadableFile(
                f"The zip holds {len(entries)} files, more than {limits.archive_members}: "
                "split it and drop the parts."
            )
        for entry in entries:
            _check(entry)
        listed = tuple(
            Listed(_name(entry), entry.file_size, reason_to_skip(_name(entry))) for entry in entries
        )
        _check_whole(listed, limits)
        return listed


def unpack_zip(path: Path, folder: Path, limits: Limits) -> list[tuple[str, int]]:
    """Writes the members into `folder` as 0001.bin, 0002.bin ...; (name, bytes) of each.

    Raises:
        UnreadableFile: as `listed_zip`, and where a member fails its checksum.
    """
    left = limits.archive_megabytes * MEGABYTE
    taken: list[tuple[str, int]] = []
    listed_zip(path, limits)
    with _opened(path) as archive:
        for entry in archive.infolist():
            name = _name(entry)
            if not _is_folder(entry) and not reason_to_skip(name):
                size = _write(archive, entry, member_path(folder, len(taken) + 1), left)
                left -= size
                taken.append((name, size))
    return taken


def check_name(name: str) -> None:
    """Passes a harmless member name on.

    Raises:
        UnreadableFile: an absolute path, a drive, a step upwards or a control character is in it.
    """
    plain = name.replace("\\", "/")
    if not plain.strip("/ ") or len(plain) > _LONGEST_NAME:
        raise UnreadableFile("A file in it has no name, or one that is absurdly long: pack it anew.")
    if (
        plain.startswith("/")
        or _DRIVE.match(plain)
        or ".." in plain.split("/")
        or any(ord(character) < ord(" ") for character in plain)
    ):
        raise UnreadableFile(f"The name {name!r} in it points outside the archive: pack it anew.")


def reason_to_skip(name: str) -> str:
    """Why a member is not taken, empty when it is."""
    path = PurePosixPath(name.replace("\\", "/"))
    last = path.name.lower()
    if "__MACOSX" in path.parts or any(part.startswith(".") for part in path.parts):
        return "hidden file"
    if last in {"thumbs.db", "desktop.ini"} or last.startswith("~$"):
        return "system file"
    return _LEFT_ALONE.get(path.suffix.lower(), "")


def too_large(limits: Limits) -> UnreadableFile:
    """The refusal of an archive that unpacks to more than the limit."""
    return UnreadableFile(
        f"It unpacks to more than {limits.archive_megabytes} MB: split it and drop the parts."
    )


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as fault:
        raise UnreadableFile(_DAMAGED.format(fault=fault)) from fault
    except NotImplementedError as fault:
        raise UnreadableFile(
            f"The zip is packed in a way that cannot be read ({fault}): pack it as plain zip."
        ) from fault


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was written; bytes that are no UTF-8 stand as surrogate escapes.

    Without the flag for UTF-8 zipfile takes every name for code page 437, which most are not in.
    """
    if entry.flag_bits & _NAMED_IN_UTF8:
        return entry.orig_filename
    return entry.orig_filename.encode("cp437").decode("utf-8", "surrogateescape")


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """As `ZipInfo.is_dir`, which stumbles over an empty name."""
    return entry.filename.endswith("/")


def _check(entry: zipfile.ZipInfo) -> None:
    check_name(_name(entry))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and not stat.S_ISREG(kind):
        raise UnreadableFile(f"{_name(entry)!r} in the zip is a link or device: pack plain files.")
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableFile("The zip needs a password: unpack it and drop its files.")
    if entry.file_size > max(_HARMLESS_BYTES, _MOST_PACKED * entry.compress_size):
        raise UnreadableFile(
            f"{_name(entry)!r} in the zip unpacks to an absurd size: drop the files themselves."
        )


def _check_whole(listed: tuple[Listed, ...], limits: Limits) -> None:
    if any(entry.name == "[Content_Types].xml" for entry in listed):
        raise UnreadableFile("This is an office document, not a scan: print it to PDF and drop that.")
    if sum(entry.size for entry in listed) > limits.archive_megabytes * MEGABYTE:
        raise too_large(limits)
    if all(entry.skipped for entry in listed):
        raise UnreadableFile("The zip holds no document: drop the scans themselves.")


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Bytes written; reading to the end has zipfile check the checksum."""
    size = 0
    with archive.open(entry) as member, target.open("wb") as file:
        while block := member.read(_READ_AT_ONCE):
            size += len(block)
            if size > left:
                raise UnreadableFile("The zip unpacks to more than it announces: drop the files themselves.")
            file.write(block)
    return size

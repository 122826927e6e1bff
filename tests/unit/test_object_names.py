"""Keys, names that an inbox does not take, and what stores answer in our words."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import CountersignError, Denied, Missing, Unreachable, WrongUse
from storage.objects import KeyMissing, StoreRefused, not_taken
from storage.objects.answers import Answer, Place, refusal
from storage.objects.disk import fault
from storage.objects.names import decode, encode, parts

PLACE = Place("http://127.0.0.1:9000", "firm", "objects/", "COUNTERSIGN_OBJECTS_URL")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("scan.pdf", None),
        ("a/b/Scan (2).TIF", None),
        ("no-extension", None),
        ("partial.pdf", None),
        ("template", None),
        ("~notes.pdf", None),
        ("folder.tmp/scan.pdf", None),
        (".hidden.pdf", "hidden"),
        ("._scan.pdf", "hidden"),
        (".Trash/scan.pdf", "in a hidden folder"),
        ("scan.pdf.part", "still being written, by its name"),
        ("SCAN.PART", "still being written, by its name"),
        ("a/scan.Tmp", "still being written, by its name"),
        ("~$order.docx", "a lock of an office program"),
        ("a/Thumbs.db", "a picture cache"),
        ("THUMBS.DB", "a picture cache"),
    ],
)
def test_unfinished_and_hidden_names_are_not_taken(path: str, reason: str | None) -> None:
    assert not_taken(path) == reason


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (stat.S_IFREG | 0o600, None),
        (stat.S_IFDIR | 0o755, None),
        (stat.S_IFLNK | 0o777, "a symbolic link"),
        (stat.S_IFIFO, "a pipe"),
        (stat.S_IFSOCK, "a socket"),
        (stat.S_IFBLK, "a device"),
        (stat.S_IFCHR, "a device"),
    ],
)
def test_only_regular_files_are_taken(mode: int, reason: str | None) -> None:
    assert not_taken("scan.pdf", mode) == reason


def test_a_folder_is_refused_only_when_hidden() -> None:
    assert not_taken("batch.tmp", stat.S_IFDIR) is None
    assert not_taken(".batch", stat.S_IFDIR) == "hidden"


@given(st.binary())
def test_every_file_name_reads_back_as_the_same_bytes(name: bytes) -> None:
    assert encode(decode(name)) == name


@given(st.text(st.characters()))
def test_text_is_a_key_only_if_it_reads_back_as_the_same_text(key: str) -> None:
    try:
        found = parts(key)
    except WrongUse:
        return
    assert decode(b"/".join(found)) == key
    assert os.path.normpath(b"/root/" + b"/".join(found)).startswith(b"/root/")


def test_surrogates_that_stand_for_a_proper_letter_are_no_key() -> None:
    with pytest.raises(WrongUse, match="surrogates"):
        parts("\udcc3\udca4")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, Unreachable),
        (errno.EDQUOT, Unreachable),
        (errno.EIO, Unreachable),
        (errno.ESTALE, Unreachable),
        (errno.EACCES, Denied),
        (errno.EROFS, Denied),
        (errno.ENOENT, Missing),
        (errno.ELOOP, WrongUse),
        (errno.ENAMETOOLONG, WrongUse),
    ],
)
def test_the_disks_errors_say_what_to_do(number: int, kind: type[CountersignError]) -> None:
    error = fault(OSError(number, os.strerror(number)), "write", Path("/data/scan"))
    assert type(error) is kind
    assert error.passing is kind.passing
    assert "Cannot write '/data/scan'" in str(error)


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (404, "NoSuchKey", KeyMissing),
        (404, "NoSuchBucket", Missing),
        (403, "AccessDenied", Missing),
        (401, "<html>", Missing),
        (429, "TooManyRequests", Unreachable),
        (503, "SlowDown", Unreachable),
        (502, "<html>", Unreachable),
        (400, "EntityTooLarge", StoreRefused),
        (0, "who knows", StoreRefused),
    ],
)
def test_a_servers_answers_say_whether_waiting_helps(
    status: int, said: str, kind: type[CountersignError]
) -> None:
    error = refusal(PLACE, "k", Answer(status, said))
    assert isinstance(error, kind)
    assert error.passing is kind.passing
    assert "127.0.0.1:9000" in str(error)

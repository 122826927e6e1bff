"""What the folder store does after a crash and where rights lack."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.errors import Missing
from storage.objects import FolderStore
from storage.objects.folder import open_folder

SETTING = "COUNTERSIGN_OBJECTS_URL"
WRITER = """
import sys
from pathlib import Path
from storage.objects.folder import open_folder

class Slow:
    def read(self, size=-1):
        print("reading", flush=True)
        return sys.stdin.buffer.read(1)

open_folder(Path(sys.argv[1]), 0o440, "").put_new("archive/scan", Slow())
"""


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return open_folder(tmp_path / "objects", 0o440, SETTING)


def drop(store: FolderStore, key: str, data: bytes = b"scan") -> Path:
    """Write a file as a scanner does, past the store."""
    path = store.root / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def keys(store: FolderStore) -> list[str]:
    return [found.key for found in store.list("")]


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


@contextmanager
def plain_user(path: Path) -> Iterator[None]:
    """Run the block without the rights of root, as the owner of `path`."""
    if os.geteuid() != 0:
        yield
        return
    for each in [path, *path.rglob("*")]:
        os.chown(each, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that other users than the one who runs the tests can reach."""
    place = Path(tempfile.mkdtemp(prefix="countersign-test-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


def test_a_killed_writer_leaves_nothing_to_be_seen(store: FolderStore) -> None:
    command = [sys.executable, "-c", WRITER, str(store.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"reading\n"
        writer.send_signal(signal.SIGKILL)
    (left,) = [path for path in store.root.rglob("*") if path.is_file()]
    assert left.name.startswith(".countersign-new-")
    assert keys(store) == []
    store.put_new("archive/scan", b"whole")
    assert store.get("archive/scan") == b"whole"


def test_unfinished_files_are_cleared_only_when_nobody_can_be_writing_them(store: FolderStore) -> None:
    young, old = drop(store, ".countersign-new-1"), drop(store, "a/.countersign-new-2")
    age(old, 25 * 3600)
    assert keys(store) == []
    assert young.exists()
    assert not old.exists()


def test_a_removal_cut_short_gives_the_file_back(store: FolderStore) -> None:
    aside = drop(store, "tray/.countersign-gone-1/scan.pdf", b"perhaps another scan").parent
    assert keys(store) == []
    age(aside, 61)
    list(store.list(""))
    assert keys(store) == ["tray/scan.pdf"]
    assert store.get("tray/scan.pdf") == b"perhaps another scan"
    assert not aside.exists()


def test_a_folder_that_cannot_be_read_is_named_and_the_rest_is_listed(
    open_place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_folder(open_place, 0o440, SETTING)
    drop(store, "open/scan")
    drop(store, "shut/scan")
    with plain_user(open_place):
        (open_place / "shut").chmod(0)
        assert keys(store) == ["open/scan"]
        (open_place / "shut").chmod(0o700)
    assert "'shut/'" in caplog.text


def test_a_file_that_cannot_be_read_is_listed_and_asks_for_the_right(open_place: Path) -> None:
    store = open_folder(open_place, 0o440, SETTING)
    path = drop(store, "scan.pdf")
    with plain_user(open_place):
        path.chmod(0)
        assert keys(store) == ["scan.pdf"]
        with pytest.raises(Missing, match=r"read .*scan\.pdf.*Permission denied.*right"):
            store.get("scan.pdf")


def test_a_file_that_may_not_be_removed_stays_and_is_named(open_place: Path) -> None:
    store = open_folder(open_place, 0o440, SETTING)
    path = drop(store, "tray/scan.pdf")
    with plain_user(open_place):
        path.parent.chmod(0o500)
        found = store.stat("tray/scan.pdf")
        assert found
        with pytest.raises(Missing, match=r"remove .*tray/scan\.pdf.*right"):
            store.remove(found.key, found.version)
        path.parent.chmod(0o700)
    assert keys(store) == ["tray/scan.pdf"]

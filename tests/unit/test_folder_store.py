"""What the folder store does beyond the contract: scanners, links, crashes, permissions."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Missing, WrongUse
from models.settings import load
from storage.objects import FolderStore, KeyMissing, open_store
from storage.objects.durable import folder_at, put_back, take_away
from storage.objects.folder import open_folder

SETTING = "COUNTERSIGN_OBJECTS_URL"


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


def test_archived_files_are_read_only_and_dropped_ones_are_not(tmp_path: Path) -> None:
    chosen = load({"COUNTERSIGN_HOME": str(tmp_path)})
    objects, inbox = open_store(chosen.objects_url, chosen), open_store(chosen.inbox_url, chosen)
    objects.put_new("archive/scan", b"x")
    inbox.put_new("scan", b"x")
    assert not stat.S_IMODE((tmp_path / "objects/archive/scan").stat().st_mode) & 0o222
    assert stat.S_IMODE((tmp_path / "objects/inbox/scan").stat().st_mode) & 0o200


def test_names_of_any_bytes_are_listed_read_and_removed(store: FolderStore) -> None:
    raw = os.fsencode(store.root) + b"/batch \xff\xfe.pdf"
    Path(os.fsdecode(raw)).write_bytes(b"scan")
    (found,) = store.list("")
    assert found.key == "batch \udcff\udcfe.pdf"
    assert store.get(found.key) == b"scan"
    store.copy(found.key, "copy of \udcff")
    assert store.presign(found.key, 60).endswith("/batch%20%FF%FE.pdf")
    assert store.remove(found.key, found.version)
    assert keys(store) == ["copy of \udcff"]


def test_a_name_longer_than_files_can_have_is_refused(store: FolderStore) -> None:
    for ask in (store.get, store.stat, lambda key: store.put_new(key, b"x")):
        with pytest.raises(WrongUse, match="too long"):
            ask("n" * 256)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.text("a.-0/~b", min_size=1, max_size=6)), st.text("a.-0/", max_size=3), st.data())
def test_a_listing_equals_the_sorted_keys_for_any_tree(
    wanted: set[str], prefix: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_folder(Path(folder), 0o440, SETTING)
        stored = []
        for key in sorted(wanted):
            try:
                stored.append(store.put_new(key, b"").key)
            except WrongUse:
                continue
        after = data.draw(st.sampled_from(["", "a", "a/", "-", *stored]))
        try:
            found = [each.key for each in store.list(prefix, after)]
        except WrongUse:
            return
        assert found == sorted(key for key in stored if key.startswith(prefix) and key > after)


def test_links_pipes_and_sockets_are_neither_listed_nor_read(store: FolderStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "file").write_bytes(b"not for you")
    (store.root / "link").symlink_to(secret / "file")
    (store.root / "folder").symlink_to(secret)
    os.mkfifo(store.root / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(store.root / "socket"))
        assert keys(store) == []
        for key in ("link", "folder", "folder/file", "pipe", "socket"):
            assert store.stat(key) is None
            assert store.remove(key, "1") is False
            with pytest.raises(KeyMissing):
                store.get(key)


def test_nothing_is_written_through_a_link(store: FolderStore, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (store.root / "link").symlink_to(outside)
    for key in ("link", "link/scan"):
        with pytest.raises(WrongUse, match="in the way"):
            store.put_new(key, b"x")
    assert list(outside.iterdir()) == []


def test_a_folder_where_a_file_is_to_be_is_said_so(store: FolderStore) -> None:
    store.put_new("a/b", b"x")
    for key in ("a", "a/b/c"):
        with pytest.raises(WrongUse, match="in the way"):
            store.put_new(key, b"x")


def test_a_growing_file_is_another_version_each_time(store: FolderStore) -> None:
    path = drop(store, "scan.pdf", b"%PDF")
    first = store.stat("scan.pdf")
    with path.open("ab") as scanner:
        scanner.write(b" more")
    assert first
    assert store.remove("scan.pdf", first.version) is False
    assert store.get("scan.pdf") == b"%PDF more"


def test_equal_bytes_dropped_again_are_another_version(store: FolderStore) -> None:
    path = drop(store, "scan.pdf", b"same")
    first = store.stat("scan.pdf")
    drop(store, "scan.new", b"same").replace(path)
    second = store.stat("scan.pdf")
    assert first
    assert second
    assert first.version != second.version


def test_a_file_renamed_into_place_shows_under_its_last_name_only(store: FolderStore) -> None:
    drop(store, "batch/scan.pdf.part").rename(store.root / "batch/scan.pdf")
    assert keys(store) == ["batch/scan.pdf"]


def test_folders_of_the_scanner_stay_when_they_are_empty(store: FolderStore) -> None:
    drop(store, "tray 1/scan.pdf")
    (found,) = store.list("")
    assert store.remove(found.key, found.version)
    assert [path.name for path in store.root.rglob("*")] == ["tray 1"]


def test_a_scan_that_replaces_the_one_being_removed_is_kept(store: FolderStore) -> None:
    for number in range(150):
        path = drop(store, "scan.pdf", b"old")
        fresh = drop(store, "next", b"new %d" % number)
        old = store.stat("scan.pdf")
        scanner = threading.Thread(target=fresh.replace, args=(path,))
        scanner.start()
        assert old
        store.remove("scan.pdf", old.version)
        scanner.join()
        assert [store.get(key) for key in keys(store)] == [b"new %d" % number]


def test_a_file_taken_aside_comes_back_beside_one_that_took_its_name(store: FolderStore) -> None:
    drop(store, "aside/scan.pdf", b"second")
    drop(store, "scan.pdf", b"third")
    root = os.fsencode(store.root)
    with folder_at(root, [b"aside"]) as aside, folder_at(root, []) as folder:
        put_back(aside, folder, b"scan.pdf")
    assert sorted(store.get(key) for key in keys(store)) == [b"second", b"third"]
    assert store.get("scan.pdf") == b"third"


def test_what_goes_away_during_a_listing_does_not_stop_it(store: FolderStore) -> None:
    for key in ("a/1", "b/1", "c/1"):
        drop(store, key)
    listing = store.list("")
    first = next(listing)
    shutil.rmtree(store.root / "b")
    assert [first.key, *(found.key for found in listing)] == ["a/1", "c/1"]


def test_deep_folders_are_listed_to_the_end(store: FolderStore) -> None:
    key = "d/" * 1100 + "scan"
    store.put_new(key, b"x")
    try:
        assert keys(store) == [key]
        assert store.get(key) == b"x"
    finally:  # pytest cannot clear away a tree this deep
        subprocess.run(["rm", "-rf", store.root], check=True)


def test_a_store_that_is_not_mounted_does_not_look_empty(store: FolderStore) -> None:
    store.root.rmdir()
    for ask in (
        lambda: list(store.list("")),
        lambda: store.get("k"),
        lambda: store.stat("k"),
        lambda: store.remove("k", "1"),
        lambda: store.put_new("k", b"x"),
    ):
        with pytest.raises(Missing, match=f"mount it, or correct {SETTING}"):
            ask()
    assert not store.root.exists()


def test_a_file_in_place_of_the_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "objects").write_bytes(b"")
    with pytest.raises(WrongUse, match=SETTING):
        open_folder(tmp_path / "objects", 0o440, SETTING)


def test_a_file_with_a_date_beyond_the_calendar_is_listed(store: FolderStore) -> None:
    drop(store, "scan.pdf")
    os.utime(store.root / "scan.pdf", (0, -10))
    assert [found.modified.year for found in store.list("")] == [1970]


def test_taking_away_what_is_gone_is_false(store: FolderStore) -> None:
    with folder_at(os.fsencode(store.root), []) as folder:
        assert take_away(folder, b"scan", "1-2-3") is False
    assert list(store.root.iterdir()) == []

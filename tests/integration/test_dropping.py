"""What is taken from a path, what is not, and under which source."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.desk import Stores, open_stores
from flows.inbox.dropping import GROWING, Found, Passed, drop_paths, look, put_into_inbox
from models.decision import Status
from models.errors import WrongUse
from models.record import Drop
from models.settings import load
from pipeline.filing import original_key
from tests.servers.services import s3_server
from tests.values.register_values import capture, decision_of, drop_of, record_of


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    opened = open_stores(load({"COUNTERSIGN_HOME": str(tmp_path / "home")}))
    with opened.register:
        yield opened


def old(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (1, 1))
    return path


def seen(path: Path) -> dict[str, str]:
    return {found.source: "" if isinstance(found, Found) else found.reason for found in look(path)}


def test_folders_recurse_and_what_is_not_taken_is_named(tmp_path: Path):
    folder = tmp_path / "scans"
    for name in ("a.pdf", "deep/er/b.pdf", ".hidden", "c.part", "d.TMP", "~$e.docx", "Thumbs.db", ".git/x"):
        old(folder / name)
    (folder / "link.pdf").symlink_to(folder / "a.pdf")
    (folder / "linked").symlink_to(folder / "deep")
    os.mkfifo(folder / "pipe")
    found = seen(folder)
    assert [source for source, reason in found.items() if not reason] == ["a.pdf", "deep/er/b.pdf"]
    passed = {source for source, reason in found.items() if reason}
    assert passed == {
        ".hidden",
        ".git",
        "c.part",
        "d.TMP",
        "~$e.docx",
        "Thumbs.db",
        "link.pdf",
        "linked",
        "pipe",
    }


def test_a_file_named_directly_is_known_by_its_name(tmp_path: Path):
    assert seen(old(tmp_path / "deep" / "a.pdf")) == {"a.pdf": ""}


def test_bytes_that_are_no_text_stand_as_hexadecimal(tmp_path: Path):
    folder = tmp_path / "scans"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/M\xfcller.pdf")).write_bytes(b"x")
    assert list(seen(folder)) == ["M%FCller.pdf"]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path):
    with pytest.raises(WrongUse, match=r"nowhere does not exist"):
        list(look(tmp_path / "nowhere"))


def test_nothing_named_is_moved_or_changed(stores: Stores, tmp_path: Path):
    path = old(tmp_path / "scans" / "a.pdf", b"bytes")
    dropped = drop_paths(stores, "default", [tmp_path / "scans"])
    assert (path.read_bytes(), path.stat().st_mtime) == (b"bytes", 1)
    (arrived,) = stores.inbox.list("default/")
    assert arrived.key == f"default/{dropped.drops[0]}"


def test_the_same_drop_again_is_the_same_drop(stores: Stores, tmp_path: Path):
    old(tmp_path / "a.pdf")
    first = drop_paths(stores, "default", [tmp_path / "a.pdf"])
    assert drop_paths(stores, "default", [tmp_path / "a.pdf"]) == first
    assert len(list(stores.inbox.list(""))) == 1


def test_a_file_still_growing_is_not_taken_and_named(stores: Stores, tmp_path: Path):
    path = tmp_path / "growing.pdf"
    path.write_bytes(b"start")
    stopped = threading.Event()

    def grow() -> None:
        while not stopped.is_set():
            with path.open("ab") as file:
                file.write(b"more")
            time.sleep(0.1)

    writer = threading.Thread(target=grow)
    writer.start()
    dropped = drop_paths(stores, "default", [path])
    stopped.set()
    writer.join()
    assert dropped.drops == ()
    assert dropped.passed == (Passed("growing.pdf", GROWING, later=True),)


def test_dropping_again_goes_on_when_the_first_drop_ends_and_leaves_the_inbox_just_then(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with s3_server(tmp_path / "server") as server, ThreadPoolExecutor(1) as thread:
        stores = open_stores(server.settings(tmp_path / "home"))
        drop = drop_of("paper.txt")
        put_into_inbox(stores, drop, old(tmp_path / "paper.txt", b"paper.txt"))
        again = thread.submit(put_into_inbox, stores, drop, pipe)
        with pipe.open("wb") as paper:  # opens when the other side has seen the first drop and wants to read
            end_and_take_out(stores, drop)
            (tmp_path / "paper.txt").replace(pipe)
            paper.write(b"paper.txt")
        again.result()
        assert list(stores.inbox.list("")) == []
        assert stores.objects.get(original_key("default", drop.sha256)) == b"paper.txt"
        stores.register.close()


def end_and_take_out(stores: Stores, drop: Drop) -> None:
    capture(stores.register, record_of(drop, decision_of(Status.REVIEW)), drop)
    (found,) = stores.inbox.list("")
    assert stores.inbox.remove(found.key, found.version)

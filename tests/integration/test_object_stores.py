"""One contract for every object store: the folder, and S3 on every server at hand.

rclone has real signatures and files, no conditions and no versions; moto has conditions and, here, versions.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from models.errors import IntegrityFault, Unreachable, WrongUse
from models.settings import load
from storage.objects import KeyMissing, ObjectStore, Source, TooLarge, open_store
from tests.installations.store_deeds import clear, fill, memory_peak, replace, visit
from tests.servers.services import MotoServer, S3Place, keep_versions, named_s3_server, s3_server

MEGABYTE = 1 << 20
ODD_KEYS = [
    "plain.pdf",
    "two words/and a third.pdf",
    "Lieferscheine/Größe 7, Übergabe.pdf",
    "納品書/受領.tif",
    "100%/50%25 off.pdf",
    "a+b&c=d?e#f.pdf",
    "semi;colon 'quote' \"double\" <tag>.pdf",
    "deep/" * 12 + "end.pdf",
    "n" * 240 + ".pdf",
    "combining e\u0301 and single \u00e9.pdf",
]
NO_KEYS = [
    "",
    "/",
    "/etc/passwd",
    "a//b",
    "a/",
    "..",
    "a/../b",
    "./a",
    "a\0b",
    ".countersign-new-1",
    "\ud800",
]


STORES = ["folder", "rclone", "moto"]
if "COUNTERSIGN_TEST_S3_ENDPOINT" in os.environ:
    STORES.append("named")


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Place]:
    with s3_server(tmp_path_factory.mktemp("rclone")) as running:
        yield running


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Place]:
    with s3_server(tmp_path_factory.mktemp("moto"), MotoServer) as running:
        keep_versions(running, tmp_path_factory.mktemp("home"))
        yield running


@pytest.fixture(scope="module")
def named() -> S3Place:
    return named_s3_server()


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStore]:
    if request.param == "folder":
        settings = load({"COUNTERSIGN_HOME": str(tmp_path / "home")})
    else:
        home = tmp_path.with_name(f"{tmp_path.name}-{secrets.token_hex(4)}")
        settings = request.getfixturevalue(request.param).settings(home)
    opened = open_store(settings.objects_url, settings)
    yield opened
    if request.param == "named":
        clear(opened)


def test_what_was_put_is_what_is_got(store: ObjectStore) -> None:
    stat = store.put_new("archive/ab/scan", b"%PDF a scan")
    assert (stat.key, stat.size) == ("archive/ab/scan", 11)
    assert store.get("archive/ab/scan") == b"%PDF a scan"
    with store.open("archive/ab/scan") as stream:
        assert [stream.read(5), stream.read(), stream.read()] == [b"%PDF ", b"a scan", b""]


def test_the_time_of_an_object_is_now_in_utc(store: ObjectStore) -> None:
    stat = store.put_new("k", b"1")
    assert stat.modified.tzinfo is UTC
    assert abs(stat.modified - datetime.now(UTC)) < timedelta(seconds=30)


def test_bytes_files_and_streams_can_be_put(store: ObjectStore, tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(b"12345")
    stream = io.BytesIO(b"0012345")
    stream.seek(2)
    sources: list[Source] = [b"12345", path, stream]
    sizes = {store.put_new(str(number), source).size for number, source in enumerate(sources)}
    assert sizes == {5}
    assert not stream.closed


def test_an_empty_object_is_an_object(store: ObjectStore) -> None:
    assert store.put_new("empty", b"").size == 0
    assert store.get("empty") == b""
    assert [found.key for found in store.list("")] == ["empty"]


def test_putting_equal_bytes_again_changes_nothing(store: ObjectStore) -> None:
    assert store.put_new("k", b"same") == store.put_new("k", io.BytesIO(b"same")) == store.stat("k")


def test_other_bytes_under_a_key_are_refused_and_the_first_stay(store: ObjectStore) -> None:
    store.put_new("k", b"first")
    with pytest.raises(IntegrityFault) as refusal:
        store.put_new("k", b"other")
    assert store.get("k") == b"first"
    for part in ("'k'", hashlib.sha256(b"first").hexdigest(), hashlib.sha256(b"other").hexdigest()):
        assert part in str(refusal.value)


def test_racing_writers_of_one_key_leave_one_whole_content(store: ObjectStore) -> None:
    contents = [bytes([65 + n]) * 300_000 for n in range(8)]
    start = threading.Barrier(8)

    def write(data: bytes) -> bool:
        start.wait()
        try:
            return bool(store.put_new("race", data))
        except (IntegrityFault, KeyMissing):  # rclone shows nothing for a moment while it replaces a file
            return False

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(write, contents))
    assert store.get("race") in [data for data, winner in zip(contents, won, strict=True) if winner]
    assert [found.key for found in store.list("")] == ["race"]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_any_name_a_scanner_gives_can_be_a_key(store: ObjectStore, key: str) -> None:
    stat = store.put_new(key, b"x")
    assert stat.key == key
    assert list(store.list(key)) == [stat]
    assert store.get(key) == b"x"
    assert store.remove(key, stat.version)
    assert store.stat(key) is None


@pytest.mark.parametrize("key", NO_KEYS)
def test_what_is_no_key_is_refused(store: ObjectStore, key: str) -> None:
    with pytest.raises(WrongUse, match="no key"):
        store.put_new(key, b"x")


def test_a_key_that_climbs_out_cannot_be_read(store: ObjectStore) -> None:
    for ask in (store.get, store.stat, lambda key: store.remove(key, "1"), lambda key: store.presign(key, 9)):
        with pytest.raises(WrongUse, match="no key"):
            ask("a/../../secret")


def test_what_does_not_exist_is_said_so(store: ObjectStore, tmp_path: Path) -> None:
    store.put_new("folder/file", b"x")
    for key in ("nothing", "folder", "folder/file/below", "folder/nothing"):
        assert store.stat(key) is None
        assert store.remove(key, "1") is False
        asks: list[Callable[[], object]] = [
            partial(store.get, key),
            partial(store.fetch, key, tmp_path / "out"),
            partial(store.copy, key, "copy"),
            partial(store.presign, key, 60),
        ]
        for ask in asks:
            with pytest.raises(KeyMissing, match=f"'{key}'"):
                ask()


def test_more_bytes_than_allowed_are_refused_not_cut(store: ObjectStore) -> None:
    store.put_new("k", b"12345")
    assert store.get("k", limit=5) == b"12345"
    with pytest.raises(TooLarge, match=r"'k'.* 4 bytes"):
        store.get("k", limit=4)


def test_a_listing_is_ordered_by_key_and_can_be_taken_up_again(store: ObjectStore) -> None:
    keys = ["z", "~", "a.pdf", "a/b", "a/z", "a0", "a-b", "a/.h", "Übergabe", "a b"]
    keys += [f"n/{number:04}" for number in range(1040)]
    fill(store, keys)
    ordered = sorted(keys, key=str.encode)
    assert [found.key for found in store.list("")] == ordered
    for after in ("a/b", "a/", "n/0500", "n", "n/1039", "zz"):
        assert [found.key for found in store.list("", after)] == [
            key for key in ordered if key.encode() > after.encode()
        ]
    for prefix in ("n/", "n/01", "a", "a/", "none", "none/at all"):
        assert [found.key for found in store.list(prefix)] == [k for k in ordered if k.startswith(prefix)]
    assert [found.key for found in store.list("n/", "n/1037")] == ["n/1038", "n/1039"]


def test_a_listing_and_a_look_at_one_object_say_the_same(store: ObjectStore) -> None:
    put = store.put_new("a/k", b"123")
    assert list(store.list("a/")) == [store.stat("a/k")] == [put]


def test_only_the_version_that_was_looked_at_is_removed(store: ObjectStore) -> None:
    old = store.put_new("inbox/scan.pdf", b"first scan")
    replace(store, "inbox/scan.pdf", b"second one")
    assert store.remove("inbox/scan.pdf", old.version) is False
    assert store.get("inbox/scan.pdf") == b"second one"
    new = store.stat("inbox/scan.pdf")
    assert new
    assert store.remove("inbox/scan.pdf", new.version) is True
    assert store.remove("inbox/scan.pdf", new.version) is False


def test_a_copy_is_an_object_of_its_own(store: ObjectStore) -> None:
    source = store.put_new("inbox/scan", b"bytes")
    store.copy("inbox/scan", "archive/scan")
    store.copy("inbox/scan", "archive/scan")
    assert store.remove("inbox/scan", source.version)
    assert store.get("archive/scan") == b"bytes"


def test_a_copy_overwrites_nothing(store: ObjectStore) -> None:
    store.put_new("a", b"1")
    store.put_new("b", b"2")
    with pytest.raises(IntegrityFault, match="'b'"):
        store.copy("a", "b")
    assert store.get("b") == b"2"


def test_a_presigned_url_gives_the_object(store: ObjectStore) -> None:
    key = "50% off/Größe +1.pdf"
    store.put_new(key, b"the scan")
    assert visit(store.presign(key, 60)) == (200, b"the scan")
    with pytest.raises(WrongUse, match="604800"):
        store.presign(key, 604_801)


def test_large_objects_pass_through_in_pieces(store: ObjectStore, tmp_path: Path) -> None:
    scan = tmp_path / "scan.tif"
    scan.write_bytes(b"\x00\x01\x02\x03" * (5 * MEGABYTE))
    out = tmp_path / "out"
    with memory_peak(17 * MEGABYTE):
        put = store.put_new("large", scan)
    with memory_peak(5 * MEGABYTE):
        store.fetch("large", out)
    assert put.size == 20 * MEGABYTE
    assert out.read_bytes() == scan.read_bytes()
    with memory_peak(5 * MEGABYTE), store.open("large") as stream:
        assert stream.read(4) == b"\x00\x01\x02\x03"


def test_a_source_that_fails_midway_leaves_no_object(store: ObjectStore) -> None:
    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            if not data:
                raise Unreachable("the line is dead")
            return data

    for size in (10, 9 * MEGABYTE):
        with pytest.raises(Unreachable, match="the line is dead"):
            store.put_new("torn", Torn(b"x" * size))
        assert store.stat("torn") is None
        assert list(store.list("")) == []

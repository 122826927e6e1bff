"""Where a bucket keeps versions nothing that was dropped or kept is lost, and nothing removed comes back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from minio.commonconfig import GOVERNANCE
from minio.retention import Retention

from models.errors import Denied, IntegrityFault
from storage.objects.s3 import S3Store
from tests.servers.services import MotoServer, S3Place, keep_versions, s3_server, s3_store

KEY = "inbox/scan.pdf"


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Place]:
    with s3_server(tmp_path_factory.mktemp("moto"), MotoServer) as running:
        keep_versions(running, tmp_path_factory.mktemp("home"))
        yield running


@pytest.fixture
def store(moto: S3Place, tmp_path: Path) -> S3Store:
    return s3_store(moto, tmp_path)


def overwrite(store: S3Store, data: bytes) -> None:
    """What another program does that knows nothing of us."""
    store.client.put_object(store.place.bucket, store.place.prefix + KEY, io.BytesIO(data), len(data))


def delete(store: S3Store) -> None:
    """What a person does in a browser: a delete marker hides the object."""
    store.client.remove_object(store.place.bucket, store.place.prefix + KEY)


def versions(store: S3Store) -> list[tuple[str, bool]]:
    """Version id and whether it is a delete marker, the newest first."""
    found = store.client.list_objects(
        store.place.bucket, store.place.prefix, recursive=True, include_version=True
    )
    return [(version.version_id or "", version.is_delete_marker) for version in found]


def remove(store: S3Store) -> bool:
    found = store.stat(KEY)
    assert found
    return store.remove(KEY, found.version)


def test_what_is_removed_leaves_neither_version_nor_marker(store: S3Store) -> None:
    store.put_new(KEY, b"a scan")
    assert remove(store)
    assert versions(store) == []


def test_a_scan_overwritten_before_it_was_taken_comes_into_view_again(store: S3Store) -> None:
    old = store.put_new(KEY, b"the first scan")
    overwrite(store, b"another scan")
    assert store.remove(KEY, old.version) is False
    assert [store.get(found.key) for found in store.list("")] == [b"another scan"]
    assert remove(store)
    assert [store.get(found.key) for found in store.list("")] == [b"the first scan"]
    assert remove(store)
    assert (list(store.list("")), versions(store)) == ([], [])


def test_what_a_person_deleted_does_not_come_back(store: S3Store) -> None:
    store.put_new(KEY, b"deleted by hand")
    delete(store)
    assert (store.stat(KEY), list(store.list(""))) == (None, [])
    store.put_new(KEY, b"a new scan")
    assert [store.get(found.key) for found in store.list("")] == [b"a new scan"]
    assert remove(store)
    assert (store.stat(KEY), list(store.list(""))) == (None, [])


def test_other_bytes_are_refused_without_a_new_version(store: S3Store) -> None:
    store.put_new(KEY, b"first")
    before = versions(store)
    with pytest.raises(IntegrityFault, match=KEY):
        store.put_new(KEY, b"other")
    store.put_new(KEY, b"first")
    assert versions(store) == before


def test_an_original_that_somebody_overwrites_is_noticed_and_can_be_had_back(store: S3Store) -> None:
    store.put_new(KEY, b"the original")
    overwrite(store, b"something else")
    with pytest.raises(IntegrityFault, match=KEY):
        store.put_new(KEY, b"the original")
    assert remove(store)
    assert store.get(KEY) == b"the original"


def test_a_writer_that_comes_between_the_look_and_the_put_is_not_overwritten(store: S3Store) -> None:
    overwrite(store, b"somebody was faster")
    store.sender.send(KEY, io.BytesIO(b"ours"))
    assert store.get(KEY) == b"somebody was faster"
    assert len(versions(store)) == 1


def test_a_locked_object_is_denied_not_hidden(moto: S3Place, tmp_path: Path) -> None:
    store = s3_store(moto, tmp_path)
    store.client.make_bucket("locked", object_lock=True)
    store = s3_store(moto, tmp_path, "locked")
    found = store.put_new(KEY, b"a scan")
    until = datetime.now(UTC) + timedelta(hours=1)
    name = store.place.prefix + KEY
    store.client.set_object_retention("locked", name, Retention(GOVERNANCE, until))
    with pytest.raises(Denied, match="retention"):
        store.remove(KEY, found.version)
    assert store.get(KEY) == b"a scan"

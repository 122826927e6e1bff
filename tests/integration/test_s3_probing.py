"""What a server honours is tried on scratch objects, told in plain words, and leaves nothing behind."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from minio.commonconfig import GOVERNANCE
from minio.objectlockconfig import DAYS, ObjectLockConfig

from models.settings import load
from storage.objects import Finding, Weight, open_store, probe
from storage.objects.s3 import S3Store
from tests.servers.odd_server import EMPTY_LISTING, Asked, OddServer, answer, error, odd_server
from tests.servers.services import MotoServer, S3Place, keep_versions, s3_server, s3_store


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Place]:
    with s3_server(tmp_path_factory.mktemp("moto"), MotoServer) as running:
        keep_versions(running, tmp_path_factory.mktemp("home"))
        yield running


def probed(store: S3Store) -> dict[str, Finding]:
    return {finding.subject: finding for finding in probe(store)}


def at_odd(server: OddServer, tmp_path: Path) -> S3Store:
    settings = dataclasses.replace(server.place.settings(tmp_path), s3_region="us-east-1")
    store = open_store(settings.objects_url, settings)
    assert isinstance(store, S3Store)
    return store


def test_a_server_that_honours_nothing_is_told_so_and_is_used_all_the_same(tmp_path: Path) -> None:
    with s3_server(tmp_path / "rclone") as server:
        s3_store(server, tmp_path)
        store = s3_store(server, tmp_path)
        found = probed(store)
        assert list(store.list("")) == []
    assert {subject: finding.weight for subject, finding in found.items()} == {
        "conditional put": Weight.WEAKER,
        "versions": Weight.WEAKER,
        "object lock": Weight.WEAKER,
        "tags": Weight.WEAKER,
        "listing": Weight.GOOD,
        "presigned addresses": Weight.GOOD,
    }
    assert "not honoured, not needed" in found["conditional put"].words
    assert "DESTROYS" in found["tags"].words


def test_a_server_that_honours_much_is_told_so_and_left_as_it_was(moto: S3Place, tmp_path: Path) -> None:
    store = s3_store(moto, tmp_path)
    found = probed(store)
    assert {finding.weight for finding in found.values()} == {Weight.GOOD}
    assert "honoured, used" in found["conditional put"].words
    assert "had back" in found["versions"].words
    left = store.client.list_objects("firm", store.place.prefix, recursive=True, include_version=True)
    assert list(left) == []


def test_a_lock_is_tried_on_a_scratch_object_and_waited_for(moto: S3Place, tmp_path: Path) -> None:
    s3_store(moto, tmp_path).client.make_bucket("locked", object_lock=True)
    store = s3_store(moto, tmp_path, "locked")
    assert "honoured; used for holds" in probed(store)["object lock"].words
    left = store.client.list_objects("locked", recursive=True, include_version=True)
    assert list(left) == []


def test_a_bucket_that_locks_all_is_no_place_for_an_inbox(moto: S3Place, tmp_path: Path) -> None:
    store = s3_store(moto, tmp_path)
    store.client.make_bucket("frozen", object_lock=True)
    store.client.set_object_lock_config("frozen", ObjectLockConfig(GOVERNANCE, 7, DAYS))
    frozen = s3_store(moto, tmp_path, "frozen")
    finding = probed(frozen)["object lock"]
    assert list(frozen.list("")) == []
    assert finding.weight is Weight.HARMFUL
    assert "7 Days" in finding.words
    assert "COUNTERSIGN_INBOX_URL" in finding.words


def test_a_bucket_that_was_made_just_now_is_told(moto: S3Place, tmp_path: Path) -> None:
    finding = probed(s3_store(moto, tmp_path, "papres"))["bucket"]
    assert finding.weight is Weight.WEAKER
    assert "'papres' was not there and has been made" in finding.words


def test_a_server_that_lists_nothing_of_what_lies_there_is_not_to_be_used(tmp_path: Path) -> None:
    def blind(asked: Asked) -> bytes | None:
        return answer(200, EMPTY_LISTING) if "list-type" in asked.target else None

    with odd_server(blind) as server:
        finding = probed(at_odd(server, tmp_path))["listing"]
    assert finding.weight is Weight.HARMFUL
    assert "use another server" in finding.words


def test_what_the_keys_may_not_ask_is_not_used_and_hides_nothing_else(tmp_path: Path) -> None:
    def narrow(asked: Asked) -> bytes | None:
        asked_for = ("versioning=", "object-lock=", "tagging=")
        return error(403, "AccessDenied") if asked.target.partition("?")[2].startswith(asked_for) else None

    with odd_server(narrow) as server:
        found = probed(at_odd(server, tmp_path))
    assert "could not be told, not used" in found["versions"].words
    assert "could not be told, not used" in found["object lock"].words
    assert found["tags"].weight is Weight.GOOD
    assert found["presigned addresses"].weight is Weight.GOOD


def test_presigned_addresses_that_do_not_work_come_with_the_setting(tmp_path: Path) -> None:
    def unsigned(asked: Asked) -> bytes | None:
        return error(403, "AccessDenied") if asked.method == "GET" and "X-Amz-" in asked.target else None

    with odd_server(unsigned) as server:
        finding = probed(at_odd(server, tmp_path))["presigned addresses"]
    assert "status 403" in finding.words
    assert "COUNTERSIGN_DOWNLOADS=streamed" in finding.words


def test_of_a_folder_there_is_nothing_to_tell(tmp_path: Path) -> None:
    settings = load({"COUNTERSIGN_HOME": str(tmp_path)})
    assert probe(open_store(settings.objects_url, settings)) == ()

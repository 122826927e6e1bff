"""What the S3 store does beyond the contract: buckets, keys, servers that are wrong, away or killed."""

from __future__ import annotations

import dataclasses
import gzip
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

from models.errors import Missing, Unreachable, WrongUse
from models.settings import Settings
from storage.objects import ObjectStore, open_store
from storage.objects.s3 import connect
from tests.servers.services import S3Server, free_port, s3_server, s3_store


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with s3_server(tmp_path_factory.mktemp("s3")) as running:
        yield running


def reopen_s3(settings: Settings) -> ObjectStore:
    return open_store(settings.objects_url, settings)


def test_keys_that_hold_no_text_are_refused_by_s3_with_the_way_out(server: S3Server, tmp_path: Path) -> None:
    s3 = reopen_s3(server.settings(tmp_path))
    with pytest.raises(WrongUse, match="%XX"):
        s3.put_new("inbox/scan-\udcff.pdf", b"x")
    with pytest.raises(WrongUse, match="1024 bytes"):
        s3.put_new("n" * 1025, b"x")


def test_two_prefixes_of_a_bucket_are_two_stores(server: S3Server, tmp_path: Path) -> None:
    settings = server.settings(tmp_path)
    objects, inbox = reopen_s3(settings), open_store(settings.inbox_url, settings)
    inbox.put_new("scan", b"x")
    assert [found.key for found in inbox.list("")] == ["scan"]
    assert [found.key for found in objects.list("")] == ["inbox/scan"]


def test_a_bucket_that_lacks_is_made_once(server: S3Server, tmp_path: Path) -> None:
    settings = server.settings(tmp_path, bucket="made-on-first-use")
    reopen_s3(settings).put_new("k", b"x")
    assert reopen_s3(settings).get("k") == b"x"


def test_a_bucket_that_is_made_is_told_of_as_its_name_may_be_a_slip(
    server: S3Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = server.settings(tmp_path, bucket="papres")
    reopen_s3(settings)
    (told,) = [record for record in caplog.records if record.name.startswith("storage.")]
    assert (told.levelname, "'papres'" in told.getMessage()) == ("WARNING", True)
    assert "COUNTERSIGN_OBJECTS_URL" in told.getMessage()
    caplog.clear()
    reopen_s3(settings)
    assert caplog.records == []


def test_a_region_that_is_set_is_not_asked_for(server: S3Server, tmp_path: Path) -> None:
    settings = dataclasses.replace(server.settings(tmp_path), s3_region="eu-west-1")
    s3 = connect(settings.objects_url, settings, "COUNTERSIGN_OBJECTS_URL")
    assert "%2Feu-west-1%2Fs3%2F" in s3.client.get_presigned_url("GET", "firm", "k")
    with pytest.raises(WrongUse, match="COUNTERSIGN_S3_REGION"):
        reopen_s3(dataclasses.replace(settings, s3_region="not/a region"))


def test_bytes_are_given_as_they_lie_there_however_they_are_labelled(
    server: S3Server, tmp_path: Path
) -> None:
    s3 = s3_store(server, tmp_path)
    packed = gzip.compress(b"a scan")
    s3.client.put_object(
        "firm", f"{tmp_path.name}/k", io.BytesIO(packed), len(packed), metadata={"Content-Encoding": "gzip"}
    )
    assert s3.get("k") == packed


def test_a_bucket_that_went_away_is_named_with_its_setting(server: S3Server, tmp_path: Path) -> None:
    settings = server.settings(tmp_path, bucket="short-lived")
    s3 = connect(settings.objects_url, settings, "COUNTERSIGN_OBJECTS_URL")
    s3.client.remove_bucket("short-lived")
    with pytest.raises(Missing, match=r"no bucket 'short-lived'.*COUNTERSIGN_OBJECTS_URL"):
        list(s3.list(""))


@pytest.mark.parametrize(
    ("access_key", "secret_key"), [("countersign", "not-the-secret"), ("nobody", "hush-hush")]
)
def test_wrong_keys_name_the_settings_and_hide_the_secret(
    server: S3Server, tmp_path: Path, access_key: str, secret_key: str
) -> None:
    wrong = dataclasses.replace(server, access_key=access_key, secret_key=secret_key)
    with pytest.raises(Missing, match="COUNTERSIGN_S3_SECRET_KEY") as refusal:
        reopen_s3(wrong.settings(tmp_path))
    assert not refusal.value.passing
    assert secret_key not in str(refusal.value)


def test_keys_that_are_not_set_are_asked_for(server: S3Server, tmp_path: Path) -> None:
    settings = dataclasses.replace(server.settings(tmp_path), s3_access_key="")
    with pytest.raises(Missing, match="set COUNTERSIGN_S3_ACCESS_KEY"):
        reopen_s3(settings)


def test_a_tampered_url_gives_nothing(server: S3Server, tmp_path: Path) -> None:
    s3 = reopen_s3(server.settings(tmp_path))
    s3.put_new("k", b"x")
    s3.put_new("l", b"secret")
    with urllib3.PoolManager() as browser:
        answer = browser.request("GET", s3.presign("k", 60).replace("/k?", "/l?"))
    assert answer.status == 403
    assert b"secret" not in answer.data


def test_a_port_without_a_server_may_answer_later(server: S3Server, tmp_path: Path) -> None:
    nowhere = dataclasses.replace(server, server=f"http://127.0.0.1:{free_port()}", process=None)
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1.*refused.*COUNTERSIGN_OBJECTS_URL") as refusal:
        reopen_s3(nowhere.settings(tmp_path))
    assert refusal.value.passing


def test_a_server_that_speaks_no_tls_is_not_waited_for(server: S3Server, tmp_path: Path) -> None:
    settings = server.settings(tmp_path)
    with pytest.raises(Missing, match=r"cannot be trusted.*s3\+http in COUNTERSIGN_OBJECTS_URL") as refusal:
        open_store(settings.objects_url.replace("http", "https"), settings)
    assert not refusal.value.passing


@pytest.mark.parametrize("rest", ["", "/", "/X", "/firm/../other", "/firm?versions", "/firm#part"])
def test_a_url_without_a_proper_bucket_is_refused(server: S3Server, tmp_path: Path, rest: str) -> None:
    settings = server.settings(tmp_path)
    with pytest.raises(WrongUse):
        open_store(f"s3+http://{server.host}{rest}", settings)


def test_a_url_with_a_password_is_refused_without_repeating_it(server: S3Server, tmp_path: Path) -> None:
    settings = server.settings(tmp_path)
    with pytest.raises(WrongUse, match="COUNTERSIGN_S3") as refusal:
        open_store(f"s3+http://me:hush@{server.host}/firm", settings)
    assert "hush" not in str(refusal.value)


def test_what_was_acknowledged_outlives_a_killed_server(tmp_path: Path) -> None:
    with s3_server(tmp_path / "s3") as server:
        s3 = reopen_s3(server.settings(tmp_path))
        acknowledged: list[str] = []

        def write(writer: int) -> None:
            for number in range(10_000):
                try:
                    acknowledged.append(s3.put_new(f"{writer}/{number}", f"{writer} {number}".encode()).key)
                except Unreachable:
                    return

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
        for writer in writers:
            writer.start()
        while len(acknowledged) < 100 and any(writer.is_alive() for writer in writers):
            writers[0].join(0.01)
        server.kill()
        for writer in writers:
            writer.join()
        server.start()
        assert len(acknowledged) >= 100
        assert [key for key in acknowledged if s3.get(key).decode() != key.replace("/", " ")] == []

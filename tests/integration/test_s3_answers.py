"""S3 servers that answer badly, late or not at all: told in our words, soon, and nothing half done."""

from __future__ import annotations

import dataclasses
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3

from models.errors import CountersignError, Denied, IntegrityFault, Missing, Unreachable
from models.settings import Settings
from storage.objects import ObjectStore, StoreRefused, open_store
from storage.objects.s3.client import Pool
from storage.objects.streams import save
from tests.servers.odd_server import Asked, OddServer, answer, error, odd_server

SILENCE = 0.4
"""Seconds after which the tests give up."""
BOUND = 8.0
"""Seconds within which every call must have ended; generous, for a busy machine."""
HTML = b"<!DOCTYPE html><html><body>Sign in</body></html>"


def settings_for(server: OddServer, tmp_path: Path) -> Settings:
    settings = server.place.settings(tmp_path)
    return dataclasses.replace(settings, s3_region="us-east-1", s3_seconds=SILENCE)


def store_at(server: OddServer, tmp_path: Path) -> ObjectStore:
    settings = settings_for(server, tmp_path)
    return open_store(settings.objects_url, settings)


@contextmanager
def bounded() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < BOUND


def keep_silent(asked: Asked) -> bytes:
    asked.closing.wait(60)
    return b""


ANSWERS = [
    (error(403, "InvalidAccessKeyId"), Missing, "InvalidAccessKeyId.*COUNTERSIGN_S3_ACCESS_KEY"),
    (error(403, "SignatureDoesNotMatch"), Missing, "COUNTERSIGN_S3_SECRET_KEY"),
    (error(403, "AccessDenied"), Missing, "rights to the bucket"),
    (error(403, "RequestTimeTooSkewed"), Missing, "clock.*15 minutes.*NTP"),
    (
        error(400, "AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>"),
        Missing,
        "set COUNTERSIGN_S3_REGION to 'eu-west-1'",
    ),
    (
        answer(301, b"<Error><Code>Moved</Code></Error>", x_amz_bucket_region="eu-west-3"),
        Missing,
        "another region or at another address.*COUNTERSIGN_S3_REGION to 'eu-west-3'",
    ),
    (error(301, "PermanentRedirect"), Missing, "COUNTERSIGN_S3_REGION, or correct COUNTERSIGN_OBJECTS_URL"),
    (answer(200, HTML, "text/html"), Missing, "no S3 server.*COUNTERSIGN_OBJECTS_URL"),
    (answer(404, HTML, "text/html"), Missing, "no S3 server.*status 404"),
    (answer(200, b"\xff\xfe\x00", "image/png"), Missing, "no S3 server"),
    (
        answer(400, b"Client sent an HTTP request to an HTTPS server.\n", "text/plain"),
        Missing,
        r"s3\+https in COUNTERSIGN_OBJECTS_URL",
    ),
    (error(507, "XMinioStorageFull"), Unreachable, "is full.*free space"),
    (error(403, "QuotaExceeded"), Unreachable, "is full.*quota"),
    (answer(507, b"no space", "text/plain"), Unreachable, "is full"),
    (error(500, "InternalError"), Unreachable, "500 InternalError"),
    (answer(502, HTML, "text/html"), Unreachable, r"it says 502\)"),
    (error(501, "NotImplemented"), StoreRefused, "501 NotImplemented"),
    (error(418, "Teapot"), StoreRefused, "418 Teapot.*server's log"),
]


@pytest.mark.parametrize(("said", "kind", "words"), ANSWERS)
def test_what_a_server_says_is_told_with_the_next_step(
    tmp_path: Path, said: bytes, kind: type[CountersignError], words: str
) -> None:
    with odd_server(lambda _: said) as server, bounded(), pytest.raises(kind, match=words) as told:
        store_at(server, tmp_path)
    assert told.value.passing == issubclass(kind, Unreachable)
    assert "hush-hush" not in str(told.value)
    assert len(str(told.value)) < 600


def test_a_server_that_keeps_silent_is_given_up(tmp_path: Path) -> None:
    with odd_server(keep_silent) as server, bounded():
        with pytest.raises(Unreachable, match=r"silent.*COUNTERSIGN_S3_SECONDS"):
            store_at(server, tmp_path)
        assert len(server.asked) == 2


def test_a_server_that_hangs_midway_through_an_object_is_given_up(tmp_path: Path) -> None:
    def half(asked: Asked) -> bytes | None:
        if asked.method != "GET" or asked.key != "k":
            return None
        asked.line.write(answer(200, b"half", Content_Length="8"))
        return keep_silent(asked)

    with odd_server(half) as server, bounded():
        store = store_at(server, tmp_path)
        with pytest.raises(Unreachable, match=r"middle of 'k'.*silent"):
            store.get("k")


def cut(asked: Asked) -> bytes | None:
    """Ten bytes are announced, five come."""
    if asked.method == "GET" and asked.key == "k":
        return answer(200, b"01234", Content_Length="10")
    return None


def test_a_download_that_is_cut_is_noticed_and_never_taken_up_by_itself(tmp_path: Path) -> None:
    with odd_server(cut) as server, bounded():
        store = store_at(server, tmp_path)
        for ask in (store.get, lambda key: store.fetch(key, tmp_path / "out")):
            with pytest.raises(Unreachable, match=r"middle of 'k'.*broke"):
                ask("k")
        assert [asked.method for asked in server.asked if asked.key == "k"] == ["GET", "GET"]


def test_a_cut_download_gives_at_most_what_came(tmp_path: Path) -> None:
    with odd_server(cut) as server:
        store = store_at(server, tmp_path)
        out = tmp_path / "out"
        with pytest.raises(Unreachable), store.open("k") as stream:
            save(stream, out)
        assert b"01234".startswith(out.read_bytes())


def test_an_object_of_unknown_length_is_refused_as_nobody_could_tell_whether_it_is_whole(
    tmp_path: Path,
) -> None:
    def endless(asked: Asked) -> bytes | None:
        return b"HTTP/1.0 200 OK\r\n\r\n01234" if asked.key == "k" else None

    with odd_server(endless) as server, pytest.raises(Unreachable, match="no length"):
        store_at(server, tmp_path).get("k")


def test_a_busy_server_is_asked_again_and_gets_the_whole_object_each_time(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    refusals = [error(503, "SlowDown"), answer(503, b"busy", "text/plain", Retry_After="3600")]

    def busy(asked: Asked) -> bytes | None:
        return refusals.pop() if asked.method == "PUT" and refusals else None

    with odd_server(busy) as server, bounded():
        assert store_at(server, tmp_path).put_new("k", data).size == len(data)
        assert [asked.body == data for asked in server.asked if asked.method == "PUT"] == [True] * 3
        assert server.objects == {"k": data}


def test_a_server_that_stays_busy_is_given_up_after_four_attempts(tmp_path: Path) -> None:
    def busy(asked: Asked) -> bytes | None:
        return error(503, "SlowDown") if asked.method == "PUT" else None

    with odd_server(busy) as server, bounded():
        with pytest.raises(Unreachable, match=r"fewer calls.*503 SlowDown.*COUNTERSIGN_WORKERS") as told:
            store_at(server, tmp_path).put_new("k", b"x")
        assert told.value.passing
        assert len([asked for asked in server.asked if asked.method == "PUT"]) == 4


def test_a_put_whose_answer_is_lost_is_put_once_and_its_address_is_not_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The second attempt is told that something lies there: it is what the first one put."""
    server_has: list[bytes] = []

    def lose(asked: Asked) -> bytes | None:
        if asked.method != "PUT":
            return None
        if server_has:
            return error(412, "PreconditionFailed")
        server_has.append(asked.body)
        server.usual(asked)
        return b""

    with odd_server(lose) as server, bounded():
        store_at(server, tmp_path).put_new("k", b"the scan")
        assert server.objects == {"k": b"the scan"}
    assert "Signature" not in caplog.text


def test_what_a_server_stored_otherwise_than_given_is_noticed(tmp_path: Path) -> None:
    def mangle(asked: Asked) -> bytes | None:
        return (
            server.usual(dataclasses.replace(asked, body=asked.body[:-1])) if asked.method == "PUT" else None
        )

    with odd_server(mangle) as server, pytest.raises(IntegrityFault, match="'k'"):
        store_at(server, tmp_path).put_new("k", b"the scan")


def test_a_server_that_knows_no_condition_is_asked_without_from_then_on(tmp_path: Path) -> None:
    def old(asked: Asked) -> bytes | None:
        return error(501, "NotImplemented") if "if-none-match" in asked.headers else None

    with odd_server(old) as server:
        store = store_at(server, tmp_path)
        store.put_new("k", b"1")
        store.put_new("l", b"2")
        assert server.objects == {"k": b"1", "l": b"2"}
        assert sum("if-none-match" in asked.headers for asked in server.asked) == 1


def test_two_writers_at_once_are_told_to_come_back(tmp_path: Path) -> None:
    def conflict(asked: Asked) -> bytes | None:
        return error(409, "ConditionalRequestConflict") if asked.method == "PUT" else None

    with odd_server(conflict) as server, pytest.raises(Unreachable, match="Somebody else writes 'k'"):
        store_at(server, tmp_path).put_new("k", b"1")


def test_an_object_that_may_not_be_removed_is_named_with_the_rights_it_needs(tmp_path: Path) -> None:
    def locked(asked: Asked) -> bytes | None:
        return error(403, "AccessDenied") if asked.method == "DELETE" else None

    with odd_server(locked) as server:
        store = store_at(server, tmp_path)
        put = store.put_new("k", b"1")
        with pytest.raises(Denied, match=r"'k'.*s3:DeleteObjectVersion.*retention"):
            store.remove("k", put.version)


def test_keys_that_may_see_nothing_but_their_prefix_are_enough(tmp_path: Path) -> None:
    """Neither the bucket itself, nor where it lies, nor the list of buckets is asked for."""

    def narrow(asked: Asked) -> bytes | None:
        below = asked.key or f"prefix={tmp_path.name}%2F" in asked.target
        return None if below else error(403, "AccessDenied")

    with odd_server(narrow) as server:
        store = store_at(server, tmp_path)
        store.put_new("k", b"1")
        assert store.get("k") == b"1"
        assert list(store.list("")) == []


def test_a_slow_line_is_no_dead_line(tmp_path: Path) -> None:
    """An upload may take far longer than each piece of it may hang."""
    data = b"x" * 2_000_000
    small_buffer = [(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)]
    patience = urllib3.Timeout(connect=SILENCE, read=60)
    with (
        odd_server(slow_line=0.05) as server,
        Pool(timeout=patience, retries=False, socket_options=small_buffer) as pool,
    ):
        begun = time.monotonic()
        address = f"{server.place.server}/firm/home/k"
        assert pool.request("PUT", address, body=data, headers={"Content-Length": "2000000"}).status == 200
        assert time.monotonic() - begun > 2 * SILENCE
        assert server.objects == {"k": data}


def test_no_call_is_sent_on_to_another_address(tmp_path: Path) -> None:
    with odd_server() as other:
        moved = answer(307, b"", Location=f"{other.place.server}/firm/stolen")
        with odd_server(lambda _: moved) as server, pytest.raises(Missing, match="another address"):
            store_at(server, tmp_path)
        assert other.asked == []

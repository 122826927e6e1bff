"""The file as it came and the filed copy can be saved from the console and are never shown."""

from __future__ import annotations

import asyncio
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import urllib3

from countersign.console import create_console
from countersign.console.downloads import disposition
from flows.desk import Stores
from models.decision import Status
from models.record import DocumentRecord
from pipeline.filing import original_key
from storage.objects import open_store
from tests.doors.console_visits import Visitor, filed, picture_bytes, stores_in
from tests.servers.odd_server import Asked, answer, odd_server
from tests.servers.services import MotoServer, S3Place, s3_server
from tests.values.register_values import NOW, captured, decision_of

COPY = b"%PDF-1.7 the upright pages"
SHELF = "archive/default/customers/C-1/2026/INV-1/proof_of_delivery-x.pdf"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Place]:
    with s3_server(tmp_path_factory.mktemp("moto"), MotoServer) as running:
        yield running


def on_s3(stores: Stores, place: S3Place, downloads: str) -> Stores:
    """The same register, with its objects on an S3 server."""
    settings = replace(
        stores.settings,
        objects_url=f"s3+{place.server}/firm/{stores.settings.home.parent.name}",
        s3_access_key=place.access_key,
        s3_secret_key=place.secret_key,
        s3_region="us-east-1",
        downloads=downloads,
    )
    return replace(stores, settings=settings, objects=open_store(settings.objects_url, settings))


def parked(stores: Stores, name: str, data: bytes) -> DocumentRecord:
    record = captured(stores.register, name, decision_of(Status.PARKED))
    stores.objects.put_new(original_key(record.client, record.sha256), data)
    return record


def shelve(stores: Stores, record: DocumentRecord) -> None:
    ((_, link),) = stores.register.unshelved_of(record.drop_id)
    stores.objects.put_new(SHELF, COPY)
    stores.register.shelved(link, SHELF, "0" * 64, NOW)


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("scan.pdf", b"%PDF-1.7")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "suffix"),
    [
        (picture_bytes(), "image/png", ".png"),
        (b"%PDF-1.4\n", "application/pdf", ".pdf"),
        (b"II*\0" + bytes(8), "image/tiff", ".tif"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", ".jpg"),
        (zipped(), "application/zip", ".zip"),
        (b"From: a@b.c\nTo: d@e.f\nSubject: scan\n\n", "message/rfc822", ".eml"),
        (b"<html><script>alert(1)</script>", "application/octet-stream", ".bin"),
        (b"<svg onload='alert(1)'/>", "application/octet-stream", ".bin"),
        (b"MZ\x90\0", "application/octet-stream", ".bin"),
        (b"", "application/octet-stream", ".bin"),
    ],
)
def test_an_original_is_saved_byte_by_byte_as_what_its_bytes_are(
    stores: Stores, visitor: Visitor, data: bytes, media_type: str, suffix: str
):
    record = parked(stores, "named.exe", data)
    got = visitor.get(f"/documents/{record.id}/original")
    assert got.content == data
    assert got.headers["content-type"] == media_type
    assert got.headers["content-length"] == str(len(data))
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["content-disposition"] == f'attachment; filename="named-{record.id[:8]}{suffix}"'


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("scans/Monday 1.PDF", 'filename="Monday-1'),
        ("../../etc/passwd", 'filename="passwd'),
        ('a"b\r\nSet-Cookie: x.tif', 'filename="a-b-Set-Cookie-x'),
        ("C:\\scans\\evil.html", 'filename="evil'),
        ("Rechnung Größe.exe", "filename*=UTF-8''Rechnung-Gr%C3%B6%C3%9Fe"),
        ("納品書.pdf", "filename*=UTF-8''%E7%B4%8D%E5%93%81%E6%9B%B8"),
        ("....", 'filename="original'),
        ("\udcff\u202e.pdf", 'filename="original'),
    ],
)
def test_a_file_is_saved_under_a_safe_name(stores: Stores, visitor: Visitor, source: str, name: str):
    record = filed(stores, source)
    got = visitor.get(f"/documents/{record.id}/original")
    assert f"{name}-{record.id[:8]}.png" in got.headers["content-disposition"]
    assert "set-cookie" not in got.headers


def test_a_name_in_letters_of_its_own_has_one_in_plain_letters_beside_it():
    assert disposition("Größe", "-1.pdf") == (
        "attachment; filename=\"Gro-e-1.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe-1.pdf"
    )
    assert disposition("x" * 300, "-1.pdf") == f'attachment; filename="{"x" * 80}-1.pdf"'


def test_the_filed_copy_is_saved_under_its_invoice(stores: Stores, visitor: Visitor):
    record = filed(stores)
    shelve(stores, record)
    got = visitor.get(f"/documents/{record.id}/copy")
    assert (got.content, got.headers["content-type"]) == (COPY, "application/pdf")
    assert 'filename="INV-1-proof_of_delivery-' in got.headers["content-disposition"]
    assert f'href="/documents/{record.id}/copy"' in visitor.get(f"/documents/{record.id}").text


def test_what_is_not_filed_has_no_copy(stores: Stores, visitor: Visitor):
    record = parked(stores, "a.png", picture_bytes())
    assert visitor.get(f"/documents/{record.id}/copy").status_code == 404
    assert "/copy" not in visitor.get(f"/documents/{record.id}").text


def test_a_copy_that_is_still_to_be_made_says_so(stores: Stores, visitor: Visitor):
    got = visitor.get(f"/documents/{filed(stores).id}/copy")
    assert got.status_code == 503
    assert "in a minute" in got.text


def test_a_client_cannot_save_the_papers_of_another(stores: Stores, visitor: Visitor):
    record = filed(stores)
    shelve(stores, record)
    for path in ("original", "copy"):
        assert visitor.get(f"/documents/{record.id}/{path}").status_code == 200
        assert visitor.get(f"/documents/{record.id}/{path}?client=acme").status_code == 404


def test_an_original_that_is_gone_is_named_with_the_next_step(stores: Stores, visitor: Visitor):
    record = captured(stores.register, "gone.pdf", decision_of(Status.PARKED))
    got = visitor.get(f"/documents/{record.id}/original")
    assert got.status_code == 500
    assert "countersign verify" in got.text


def test_a_large_file_passes_through_in_pieces(stores: Stores):
    record = parked(stores, "large.bin", bytes(20 << 20))
    app, visitor = create_console(stores), Visitor(stores)
    sent = 0

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(message: Any) -> None:
        nonlocal sent
        sent += len(message.get("body", b""))

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/documents/{record.id}/original",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"cookie", visitor.cookie.encode())],
    }
    tracemalloc.start()
    try:
        asyncio.run(app(scope, receive, send))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sent == 20 << 20
    assert peak < 5 << 20


def test_by_presigned_address_the_server_hands_out_the_file_as_the_console_would(
    stores: Stores, moto: S3Place
):
    stores = on_s3(stores, moto, "presigned")
    record = filed(stores, "Größe.png")
    got = Visitor(stores).get(f"/documents/{record.id}/original")
    assert got.status_code == 307
    address = got.headers["location"]
    assert address.startswith(f"{moto.server}/firm/")
    assert parse_qs(urlsplit(address).query)["X-Amz-Expires"] == ["60"]
    with urllib3.PoolManager() as browser:
        saved = browser.request("GET", address)
    assert saved.data == picture_bytes()
    assert saved.headers["content-type"] == "image/png"
    assert saved.headers["content-disposition"] == disposition("Größe", f"-{record.id[:8]}.png")


@pytest.mark.parametrize("path", ["original", "copy"])
def test_on_s3_files_are_streamed_unless_asked_otherwise(stores: Stores, moto: S3Place, path: str):
    stores = on_s3(stores, moto, "streamed")
    record = filed(stores)
    shelve(stores, record)
    got = Visitor(stores).get(f"/documents/{record.id}/{path}")
    assert (got.status_code, got.content) == (200, COPY if path == "copy" else picture_bytes())


def test_a_folder_streams_whatever_the_setting_says(stores: Stores):
    stores = replace(stores, settings=replace(stores.settings, downloads="presigned"))
    assert Visitor(stores).get(f"/documents/{filed(stores).id}/original").content == picture_bytes()


def test_a_server_that_is_gone_is_told_on_a_page(stores: Stores):
    with odd_server() as server:
        stores = on_s3(stores, server.place, "streamed")
        record = filed(stores)
    got = Visitor(stores).get(f"/documents/{record.id}/original")
    assert got.status_code == 503
    assert "does not answer" in got.text


def test_a_download_that_breaks_off_is_shorter_than_announced(stores: Stores):
    """So that a browser notices it."""
    broken: list[bool] = []

    def cut(asked: Asked) -> bytes | None:
        if broken and asked.method == "GET":
            return answer(200, bytes(100_000), Content_Length="300000")
        return None

    with odd_server(cut) as server:
        stores = on_s3(stores, server.place, "streamed")
        record = parked(stores, "a.bin", bytes(300_000))
        broken.append(True)
        got = Visitor(stores).get(f"/documents/{record.id}/original")
    assert got.headers["content-length"] == "300000"
    assert len(got.content) < 300_000

"""The mailroom: files are handed in by the rules of `ingest`, and every page of a batch is told."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.desk import Stores
from models.decision import Status
from models.record import Drop
from tests.doors.console_visits import Visitor, filed, stores_in
from tests.values.register_values import (
    capture,
    captured,
    decision_of,
    invoice_of,
    later,
    reading_of,
    record_of,
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def post(stores: Stores, path: str, accept: str = "*/*", **body: Any) -> httpx.Response:
    visitor = Visitor(stores, login="ann")
    headers = {"Accept": accept, "X-CSRF-Token": visitor.csrf, **body.pop("headers", {})}
    return visitor.ask("POST", path, headers=headers, **body)


def files(*named: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", one) for one in named]


def test_a_form_hands_in_several_files(stores: Stores, visitor: Visitor):
    answer = post(stores, "/mailroom/files", files=files(("a.pdf", b"one"), ("b.pdf", b"two")))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/mailroom?taken=2"
    assert sorted(stores.inbox.get(stat.key) for stat in stores.inbox.list("")) == [b"one", b"two"]
    page = visitor.get("/mailroom?taken=2").text
    assert "Taken: 2." in page
    assert re.findall(r'class="paper"><bdi>([^<]*)', page) == ["b.pdf", "a.pdf"]


def test_a_script_is_told_of_each_file(stores: Stores):
    sent = files(("monday/a.pdf", b"one"), (".hidden", b"two"), ("c.pdf", b""))
    told = post(stores, "/mailroom/files", "application/json", files=sent).json()["files"]
    assert [one["source"] for one in told] == ["monday/a.pdf", ".hidden", "c.pdf"]
    assert [one.get("refused", "")[:6] for one in told] == ["", "hidden", "empty:"]


def test_who_handed_a_file_in_is_kept(stores: Stores):
    told = post(stores, "/mailroom/files", "application/json", files=files(("a.pdf", b"one"))).json()
    (event,) = stores.register.events("default", told["files"][0]["batch"])
    assert (event.kind, event.detail["by"], event.detail["source"]) == ("handed in", "ann", "a.pdf")


@pytest.mark.parametrize(
    ("name", "kept"),
    [("..\\..\\etc\\passwd", "etc/passwd"), ("scans\\a.pdf", "scans/a.pdf"), ("/a//./b.pdf", "a/b.pdf")],
)
def test_a_name_is_a_label_and_never_a_path(stores: Stores, name: str, kept: str):
    told = post(stores, "/mailroom/files", "application/json", files=files((name, b"one"))).json()
    assert told["files"][0]["source"] == kept


def test_the_same_file_again_is_the_same_drop(stores: Stores):
    for _ in range(2):
        post(stores, "/mailroom/files", files=files(("a.pdf", b"one")))
    assert len(list(stores.inbox.list(""))) == 1
    assert stores.register.unfinished("default") == 1


def test_a_file_that_came_before_leads_to_its_batch(stores: Stores):
    body = b"the same again"
    earlier = Drop("default", "a.pdf", sha256(body).hexdigest(), len(body), later(0))
    first = post(stores, "/mailroom/files", "application/json", files=files(("a.pdf", body))).json()["files"]
    assert "known" not in first[0]
    capture(stores.register, record_of(earlier, decision_of(Status.PARKED)), earlier)
    again = post(stores, "/mailroom/files", "application/json", files=files(("a.pdf", body))).json()["files"]
    assert again[0]["known"] == f"/mailroom/batches/{earlier.id}"


@pytest.mark.parametrize("told", [True, False], ids=["told beforehand", "found while it comes"])
def test_more_than_may_be_sent_at_once_is_refused(stores: Stores, told: bool):
    narrow = replace(stores, settings=replace(stores.settings, max_archive_megabytes=1))
    answer = post(narrow, "/mailroom/files", **multipart(b"x" * 1_000_001, told=told))
    assert answer.status_code == 413
    assert "COUNTERSIGN_MAX_ARCHIVE_MEGABYTES" in answer.text
    assert stores.register.unfinished("default") == 0


def multipart(content: bytes, *, told: bool) -> dict:
    """A request with one file, with or without its length in the head."""
    if told:
        return {"files": files(("a.pdf", content))}
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'

    async def pieces() -> AsyncIterator[bytes]:
        for part in (head, content, b"\r\n--b--\r\n"):
            yield part

    return {"content": pieces(), "headers": {"Content-Type": "multipart/form-data; boundary=b"}}


def test_a_batch_shows_each_page_with_its_end_and_the_sum(stores: Stores, visitor: Visitor):
    record = filed(stores)
    page = visitor.get(f"/mailroom/batches/{record.drop_id}").text
    assert "Every page has its end state." in page
    assert re.search(r'1 page</span> =\s*<span class="status filed"><span class="number">1', page)
    assert f'href="/documents/{record.id}"' in page
    assert "INV-1" in page
    shown = visitor.get(f"/mailroom/batches/{record.drop_id}/pages/1.png")
    assert shown.content.startswith(b"\x89PNG")


def test_batches_come_newest_first_and_nobody_sees_those_of_another(stores: Stores, visitor: Visitor):
    captured(stores.register, "a.pdf", decision_of(Status.PARKED), reading_of({}, pages=(1, 2)))
    record = captured(stores.register, "b.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
    page = visitor.get("/mailroom").text
    assert set(re.findall(r'class="paper"><a [^>]*><bdi>([^<]*)', page)) == {"a.pdf", "b.pdf"}
    assert "a.pdf" not in visitor.get("/mailroom?client=acme").text
    assert visitor.get(f"/mailroom/batches/{record.drop_id}?client=acme").status_code == 404


def test_a_page_that_is_open_is_told_what_changed(stores: Stores, visitor: Visitor):
    assert visitor.get("/mailroom/board.json").json()["busy"] is False
    post(stores, "/mailroom/files", files=files(("a.pdf", b"one")))
    now = visitor.get("/mailroom/board.json").json()
    assert now["busy"] is True
    assert now["said"] == "1 file in the inbox or in work."
    assert "a.pdf" in now["table"]

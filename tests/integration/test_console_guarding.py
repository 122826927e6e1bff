"""The console never trusts what a paper or a file name says, nor who calls it by a foreign name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from flows.desk import Stores
from models.decision import Status
from tests.doors.console_visits import EVIL, Visitor, broken, filed, hostile, stores_in
from tests.values.register_values import captured, decision_of

OUR_SCRIPT = re.compile(r'<script type="module" src="/static/(?:frame|keys)\.js\?v=[\w.]+"></script>')
"""What every page loads from the console itself, as the policy allows."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def test_nothing_from_a_paper_or_a_file_name_becomes_markup(stores: Stores, visitor: Visitor):
    record = hostile(stores)
    for path in (f"/documents/{record.id}", "/", f"/?q={EVIL}", f"/?client={EVIL}", f"/{EVIL}"):
        page = visitor.get(path).text
        assert "<script" not in OUR_SCRIPT.sub("", page).lower()
        assert 'alert("1")' not in page
    assert visitor.get(f"/documents/{record.id}").text.count("&lt;script&gt;") > 10


@pytest.mark.parametrize("name", ["half \udc80 a pair.pdf", "\u202efdp.exe", "line\nbreak\0.pdf"])
def test_any_file_name_can_be_shown(stores: Stores, visitor: Visitor, name: str):
    record = captured(stores.register, name, decision_of(Status.PARKED))
    assert visitor.get("/").status_code == 200
    assert visitor.get(f"/documents/{record.id}").status_code == 200


def answers(stores: Stores, visitor: Visitor) -> list[httpx.Response]:
    record = hostile(stores)
    paths = ["/", f"/documents/{record.id}", "/nowhere", "/?page=x", "/health", "/openapi.json"]
    found = [visitor.get(path) for path in [*paths, "/static/base.css"]]
    return [*found, broken(stores, visitor)]


def test_every_answer_carries_the_security_headers(stores: Stores, visitor: Visitor):
    for answer in answers(stores, visitor):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_page_needs_what_the_policy_forbids(stores: Stores, visitor: Visitor):
    record = hostile(stores)
    for path in ("/", f"/documents/{record.id}", "/nowhere"):
        page = visitor.get(path).text
        assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=", OUR_SCRIPT.sub("", page))
        assert not re.search(r'(?:src|href|action)="(?!/|#)', page)


def test_papers_are_not_left_in_the_browsers_cache(stores: Stores, visitor: Visitor):
    record = filed(stores)
    for path in ("", "/original"):
        assert visitor.get(f"/documents/{record.id}{path}").headers["cache-control"] == "no-store"


def test_browsers_ask_whether_styles_are_still_the_same(visitor: Visitor):
    first = visitor.get("/static/base.css")
    assert first.headers["cache-control"] == "no-cache"
    assert visitor.get("/static/base.css", **{"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_console_for_this_machine_answers_to_no_foreign_name(visitor: Visitor):
    assert visitor.get("/", site="http://evil.example").status_code == 421
    for site in ("http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"):
        assert visitor.get("/", site=site).status_code == 200


def test_a_console_for_others_answers_to_any_name(stores: Stores):
    visitor = Visitor(replace(stores, settings=replace(stores.settings, host="0.0.0.0")))
    assert visitor.get("/", site="http://papers.example").status_code == 200

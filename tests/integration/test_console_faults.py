"""What is wrong is told on a page, and to programs, with the next step and without a traceback."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from countersign.console.visits import SESSION_COOKIE
from flows.desk import Stores
from models.people import Grant, Role
from tests.doors.console_visits import Visitor, stores_in
from tests.values.register_values import claimed


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "Look for the document"),
        ("/documents/000000000000000000000000", 404, "Look for the document"),
        ("/?page=0", 400, "Go back"),
        ("/?client=UPPER", 400, "cannot name a client"),
    ],
)
def test_a_wrong_address_says_what_to_do(visitor: Visitor, path: str, status: int, words: str):
    answer = visitor.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert 'name="q"' in answer.text


@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.SCANNER, ["/mailroom"]),
        (Role.CLIENT_VIEWER, ["/"]),
        (Role.OPERATOR, ["/", "/review"]),
    ],
)
def test_a_fault_leads_only_where_its_reader_may_go(stores: Stores, role: Role, places: list[str]):
    page = Visitor(stores, Grant(role, "default"), login=role).get("/audit").text
    assert re.findall(r'<a href="([^"]*)"', page.partition("<main")[2].partition("</main>")[0]) == places
    assert ('role="search"' in page) == (role is not Role.SCANNER)


def test_a_failure_of_the_console_shows_no_traceback(stores: Stores):
    without_register = Visitor(replace(stores, register=None))
    without_register.cookies = {SESSION_COOKIE: "of somebody"}
    answer = without_register.get("/")
    assert answer.status_code == 500
    assert "countersign check" in answer.text
    assert not re.search("Traceback|AttributeError|NoneType", answer.text)


def emptied(stores: Stores) -> None:
    stores.register.close()
    for path in stores.settings.home.glob("register.sqlite*"):
        path.unlink()


def brought_to_a_newer_version(stores: Stores) -> None:
    with closing(sqlite3.connect(stores.settings.home / "register.sqlite")) as register:
        register.execute("UPDATE alembic_version SET version_num = '9999'")
        register.execute("ALTER TABLE documents RENAME TO papers")
        register.commit()


@pytest.mark.parametrize("change", [emptied, brought_to_a_newer_version])
def test_a_register_that_changed_under_the_console_is_told_with_the_next_step(
    stores: Stores, visitor: Visitor, change: Callable[[Stores], None]
):
    assert visitor.get("/").status_code == 200
    change(stores)
    answer = visitor.get("/")
    assert answer.status_code == 503
    assert "emptied, exchanged, or brought to another version" in answer.text
    assert "countersign check" in answer.text
    assert "COUNTERSIGN_DATABASE_URL" in answer.text
    assert not re.search("Traceback|sqlite3|OperationalError|SELECT", answer.text)
    assert answer.headers["x-frame-options"] == "DENY"


def test_health_counts_what_waits(stores: Stores, visitor: Visitor):
    claimed(stores.register, "slow.pdf")
    answer = visitor.get("/health")
    assert answer.status_code == 200
    assert {**answer.json(), "version": ""} == {
        "status": "ok",
        "version": "",
        "waiting_files": 1,
        "balanced": True,
        "reason": None,
    }


def test_health_says_when_the_register_is_gone(stores: Stores, visitor: Visitor):
    stores.register.close()
    for path in stores.settings.home.glob("register.sqlite*"):
        path.unlink()
    Path(stores.settings.home, "register.sqlite").mkdir()
    answer = visitor.get("/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "fault"
    assert "COUNTERSIGN_DATABASE_URL" in answer.json()["reason"]


def test_health_says_when_the_object_storage_is_gone(stores: Stores, visitor: Visitor):
    shutil.rmtree(stores.settings.objects_url)
    answer = visitor.get("/health")
    assert answer.status_code == 503
    assert stores.settings.objects_url in answer.json()["reason"]

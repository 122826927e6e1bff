"""Who may do what in the mailroom and with documents; a refusal says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.desk import Stores
from models.people import Grant, Role
from models.record import DocumentRecord
from tests.doors.console_visits import Visitor, filed, stores_in

IN_THE_MAILROOM = (
    ("GET", "/mailroom"),
    ("GET", "/mailroom/board.json"),
    ("POST", "/mailroom/files"),
    ("GET", "/mailroom/quarantine"),
    ("GET", "/mailroom/sheets"),
    ("GET", "/mailroom/sheets/separators.pdf"),
    ("GET", "/mailroom/sheets/batch.pdf?documents=1&pages=1"),
    ("GET", "/mailroom/batches/{drop}"),
    ("GET", "/mailroom/batches/{drop}/progress.json"),
    ("GET", "/mailroom/batches/{drop}/pages/1.png"),
    ("POST", "/mailroom/batches/{drop}/retry"),
    ("GET", "/documents/{document}/slip.pdf"),
)
LOOKING = (
    ("GET", "/?client=default"),
    ("GET", "/?client=default&q=INV"),
    ("GET", "/documents/{document}"),
    ("GET", "/documents/{document}/pages/1.png"),
    ("GET", "/documents/{document}/original"),
    ("GET", "/documents/{document}/copy"),
    ("GET", "/documents/{document}/searchable.pdf"),
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def record(stores: Stores) -> DocumentRecord:
    return filed(stores)


def statuses(stores: Stores, grant: Grant, asked: tuple, record: DocumentRecord) -> dict[str, int]:
    """The status of each answer to somebody with this role."""
    login = f"{grant.role}.{grant.client}.{''.join(grant.customers)}".lower()
    visitor = Visitor(stores, grant, login=login)
    return {path: status(visitor, how, path, record) for how, path in asked}


def status(visitor: Visitor, how: str, path: str, record: DocumentRecord) -> int:
    sent = {"files": [("files", ("a.pdf", b"one"))], "data": {"csrf": visitor.csrf}} if how == "POST" else {}
    return visitor.ask(how, path.format(drop=record.drop_id, document=record.id), **sent).status_code


def test_a_scanner_works_in_the_mailroom_and_opens_no_document(stores: Stores, record: DocumentRecord):
    scanner = Grant(Role.SCANNER, "default")
    may = statuses(stores, scanner, IN_THE_MAILROOM, record)
    assert {path: status for path, status in may.items() if status == 403} == {}
    looks = statuses(stores, scanner, LOOKING, record)
    assert (looks.pop(LOOKING[0][1]), looks.pop(LOOKING[1][1])) == (303, 303)
    assert set(looks.values()) == {404}


def test_who_only_looks_hands_nothing_in(stores: Stores, record: DocumentRecord):
    viewer = Grant(Role.CLIENT_VIEWER, "default")
    assert set(statuses(stores, viewer, IN_THE_MAILROOM, record).values()) == {403}
    assert 403 not in statuses(stores, viewer, LOOKING, record).values()
    assert list(stores.inbox.list("")) == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_with_another_client_opens_nothing(stores: Stores, record: DocumentRecord, role: Role):
    found = statuses(stores, Grant(role, "acme"), (*IN_THE_MAILROOM, *LOOKING), record)
    assert set(found.values()) <= {403, 404}


def test_a_role_for_other_customers_does_not_open_a_document(stores: Stores, record: DocumentRecord):
    of_documents = tuple(one for one in LOOKING if "{document}" in one[1])
    other = Grant(Role.COLLECTOR, "default", frozenset({"C-2"}))
    assert set(statuses(stores, other, of_documents, record).values()) == {404}
    own = Grant(Role.COLLECTOR, "default", frozenset({"C-1"}))
    assert 403 not in statuses(stores, own, of_documents, record).values()

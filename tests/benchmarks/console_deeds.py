"""What people did with generated documents, and what a webhook was told: rows beside the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa

from models.webhook import CHOSEN, State
from storage.register.tables import events
from storage.register.tables.learned import learned
from storage.register.tables.review import corrections, reviews
from storage.register.tables.webhook import attempts, deliveries

CLIENT = "default"
PEOPLE = 200
CAUSES = ("rivals", "unconfirmed", "contradiction")
Rows = Iterator[tuple[sa.Table, Iterable[dict[str, Any]]]]


class Paper(Protocol):
    """A generated document."""

    @property
    def at(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def received(self) -> datetime: ...


def webhook(made_at: datetime) -> dict[str, Any]:
    """The one webhook, number 1."""
    told = {"client": CLIENT, "url": "https://erp.firm.example/hook", "secret": "whsec_", "old_secret": ""}
    return {
        **told,
        "notices": [one.value for one in CHOSEN],
        "made_at": made_at,
        "made_by": "boss",
        "failures": 0,
    }


def deeds(made: Sequence[tuple[Paper, str]]) -> Rows:
    """Rows for documents with their status."""
    papers = [one for one, _ in made]
    yield events, map(_look, papers)
    yield reviews, (_review(one, status) for one, status in made if status in {"review", "parked"})
    taught = [one for one in papers if one.at % 50 == 0]
    yield corrections, map(_correction, taught)
    yield learned, map(_lesson, taught)
    yield deliveries, map(_delivery, papers)
    yield attempts, (_attempt(one) for one in papers if one.at % 10 == 0)


def _look(one: Paper) -> dict[str, Any]:
    by = f"p{one.at % PEOPLE}"
    kind = "downloaded" if one.at % 1000 == 0 else "viewed"
    told = {"at": one.received, "client": CLIENT, "kind": kind, "subject": one.id}
    return {**told, "detail": {"by": by, "pages": [1]}, "by": by}


def _review(one: Paper, status: str) -> dict[str, Any]:
    parked = status == "parked"
    cause, rank = ("parked", 3) if parked else (CAUSES[one.at % 3], 0 if one.at % 97 == 0 else 1)
    place = {
        "document_id": one.id,
        "client": CLIENT,
        "received_at": one.received,
        "cause": cause,
        "rank": rank,
    }
    return {**place, "open": True, "token": 0, "holder": "", "lease_until": None}


def _correction(one: Paper) -> dict[str, Any]:
    told = {"id": one.at + 1, "client": CLIENT, "document_id": one.id, "at": one.received, "login": "ann"}
    return {**told, "action": "file", "before": [], "after": [], "seconds": 3.0, "presses": 2, "undoes": 0}


def _lesson(one: Paper) -> dict[str, Any]:
    told = {
        "client": CLIENT,
        "kind": "name",
        "key": f"C-{10_000 + one.at % 20_000}",
        "value": f"Name {one.at}",
    }
    known = {"correction_id": one.at + 1, "document_id": one.id, "at": one.received, "by": "ann"}
    return {**told, **known, "withdrawn_at": None, "withdrawn_by": ""}


def _delivery(one: Paper) -> dict[str, Any]:
    state = State.WAITING if one.at % 500 == 0 else State.FAILED if one.at % 100 == 1 else State.DELIVERED
    waits = state is State.WAITING
    told = {
        "id": one.at + 1,
        "webhook_id": 1,
        "client": CLIENT,
        "message": f"msg_{one.at}",
        "subject": one.id,
    }
    what = {"notice": CHOSEN[0].value, "at": one.received, "detail": {"status": "filed"}, "body": "{}"}
    when = {"due_at": one.received if waits else None, "ended_at": None if waits else one.received}
    return {**told, **what, **when, "state": state.value, "attempts": 1, "lease_until": None}


def _attempt(one: Paper) -> dict[str, Any]:
    told = {"delivery_id": one.at + 1, "client": CLIENT, "at": one.received, "seconds": 0.1}
    return {**told, "status": 200, "answer": "ok", "problem": ""}

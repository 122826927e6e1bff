"""What a receiver is sent: ids, states and links; never what stands on a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flows.desk import Stores
from models.record import DEFAULT_CLIENT, DocumentRecord
from models.webhook import Delivery, Notice


def body_of(stores: Stores, one: Delivery) -> str:
    """The message as JSON: what happened, when, and to what. The state is that of the moment it happened."""
    told = {"type": one.notice.value, "timestamp": one.at.isoformat(), "data": _data(stores, one)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _data(stores: Stores, one: Delivery) -> Mapping[str, Any]:
    if one.notice is Notice.TEST:
        return {"client": one.client, "message": "This is a test. Nothing happened to any document."}
    if one.notice in {Notice.ALARM, Notice.ALARM_CLEARED}:
        links = {"page": f"{stores.settings.console_url}/alarms"}
        return {"id": one.subject, "client": one.client, **_alarm(one.detail), "links": links}
    return (_batch if one.notice is Notice.BATCH else _document)(stores, one)


def _alarm(detail: Mapping[str, Any]) -> Mapping[str, Any]:
    told = detail.get("alarm", {})
    return dict(told) if isinstance(told, Mapping) else {}


def _batch(stores: Stores, one: Delivery) -> Mapping[str, Any]:
    batch = stores.register.batches.one(one.client, one.subject)
    known = {"source": batch.source, "files": batch.files, "pages": dict(batch.pages)} if batch else {}
    links = {
        "page": _address(stores, one, "mailroom", "batches"),
        "api": _address(stores, one, "api", "v1", "batches"),
    }
    return {"id": one.subject, "client": one.client, **known, "links": links}


def _document(stores: Stores, one: Delivery) -> Mapping[str, Any]:
    detail = one.detail
    record = stores.register.document(one.client, one.subject)
    return {
        "id": one.subject,
        "client": one.client,
        **(_known(record) if record else {}),
        **_state(detail, one.notice),
        **({"into": detail["into"]} if "into" in detail else {}),
        **({"correction": detail["correction"]} if "correction" in detail else {}),
        **({"receipt": {"grade": detail["grade"]}} if "grade" in detail else {}),
        "links": {
            "page": _address(stores, one, "documents"),
            "api": _address(stores, one, "api", "v1", "documents"),
        },
    }


def _known(record: DocumentRecord) -> Mapping[str, Any]:
    """What stays as it was, whatever is decided."""
    return {
        "sha256": record.sha256,
        "received_at": record.received_at.isoformat(),
        "source": record.source,
        "pages": list(record.reading.pages),
        "type": record.reading.type.value,
        "kind": record.reading.kind,
    }


def _state(detail: Mapping[str, Any], notice: Notice) -> Mapping[str, Any]:
    """State and invoices as the event said them; `filed` as in the shape of the export."""
    status = detail.get("status") or detail.get("to") or _STATUSES.get(notice, "")
    if not status:
        return {}
    chosen = [] if status in {"parked", "quarantined"} else detail.get("chosen", [])
    marks = {"filed": status == "filed"} | ({"proposed": True} if status == "review" else {})
    matches = [{"customer_number": customer, "invoice_number": number} | marks for customer, number in chosen]
    return {"status": status, "matches": matches}


_STATUSES = {
    Notice.FILED: "filed",
    Notice.REVIEW: "review",
    Notice.PARKED: "parked",
    Notice.QUARANTINED: "quarantined",
}


def _address(stores: Stores, one: Delivery, *parts: str) -> str:
    path = "/".join((*parts, quote(one.subject, safe="")))
    query = "" if one.client == DEFAULT_CLIENT else f"?{urlencode({'client': one.client})}"
    return f"{stores.settings.console_url}/{path}{query}"

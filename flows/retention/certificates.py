"""The certificate of a destruction: what went, why it might, who decided, its place in the chain."""

from __future__ import annotations

import json
from typing import Any

from flows.desk import Stores
from flows.evidence.sheets.certificate import certificate_pdf
from flows.locking import locked_for_good
from models.errors import IntegrityFault
from models.plain import to_plain
from models.retention import Destruction
from storage.objects import KeyMissing
from storage.register.retention.destructions import APPROVED

FORMAT = "countersign-destruction-1"
FOLDER = "proof/certificates/"


def certificate_keys(one: Destruction) -> tuple[str, str]:
    """Where its JSON and its PDF lie."""
    begin = f"{FOLDER}{one.client}/destruction-{one.id:06d}"
    return f"{begin}.json", f"{begin}.pdf"


def certificate_of(stores: Stores, one: Destruction) -> tuple[bytes, bytes]:
    """The certificate as it was written: JSON and PDF; raises KeyMissing where it is not yet."""
    plain, pdf = certificate_keys(one)
    return stores.objects.get(plain), stores.objects.get(pdf)


def write_certificate(stores: Stores, one: Destruction) -> None:
    """Keep the certificate; the same twice is kept once."""
    plain_key, pdf_key = certificate_keys(one)
    plain = _plain(stores, one)
    try:
        stores.objects.get(plain_key)
    except KeyMissing:
        stores.objects.put_new(plain_key, json.dumps(plain, indent=1).encode("ascii") + b"\n")
    kept = json.loads(stores.objects.get(plain_key))
    if stores.objects.stat(pdf_key) is None:
        stores.objects.put_new(pdf_key, certificate_pdf(kept))
    for key in (plain_key, pdf_key):
        locked_for_good(stores, key)


def _plain(stores: Stores, one: Destruction) -> dict[str, Any]:
    sealed = stores.register.chain.of_event(one.client, APPROVED, one.name)
    if sealed is None or one.decided_at is None:
        raise IntegrityFault(f"{one.name} has no approval in the audit chain: run `countersign verify`.")
    return {
        "format": FORMAT,
        "number": one.id,
        "client": one.client,
        "proposed": {"by": one.proposed_by, "at": one.proposed_at.isoformat()},
        "approved": {"by": one.decided_by, "at": one.decided_at.isoformat()},
        "written_at": stores.clock().isoformat(),
        "no_hold_and_no_open_dispute": True,
        "files": to_plain(one.files),
        "chain": {"position": sealed.node.position, "hash": sealed.node.hash},
    }

"""The manifest of a pack in its ZIP form: every file with its hash, every original, the custody record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.ledger import Invoice
from models.paper import Box
from receivables.evidence.contents import Exhibit
from receivables.evidence.pack import OriginalFile, Pack
from receivables.evidence.proving import ChainProof, plain_proof

FORMAT = "countersign-evidence-1"


def manifest_of(
    pack: Pack, files: Mapping[str, bytes], pages: Mapping[str, int], proof: ChainProof | None = None
) -> dict[str, Any]:
    """The manifest, given the bytes of every other file by name, and the pages of those that have any."""
    chain = {"chain": plain_proof(proof)} if proof else {}
    return {
        "format": FORMAT,
        "made_with": pack.program,
        "date": pack.wish.on.isoformat(),
        "language": pack.language.value,
        "client": pack.client,
        "customer": {"number": pack.customer.number, "name": pack.customer.name},
        "invoices": [_invoice(one) for one in pack.invoices],
        "dispute": _dispute(pack),
        "reply_by": pack.reply_by.isoformat(),
        "files": [_file(name, files[name], pages.get(name)) for name in sorted(files)],
        "exhibits": [_exhibit(one) for one in pack.exhibits],
        "originals": [_original(one) for one in pack.originals],
        "not_included": [{"document": one.id, "why": "hidden"} for one in pack.picked.hidden],
        "custody": [
            {"at": one.at.isoformat(), "exhibit": one.exhibit, "what": one.what, "by_person": one.by_person}
            for one in pack.steps
        ],
        **chain,
    }


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """As it is written: indented, keys in their order, ASCII, one line feed at the end."""
    return json.dumps(manifest, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """SHA256SUMS of these files, as `sha256sum` writes it, by name."""
    return "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files)).encode("utf-8")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _invoice(one: Invoice) -> dict[str, Any]:
    return {
        "number": one.number,
        "date": one.invoice_date.isoformat(),
        "due": one.due_date.isoformat() if one.due_date else None,
        "amount": str(one.amount),
        "currency": one.currency,
        "po_number": one.po_number,
        "delivery_number": one.delivery_number,
    }


def _dispute(pack: Pack) -> dict[str, Any]:
    dispute = pack.wish.dispute
    return {
        "reason": dispute.reason.value if dispute.reason else None,
        "claim": dispute.claim,
        "amount": None if dispute.amount is None else str(dispute.amount),
        "raised": dispute.raised.isoformat() if dispute.raised else None,
    }


def _file(name: str, data: bytes, pages: int | None) -> dict[str, Any]:
    told = {"name": name, "sha256": _sha256(data), "bytes": len(data)}
    return told if pages is None else {**told, "pages": pages}


def _exhibit(one: Exhibit) -> dict[str, Any]:
    record = one.record
    return {
        "exhibit": one.letter,
        "document": record.id,
        "type": record.reading.type.value,
        "kind": record.reading.kind,
        "invoices": list(one.invoices),
        "original_sha256": record.sha256,
        "pages": [
            {"page": page.number, "blacked_out": [_box(box) for box in page.covered]} for page in one.shown
        ],
        "left_out": [{"page": page.number, "why": page.why} for page in one.left_out],
        "marks": [
            {"number": m.number, "kind": m.kind.value, "page": m.page, "bbox": _box(m.box), "text": m.text}
            for m in one.marks
        ],
    }


def _box(box: Box) -> Sequence[float]:
    return [round(edge, 5) for edge in (box.x0, box.y0, box.x1, box.y1)]


def _original(one: OriginalFile) -> dict[str, Any]:
    told = {"exhibits": list(one.exhibits), "sha256": one.sha256, "bytes": one.size, "pages": one.pages}
    return {**told, "withheld": one.withheld} if one.withheld else {**told, "file": one.name}

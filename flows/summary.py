"""What one drain did, as a page for people: counts, and what waits for somebody, with links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.drain import Drained
from models.decision import Status
from models.record import DocumentRecord

LISTED = 100
"""So many documents are listed; the console has them all."""
_FOR_PEOPLE = (Status.QUARANTINED, Status.REVIEW)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&:/@])")


def page_of(drained: Drained, records: Sequence[DocumentRecord], console: str) -> str:
    """The summary in Markdown.

    Args:
        drained: what the drain did.
        records: the documents of its drops.
        console: URL of the console, without a slash at its end.
    """
    waiting = [record for status in _FOR_PEOPLE for record in records if record.decision.status is status]
    return "\n".join([*_counts(drained, records), *_listed(waiting, console)])


def _counts(drained: Drained, records: Sequence[DocumentRecord]) -> list[str]:
    files = len(set(drained.drops))
    lines = [
        f"{files} files, {len(records)} documents.",
        "",
        "| end state | documents | files |",
        "|---|---|---|",
    ]
    documents = Counter(record.decision.status for record in records)
    sources = {status: {r.drop_id for r in records if r.decision.status is status} for status in documents}
    lines += [
        f"| {status} | {documents[status]} | {len(sources[status])} |"
        for status in Status
        if documents[status]
    ]
    if drained.filed_later:
        lines += ["", f"{drained.filed_later} documents that waited for their invoice were filed."]
    return lines


def _listed(waiting: Sequence[DocumentRecord], console: str) -> list[str]:
    if not waiting:
        return []
    lines = ["", "| waits for a person | document | reason |", "|---|---|---|"]
    lines += [_row(record, console) for record in waiting[:LISTED]]
    if len(waiting) > LISTED:
        lines += ["", f"And {len(waiting) - LISTED} more: see the [console]({console}/)."]
    return lines


def _row(record: DocumentRecord, console: str) -> str:
    link = f"{console}/documents/{record.id}?client={record.client}"
    name, reason = literal(f"{record.client}/{record.source}"), literal(record.decision.reason)
    return f"| {record.decision.status} | [{name}]({link}) | {reason} |"


def literal(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))

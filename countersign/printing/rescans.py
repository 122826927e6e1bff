"""Slips for documents that are to be scanned again."""

from __future__ import annotations

from collections.abc import Iterable

from countersign.printing.sheets import Again, rescan_slips
from countersign.wording.pages import pages
from models.errors import WrongUse
from models.record import DocumentRecord
from models.sheets import RescanSlip
from storage.register import Register


def slips_for(register: Register, client: str, document_ids: Iterable[str]) -> bytes:
    """A PDF with a slip for each of these documents.

    Raises:
        WrongUse: the client has no such document.
    """
    return rescan_slips([_again(_found(register, client, one)) for one in document_ids])


def _found(register: Register, client: str, document_id: str) -> DocumentRecord:
    record = register.document(client, document_id)
    if record is None:
        raise WrongUse(f"Client {client} has no document {document_id}: `countersign find` names them.")
    return record


def _again(record: DocumentRecord) -> Again:
    return Again(RescanSlip(record.client, record.id), record.source, pages(record.reading.pages))

"""Files of payments that somebody hands in, for the page and the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import UploadFile

from countersign.console.room import Room
from flows.cash import PaymentsLoaded, load_payments
from models.errors import LedgerRefused, WrongUse
from pipeline.ledger_files.importing.given import Export, Wishes

MOST_FILES = 20
LARGEST_FORM = 64 << 20
"""Bytes of all files together."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one file."""

    name: str
    loaded: PaymentsLoaded | None = None
    refused: str = ""
    """Why nothing of it was taken; empty where it was."""


def handed_in(room: Room, client: str, sent: Sequence[UploadFile], by: str) -> tuple[Handed, ...]:
    """Load each file; one that cannot be read stops no other.

    Raises:
        WrongUse: there is none, or too many.
    """
    if not 0 < len(sent) <= MOST_FILES:
        raise WrongUse(f"Choose at least one file with payments, and at most {MOST_FILES}.")
    return tuple(_handed(room, client, one, by) for one in sent)


def _handed(room: Room, client: str, sent: UploadFile, by: str) -> Handed:
    name = (sent.filename or "payments").replace("\\", "/").rpartition("/")[2][:200]
    try:
        export = Export(name, sent.file.read())
        return Handed(name, load_payments(room.desk, client, export, Wishes(), by))
    except LedgerRefused as refusal:
        return Handed(name, refused=str(refusal))

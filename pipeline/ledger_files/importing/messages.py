"""Single invoices sent as messages, laid out as the items of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.archives import open_archive
from pipeline.ledger_files.importing.given import LARGEST, Export
from pipeline.ledger_files.importing.walk import Walked
from pipeline.ledger_files.importing.workbook import is_workbook
from pipeline.ledger_files.rows import Row

COLUMNS = (
    "invoice_number", "customer_number", "customer_name", "address", "city", "country", "kind",
    "invoice_date", "due_date", "amount", "currency", "po_number", "delivery_number",
)  # fmt: skip
_PLACES = {column: place for place, column in enumerate(COLUMNS)}
_MOST_FILES = 200_000
_HIDDEN = (".", "__MACOSX/")
Message = tuple[str, int, Mapping[str, str]]
"""File, 1-based line in it, and what the message says by column; dates as ISO 8601, amounts with a point."""


def laid_out(messages: Iterable[Message], title: str) -> Walked:
    """The messages as items; one that came twice word for word is one."""
    walked = Walked(title, _PLACES)
    seen: set[tuple[str, ...]] = set()
    sources: dict[int, tuple[str, int]] = {}
    for number, (file, line, said) in enumerate(messages, start=1):
        texts = tuple(said.get(column, "").strip() for column in COLUMNS)
        if texts in seen:
            walked.doubles.add(len(walked.items))
        seen.add(texts)
        sources[number] = file, line
        walked.items.append(Row(number, _PLACES, texts))
    walked.sources = sources
    return walked


def unpacked(exports: Sequence[Export], most: int = LARGEST) -> tuple[Export, ...]:
    """The files in a zip, of which at most `most` bytes are unpacked; anything else as it is.

    Raises:
        LedgerRefused: it is damaged, locked, or holds more than the limits allow.
    """
    packed = len(exports) == 1 and exports[0].content.startswith(b"PK\x03\x04")
    if not packed or is_workbook(exports[0].content):
        return tuple(exports)
    name = exports[0].name
    with open_archive(exports[0], most) as archive:
        members = [one for one in archive.members if not _is_hidden(one.filename)]
        if len(members) > _MOST_FILES:
            raise LedgerRefused(f"{name} holds more than {_MOST_FILES} files. Nothing was loaded; split it.")
        in_order = sorted(members, key=lambda one: one.filename)
        return tuple(Export(f"{name}/{one.filename}", archive.read(one)) for one in in_order)


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or "/." in name

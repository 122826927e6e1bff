"""Disputes and the contact log: opened, changed, told; and what of them goes into an evidence pack."""

from flows.disputes.cases import Change, Wanted, change_dispute, open_dispute
from flows.disputes.contacts import Said, contact_log, note_contact
from flows.disputes.evidence_sent import Way, pack_sent
from flows.disputes.packing import with_case
from flows.disputes.promises import Noted, Promises, promises
from flows.disputes.tables import (
    LONGEST_TABLE,
    Table,
    codes_of,
    set_table,
    table_text,
    windows_of,
)
from flows.disputes.telling import Cases, Proposed, Row, cases, propositions, rows_of

__all__ = [
    "LONGEST_TABLE",
    "Cases",
    "Change",
    "Noted",
    "Promises",
    "Proposed",
    "Row",
    "Said",
    "Table",
    "Wanted",
    "Way",
    "cases",
    "change_dispute",
    "codes_of",
    "contact_log",
    "note_contact",
    "open_dispute",
    "pack_sent",
    "promises",
    "propositions",
    "rows_of",
    "set_table",
    "table_text",
    "windows_of",
    "with_case",
]

"""Receipts in the tables of the command line, and as cells for a pipe."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from countersign.output.tables import print_documents, receipts_lines
from countersign.wording.receipts import receipt_words
from models.decision import Status
from models.reading import Acceptance, AcceptanceStatus, Grade
from models.record import DocumentRecord
from storage.register import Receipts
from tests.values.register_values import decision_of, drop_of, reading_of, record_of

UNSIGNED = Acceptance(AcceptanceStatus.UNSIGNED, Grade.D, "Not signed: no ink was found.", unsure=True)


def record(acceptance: Acceptance | None) -> DocumentRecord:
    reading = replace(reading_of({}), acceptance=acceptance)
    return record_of(drop_of("scan.pdf"), decision_of(Status.PARKED), reading)


def printed(found: DocumentRecord, width: int) -> str:
    shown = io.StringIO()
    print_documents(
        Console(file=shown, force_terminal=bool(width), color_system=None, width=width or 80), [found]
    )
    return " ".join(shown.getvalue().split()) if width else shown.getvalue()


def test_a_table_shows_grade_status_doubt_and_the_sentence() -> None:
    for width in (100, 200):
        table = printed(record(UNSIGNED), width)
        assert UNSIGNED.why in table
    assert "D unsigned, unsure" in printed(record(UNSIGNED), 200)
    assert "no place" in printed(record(None), 200)


def test_a_pipe_has_the_receipt_behind_the_cells_it_always_had() -> None:
    cells = printed(record(UNSIGNED), 0).rstrip("\n").split("\t")
    assert cells[-4:] == ["parked because the test says so", "D", "unsigned", "unsure"]
    assert printed(record(None), 0).rstrip("\n").split("\t")[-3:] == ["", "", ""]


def test_receipts_are_counted_by_grade_and_status_where_there_are_some() -> None:
    graded = {Grade.A: 2, Grade.B: 0, Grade.C: 0, Grade.D: 1}
    stated = {AcceptanceStatus.SIGNED_CLEAN: 2, AcceptanceStatus.UNSIGNED: 1}
    assert list(receipts_lines(Receipts(graded, stated, 1))) == [
        "3 receipts: 2 A, 0 B, 0 C, 1 D; 1 to be looked at",
        "  2 signed, no remarks detected; 1 unsigned",
    ]
    assert list(receipts_lines(Receipts(dict.fromkeys(Grade, 0), {}, 0))) == []


@pytest.mark.parametrize("status", AcceptanceStatus)
def test_nobody_is_told_that_a_receipt_is_clean(status: AcceptanceStatus) -> None:
    assert "clean" not in receipt_words(status)
    assert "_" not in receipt_words(status)

"""One thing is told in the singular, any other number in the plural."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from countersign.output.tables import balance_line, print_documents
from models.counts import counted
from models.decision import Status
from models.record import PageLedger
from tests.values.register_values import decision_of, drop_of, reading_of, record_of


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1000, "1000 files")]
)
def test_a_number_takes_its_word(number: int, words: str):
    assert counted(number, "file") == words


def test_a_word_with_a_plural_of_its_own_is_given_both():
    assert counted(1, "file has", "files have") == "1 file has"
    assert counted(3, "file has", "files have") == "3 files have"


def test_the_page_ledger_counts_one_page_in_the_singular():
    assert balance_line(PageLedger(1, {"filed": 1}, 0)).startswith("1 page received = 1 filed")
    assert balance_line(PageLedger(2, {"filed": 2}, 0)).startswith("2 pages received = 2 filed")


@pytest.mark.parametrize(("pages", "words"), [((1,), "page 1:"), ((1, 2), "pages 1-2:"), ((), "pages all:")])
def test_a_reason_below_the_table_names_its_pages(pages: tuple[int, ...], words: str):
    shown = io.StringIO()
    record = record_of(drop_of("scan.pdf"), decision_of(Status.PARKED), reading_of({}, pages))
    print_documents(Console(file=shown, force_terminal=True, color_system=None, width=100), (record,))
    assert f"scan.pdf, {words}" in shown.getvalue()

"""The summary of a drain: counts, what waits for a person, and nothing that a file name could break."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from flows.drain import Drained
from flows.summary import LISTED, literal, page_of
from models.decision import Decision, Status
from models.reading import DocumentType, Reading
from models.record import DocumentRecord


def record(
    number: int, status: Status, source: str = "scan.pdf", reason: str = "A reason."
) -> DocumentRecord:
    return DocumentRecord(
        id=f"{number:024x}",
        client="north",
        drop_id=f"d{number}",
        source=source,
        sha256="0" * 64,
        received_at=datetime(2026, 3, 2, tzinfo=UTC),
        reading=Reading((1,), DocumentType.OTHER, "other", 0.5),
        decision=Decision(status, reason),
    )


def test_documents_and_files_are_counted_by_end_state():
    records = [record(1, Status.FILED), record(1, Status.FILED), record(2, Status.PARKED)]
    page = page_of(Drained(("d1", "d2"), filed_later=3), records, "http://here")
    assert page.startswith("2 files, 3 documents.")
    assert "| filed | 2 | 1 |" in page
    assert "| parked | 1 | 1 |" in page
    assert "review" not in page
    assert "3 documents that waited for their invoice were filed." in page


def test_what_waits_for_a_person_is_linked_with_its_reason_and_quarantine_comes_first():
    records = [record(1, Status.REVIEW), record(2, Status.QUARANTINED, reason="Torn.")]
    rows = page_of(Drained(("d1", "d2")), records, "http://here").splitlines()[-2:]
    assert (
        rows[0]
        == f"| quarantined | [north\\/scan.pdf](http://here/documents/{2:024x}?client=north) | Torn. |"
    )
    assert rows[1].startswith("| review |")


def test_a_long_list_ends_with_a_link_to_the_console():
    records = [record(number, Status.REVIEW) for number in range(LISTED + 5)]
    page = page_of(Drained(("d",)), records, "http://here")
    assert page.count("| review | [") == LISTED
    assert page.endswith("And 5 more: see the [console](http://here/).")


@given(st.text())
def test_no_name_breaks_out_of_its_cell(name: str):
    shown = literal(name)
    assert len(shown.splitlines()) <= 1
    plain = shown.replace("\\\\", "").replace("\\|", "").replace("\\[", "").replace("\\<", "")
    assert not set("|[<") & set(plain)

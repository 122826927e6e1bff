"""What receipts are worth, held against the key."""

from __future__ import annotations

from typing import Any

import pytest

from countersign.evaluation import line_of, lines_of
from countersign.evaluation.lines import Malformed
from tests.values.scoring import document, field, of_field, scored


def paper(status: str, grade: str, source: str = "a.pdf", **more: Any) -> dict[str, Any]:
    return document(source, acceptance={"status": status, "grade": grade, **more})


def test_status_and_grade_are_scored_where_the_key_has_them():
    key = [
        paper("signed_clean", "A", "a.pdf"),
        paper("unsigned", "D", "b.pdf"),
        paper("signed_claused", "C", "c.pdf"),
        document("d.pdf"),
    ]
    found = [
        paper("signed_clean", "A", "a.pdf"),
        paper("signed_clean", "A", "b.pdf", unsure=True),
        paper("signed_claused", "D", "c.pdf"),
        paper("unsigned", "D", "d.pdf"),
    ]
    receipts = scored(key, found).receipts
    assert (receipts.status.right, receipts.status.of) == (2, 3)
    assert (receipts.grade.right, receipts.grade.of) == (1, 3)
    assert (receipts.too_good.right, receipts.unsure.right) == (1, 1)
    clean = next(one for one in receipts.by_status if one.name == "signed_clean")
    assert (clean.right, clean.said, clean.of) == (1, 2, 1)


def test_a_receipt_that_was_not_captured_is_not_right():
    receipts = scored([paper("unsigned", "D")], []).receipts
    assert (receipts.status.right, receipts.status.of, receipts.too_good.right) == (0, 1, 0)
    receipts = scored([paper("unsigned", "D")], [document(acceptance=None)]).receipts
    assert (receipts.status.right, receipts.grade.right, receipts.too_good.right) == (0, 0, 0)


def test_receipts_stand_in_the_report_only_where_the_key_has_some():
    told = "\n".join(lines_of(scored([paper("unsigned", "D")], [paper("unsigned", "D")])))
    assert "receipt status" in told
    assert "receipt unsigned" in told
    assert "receipt status" not in "\n".join(lines_of(scored([document()], [document()])))


def test_a_wrong_receipt_is_named_among_the_worst():
    report = scored([paper("unsigned", "D")], [paper("signed_clean", "A")], worst=1)
    faults = [(fault.name, fault.expected, fault.read) for fault in report.worst[0].faults]
    assert ("receipt", "unsigned", "signed_clean") in faults


@pytest.mark.parametrize("told", ["unsigned", {}, {"status": "paid"}, {"grade": "E"}])
def test_an_acceptance_that_there_is_not_is_refused(told: object):
    with pytest.raises(Malformed, match=r"acceptance|status|grade"):
        line_of(document(acceptance=told), key=True)


def test_a_time_of_receipt_is_scored_as_a_field():
    key = document(fields={"received_time": field("14:35")})
    report = scored([key], [document(fields={"received_time": field("14:35")})])
    assert of_field(report, "received_time").right == 1

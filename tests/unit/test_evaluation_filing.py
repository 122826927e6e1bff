"""What the scorer makes of candidates, filings, misfiles and their confidence."""

from __future__ import annotations

from tests.values.scoring import MINE, OTHER, document, matches, scored, share


def test_a_document_under_a_strangers_invoice_is_a_misfile():
    report = scored([document()], [document(matches=matches(OTHER, filed=True))], by=("layout",))
    assert [one.invoices for one in report.misfiles] == [("INV-2",)]
    assert report.misfiling.rate == 1.0
    assert report.by[0].rows[0].misfiled == 1


def test_two_documents_filed_as_one_under_the_invoice_of_the_first_are_a_misfile():
    key = [document(pages=(1,)), document(pages=(2,), matches=matches(OTHER))]
    report = scored(key, [document(pages=(1, 2))])
    assert len(report.misfiles) == 1


def test_half_a_document_under_its_own_invoice_is_no_misfile_but_not_straight_through():
    report = scored([document(pages=(1, 2))], [document(pages=(1,)), document(pages=(2,))])
    assert (report.misfiles, share(report, "straight through")) == ((), 0.0)


def test_a_key_silent_on_invoices_judges_no_filing():
    key = {name: value for name, value in document().items() if name != "matches"}
    report = scored([key], [document()])
    assert (report.misfiles, report.misfiling.documents, report.calibration.count) == ((), 0, 0)


def test_what_the_blind_sample_holds_counts_as_through():
    held = document(status="review", audit="blind_sample", matches=matches(MINE, proposed=True))
    report = scored([document()], [held])
    assert (share(report, "straight through"), report.misfiling.filed) == (1.0, 1)
    assert share(scored([document()], [held | {"audit": None}]), "straight through") == 0.0


def test_what_the_blind_sample_holds_wrongly_counts_in_the_rate_but_is_not_misfiled():
    held = document(status="review", audit="blind_sample", matches=matches(OTHER, proposed=True))
    report = scored([document()], [held])
    assert (report.misfiles, len(report.held_wrong)) == ((), 1)
    assert (report.misfiling.wrong, report.misfiling.held) == (1, 1)


def test_an_order_of_two_invoices_is_through_when_filed_under_both():
    key = document(matches=matches(MINE, OTHER))
    assert share(scored([key], [document()]), "straight through") == 0.0
    both = document(matches=matches(MINE, OTHER, filed=True))
    assert share(scored([key], [both]), "straight through") == 1.0


def test_what_the_key_sends_to_review_is_not_expected_to_go_through():
    report = scored([document(status="review")], [document(status="review", matches=matches(MINE))])
    assert share(report, "straight through") is None
    assert report.matching.first_three_in_review.share == 1.0


def test_a_new_document_called_a_duplicate_is_named():
    assert scored([document()], [document(status="duplicate")]).set_aside == ("a.pdf pages 1",)


def test_confidence_that_never_comes_true_is_all_error():
    report = scored([document()], [document(matches=matches(OTHER, confidence=1.0))])
    assert (report.calibration.ece, report.calibration.brier) == (1.0, 1.0)

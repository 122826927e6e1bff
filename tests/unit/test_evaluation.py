"""What the scorer makes of documents: splitting, fields, signature, and what stands beside them."""

from __future__ import annotations

from typing import Any

import pytest

from countersign.evaluation import lines_of, shape
from models.errors import WrongUse
from tests.values.scoring import OTHER, document, field, matches, of_field, scored, share


def read_as(read: str, name: str = "po_number", **printed: Any) -> Any:
    """The score of one field that is printed so and read so."""
    key = document(fields={name: field(**printed)})
    return of_field(scored([key], [document(fields={name: field(read)})]), name)


@pytest.mark.parametrize(
    ("name", "printed", "read", "right"),
    [
        ("po_number", "PO 45-0001/2", "po4500012", True),
        ("po_number", "0045", "45", False),
        ("po_number", "INV-1O", "INV-10", False),
        ("customer_name", "J. Smith & Sons, Ltd.", "J Smith  Sons ltd", True),
        ("customer_name", "Clinique Hélène", "Clinique Helene", False),
        ("document_date", "2026-04-05", "2026-04-05", True),
        ("document_date", "2026-04-05", "05/04/2026", False),
    ],
)
def test_a_field_is_right_when_it_reads_the_same_after_normalising(
    name: str, printed: str, read: str, right: bool
):
    assert read_as(read, name, value=printed).right == right


def test_another_spelling_is_right_only_where_the_key_accepts_it():
    assert read_as("4711", value="PO-4711", variants=["4711"]).right == 1
    assert read_as("4711", value="PO-4711").wrong == 1


def test_any_of_several_printed_values_is_right_and_reading_all_is_scored_apart():
    key = document(fields={"po_number": field("PO-1", values=["PO-1", "PO-2"])})
    report = scored([key], [document(fields={"po_number": field("PO-2")})])
    assert (of_field(report, "po_number").right, report.several.share) == (1, 0.0)


def test_what_was_not_read_is_missing_and_what_is_not_printed_is_spurious():
    report = scored([document()], [document(fields={"delivery_number": field("D-1")})])
    assert of_field(report, "po_number").missing == 1
    assert of_field(report, "delivery_number").spurious == 1
    assert of_field(report, "delivery_number").recall is None
    assert of_field(report, "delivery_number").precision == 0.0


def test_a_key_that_labels_some_fields_says_nothing_of_the_others():
    key = document(labelled=["po_number"])
    report = scored([key], [document(fields={"po_number": field("PO-1"), "delivery_number": field("D")})])
    assert of_field(report, "delivery_number").spurious == 0


def test_a_wrong_value_with_the_right_one_behind_it_counts_apart():
    read = field("PO-7", alternatives=["PO-1"])
    score = of_field(scored([document()], [document(fields={"po_number": read})]), "po_number")
    assert (score.right, score.wrong, score.among) == (0, 1, 1)


def test_an_ambiguous_date_is_no_part_of_the_field_and_reported_apart():
    day = field("2026-04-05", alternatives=["2026-05-04"])
    other = field("2026-05-04", alternatives=["2026-04-05"])
    report = scored([document(fields={"document_date": day})], [document(fields={"document_date": other})])
    assert of_field(report, "document_date").printed == 0
    told = report.ambiguous
    assert (told.of, told.right, told.either, told.kept) == (1, 0, 1, 1)


def test_a_hidden_value_is_reported_apart():
    key = [document(fields={"po_number": field("PO-1", hidden=True)})]
    report = scored(key, [document(fields={})])
    assert (report.hidden.of, report.hidden.silent, of_field(report, "po_number").printed) == (1, 1, 0)
    assert scored(key, [document(fields={"po_number": field("PO-9")})]).hidden.wrong == 1


def test_a_right_value_at_the_wrong_place_misses_its_box():
    read = document(fields={"po_number": field("PO-1", bbox=[0.6, 0.6, 0.8, 0.7])})
    score = of_field(scored([document()], [read]), "po_number")
    assert (score.right, score.boxes.right, score.boxes.of) == (1, 0, 1)


def test_a_document_cut_in_two_is_a_wrong_boundary_and_its_fields_are_unsplit():
    report = scored([document(pages=(1, 2))], [document(pages=(1,)), document(pages=(2,))])
    assert share(report, "split") == 0.0
    assert (report.splitting.over_split, report.splitting.under_split) == (1, 0)
    assert (report.splitting.boundaries.said, report.splitting.boundaries.of) == (1, 0)
    assert of_field(report, "po_number").unsplit == 1


def test_two_documents_joined_are_one_boundary_missed():
    report = scored([document(pages=(1,)), document(pages=(2,))], [document(pages=(1, 2))])
    assert (report.splitting.over_split, report.splitting.under_split) == (0, 1)
    assert report.splitting.boundaries.recall == 0.0


def test_every_page_is_counted_once():
    key = [document(pages=(1, 2)), document(pages=(4,))]
    found = [document(pages=(1, 2)), document(pages=(2, 3))]
    pages = scored(key, found).pages
    assert (pages.of, pages.once, pages.twice, pages.lost, pages.stray) == (3, 1, 1, 1, 1)


def test_the_same_pages_twice_are_named_and_not_split_right():
    report = scored([document()], [document(), document()])
    assert report.duplicated == ("a.pdf pages 1",)
    assert share(report, "split") == 0.0


def test_two_receipts_on_one_page_are_told_apart_by_what_they_say():
    other = document(fields={"po_number": field("PO-2")}, matches=matches(OTHER, filed=True))
    report = scored([document(), other], [other, document()])
    assert (share(report, "split"), share(report, "key fields")) == (1.0, 1.0)
    assert (report.duplicated, report.misfiles) == ((), ())


@pytest.mark.parametrize("pages", [(), (1, 2, 3)])
def test_a_whole_file_is_the_same_with_and_without_its_pages(pages: tuple[int, ...]):
    key = {"source": "b.pdf", "pages": [], "status": "quarantined", "fields": {}, "matches": []}
    found = {"source": "b.pdf", "pages": list(pages), "status": "quarantined"}
    report = scored([key], [found])
    assert (share(report, "split"), share(report, "status"), report.pages.once) == (1.0, 1.0, 1)


def test_an_unsigned_paper_called_signed_costs_specificity():
    report = scored([document(signature={"present": False})], [document()])
    assert report.signature.specificity.share == 0.0
    assert report.signature.sensitivity.share is None


def test_exceptions_have_precision_and_recall_by_class():
    remark = {"class": "short", "text": "2 ctns. short"}
    key = document(exceptions=["short"], remarks=[remark])
    found = document(exceptions=["short", "late"], remarks=[remark | {"text": "2 ctns short"}])
    report = scored([key], [found])
    assert [(one.name, one.right, one.said, one.of) for one in report.exceptions] == [
        ("late", 0, 1, 0),
        ("short", 1, 1, 1),
    ]
    assert report.remarks.to_the_letter == 1


def test_nothing_captured_is_everything_lost():
    report = scored([document(), document("b.pdf")], [])
    assert report.lost == ("a.pdf", "b.pdf")
    assert {score.share for score in report.scores if score.of} == {0.0}
    assert list(lines_of(report))[-1] == "0 misfiled, 2 files lost."


def test_files_that_the_key_does_not_know_are_named_and_not_scored():
    report = scored([document()], [document(), document("z.pdf", matches=matches(OTHER, filed=True))])
    assert (report.unknown, report.misfiles, share(report, "split")) == (("z.pdf",), (), 1.0)


def test_two_clients_with_a_file_of_one_name_stay_apart():
    key = [document(client="one"), document(client="two", matches=matches(OTHER))]
    found = [document(client="one"), document(client="two", matches=matches(OTHER, filed=True))]
    assert share(scored(key, found), "straight through") == 1.0


def test_the_worst_come_first_with_expected_and_read_side_by_side():
    fields = {"po_number": field("PO-1"), "delivery_number": field("D-1")}
    key = [document("good.pdf"), document("bad.pdf", fields=fields)]
    found = [document("good.pdf"), document("bad.pdf", fields={"po_number": field("P0-1")})]
    (poor,) = scored(key, found, worst=5).worst
    assert poor.source == "bad.pdf"
    assert [(fault.name, fault.expected, fault.read) for fault in poor.faults] == [
        ("po_number", "PO-1", "P0-1"),
        ("delivery_number", "D-1", ""),
    ]


def test_scores_are_parted_by_tag_prefix_and_by_free_words():
    key = [
        document("a.pdf", tags=["layout:cmr", "sticker"]),
        document("b.pdf", tags={"layout": "note", "notes": ["sticker"], "seed": 1}),
    ]
    layouts, words = scored(key, [document("a.pdf")], by=("layout", "tag")).by
    assert [(row.name, row.documents, row.scores[0].share) for row in layouts.rows] == [
        ("cmr", 1, 1.0),
        ("note", 1, 0.0),
    ]
    assert [(row.name, row.documents) for row in words.rows] == [("sticker", 2)]


def test_a_dimension_that_no_line_has_is_refused_with_those_there_are():
    with pytest.raises(WrongUse, match=r"'writer'.*layout, type, kind"):
        scored([document()], [], by=("writer",))


def test_the_shape_for_programs_holds_counts_and_what_follows_from_them():
    told = shape(scored([document()], [document()], by=("layout",), worst=1))
    assert told["misfiling"]["bound"] == pytest.approx(0.95)
    assert told["fields"][1]["recall"] == 1.0
    assert told["by"][0]["rows"][0]["name"] == "note"
    assert (told["shape"], told["misfiles"], told["lost"], told["worst"]) == (1, [], [], [])

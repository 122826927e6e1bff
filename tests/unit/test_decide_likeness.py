"""Numbers and names that are alike: a neighbour's, a branch's, a number of the customer."""

from __future__ import annotations

from dataclasses import replace

from models.decision import Status
from models.reading import FieldName, Found, Value
from tests.values.matching_cases import PO, POD, Paper, chosen, customer, decided, invoice, ledger, paper

INV, ORDER, DELIVERY = FieldName.INVOICE_NUMBER, FieldName.PO_NUMBER, FieldName.DELIVERY_NUMBER
NUMBER, NAME = FieldName.CUSTOMER_NUMBER, FieldName.CUSTOMER_NAME
ACME, HEAD, BRANCH = (
    customer("C-17", "Acme East Ltd"),
    customer("C-30", "Pennant Garden Centres plc"),
    customer("C-31", "Pennant Garden Centres plc Branch 078"),
)
ONE = invoice("INV-1004", "C-17", "PO-88123", "8001234")
NEXT = invoice("INV-1005", "C-17", "PO-88123", "8009876")
BOOKS = ledger([ACME], ONE, NEXT)


def read_as(item: Paper, sure: float) -> Paper:
    """The paper with every word read this surely."""
    words = tuple(replace(word, confidence=sure) for word in item.page.words)
    return replace(item, page=replace(item.page, words=words))


def test_a_number_that_was_read_surely_is_not_its_neighbours():
    item = paper(POD, "Invoice INV-1004 C-17", {INV: "INV-1004", NUMBER: "C-17"})
    assert decided(read_as(item, 0.98), BOOKS).status is Status.REVIEW
    filed = decided(read_as(item, 0.99), BOOKS)
    assert (filed.status, chosen(filed)) == (Status.FILED, ["INV-1004"])


def test_no_word_where_a_number_is_said_to_stand_is_no_sure_reading():
    item = read_as(paper(POD, "Invoice C-17", {INV: "INV-1004", NUMBER: "C-17"}), 0.999)
    assert decided(item, BOOKS).status is Status.REVIEW


def test_a_number_cut_short_is_no_proof_against_a_longer_one():
    longer = invoice("INV-10042", "C-17", "PO-88123", "8005555")
    item = read_as(paper(POD, "Invoice INV-1004 C-17", {INV: "INV-1004", NUMBER: "C-17"}), 0.999)
    assert decided(item, ledger([ACME], ONE, longer)).status is Status.REVIEW


def test_the_branch_on_a_paper_is_the_head_offices_where_two_numbers_say_so():
    own = invoice("INV-3001", "C-30", "PO-9001", "8007001")
    books = ledger([HEAD, BRANCH], own)
    named = {NAME: "Pennant Garden Centres plc Branch 078"}
    one = paper(POD, "", {DELIVERY: "8007001", **named})
    both = paper(POD, "", {DELIVERY: "8007001", ORDER: "PO-9001", **named})
    assert decided(one, books).status is Status.REVIEW
    assert chosen(decided(both, books)) == ["INV-3001"]


def test_another_firm_of_a_like_name_is_no_branch():
    own = invoice("INV-3001", "C-30", "PO-9001", "8007001")
    other = customer("C-32", "Pennant Garden Supplies Ltd")
    item = paper(POD, "", {DELIVERY: "8007001", ORDER: "PO-9001", NAME: "Pennant Garden Supplies Ltd"})
    assert decided(item, ledger([HEAD, other], own)).status is Status.REVIEW


def test_figures_and_letters_that_look_alike_are_never_told_apart_by_confidence():
    one, other = invoice("AB0123", "C-17", "PO-1"), invoice("ABO123", "C-17", "PO-1")
    item = read_as(paper(POD, "Invoice AB0123 C-17", {INV: "AB0123", NUMBER: "C-17"}), 1.0)
    assert decided(item, ledger([ACME], one, other)).status is Status.REVIEW


def test_one_number_used_twice_is_no_second_witness_for_a_branch():
    own = replace(ONE, number="8007001", customer_number="C-30", delivery_number="8007001")
    item = paper(POD, "", {DELIVERY: "8007001", NAME: BRANCH.name}, codes=["8007001"])
    assert decided(item, ledger([HEAD, BRANCH], own)).status is Status.REVIEW


def test_a_longer_name_without_a_number_is_another_firm():
    smith, wholesale = customer("C-40", "Smith Brothers"), customer("C-41", "Smith Brothers Electrical Ltd")
    own = invoice("INV-3001", "C-40", "PO-9001", "8007001")
    item = paper(POD, "", {DELIVERY: "8007001", ORDER: "PO-9001", NAME: wholesale.name})
    assert decided(item, ledger([smith, wholesale], own)).status is Status.REVIEW


def test_a_delivery_without_its_zeros_needs_more_than_a_name():
    books = ledger([ACME], invoice("INV-5004", "C-17", "", "00000125"))
    item = paper(POD, "", {DELIVERY: "125", NAME: "Acme East Ltd"})
    assert decided(item, books).status is Status.REVIEW


def test_a_second_delivery_is_not_explained_by_the_customers_number():
    own = replace(ONE, customer_number="80055117", delivery_number="80012345")
    books = ledger([customer("80055117", "Acme East Ltd")], own)
    item = paper(POD, "", {INV: "INV-1004", DELIVERY: ["80012345", "80055118"]})
    assert decided(item, books).status is Status.REVIEW


def test_a_new_series_of_invoices_is_no_strangers():
    books = ledger([ACME], ONE, NEXT)
    item = paper(POD, "", {DELIVERY: "8001234", INV: "SI-2026-000123", NAME: "Acme East Ltd"})
    assert decided(item, books).status is Status.REVIEW


def test_a_short_number_without_its_leading_zeros_is_printed_quite_so():
    books = ledger([ACME], invoice("INV-5004", "C-17", "0005124", "8001240"))
    assert chosen(decided(paper(PO, "", {ORDER: "5124", NAME: "Acme East Ltd"}), books)) == ["INV-5004"]
    assert decided(paper(PO, "", {ORDER: "OOO5124", NAME: "Acme East Ltd"}), books).status is Status.REVIEW


def test_the_customers_number_under_the_label_of_an_order_contradicts_nothing():
    books = ledger([customer("SC12567", "Acme East Ltd")], invoice("INV-1004", "SC12567", "", "8001234"))
    item = paper(POD, "", {DELIVERY: "8001234", INV: "INV-1004", ORDER: "SC12667"})
    assert chosen(decided(item, books)) == ["INV-1004"]
    stranger = paper(POD, "", {DELIVERY: "8001234", INV: "INV-1004", ORDER: "SC99661"})
    assert decided(stranger, ledger([ACME], ONE, NEXT)).status is Status.REVIEW


def test_a_carriers_number_under_the_label_of_a_delivery_contradicts_nothing():
    item = paper(POD, "", {DELIVERY: ["8001234", "JD-4471-90-2"], INV: "INV-1004"})
    assert chosen(decided(item, BOOKS)) == ["INV-1004"]
    of_our_shape = paper(POD, "", {DELIVERY: ["8001234", "8005511"], INV: "INV-1004"})
    assert decided(of_our_shape, BOOKS).status is Status.REVIEW


def test_an_order_number_unlike_the_customers_own_holds_no_delivery_up():
    note = decided(paper(POD, "", {ORDER: ["PO-88123", "4600405107"], DELIVERY: "8001234"}), BOOKS)
    assert (note.status, chosen(note)) == (Status.FILED, ["INV-1004"])


def test_an_order_number_unlike_the_customers_own_may_be_a_new_orders_own():
    order = paper(PO, "", {ORDER: ["PO-88123", "4600405107"], NUMBER: "C-17"})
    assert decided(order, BOOKS).status is Status.REVIEW


def test_an_order_number_like_the_customers_own_is_another_order():
    for other in ("PO-90771", "PO-9077", "PO-907711"):
        item = paper(PO, "", {ORDER: ["PO-88123", other], NUMBER: "C-17"})
        assert decided(item, BOOKS).status is Status.REVIEW


def test_a_number_of_any_shape_counts_where_the_invoice_does_not_stand_firm():
    item = paper(PO, "", {ORDER: ["PO-88123", "4600405107"], NAME: "Acme East Ltd"})
    assert decided(item, BOOKS).status is Status.REVIEW


def test_an_invoice_number_without_its_zeros_is_told_from_its_neighbour():
    own, near = invoice("0090006821", "C-17", "PO-1"), invoice("0090006820", "C-17", "PO-2")
    item = paper(POD, "Invoice 90006821 C-17", {INV: "90006821", NUMBER: "C-17"})
    filed = decided(read_as(item, 0.999), ledger([ACME], own, near))
    assert (filed.status, chosen(filed)) == (Status.FILED, ["0090006821"])
    assert decided(read_as(item, 0.9), ledger([ACME], own, near)).status is Status.REVIEW


def test_a_number_that_may_have_lost_its_first_figure_is_not_told_from_the_longer_one():
    own, longer = invoice("012345", "C-17", "PO-1"), invoice("112345", "C-17", "PO-1")
    item = paper(POD, "Invoice 12345 C-17", {INV: "12345", NUMBER: "C-17"})
    assert decided(read_as(item, 1.0), ledger([ACME], own, longer)).status is Status.REVIEW


def test_a_vague_label_finds_its_number_but_files_nothing():
    item = paper(PO, "PO-88123", {NAME: "Acme East Ltd"})
    place = Value("PO-88123", 0.35, 1, item.page.words[0].box, Found.LABEL, "Contract")
    vague = replace(item, reading=replace(item.reading, fields={**item.reading.fields, ORDER: (place,)}))
    assert decided(vague, BOOKS).status is Status.REVIEW
    said = {**item.reading.fields, ORDER: (replace(place, confidence=0.9),)}
    assert decided(replace(item, reading=replace(item.reading, fields=said)), BOOKS).status is Status.FILED


def test_beside_a_bare_name_a_number_must_be_read_beyond_doubt():
    item = paper(POD, "Invoice INV-1004", {INV: "INV-1004", NAME: "Acme East Ltd"})
    assert decided(read_as(item, 0.99), BOOKS).status is Status.REVIEW
    assert decided(read_as(item, 0.999), BOOKS).status is Status.FILED

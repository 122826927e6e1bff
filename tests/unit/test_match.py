"""A reading held against the ledger: candidates, evidence, and the roles that only the ledger gives."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from models.decision import Agreement, Key
from models.ledger import Ledger
from models.reading import FieldName, Found
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import build
from pipeline.matching.match import Matched, match
from tests.values.matching_cases import PO, POD, Paper, customer, invoice, ledger, matched, paper

EAST, WEST = customer("C-10017", "Acme East Ltd"), customer("C-10018", "Acme West Ltd")
BOOKS = ledger(
    [EAST, WEST, customer("C-10044", "Birch Foods")],
    invoice("INV-1004", "C-10017", "PO-88123", "8001234"),
    invoice("INV-1019", "C-10017", "PO-88123", "8005678"),
    invoice("INV-1030", "C-10018", "PO-71500", "8007777"),
    invoice("INV-1050", "C-10044", "INV-1030", "8008888"),
)
NOTE = paper(
    POD,
    "Delivery note 8001234\nShip to: Acme East Ltd\nOrder PO-88123 Customer C-10017",
    {FieldName.DELIVERY_NUMBER: "8001234", FieldName.CUSTOMER_NAME: "Acme East Ltd"},
)


def best(found: Matched) -> str:
    return found.ranked[0].invoice.number


def agreements(found: Matched) -> dict[Key, Agreement]:
    return {one.key: one.agreement for one in found.ranked[0].evidence}


def test_the_delivery_number_settles_what_the_order_number_only_lists() -> None:
    found = matched(NOTE, BOOKS)
    assert best(found) == "INV-1004"
    assert found.ranked[0].confidence > 0.99
    assert agreements(found) == {
        Key.PO_NUMBER: Agreement.EXACT,
        Key.DELIVERY_NUMBER: Agreement.EXACT,
        Key.CUSTOMER_NUMBER: Agreement.EXACT,
        Key.CUSTOMER_NAME: Agreement.CLOSE,
    }


def test_the_ledger_gives_unlabelled_numbers_their_role() -> None:
    reading = matched(NOTE, BOOKS).reading
    order, number = reading.value(FieldName.PO_NUMBER), reading.value(FieldName.CUSTOMER_NUMBER)
    assert order is not None
    assert number is not None
    assert (order.text, order.found) == ("PO-88123", Found.LEDGER)
    assert number.box == NOTE.page.words[-1].box


def test_a_labelled_value_is_replaced_by_a_look_alike_only() -> None:
    fields = {FieldName.DELIVERY_NUMBER: "8O01234"}
    odd = paper(POD, "Delivery 8O01234 Ref 8001234", fields)
    value = matched(odd, BOOKS).reading.value(FieldName.DELIVERY_NUMBER)
    assert value is not None
    assert (value.text, value.alternatives) == ("8001234", ("8O01234",))
    typed = replace(odd, page=replace(odd.page, reader="text layer"))
    value = matched(typed, BOOKS).reading.value(FieldName.DELIVERY_NUMBER)
    assert value is not None
    assert value.text == "8O01234"


def test_the_customers_name_is_given_as_printed() -> None:
    item = paper(POD, "ACME EAST LIMITED | Page 1\nDelivery 8001234", {FieldName.DELIVERY_NUMBER: "8001234"})
    value = matched(item, BOOKS).reading.value(FieldName.CUSTOMER_NAME)
    assert value is not None
    assert value.text == "ACME EAST LIMITED"


def test_matching_what_was_matched_changes_nothing() -> None:
    index = build(BOOKS)
    once = match(NOTE.reading, [NOTE.page], index)
    twice = match(once.reading, [NOTE.page], index)
    assert twice.reading == once.reading
    assert twice.ranked == once.ranked


def test_a_number_labelled_as_order_is_no_invoice_of_somebody_else() -> None:
    item = paper(PO, "Order no INV-1030", {FieldName.PO_NUMBER: "INV-1030"})
    assert [one.invoice.number for one in matched(item, BOOKS).ranked] == ["INV-1050"]


def test_a_barcode_is_a_number_like_any_other() -> None:
    item = paper(POD, "Goods received", codes=["8007777"])
    found = matched(item, BOOKS)
    assert best(found) == "INV-1030"
    assert found.ranked[0].evidence[0].labelled


def test_fields_of_a_qr_code_and_gs1_order_numbers_are_looked_up() -> None:
    for code in ("D=8007777;V=2", "https://pod.example/notes?id=8007777", "4008007777"):
        books = ledger([EAST], invoice("INV-1", "C-10017", "8007777"))
        assert best(matched(paper(POD, "x", codes=[code]), books)) == "INV-1", code


def test_pieces_of_a_number_are_joined() -> None:
    assert best(matched(paper(POD, "Re INV - 1019 enclosed"), BOOKS)) == "INV-1019"


def test_a_number_glued_to_its_label_is_found_after_the_colon() -> None:
    assert best(matched(paper(POD, "DocRef:INV-1019"), BOOKS)) == "INV-1019"


def test_columns_are_not_joined() -> None:
    assert matched(paper(POD, "800|5678"), BOOKS).ranked == ()


def test_a_hit_within_a_longer_string_of_digits_is_none() -> None:
    for line in ("Tel 0044 8005678 11", "9980056781", "DE89 8005678 0044"):
        assert matched(paper(POD, line), BOOKS).ranked == (), line


def test_a_decoy_label_forbids_a_hit() -> None:
    for line in ("Phone 8005678", "Vendor no: 8005678", "VAT no 8005678"):
        assert matched(paper(POD, line), BOOKS).ranked == (), line
    assert matched(paper(POD, "Consignee copy 8005678"), BOOKS).ranked


def test_dates_and_amounts_are_no_numbers_of_the_ledger() -> None:
    books = ledger([EAST], invoice("2026-03-10", "C-10017", "12345.00", "10/03/2026"))
    assert matched(paper(POD, "Date 10/03/2026 2026-03-10 Total 12345.00"), books).ranked == ()


def test_a_number_that_many_invoices_share_weighs_less() -> None:
    few = ledger([EAST], invoice("INV-1", "C-10017", "PO-88123"))
    many = ledger([EAST], *(invoice(f"INV-{n}", "C-10017", "PO-88123") for n in range(100, 140)))
    item = paper(POD, "x", {FieldName.PO_NUMBER: "PO-88123"})
    assert matched(item, few).ranked[0].confidence > 4 * matched(item, many).ranked[0].confidence


def test_all_invoices_of_an_order_are_likely_at_once() -> None:
    item = paper(PO, "x", {FieldName.PO_NUMBER: "PO-88123", FieldName.CUSTOMER_NUMBER: "C-10017"})
    assert [one.confidence > 0.9 for one in matched(item, BOOKS).ranked] == [True, True]


def test_at_most_five_candidates_are_shown() -> None:
    many = ledger([EAST], *(invoice(f"INV-{n}", "C-10017", "PO-88123") for n in range(100, 140)))
    found = matched(paper(POD, "x", {FieldName.PO_NUMBER: "PO-88123"}), many)
    assert len(found.candidates) == 5
    assert found.candidates == found.ranked[:5]


def test_pages_of_other_documents_are_not_looked_at() -> None:
    other = paper(POD, "INV-1019")
    item = Paper(other.page, paper(POD, "x").reading)
    elsewhere = match(item.reading, [], build(BOOKS))
    assert elsewhere.ranked == ()


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_matching_ignores_the_order_of_the_ledger(seed: int) -> None:
    rng = random.Random(seed)
    customers, invoices = list(BOOKS.customers), list(BOOKS.invoices)
    rng.shuffle(customers)
    rng.shuffle(invoices)
    shuffled = matched(NOTE, Ledger(tuple(customers), tuple(invoices)))
    straight = matched(NOTE, BOOKS)
    assert shuffled.ranked == straight.ranked
    assert decide(shuffled) == decide(straight)


def test_a_name_is_found_though_no_word_of_it_is_printed_whole() -> None:
    text = "AC ME EA ST LIM ITED | Page 1\nDelivery 8001234"
    item = paper(POD, text, {FieldName.DELIVERY_NUMBER: "8001234"})
    value = matched(item, BOOKS).reading.value(FieldName.CUSTOMER_NAME)
    assert value is not None
    assert value.box.y0 == item.page.words[0].box.y0


def test_a_misread_number_brings_up_the_customers_own_invoices_beside_it() -> None:
    books = ledger(
        [EAST, WEST], *(invoice(f"INV-{n}", who) for n, who in ((1004, "C-10017"), (1009, "C-10017")))
    )
    stranger = invoice("INV-1005", "C-10018")
    item = paper(POD, "", {FieldName.INVOICE_NUMBER: "INV-1004", FieldName.CUSTOMER_NUMBER: "C-10017"})
    found = matched(item, replace(books, invoices=(*books.invoices, stranger))).ranked
    assert [one.invoice.number for one in found] == ["INV-1004", "INV-1009"]
    assert found[1].confidence < 0.01

"""Orders, deliveries and invoices held against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.lines import Cell, Column, InvoiceLine, Line, Tolerances
from models.paper import Box
from models.reading import Remark, RemarkClass
from models.three_way import Doubt, Paper, PaperKind, Row, ThreeWay, Verdict
from receivables.three_way import compare

EXACT = Tolerances(price=Decimal(0), price_percent=Decimal(0))


def line(article: str = "", count: str = "", text: str = "", *, row: int = 0, **more: str) -> Line:
    """`more` are price, unit and position."""
    box = Box(0.1, 0.3 + row * 0.02, 0.9, 0.312 + row * 0.02)
    named = {Column(name): words for name, words in more.items()}
    said = {Column.ARTICLE: article, Column.DESCRIPTION: text, Column.QUANTITY: count, **named}
    numbers = {Column.QUANTITY, Column.PRICE}
    cells = {
        column: Cell(words, 1, box, 0.9, Decimal(words) if column in numbers and words != "?" else None)
        for column, words in said.items()
        if words
    }
    return Line(cells, 1, box)


def order(*lines: Line) -> Paper:
    return Paper("order", PaperKind.ORDER, lines)


def note(*lines: Line, name: str = "note", remarks: tuple[Remark, ...] = (), signed: bool = True) -> Paper:
    return Paper(name, PaperKind.DELIVERY, lines, remarks, signed=signed, number=name)


def bill(*lines: tuple[str, str, str]) -> tuple[InvoiceLine, ...]:
    """Lines of (article, count, price)."""
    return tuple(
        InvoiceLine(n, Decimal(count), article=article, price=Decimal(price) if price else None)
        for n, (article, count, price) in enumerate(lines)
    )


def only(result: ThreeWay) -> Row:
    (row,) = result.rows
    return row


def short(quantity: str, row: int = 0, text: str = "short") -> Remark:
    box = Box(0.85, 0.3 + row * 0.02, 0.95, 0.312 + row * 0.02)
    return Remark(RemarkClass.SHORT, text, 1, box, quantity)


def test_papers_that_say_the_same_agree():
    papers = [order(line("A-100", "12", price="2.50")), note(line("A-100", "12"))]
    result = compare(papers, bill(("A-100", "12", "2.50")), EXACT)
    assert (result.verdict, only(result).verdict) == (Verdict.AGREES, Verdict.AGREES)
    assert only(result).received.value == 12


def test_less_received_than_invoiced_is_short():
    papers = [order(line("A-100", "12")), note(line("A-100", "10"))]
    row = only(compare(papers, bill(("A-100", "12", "")), EXACT))
    assert (row.verdict, row.differs) == (Verdict.SHORT, 2)


def test_without_an_invoice_the_order_is_what_counts():
    result = compare([order(line("A-100", "12")), note(line("A-100", "10"))], None, EXACT)
    assert (only(result).verdict, result.invoiced) == (Verdict.SHORT, False)


def test_a_part_delivery_that_is_invoiced_as_such_agrees():
    papers = [order(line("A-100", "100")), note(line("A-100", "60"))]
    assert compare(papers, bill(("A-100", "60", "")), EXACT).verdict is Verdict.AGREES


def test_several_deliveries_add_up():
    papers = [
        order(line("A-100", "12")),
        note(line("A-100", "5"), name="1"),
        note(line("A-100", "7"), name="2"),
    ]
    row = only(compare(papers, bill(("A-100", "12", "")), EXACT))
    assert (row.verdict, row.delivered.value, len(row.delivered.figures)) == (Verdict.AGREES, 12, 2)


def test_the_same_delivery_twice_counts_once_and_the_signed_one_is_it():
    unsigned = note(line("A-100", "12"), name="80001", signed=False)
    signed = replace(note(line("A-100", "12"), name="80001"), document_id="signed")
    result = compare([unsigned, signed], bill(("A-100", "12", "")), EXACT)
    assert (result.deliveries, result.again) == (("signed",), ("80001",))
    assert only(result).delivered.value == 12


def test_more_received_than_invoiced_is_over():
    row = only(compare([note(line("A-100", "14"))], bill(("A-100", "12", "")), EXACT))
    assert (row.verdict, row.differs) == (Verdict.OVER, 2)


def test_what_was_not_ordered_is_said():
    papers = [order(line("A-100", "12")), note(line("A-100", "12"), line("B-200", "1"))]
    result = compare(papers, bill(("A-100", "12", ""), ("B-200", "1", "")), EXACT)
    assert [row.verdict for row in result.rows] == [Verdict.AGREES, Verdict.NOT_ORDERED]


def test_what_was_not_delivered_is_said():
    result = compare([note(line("A-100", "12"))], bill(("A-100", "12", ""), ("B-200", "1", "")), EXACT)
    assert [row.verdict for row in result.rows] == [Verdict.AGREES, Verdict.NOT_DELIVERED]
    assert result.verdict is Verdict.NOT_DELIVERED


def test_a_line_of_the_order_that_is_not_invoiced_counts_for_nothing():
    papers = [order(line("A-100", "12"), line("B-200", "4")), note(line("A-100", "12"))]
    result = compare(papers, bill(("A-100", "12", "")), EXACT)
    assert result.verdict is Verdict.AGREES
    assert result.rows[1].verdict is Verdict.NOT_DELIVERED


@pytest.mark.parametrize(
    ("percent", "money", "verdict"),
    [("0", "0", Verdict.PRICE), ("5", "0", Verdict.AGREES), ("0", "1.20", Verdict.AGREES),
     ("3.9", "1.19", Verdict.PRICE)],
)  # fmt: skip
def test_prices_may_differ_by_a_share_or_by_an_amount_over_the_line(
    percent: str, money: str, verdict: Verdict
):
    papers = [order(line("A-100", "12", price="2.50")), note(line("A-100", "12"))]
    allowed = Tolerances(price=Decimal(money), price_percent=Decimal(percent))
    assert only(compare(papers, bill(("A-100", "12", "2.60")), allowed)).verdict is verdict


def test_counts_may_differ_by_units_or_a_share():
    papers = [note(line("A-100", "98"))]
    billed = bill(("A-100", "100", ""))
    for tolerances in (Tolerances(quantity=Decimal(2)), Tolerances(quantity_percent=Decimal(2))):
        assert only(compare(papers, billed, tolerances)).verdict is Verdict.AGREES
    assert only(compare(papers, billed, Tolerances(quantity=Decimal(1)))).verdict is Verdict.SHORT


def test_articles_are_known_again_by_look_alike_letters_and_leading_zeros():
    papers = [order(line("000HX-0816", "12")), note(line("HX-O816", "12"))]
    assert len(compare(papers, None, EXACT).rows) == 1


def test_without_numbers_descriptions_tell():
    ordered = order(line(text="Hex bolt M8x16 zinc, box 200", count="12"), line(text="V-belt A44", count="4"))
    delivered = note(line(text="V-belt A44 wrapped", count="4"), line(text="Hex bolt M8x16 zinc", count="12"))
    result = compare([ordered, delivered], None, EXACT)
    assert [row.verdict for row in result.rows] == [Verdict.AGREES, Verdict.AGREES]


def test_another_size_is_another_article():
    papers = [
        order(line(text="V-belt A44 wrapped", count="4")),
        note(line(text="V-belt A48 wrapped", count="4")),
    ]
    assert [row.verdict for row in compare(papers, None, EXACT).rows] == [
        Verdict.NOT_DELIVERED,
        Verdict.NOT_ORDERED,
    ]


def test_a_buyers_own_numbers_do_not_part_what_is_named_alike():
    papers = [
        order(line("4711-A", "12", "Deep groove bearing 6204-2RS")),
        note(line("BR-6204", "12", "Deep groove bearing 6204-2RS")),
    ]
    assert only(compare(papers, None, EXACT)).verdict is Verdict.AGREES


def test_where_nothing_is_named_the_position_tells():
    papers = [order(line("A-1", "2", position="10"), line("A-2", "3", position="20")),
              note(line(count="3", position="020"), line(count="2", position="010"))]  # fmt: skip
    assert [row.delivered.value for row in compare(papers, None, EXACT).rows] == [2, 3]


def test_an_article_on_two_lines_adds_to_one_row():
    papers = [order(line("A-100", "12")), note(line("A-100", "5"), line("A-100", "7", row=1))]
    row = only(compare(papers, None, EXACT))
    assert (row.delivered.value, row.verdict) == (12, Verdict.AGREES)


def test_units_that_differ_are_said_and_not_compared():
    papers = [order(line("A-100", "2", unit="box")), note(line("A-100", "24", unit="Stk"))]
    row = only(compare(papers, None, EXACT))
    assert (row.verdict, row.doubts) == (Verdict.CANNOT_TELL, (Doubt.UNITS,))


def test_units_of_other_languages_are_the_same():
    papers = [order(line("A-100", "2", unit="pc")), note(line("A-100", "2", unit="Stk"))]
    assert only(compare(papers, None, EXACT)).verdict is Verdict.AGREES


def test_a_count_by_hand_is_what_was_received():
    over = Cell("10", 1, Box(0.6, 0.3, 0.7, 0.31), 0.9, Decimal(10))
    papers = [note(replace(line("A-100", "12"), over=over))]
    row = only(compare(papers, bill(("A-100", "12", "")), EXACT))
    assert (row.verdict, row.received.value, row.delivered.value) == (Verdict.SHORT, 10, 12)
    assert row.received.figures[0].by_hand


def test_a_count_written_over_cannot_be_told():
    over = Cell("", 1, Box(0.6, 0.3, 0.7, 0.31), 0.0)
    row = only(compare([note(replace(line("A-100", "12"), over=over))], bill(("A-100", "12", "")), EXACT))
    assert (row.verdict, row.doubts) == (Verdict.CANNOT_TELL, (Doubt.WRITTEN_OVER,))


def test_a_count_that_was_not_read_cannot_be_told():
    row = only(compare([note(line("A-100", "?"))], bill(("A-100", "12", "")), EXACT))
    assert (row.verdict, Doubt.NOT_READ in row.doubts) == (Verdict.CANNOT_TELL, True)


def test_a_remark_beside_a_line_takes_from_it():
    lines = line("A-100", "12"), line("B-200", "4", row=3)
    result = compare([note(*lines, remarks=(short("2 of 12"),))], None, EXACT)
    assert [row.received.value for row in result.rows] == [10, 4]


def test_a_remark_that_names_an_article_takes_from_it():
    lines = line("A-100", "12"), line("B-2000", "4", row=3)
    remark = short("1", row=20, text="1 x B-2000 missing")
    result = compare([note(*lines, remarks=(remark,))], bill(("A-100", "12", ""), ("B-2000", "4", "")), EXACT)
    assert [row.verdict for row in result.rows] == [Verdict.AGREES, Verdict.SHORT]


def test_a_remark_that_names_no_line_makes_the_whole_short():
    lines = line("A-100", "12"), line("B-200", "4", row=3)
    billed = bill(("A-100", "12", ""), ("B-200", "4", ""))
    result = compare([note(*lines, remarks=(short("2", row=20),))], billed, EXACT)
    assert (result.verdict, result.doubts) == (Verdict.SHORT, (Doubt.REMARK,))
    assert all(row.received.value is None for row in result.rows)


def test_nobody_signed_so_received_is_not_known():
    row = only(compare([note(line("A-100", "12"), signed=False)], bill(("A-100", "12", "")), EXACT))
    assert (row.received.figures, row.doubts) == ((), (Doubt.NOT_SIGNED,))


def test_a_signed_copy_of_the_invoice_gives_what_was_invoiced():
    copy = Paper("copy", PaperKind.INVOICE, (line("A-100", "12", price="3.00"),))
    papers = [order(line("A-100", "12", price="2.50")), note(line("A-100", "12")), copy]
    assert only(compare(papers, None, EXACT)).verdict is Verdict.PRICE


def test_one_paper_alone_tells_nothing():
    result = compare([note(line("A-100", "12"))], None, EXACT)
    assert (result.verdict, only(result).doubts) == (Verdict.CANNOT_TELL, (Doubt.ONE_PAPER,))


def test_no_papers_tell_nothing():
    result = compare([], None, EXACT)
    assert (result.verdict, result.rows) == (Verdict.CANNOT_TELL, ())


def test_a_paper_without_lines_is_named():
    assert compare([note(name="bare")], None, EXACT).unread == ("bare",)


def test_the_order_of_the_papers_changes_no_verdict():
    papers = [order(line("A-100", "12"), line("B-200", "3")), note(line("B-200", "3"), name="1"),
              note(line("A-100", "10"), name="2")]  # fmt: skip
    billed = bill(("B-200", "3", ""), ("A-100", "12", ""))
    one, other = (compare(several, billed, EXACT) for several in (papers, papers[::-1]))
    assert {row.article: row.verdict for row in one.rows} == {row.article: row.verdict for row in other.rows}

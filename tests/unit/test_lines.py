"""Lines of goods from the words of a page."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.lines import lines_of
from models.lines import Column, Line
from models.paper import Ink, Mark
from tests.papers.table_pages import Row, page_of, spot

HEAD: Row = [(0.08, "Pos."), (0.14, "Article"), (0.30, "Description"), (0.65, "Qty"), (0.74, "Unit")]
BOLT: Row = [(0.08, "10"), (0.14, "HX-0816"), (0.30, "Hex bolt M8x16"), (0.65, "12"), (0.74, "box")]
BELT: Row = [(0.08, "20"), (0.14, "VB-A044"), (0.30, "V-belt A44 wrapped"), (0.65, "40"), (0.74, "pc")]
SEAL: Row = [(0.08, "30"), (0.14, "SE-2540"), (0.30, "Shaft seal 25x40x7"), (0.65, "5"), (0.74, "pc")]


def told(lines: tuple[Line, ...], *columns: Column) -> list[tuple[str, ...]]:
    return [tuple(line.text(column) for column in columns) for line in lines]


def counts(*numbers: str, head: str = "Qty") -> list[Decimal | None]:
    """What the counts of a table come to that prints them so."""
    rows = [[(0.14, f"A-{n}"), (0.30, "Something"), (0.65, text)] for n, text in enumerate(numbers)]
    found = lines_of([page_of([[(0.14, "Article"), (0.30, "Description"), (0.65, head)], *rows])])
    return [line.value(Column.QUANTITY) for line in found]


def test_cells_are_read_by_the_headings_over_them():
    found = lines_of([page_of([HEAD, BOLT, BELT])])
    named = told(found, Column.POSITION, Column.ARTICLE, Column.DESCRIPTION, Column.UNIT)
    assert named == [
        ("10", "HX-0816", "Hex bolt M8x16", "box"),
        ("20", "VB-A044", "V-belt A44 wrapped", "pc"),
    ]
    assert [line.value(Column.QUANTITY) for line in found] == [12, 40]


def test_each_cell_knows_where_it_stands():
    (line,) = lines_of([page_of([HEAD, BOLT], number=3)])
    cell = line.cells[Column.QUANTITY]
    assert cell.page == 3
    assert cell.box.overlap(spot(1, 0.65, 0.67)) > 0
    assert cell.confidence == 0.97


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("en", ("Part No.", "Description", "Qty ordered", "Qty shipped", "Back order")),
        ("de", ("Artikel-Nr.", "Bezeichnung", "Bestellt", "Geliefert", "Rückstand")),
        ("fr", ("Référence", "Désignation", "Qté commandée", "Qté livrée", "Reliquat")),
        ("es", ("Código", "Descripción", "Cant. pedida", "Cant. servida", "Pendiente")),
        ("it", ("Codice", "Descrizione", "Ordinato", "Consegnato", "Residuo")),
        ("nl", ("Artikelcode", "Omschrijving", "Besteld", "Geleverd", "Nog te leveren")),
        ("pl", ("Kod towaru", "Nazwa", "Zamówiono", "Dostarczono", "Pozostało")),
        ("pt", ("Código", "Designação", "Qtd. encomendada", "Qtd. entregue", "Por entregar")),
    ],
)
def test_what_was_ordered_delivered_and_is_still_to_come_is_told_apart(language: str, heads: tuple[str, ...]):
    places = (0.05, 0.22, 0.50, 0.68, 0.84)
    row = [(0.05, "HX-0816"), (0.22, "M8x16 zinc"), (0.50, "12"), (0.68, "10"), (0.84, "2")]
    (line,) = lines_of([page_of([list(zip(places, heads, strict=True)), row])])
    told = Column.ORDERED, Column.DELIVERED, Column.BACKORDER
    assert [line.value(column) for column in told] == [12, 10, 2], language
    assert line.text(Column.ARTICLE) == "HX-0816"


def test_a_heading_of_two_lines_is_one():
    upper = [(0.30, "Item"), (0.60, "Qty"), (0.72, "Qty"), (0.84, "Unit")]
    lower = [(0.30, "description"), (0.60, "ordered"), (0.72, "shipped"), (0.84, "price")]
    row = [(0.30, "Hex bolt M8x16"), (0.60, "12"), (0.72, "10"), (0.84, "14.20")]
    found = lines_of([page_of([upper, lower, row], top=0.3)])
    assert [line.value(Column.ORDERED) for line in found] == [12]
    assert found[0].value(Column.DELIVERED) == 10
    assert found[0].value(Column.PRICE) == Decimal("14.20")


def test_a_description_goes_on_below():
    more = [(0.30, "colour black")]
    found = lines_of([page_of([HEAD, BOLT, more, BELT])])
    assert told(found, Column.DESCRIPTION) == [("Hex bolt M8x16 colour black",), ("V-belt A44 wrapped",)]


def test_sums_and_headings_of_groups_are_no_lines():
    group = [(0.08, "Your order 4711 of 5.6.2026")]
    total = [(0.30, "Total"), (0.65, "57")]
    found = lines_of([page_of([HEAD, BOLT, BELT, group, SEAL, total])])
    assert told(found, Column.ARTICLE) == [("HX-0816",), ("VB-A044",), ("SE-2540",)]


def test_prose_below_the_table_is_no_line():
    prose = [(0.08, "Please check the goods on delivery; claims within 3 days of receipt are accepted only")]
    assert len(lines_of([page_of([HEAD, BOLT, BELT, SEAL, prose])])) == 3


def test_a_table_goes_on_where_the_next_page_repeats_its_head():
    found = lines_of([page_of([HEAD, BOLT]), page_of([HEAD, BELT], number=2)])
    assert [(line.page, line.text(Column.ARTICLE)) for line in found] == [(1, "HX-0816"), (2, "VB-A044")]


def test_a_table_goes_on_where_the_next_page_has_no_head():
    carried = [(0.50, "Brought forward 170.40")]
    found = lines_of([page_of([HEAD, BOLT, BELT]), page_of([carried, SEAL], number=2, top=0.1)])
    assert [(line.page, line.text(Column.ARTICLE)) for line in found][-1] == (2, "SE-2540")


def test_numbered_conditions_on_the_back_are_no_lines():
    terms = [[(0.08, f"{n}. All goods remain our property until they are paid in full")] for n in (1, 2, 3)]
    assert len(lines_of([page_of([HEAD, BOLT, BELT]), page_of(terms, number=2)])) == 2


def test_a_page_of_references_is_no_table_of_goods():
    row = [(0.08, "Order no"), (0.30, "Your reference"), (0.60, "Date")]
    assert lines_of([page_of([row, [(0.08, "4711"), (0.30, "ab/3"), (0.60, "3.2.2026")]])]) == ()


def test_a_skewed_page_reads_the_same():
    page = page_of([HEAD, BOLT, BELT, SEAL])
    fall = 0.03
    words = tuple(
        type(word)(
            word.text,
            type(word.box)(
                word.box.x0 - fall * word.box.y0 * 2, word.box.y0 + fall * word.box.x0,
                word.box.x1 - fall * word.box.y0 * 2, word.box.y1 + fall * word.box.x0,
            ),
            word.confidence,
            word.line,
        )
        for word in page.words
    )  # fmt: skip
    skewed = type(page)(1, page.kind, words, aspect=page.aspect)
    columns = Column.ARTICLE, Column.QUANTITY, Column.UNIT
    assert told(lines_of([skewed]), *columns) == told(lines_of([page]), *columns)


def test_thousands_are_told_from_decimals_by_the_rest_of_the_column():
    assert counts("1.200", "40", "2.500") == [1200, 40, 2500]
    assert counts("12,000", "0,000", "250,000") == [12, 0, 250]
    assert counts("2 500,00", "12,00") == [2500, 12]
    assert counts("1.200,000", "8,000", "24,000") == [1200, 8, 24]


def test_a_count_that_can_be_read_in_two_ways_is_left_open():
    assert counts("1.200") == [None]


def test_prices_show_how_the_paper_writes_numbers():
    head = [(0.08, "Article"), (0.25, "Description"), (0.55, "Qty"), (0.70, "Price"), (0.85, "Amount")]
    row = [(0.08, "A-1"), (0.25, "Something"), (0.55, "1.200"), (0.70, "2,50"), (0.85, "3.000,00")]
    (line,) = lines_of([page_of([head, row])])
    assert line.value(Column.QUANTITY) == 1200
    assert line.value(Column.AMOUNT) == 3000


def test_a_unit_behind_the_count_is_the_unit():
    head = [(0.14, "Article"), (0.30, "Description"), (0.65, "Qty")]
    (line,) = lines_of([page_of([head, [(0.14, "A-1"), (0.30, "Something"), (0.65, "12 pcs")]])])
    assert (line.value(Column.QUANTITY), line.text(Column.UNIT)) == (12, "pcs")


def test_a_line_whose_count_the_reader_missed_is_kept_without_it():
    without = [cell for cell in BELT if cell[1] != "40"]
    found = lines_of([page_of([HEAD, BOLT, without, SEAL])])
    assert [line.value(Column.QUANTITY) for line in found] == [12, None, 5]


def test_figures_by_hand_beside_a_struck_count_are_what_was_received():
    struck = Mark(Ink.HAND, spot(1, 0.645, 0.675), 0.9)
    row = [*BOLT[:3], (0.65, "12 ~10"), BOLT[4]]
    (line,) = lines_of([page_of([HEAD, row], marks=[struck])])
    assert line.value(Column.QUANTITY) == 12
    assert line.over is not None
    assert (line.over.value, line.over.text) == (10, "10")


def test_ink_over_a_count_is_to_be_looked_at():
    struck = Mark(Ink.HAND, spot(1, 0.645, 0.675), 0.9)
    (line,) = lines_of([page_of([HEAD, BOLT], marks=[struck])])
    assert line.over is not None
    assert line.over.value is None


def test_a_tick_beside_a_count_is_no_correction():
    tick = Mark(Ink.HAND, spot(1, 0.82, 0.85), 0.9)
    (line,) = lines_of([page_of([HEAD, BOLT], marks=[tick])])
    assert line.over is None


def test_no_page_gives_no_lines():
    assert lines_of([]) == ()
    assert lines_of([page_of([])]) == ()

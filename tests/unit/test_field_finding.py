"""A value is found wherever paper puts it: right of, under or over its label, in a column, glued to it."""

from __future__ import annotations

import pytest

from extractors.fields import find
from extractors.fields.layout import lay_out
from extractors.fields.sense import Sense
from models.paper import Page
from tests.values.builders import At, page_from_lines, skewed

INVOICE, PO = Sense.INVOICE_NUMBER, Sense.PO_NUMBER
DELIVERY, CUSTOMER = Sense.DELIVERY_NUMBER, Sense.CUSTOMER_NUMBER


def found(page: Page, sense: Sense) -> list[str]:
    return [finding.value.text for finding in find(page).of(sense)]


LEFT = [["Invoice No.", "90001234"], ["Your order:", "4500077"], ["Customer No", "C-17"]]
HEADER_ROW = [
    ["Invoice No", "Date", "Your order no", "Account no"],
    ["90001234", "12.03.2025", "4500077", "C-17"],
]
GLUED = [["InvoiceNo.:90001234"], ["YourOrder#4500077"], ["CustomerNo:C-17"]]
GLUED_HARD = [["InvoiceNo90001234"], ["PurchaseOrderNumber4500077"], ["CustomerNumberC-17"]]
SPLIT_VALUE = [["Invoice number: 90001234"], ["Cust. PO 45000 77"], ["A/C No.: C - 17"]]
STACKED = [
    ["Invoice", "Purchase Order", "Customer"],
    ["Number", "Number", "No."],
    ["90001234", "4500077", "C-17"],
]
GERMAN = [["Rechnungs-Nr.: 90001234", "Kunden-Nr.: C-17"], ["Ihre Bestellung 4500077"]]


@pytest.mark.parametrize(
    "layout",
    [LEFT, HEADER_ROW, GLUED, GLUED_HARD, STACKED, GERMAN],
    ids=["left", "header row", "glued", "glued hard", "stacked", "german"],
)
def test_the_numbers_are_found_in_every_layout(layout: list[list[str]]) -> None:
    page = page_from_lines(layout)
    assert found(page, INVOICE) == ["90001234"]
    assert found(page, PO) == ["4500077"]
    assert found(page, CUSTOMER) == ["C-17"]


@pytest.mark.parametrize("fall", [-0.04, -0.02, 0.02, 0.04])
@pytest.mark.parametrize("layout", [LEFT, HEADER_ROW], ids=["left", "header row"])
def test_a_skewed_page_reads_the_same(layout: list[list[str]], fall: float) -> None:
    filler = [At(0.06, 0.3, "a line of ordinary words that runs over nearly all of the width of the page")]
    page = skewed(page_from_lines([*layout, *filler]), fall)
    assert (found(page, INVOICE), found(page, PO), found(page, CUSTOMER)) == (
        ["90001234"],
        ["4500077"],
        ["C-17"],
    )


def test_pieces_of_a_number_are_joined() -> None:
    page = page_from_lines(SPLIT_VALUE)
    assert found(page, INVOICE) == ["90001234"]
    assert found(page, CUSTOMER) == ["C-17"]


def test_a_value_may_stand_over_its_caption() -> None:
    page = page_from_lines(
        [At(0.1, 0.8, "HELEN PRYCE"), At(0.1, 0.816, "Print name"), At(0.5, 0.816, "Signature")]
    )
    assert found(page, Sense.PRINTED_NAME) == ["HELEN PRYCE"]


def test_the_name_over_its_caption_is_nearer_than_a_stamp_to_the_right() -> None:
    captions = [
        At(0.1, 0.816, "Customer signature"),
        At(0.4, 0.816, "Print name"),
        At(0.7, 0.816, "ACME STORES"),
    ]
    page = page_from_lines([At(0.4, 0.8, "HELEN PRYCE"), *captions])
    assert found(page, Sense.PRINTED_NAME) == ["HELEN PRYCE"]


def test_a_value_may_be_written_a_little_beside_its_line() -> None:
    page = page_from_lines([At(0.1, 0.8, "Date received"), At(0.3, 0.81, "12/3/26")])
    assert found(page, Sense.RECEIVED_DATE) == ["2026-03-12"]


def test_two_labels_joined_by_a_slash_have_their_values_in_order() -> None:
    page = page_from_lines([["Invoice no. / date", "90001234 / 12.03.2025"]])
    assert found(page, INVOICE) == ["90001234"]
    assert found(page, Sense.PLAIN_DATE) == ["2025-03-12"]


def test_a_column_of_order_numbers_is_read_to_its_end() -> None:
    page = page_from_lines(
        [
            ["Customer order no", "Packages"],
            ["4500077", "3"],
            ["4500081", "1"],
            ["4500090", "12"],
            ["Total", "16"],
        ]
    )
    assert found(page, PO) == ["4500077", "4500081", "4500090"]


def test_numbers_listed_behind_one_another_are_all_read() -> None:
    page = page_from_lines(
        [
            ["Delivery notes no: 80012345, 80012346 and 80012349"],
            ["Delivery note no: 80012345, 80012346 and 80012349"],
        ]
    )
    assert set(found(page, DELIVERY)) == {"80012345", "80012346", "80012349"}


@pytest.mark.parametrize(
    "decoy",
    [
        "Vendor No. 4711",
        "Supplier code 4711",
        "Tel 4711",
        "Phone: 555 4711",
        "VAT No. GB4711",
        "IBAN DE024711",
        "Page 4711",
        "Item no 4711",
        "Gross weight 4711",
        "Lieferanten-Nr. 4711",
        "N° fournisseur 4711",
        "PRO No. 47114711",
        "Tracking number 47114711",
        "Container no ABCU4711",
    ],
)
def test_decoy_labels_keep_their_numbers(decoy: str) -> None:
    page = page_from_lines([["Invoice No"], [decoy], ["Customer No"], ["Your order no"]])
    for sense in (INVOICE, PO, DELIVERY, CUSTOMER, Sense.ORDER):
        assert found(page, sense) == []


def test_an_empty_field_takes_no_value_from_its_neighbours() -> None:
    page = page_from_lines([["Your order no:", "", "Invoice no:", "90001234"], ["Date:", "12.03.2025"]])
    assert found(page, PO) == []
    assert found(page, INVOICE) == ["90001234"]


def test_a_large_title_is_not_the_upper_half_of_the_label_under_it() -> None:
    title = At(0.5, 0.06, "PURCHASE ORDER", size=0.024)
    page = page_from_lines([title, At(0.5, 0.092, "DATE"), At(0.7, 0.092, "27.07.2019")])
    assert found(page, Sense.PLAIN_DATE) == ["2019-07-27"]


def test_a_gloss_in_brackets_belongs_to_its_label() -> None:
    page = page_from_lines([At(0.06, 0.1, "SHIP TO (Consignee)"), At(0.06, 0.12, "Talleres Ibarra S.L.")])
    assert found(page, Sense.SHIP_TO) == ["Talleres Ibarra S.L."]


def test_the_number_of_a_box_is_no_part_of_its_label() -> None:
    page = page_from_lines([At(0.06, 0.1, "2 Consignee / Empfänger"), At(0.06, 0.12, "Stahlbau Krüger AG")])
    assert found(page, Sense.SHIP_TO) == ["Stahlbau Krüger AG"]


def test_rows_of_tall_boxes_with_a_half_row_between_them_stay_apart() -> None:
    left = [At(0.06, 0.1, "Consignee", size=0.018), At(0.06, 0.114, "Thistle Catering", size=0.018)]
    right = [
        At(0.6, 0.107 + 0.014 * i, f"a line of the next column number {i}", size=0.018) for i in range(2)
    ]
    rows = lay_out(page_from_lines([*left, *right])).rows
    assert [row[0].text for row in rows] == ["Consignee", "Thistle Catering"]


def test_a_label_in_running_text_takes_no_number_below_it() -> None:
    page = page_from_lines(
        [At(0.06, 0.5, "Please quote the invoice no with every payment"), At(0.06, 0.515, "90001234 77")]
    )
    assert found(page, INVOICE) == []


def test_a_number_in_running_text_is_read_behind_its_label() -> None:
    page = page_from_lines([["Please supply against our order no. 0005336 at once"]])
    assert found(page, Sense.SELLER_ORDER) == ["0005336"]


def test_amounts_and_dates_are_not_taken_for_numbers() -> None:
    page = page_from_lines([["Invoice no", "Invoice"], ["12.03.2025", "1,234.56"]])
    assert found(page, INVOICE) == []


def test_confidence_falls_with_the_reader_and_with_distance() -> None:
    near = page_from_lines([At(0.06, 0.1, "Invoice no 90001234")])
    far = page_from_lines([At(0.06, 0.1, "Invoice no"), At(0.5, 0.1, "90001234")])
    faint = page_from_lines([At(0.06, 0.1, "Invoice no 90001234", confidence=0.5)])
    sure, farther, fainter = (find(page).of(INVOICE)[0].confidence for page in (near, far, faint))
    assert sure > farther > fainter


def test_the_box_is_the_value_not_the_label() -> None:
    page = page_from_lines([At(0.06, 0.1, "InvoiceNo:90001234")])
    (finding,) = find(page).of(INVOICE)
    assert finding.box.x0 > page.words[0].box.middle[0]
    assert finding.box.x1 == pytest.approx(page.words[0].box.x1)


def test_words_under_a_decoy_label_are_forbidden() -> None:
    page = page_from_lines([["Vendor No.", "90001234"]])
    assert {token.text for token in find(page).forbidden} == {"90001234"}


def test_a_label_on_two_lines_has_its_value_beside_either() -> None:
    beside_upper = [At(0.5, 0.1, "Cust."), At(0.7, 0.1, "C-17"), At(0.5, 0.116, "no.")]
    assert found(page_from_lines(beside_upper), CUSTOMER) == ["C-17"]
    beside_lower = [At(0.5, 0.1, "Customer"), At(0.5, 0.116, "Number"), At(0.7, 0.116, "C-17")]
    assert found(page_from_lines(beside_lower), CUSTOMER) == ["C-17"]


def test_a_sign_for_number_behind_a_date_joins_it_to_its_value() -> None:
    page = page_from_lines([["Issue date# 29/04/2026"], ["Invoice Number# MX2469K"]])
    assert found(page, Sense.PLAIN_DATE) == ["2026-04-29"]
    assert found(page, INVOICE) == ["MX2469K"]


def test_the_first_word_of_a_value_is_no_label() -> None:
    page = page_from_lines([["Nº pedido cliente", "PO 05926"], ["Délai souhaité:", "le 29.05.2026"]])
    assert found(page, PO) == ["PO 05926"]
    assert found(page, Sense.OTHER_DATE) == ["2026-05-29"]


def test_the_figures_of_a_torn_number_are_joined() -> None:
    page = page_from_lines([["Customer order no.", "Pkgs"], ["26 02963", "5"]])
    assert found(page, PO) == ["26 02963"]


def test_our_and_your_of_business_letters_are_understood() -> None:
    page = page_from_lines([["N/commande", "40096699"], ["V/commande", "PO-05876"]])
    assert found(page, PO) == ["PO-05876"]
    assert found(page, Sense.SELLER_ORDER) == ["40096699"]


def test_a_damaged_word_is_no_bar_beside_clear_ones() -> None:
    page = page_from_lines(
        [["Rit. ordine cliente", "4500077"], ["15sve date", "Account"], ["14/06/2026", "C-17"]]
    )
    assert found(page, PO) == ["4500077"]
    assert found(page, Sense.PLAIN_DATE) == ["2026-06-14"]


def test_a_postcode_is_no_label() -> None:
    assert [span.text for span in find(page_from_lines([["Leicester LE4 9HA"]])).page.spans] == []

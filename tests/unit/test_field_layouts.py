"""Ways in which the papers of other systems are set: what an order, a delivery and a letter print where."""

from __future__ import annotations

import pytest

from extractors.fields import classify, find
from extractors.fields.dates import find_dates
from extractors.fields.glue import cut_between_labels
from extractors.fields.loose_dates import own_date
from extractors.fields.sense import Sense
from models.paper import Page
from models.reading import DocumentType, FieldName, Reading, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

ORDER = At(0.6, 0.05, "Purchase Order", size=0.02)
NOTE = At(0.6, 0.05, "Delivery Note", size=0.02)


def found(page: Page, sense: Sense) -> list[str]:
    return [finding.value.text for finding in find(page).of(sense)]


def reading_of(*lines: At) -> Reading:
    return read(Section((page_from_lines(lines),), "first page"), Preferences())


def texts(reading: Reading, name: FieldName) -> list[str]:
    return [value.text for value in reading.fields.get(name, ())]


def test_a_contract_is_kept_behind_the_orders_own_number_and_says_nothing_against_it():
    reading = reading_of(ORDER, At(0.1, 0.2, "PO no: SRC-26-0857"), At(0.1, 0.24, "Contract: BPA-7517"))
    own, contract = reading.fields[FieldName.PO_NUMBER]
    assert (own.text, contract.text) == ("SRC-26-0857", "BPA-7517")
    assert own.confidence > 0.9
    assert contract.confidence < 0.4


def test_the_account_on_a_carriers_paper_is_one_of_the_carriers():
    account = At(0.1, 0.2, "Account: 4686185")
    reading = reading_of(At(0.6, 0.05, "Delivery receipt", size=0.02), account)
    assert all(value.confidence < 0.4 for value in reading.fields.get(FieldName.CUSTOMER_NUMBER, ()))
    assert texts(reading_of(NOTE, account), FieldName.CUSTOMER_NUMBER) == ["4686185"]


@pytest.mark.parametrize("label", ["Mfr. cat. no.", "Executive Order", "Supplier item"])
def test_catalogues_and_laws_number_no_paper(label: str):
    reading = reading_of(ORDER, At(0.1, 0.2, "PO no: 4500771"), At(0.1, 0.6, f"{label} 90714"))
    assert texts(reading, FieldName.PO_NUMBER) == ["4500771"]


def test_a_bare_word_for_number_behind_another_word_is_that_words():
    reading = reading_of(NOTE, At(0.1, 0.2, "Zoll-Tarif Nr. 7318153"), At(0.1, 0.3, "Delivery no: 8001234"))
    assert texts(reading, FieldName.DELIVERY_NUMBER) == ["8001234"]


def test_one_of_several_references_is_counted_not_numbered():
    page = page_from_lines([At(0.1, 0.2, "Sender's ref 1"), At(0.4, 0.2, "80231071")])
    assert found(page, Sense.SHIPPER_REFERENCE) == ["80231071"]


def test_the_number_under_a_title_of_several_words_is_the_orders():
    title = [At(0.5, 0.05, "STORE PURCHASE ORDER"), At(0.5, 0.07, "0318/600255")]
    assert texts(reading_of(*title), FieldName.PO_NUMBER) == ["0318/600255"]


def test_the_caption_of_a_numbered_box_is_no_number():
    boxes = [At(0.1, 0.2, "Delivery"), At(0.1, 0.22, "12. DISCOUNT TERMS")]
    assert found(page_from_lines(boxes), Sense.DELIVERY_NUMBER) == []


def test_two_labels_in_one_word_have_their_values_in_order():
    page = page_from_lines([At(0.5, 0.1, "Bestellnummer/Datum"), At(0.5, 0.12, "4700551 / 18.04.2026")])
    assert found(page, Sense.PO_NUMBER) == ["4700551"]
    assert [one for sense in (Sense.PLAIN_DATE, Sense.ORDER_DATE) for one in found(page, sense)] == [
        "2026-04-18"
    ]


@pytest.mark.parametrize(
    ("word", "cut"), [("Bestellnummer/Datum", 14), ("and/or", 0), ("Karl/Marx", 0), ("12/Datum", 0)]
)
def test_a_word_is_cut_only_where_it_joins_labels(word: str, cut: int):
    assert cut_between_labels(word) == cut


def test_a_date_glued_behind_a_number_is_no_part_of_it():
    page = page_from_lines([At(0.1, 0.2, "Bestellnummer: 4501188210/21.02.2026")])
    assert found(page, Sense.PO_NUMBER) == ["4501188210"]


def test_a_remark_in_brackets_stands_between_label_and_value():
    page = page_from_lines([At(0.1, 0.2, "Bestellnummer (bitte stets angeben): PO-02753")])
    assert found(page, Sense.PO_NUMBER) == ["PO-02753"]


def test_a_label_in_a_second_language_heads_its_column():
    lines = [At(0.1, 0.2, "Miejsce dostawy / Place of delivery"), At(0.1, 0.22, "40-101 Katowice, Poland")]
    assert found(page_from_lines(lines), Sense.SHIP_TO) == ["40-101 Katowice, Poland"]


def test_the_caption_in_a_block_is_no_part_of_the_name():
    lines = [At(0.1, 0.2, "SHIP TO"), At(0.1, 0.22, "Name: Buckeye Farm Stores"), At(0.1, 0.24, "Tulsa OK")]
    assert "Buckeye Farm Stores" in found(page_from_lines(lines), Sense.SHIP_TO)


def test_running_text_is_no_name():
    lines = [At(0.1, 0.2, "Ship to: Use the address at the top of page")]
    assert found(page_from_lines(lines), Sense.SHIP_TO) == []


@pytest.mark.parametrize(
    "text",
    [
        "D.P.R. 472 del 14/08/1996",
        "Real Decreto 1619 de 30/11/2012",
        "Gesetz vom 03.04.2001",
        "Loi du 12/05/1980",
    ],
)
def test_the_date_of_a_law_is_no_date_of_the_paper(text: str):
    assert find_dates(text) == ()
    (day,) = find_dates(f"{text} - N. 80231397 del 29/01/2026")
    assert day.chosen.isoformat() == "2026-01-29"


@pytest.mark.parametrize("label", ["Need by", "Livraison souhaitée le", "Deliver on or before", "Stand"])
def test_a_day_on_which_goods_are_wanted_is_not_the_orders(label: str):
    reading = reading_of(ORDER, At(0.1, 0.2, f"{label}: 29/03/2026"), At(0.1, 0.3, "Date: 20/03/2026"))
    assert texts(reading, FieldName.DOCUMENT_DATE) == ["2026-03-20"]


def test_of_the_free_dates_of_an_order_the_earliest_is_its_own():
    lines = [
        At(0.6, 0.1, "20/07/2026"),
        At(0.6, 0.12, "24/05/2026"),
        At(0.1, 0.2, "Ihr Angebot vom 03/02/2026"),
    ]
    day = own_date(find(page_from_lines(lines)), receipt=False, order=True)
    assert day is not None
    assert day.text == "2026-05-24"


def test_a_month_may_be_glued_to_its_label():
    (day,) = find_dates("DateJan 29, 2026")
    assert day.chosen.isoformat() == "2026-01-29"


def test_firma_over_an_address_is_no_signature():
    lines = [At(0.1, 0.15, "Firma"), At(0.1, 0.17, "Acme Tools Ltd"), At(0.5, 0.17, "Datum: 14.01.2026")]
    assert not find(page_from_lines(lines)).of(Sense.SIGNATURE)
    reading = reading_of(At(0.6, 0.05, "Bestellung", size=0.02), *lines)
    assert texts(reading, FieldName.DOCUMENT_DATE) == ["2026-01-14"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (At(0.1, 0.2, "Oggetto: Ns. ordine n° 1225/A"), "purchase_order"),
        (At(0.1, 0.2, "Warenbestellung Küche", size=0.02), "purchase_order"),
        (At(0.1, 0.1, "BON DE COMMANDEN°", size=0.02), "purchase_order"),
        (At(0.1, 0.1, "ORDER FOR SUPPLIES OR SERVICES"), "purchase_order"),
        (At(0.1, 0.1, "Änderungsbestellung", size=0.02), "purchase_order"),
        (At(0.1, 0.1, "PALLET DOCKET", size=0.02), "delivery_note"),
        (At(0.1, 0.1, "Material receiving report", size=0.02), "delivery_note"),
    ],
)
def test_titles_are_known_as_other_systems_print_them(line: At, kind: str):
    assert classify([find(page_from_lines([line, At(0.1, 0.5, "Acme Tools Ltd")]))]).kind == kind


def test_a_quotation_of_which_an_order_speaks_does_not_make_it_one():
    lines = [At(0.1, 0.2, "Vs. offerta"), At(0.1, 0.22, "OF 163"), At(0.1, 0.1, "ORDINE D'ACQUISTO")]
    assert classify([find(page_from_lines(lines))]).type is DocumentType.PURCHASE_ORDER


def test_two_labels_with_numbers_of_their_own_are_not_one_on_two_lines() -> None:
    lines = [At(0.1, 0.2, "Consignee ref."), At(0.3, 0.2, "UR9392773")]
    page = page_from_lines([*lines, At(0.1, 0.216, "Account"), At(0.3, 0.216, "A3337958")])
    assert found(page, Sense.PO_NUMBER) == ["UR9392773"]


def test_joined_labels_share_out_a_joined_value() -> None:
    page = page_from_lines([At(0.1, 0.2, "Delivery note / invoice"), At(0.4, 0.2, "80316287/ SI26-03139")])
    assert found(page, Sense.DELIVERY_NUMBER) == ["80316287"]
    assert found(page, Sense.INVOICE_NUMBER) == ["SI26-03139"]


def test_beside_the_customers_order_a_bare_one_is_the_sellers() -> None:
    lines = [At(0.1, 0.2, "Pedido: S46033"), At(0.1, 0.23, "Su pedido: PC-69768")]
    title = At(0.6, 0.05, "Albarán", size=0.02)
    customers, sellers = reading_of(title, *lines).fields[FieldName.PO_NUMBER]
    assert (customers.text, sellers.text) == ("PC-69768", "S46033")
    assert sellers.confidence < 0.4
    assert reading_of(title, lines[0]).fields[FieldName.PO_NUMBER][0].confidence > 0.6


def test_a_commission_is_the_number_of_the_one_who_gives_it() -> None:
    commission = At(0.1, 0.2, "Auftrags-Nr.: 55080088")
    assert texts(reading_of(At(0.6, 0.05, "Bestellung", size=0.02), commission), FieldName.PO_NUMBER) == [
        "55080088"
    ]
    assert not texts(reading_of(At(0.6, 0.05, "Lieferschein", size=0.02), commission), FieldName.PO_NUMBER)

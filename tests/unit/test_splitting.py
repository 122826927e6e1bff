"""Signs of a boundary, how sure it is, and what the ledger adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.decision import Status
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.paper import Page
from models.reading import Section
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import build
from pipeline.matching.match import match
from pipeline.read import SURE_ENOUGH, Preferences, read
from pipeline.splitting import split
from tests.values.builders import At, page_from_lines, separator

BOOKS = Ledger(
    (Customer("C-10017", "Acme East Ltd"), Customer("C-10044", "Borough Foods Ltd")),
    tuple(
        Invoice(
            f"INV-90{n}",
            customer,
            f"PO-88{n}",
            date(2026, 3, 1),
            None,
            Decimal(10),
            "GBP",
            f"8001{n}",
            InvoiceStatus.OPEN,
        )
        for n, customer in (("2345", "C-10017"), ("7788", "C-10044"))
    ),
)


def page(number: int, *texts: str, head: str = "Merrow Industrial Supply of Leeds") -> Page:
    """A page with its words under a head."""
    lines = [At(0.06, 0.03, head)] if head else []
    return page_from_lines(
        [*lines, *(At(0.06, 0.25 + 0.03 * i, text) for i, text in enumerate(texts))], number
    )


def note(number: int, *texts: str) -> Page:
    """A first page: title, numbers, then the rest."""
    top = [At(0.5, 0.1, "DELIVERY NOTE", size=0.02)]
    rest = [At(0.06, 0.15 + 0.03 * i, text) for i, text in enumerate(texts)]
    return page_from_lines([*top, *rest], number)


def numbers(sections: tuple[Section, ...]) -> list[list[int]]:
    return [[page.number for page in section.pages] for section in sections]


def test_a_single_page_is_surely_one_document():
    (section,) = split([note(1, "Delivery note no: 80012345")])
    assert (section.certainty, section.doubt) == (1.0, "")


def test_numbers_that_the_ledger_has_for_two_customers_part_pages_without_labels():
    pages = [page(1, "goods 80012345 as agreed"), page(2, "goods 80017788 as agreed")]
    assert numbers(split(pages)) == [[1, 2]]
    assert numbers(split(pages, build(BOOKS))) == [[1], [2]]


def test_the_same_sheet_once_more_is_another_document_though_its_numbers_agree():
    rows = [f"{n} Sechskantschraube Unterlegscheibe Dichtung{n} Keilriemen{n}" for n in range(10, 24)]
    text = ("Delivery note no: 80012345", "Order no: PO-882345", *rows)
    assert numbers(split([note(1, *text), note(2, *text)])) == [[1], [2]]


def test_a_page_without_any_word_stays_with_what_lies_before_it():
    empty = replace(page(2), words=())
    pages = [
        note(1, "Delivery note no: 80012345", "Page 1 of 1"),
        empty,
        note(3, "Delivery note no: 80017788"),
    ]
    assert numbers(split(pages)) == [[1, 2], [3]]


def test_a_sum_carried_over_holds_pages_together():
    first = page_from_lines([At(0.5, 0.05, "INVOICE", size=0.02), At(0.06, 0.1, "Invoice no: INV-902345"),
                             At(0.6, 0.9, "Carried forward"), At(0.8, 0.9, "1,204.50")])  # fmt: skip
    second = page_from_lines([At(0.6, 0.05, "Brought forward"), At(0.8, 0.05, "1,204.50")], 2)
    (section,) = split([first, second])
    assert section.certainty > SURE_ENOUGH


def test_page_numbers_are_read_from_boxes_with_a_label():
    def boxed(number: int, text: str) -> Page:
        return page_from_lines([At(0.8, 0.05, "Page"), At(0.8, 0.07, text), At(0.1, 0.4, "washers")], number)

    assert numbers(split([boxed(1, "1 of 2"), boxed(2, "2 of 2"), boxed(3, "1 of 1")])) == [[1, 2], [3]]


def test_a_later_page_without_its_first_is_never_surely_part_of_another_paper():
    letter = page(1, "Dear Sirs, please quote for 24 ties", head="Borough Foods Ltd of London Road")
    stray = page(2, "Page 2 of 3", "Brought forward 1,204.50", head="")
    assert all(section.certainty < SURE_ENOUGH for section in split([letter, stray]))


def test_what_may_be_two_documents_is_not_filed_and_the_reason_says_where():
    index, paper = build(BOOKS), note(1, "Delivery note no: 80012345", "Customer no: C-10017")
    sure = Section((paper,), "first page")
    doubted = replace(sure, certainty=0.6, doubt="page 2 may begin another document (it has another date)")
    filed, held = (
        decide(match(read(section, Preferences()), section.pages, index)) for section in (sure, doubted)
    )
    assert filed.status is Status.FILED
    assert held.status is Status.REVIEW
    assert held.chosen == filed.chosen
    assert held.standing is None
    assert "page 2 may begin another document" in held.reason


def test_two_slips_on_one_page_are_told():
    slip = ("Delivery note no: {}", "Customer no: {}", "Your order no: {}", "Received by:")
    values = (("80012345", "C-10017", "PO-882345", ""), ("80017788", "C-10044", "PO-887788", ""))
    lines = [
        At(0.06, 0.05 + 0.5 * half + 0.04 * row, text.format(values[half][row]))
        for half in (0, 1)
        for row, text in enumerate(slip)
    ]
    (section,) = split([page_from_lines(lines)])
    assert read(section, Preferences()).doubt == "two papers lie on page 1"
    assert read(Section((page_from_lines(lines[:4]),), ""), Preferences()).doubt == ""


def test_numbers_of_the_books_shape_in_the_head_need_no_label():
    first = note(1, "Invoice no: INV-902345", "Customer no: C-10017")
    other = page(2, "10 Keilriemen", "Seite 2 von 3", head="Merrow Industrial INV-905521 C-10099")
    same = page(2, "10 Keilriemen", "Seite 2 von 3", head="Merrow Industrial INV-902345 C-10017")
    books = build(BOOKS)
    assert numbers(split([first, other], books)) == [[1], [2]]
    assert split([first, other], books)[0].certainty > split([first, other])[0].certainty
    assert numbers(split([first, same], books)) == [[1, 2]]


def test_the_names_of_two_customers_speak_for_two_documents():
    pages = [note(1, "for Acme East Ltd"), page(2, "Borough Foods Ltd", "2 pallets", "9 boxes", head="")]
    unasked, asked = split(pages), split(pages, build(BOOKS))
    assert (numbers(unasked), numbers(asked)) == ([[1, 2]], [[1, 2]])
    assert unasked[0].certainty >= SURE_ENOUGH > asked[0].certainty


def test_separators_join_what_lies_between_but_make_nothing_surer():
    pages = [note(1, "Delivery note no: 80012345"), note(2, "6 hinges", "Received by:")]
    alone, parted = split(pages), split([*pages, separator(3), note(4, "Delivery note no: 80017788")])
    assert numbers(parted) == [[1, 2], [4]]
    assert parted[0].certainty <= alone[0].certainty
    assert parted[0].certainty < SURE_ENOUGH


def test_the_running_number_of_a_form_parts_no_pages():
    books = build(BOOKS)
    first = page(1, "Delivery note no: 80012345", head="Merrow Industrial Form 8004411")
    second = page(2, "80012345 goes on", "Received by:", head="Merrow Industrial Form 8004412")
    assert numbers(split([first, second], books)) == [[1, 2]]


def order(number: int, *texts: str, title: str = "PURCHASE ORDER") -> Page:
    """A page of a purchase order."""
    top = [At(0.5, 0.1, title, size=0.02)] if title else []
    rest = [At(0.06, 0.15 + 0.03 * i, text) for i, text in enumerate(texts)]
    return page_from_lines([*top, *rest], number)


def test_the_number_of_an_order_holds_its_pages_together():
    first = order(1, "Order no: PO-841388", "Order date: 16/02/2026", "Supplier: Acme Supplies plc")
    terms = order(2, "Purchase order no: PO-841388", "Terms and conditions", "Date: 17/02/2026", title="")
    assert numbers(split([first, terms])) == [[1, 2]]


def test_another_paper_about_an_order_is_not_part_of_it():
    first = order(1, "PO number: PO-88213", "Date: 12/03/2026")
    for title in ("PACKING LIST", "INVOICE", "DELIVERY NOTE", "CREDIT NOTE"):
        other = order(2, "PO number: PO-88213", "Date: 14/03/2026", title=title)
        assert numbers(split([first, other])) == [[1], [2]]


def test_a_date_in_the_receipt_block_parts_no_pages():
    first = note(1, "Delivery note no: 80012345", "Date: 23/01/2026")
    receipt = [At(0.06, 0.8, "Received by:"), At(0.3, 0.8, "Print name"), At(0.6, 0.8, "Date: 26/01/2026")]
    lines = [At(0.06, 0.15, "Delivery note no: 80012345"), *receipt]
    assert numbers(split([first, page_from_lines([At(0.5, 0.1, "DELIVERY NOTE"), *lines], 2)])) == [[1, 2]]

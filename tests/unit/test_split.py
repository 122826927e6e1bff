"""Pages become documents at separators, page numbers and new titles; nothing is torn apart or glued on."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.paper import Page, PageKind
from pipeline.splitting import split
from tests.values.builders import At, blank, page_from_lines, separator


def note(
    page: int, delivery: str, *more: str, title: str = "DELIVERY NOTE", label: str = "Delivery note no"
) -> Page:
    """A page of a delivery note with its title high up."""
    lines = [
        At(0.6, 0.05, title, size=0.02),
        At(0.06, 0.1, f"{label}: {delivery}"),
        At(0.06, 0.12, "Customer no C-17"),
    ]
    return page_from_lines([*lines, *(At(0.06, 0.3 + 0.03 * i, text) for i, text in enumerate(more))], page)


def plain(page: int, *texts: str) -> Page:
    """A page without title or number."""
    return page_from_lines(
        [At(0.06, 0.3 + 0.03 * i, text) for i, text in enumerate(texts or ("more items",))], page
    )


def numbers(*pages: Page) -> list[list[int]]:
    return [[page.number for page in section.pages] for section in split(pages)]


def test_a_separator_parts_documents_and_is_left_out() -> None:
    assert numbers(plain(1), separator(2), plain(3), plain(4)) == [[1], [3, 4]]


def test_blank_pages_are_left_out_and_part_nothing() -> None:
    assert numbers(note(1, "80012345"), blank(2), plain(3), blank(4)) == [[1, 3]]


def test_nothing_but_blanks_and_separators_is_no_document() -> None:
    assert numbers(blank(1), separator(2), blank(3)) == []
    assert numbers() == []


def test_a_code_on_a_page_of_content_starts_a_document_there() -> None:
    coded = replace(plain(2), separator="code Code128 PATCH2")
    sections = split([plain(1), coded, plain(3)])
    assert [[page.number for page in section.pages] for section in sections] == [[1], [2, 3]]
    assert "PATCH2" in sections[1].started_by


def test_single_page_notes_back_to_back_come_apart() -> None:
    pages = [note(1, "80012345"), note(2, "80012346"), note(3, "80012347")]
    assert numbers(*pages) == [[1], [2], [3]]


def test_a_second_page_that_repeats_title_and_number_stays_with_the_first() -> None:
    assert numbers(note(1, "80012345"), note(2, "80012345"), plain(3)) == [[1, 2, 3]]


def test_a_number_repeated_with_look_alike_letters_is_the_same_number() -> None:
    assert numbers(note(1, "80012345"), note(2, "8OO12345")) == [[1, 2]]


def test_page_one_of_n_starts_a_document() -> None:
    pages = [
        plain(1, "Page 1 of 2"),
        plain(2, "Page 2 of 2"),
        plain(3, "Page 1 of 2"),
        plain(4, "Page 2 of 2"),
    ]
    assert numbers(*pages) == [[1, 2], [3, 4]]


def test_page_numbers_are_known_in_other_languages_and_glued() -> None:
    pages = [
        plain(1, "Seite 1 von 2"),
        plain(2, "Seite2von2"),
        plain(3, "page 1 sur 1"),
        plain(4, "Página 1/2"),
        plain(5, "Pag. 2 di 2"),
    ]
    assert numbers(*pages) == [[1, 2], [3], [4, 5]]


def test_a_lone_fraction_counts_in_the_margin_only() -> None:
    margin = [
        page_from_lines([At(0.9, 0.97, text)], i) for i, text in enumerate(["1/2", "2/2", "1/1"], start=1)
    ]
    inside = [page_from_lines([At(0.4, 0.5, text)], i) for i, text in enumerate(["1/2", "1/2"], start=1)]
    assert numbers(*margin) == [[1, 2], [3]]
    assert numbers(*inside) == [[1, 2]]


def test_a_document_is_never_cut_before_its_last_numbered_page() -> None:
    pages = [
        note(1, "80012345", "Page 1 of 3"),
        note(2, "80012399"),
        note(3, "80012345", "Page 3 of 3"),
        note(4, "80012346"),
    ]
    assert numbers(*pages) == [[1, 2, 3], [4]]


def test_a_carried_over_page_is_not_added_to_a_complete_document() -> None:
    pages = [plain(1, "Page 1 of 2"), plain(2, "Page 2 of 2"), plain(3, "Page 2 of 3")]
    assert numbers(*pages) == [[1, 2], [3]]


def test_a_dated_letter_behind_a_complete_document_is_another_one() -> None:
    order = note(1, "80012345", "Page 1 of 1")
    assert numbers(order, plain(2, "Date: 16 February 2026", "please quote for 24 ties")) == [[1], [2]]


def test_conditions_and_receipts_on_the_back_of_a_complete_document_stay_with_it() -> None:
    order = note(1, "80012345", "Page 1 of 1")
    assert numbers(order, plain(2, "Conditions of sale", "goods remain our property")) == [[1, 2]]
    assert numbers(order, plain(2, "Goods received by", "Signature", "Date: 4 April 2026")) == [[1, 2]]


def test_another_kind_of_paper_with_its_own_number_starts_a_document() -> None:
    invoice = note(2, "90001234", title="INVOICE", label="Invoice no")
    assert numbers(note(1, "80012345"), invoice) == [[1], [2]]


def test_a_page_without_title_or_number_continues() -> None:
    assert numbers(note(1, "80012345"), plain(2, "Conditions of sale", "goods remain our property")) == [
        [1, 2]
    ]


def test_two_receipt_blocks_under_titles_are_two_documents() -> None:
    receipt = ("Received in good order and condition", "Print name")
    pages = [note(1, "", *receipt), note(2, "", *receipt)]
    stripped = [
        replace(page, words=tuple(w for w in page.words if w.text not in {"Customer", "no", "C-17"}))
        for page in pages
    ]
    assert numbers(*stripped) == [[1], [2]]


@given(st.lists(st.sampled_from(["note", "plain", "blank", "separator"]), max_size=8))
def test_every_content_page_lies_in_exactly_one_document_in_order(kinds: list[str]) -> None:
    make = {"note": lambda n: note(n, f"8001234{n}"), "plain": plain, "blank": blank, "separator": separator}
    pages = [make[kind](number) for number, kind in enumerate(kinds, start=1)]
    content = [page.number for page in pages if page.kind is PageKind.CONTENT]
    assert [number for section in numbers(*pages) for number in section] == content
    assert all(section for section in numbers(*pages))


def test_a_long_document_stays_one_by_what_its_first_page_says() -> None:
    """Longer than what is looked back on, and nothing but the first page bears the last one's number."""
    between = [plain(number) for number in range(2, 90)]
    assert numbers(note(1, "80012345"), *between, note(90, "80012345")) == [list(range(1, 91))]
    assert numbers(note(1, "80012345"), *between, note(90, "80012346"))[-1] == [90]

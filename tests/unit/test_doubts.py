"""Which words are worth another look."""

from __future__ import annotations

import pytest

from extractors.doubts import MOST, doubtful
from tests.values.builders import At, page_from_lines


def looked_at(*lines: At) -> list[str]:
    page = page_from_lines(lines)
    return [page.words[index].text for index in doubtful(page)]


def test_a_labelled_number_that_was_read_poorly_is_looked_at_again() -> None:
    assert looked_at(At(0.1, 0.1, "Invoice no"), At(0.4, 0.1, "90045", confidence=0.8)) == ["90045"]


def test_a_number_that_was_read_surely_is_not() -> None:
    assert looked_at(At(0.1, 0.1, "Invoice no"), At(0.4, 0.1, "90045", confidence=0.999)) == []


def test_letters_among_digits_that_look_like_digits_are_always_looked_at() -> None:
    assert looked_at(At(0.1, 0.1, "PO number"), At(0.4, 0.1, "WHO5887A", confidence=0.999)) == ["WHO5887A"]


@pytest.mark.parametrize("label", ["Phone", "VAT no", "Vendor no"])
def test_what_is_no_field_is_left_alone(label: str) -> None:
    assert looked_at(At(0.1, 0.1, label), At(0.4, 0.1, "4990045", confidence=0.95)) == []


def test_a_label_itself_is_left_alone() -> None:
    assert looked_at(At(0.1, 0.1, "Invoice no", confidence=0.6)) == []


def test_a_faint_number_without_a_label_is_looked_at_for_the_ledger_may_know_it() -> None:
    assert looked_at(At(0.1, 0.5, "and DN0455036 came too", confidence=0.85)) == ["DN0455036"]


def test_writing_that_is_no_date_beside_the_label_of_one_is_looked_at() -> None:
    assert "1717176" in looked_at(
        At(0.1, 0.8, "Received by:"),
        At(0.1, 0.85, "Date received:"),
        At(0.4, 0.85, "1717176", confidence=0.9),
    )


def test_numbers_come_before_names_and_the_least_sure_first() -> None:
    words = looked_at(
        At(0.1, 0.05, "Customer"),
        At(0.4, 0.05, "Harbor Mill", confidence=0.7),
        At(0.1, 0.1, "Invoice no"),
        At(0.4, 0.1, "90045", confidence=0.9),
        At(0.1, 0.15, "Delivery no"),
        At(0.4, 0.15, "80045", confidence=0.8),
    )
    assert words[:2] == ["80045", "90045"]


def test_however_poor_a_page_is_only_so_many_words_are_looked_at() -> None:
    lines = [At(0.1, 0.02 * row, f"item {10_000 + row}", confidence=0.6) for row in range(1, 45)]
    assert len(looked_at(*lines)) == MOST

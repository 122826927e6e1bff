"""Names and days in tables whose rows are headed by the parties; addresses under each other are no table."""

from __future__ import annotations

import pytest

from extractors.fields import find
from extractors.fields.sense import Sense
from models.paper import Box, Page, PageKind, Word


def page(*runs: tuple[str, float, float]) -> Page:
    """A page with texts at (x, y), each word 0.012 high."""
    words: list[Word] = []
    for line, (text, x, y) in enumerate(runs):
        left = x
        for word in text.split():
            right = left + 0.011 * len(word)
            words.append(Word(word, Box(left, y, right, y + 0.012), 0.98, line))
            left = right + 0.006
    return Page(1, PageKind.CONTENT, tuple(words), aspect=0.707)


def values(read: Page, *senses: Sense) -> list[str]:
    return [one.value.text for one in find(read).of(*senses)]


@pytest.mark.parametrize("driver", ["Carrier signature", "Delivered by"])
def test_the_customers_row_has_the_receivers_name(driver: str):
    read = page(
        ("Print name", 0.40, 0.70), ("Signed", 0.75, 0.70),
        (driver, 0.08, 0.74), ("R. DRIVER", 0.40, 0.74),
        ("Goods received by", 0.08, 0.78), ("M. STANHOPE", 0.40, 0.78),
    )  # fmt: skip
    assert values(read, Sense.PRINTED_NAME) == ["M. STANHOPE"]


def test_a_date_above_two_addresses_keeps_its_own_value():
    read = page(
        ("Date", 0.60, 0.10), ("02.03.2026", 0.72, 0.10),
        ("Vendor", 0.08, 0.14), ("Acme Ltd", 0.08, 0.16),
        ("Ship to", 0.08, 0.20), ("Brown plc", 0.08, 0.22),
    )  # fmt: skip
    assert values(read, Sense.PLAIN_DATE) == ["2026-03-02"]


def test_a_date_in_its_column_above_two_addresses_keeps_its_own_value():
    read = page(
        ("Date", 0.60, 0.10), ("02.03.2026", 0.60, 0.12),
        ("Vendor", 0.08, 0.14), ("Acme Ltd", 0.08, 0.16),
        ("Ship to", 0.08, 0.20), ("Brown plc", 0.08, 0.22),
    )  # fmt: skip
    assert values(read, Sense.PLAIN_DATE) == ["2026-03-02"]


def test_a_name_that_runs_into_the_label_of_its_row_is_read_without_it():
    read = page(
        ("Print name", 0.28, 0.70), ("Signed", 0.75, 0.70), ("Carrier signature", 0.08, 0.74),
        ("Customer signature M. STANHOPE", 0.08, 0.78),
    )  # fmt: skip
    assert values(read, Sense.PRINTED_NAME) == ["M. STANHOPE"]


def test_an_initial_that_was_read_as_a_figure_is_the_letter():
    assert values(page(("Print name:", 0.1, 0.7), ("1. Vandross", 0.27, 0.7)), Sense.PRINTED_NAME) == [
        "I. Vandross"
    ]

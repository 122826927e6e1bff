"""What is typed into the search may be an amount or a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asked import amounts_in, days_in


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("1204.50", ["1204.50"]),
        ("1,204.50", ["1204.50"]),
        ("1.204,50 €", ["1204.50"]),
        ("EUR 1 204,5", ["1204.5"]),
        ("-50", ["-50"]),
        ("1.204", ["1.204", "1204"]),
        ("1.204.000", ["1204000"]),
        ("1204", ["1204"]),
        ("INV-1204", []),
        ("12a", []),
        ("1,204.50.", []),
        ("", []),
        ("1" * 40, []),
    ],
)
def test_an_amount_is_understood_as_it_is_written(text: str, amounts: list[str]) -> None:
    assert amounts_in(text) == tuple(map(Decimal, amounts))


@given(st.decimals("0.01", "9999999.99", places=2))
def test_every_amount_is_understood_in_both_ways_of_writing(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert amounts_in(english) == amounts_in(german) == (amount,)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-03-31", [date(2026, 3, 31)]),
        ("31.03.2026", [date(2026, 3, 31)]),
        ("3/4/2026", [date(2026, 4, 3), date(2026, 3, 4)]),
        ("31/03/2026", [date(2026, 3, 31)]),
        ("2026", []),
        ("INV", []),
    ],
)
def test_a_day_is_understood_whatever_stands_first(text: str, days: list[date]) -> None:
    assert days_in(text) == tuple(days)

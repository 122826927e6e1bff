"""Shares with exact intervals, and the area under a ranking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.shares import Share, area, share

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_the_interval_is_clopper_and_pearsons():
    assert Share(0, 10).interval == pytest.approx((0, 0.3085), abs=1e-4)
    assert Share(5, 10).interval == pytest.approx((0.1871, 0.8129), abs=1e-4)
    assert Share(10, 10).interval == pytest.approx((0.6915, 1), abs=1e-4)


def test_nothing_counted_says_nothing():
    assert Share(0, 0).interval == (0, 1)
    assert str(share([])) == "none"


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_the_interval_holds_the_share_and_mirrors(answers: list[bool]):
    one, other = share(answers), share([not answer for answer in answers])
    low, high = one.interval
    assert 0 <= low <= one.right / one.of <= high <= 1
    assert other.interval == pytest.approx((1 - high, 1 - low))


@given(SCORES, SCORES)
def test_swapping_the_sides_turns_the_area_round(present: list[float], absent: list[float]):
    assert area(present, absent)[0] == pytest.approx(1 - area(absent, present)[0])


def test_a_perfect_ranking_is_not_sure_to_be_perfect():
    found, low, high = area([0.9, 0.8, 0.7], [0.1, 0.2])
    assert (found, high) == (1, 1)
    assert 0 < low < 0.5


def test_the_spread_is_delongs():
    found, low, high = area([0.9, 0.6, 0.4], [0.5, 0.3, 0.2])
    assert found == pytest.approx(8 / 9)
    assert (low, high) == pytest.approx((8 / 9 - 1.96 * (2 / 81) ** 0.5, 1.0))


def test_an_area_needs_both_sides():
    with pytest.raises(ValueError, match="pages without one"):
        area([0.5], [])

"""A share of what could be filed is shown to a person first: the same ones whenever one asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.decision import Decision, Route, Standing, Status
from pipeline.deciding.sampling import HELD, Sampling, drawn, sampled

SURE = Standing(Route.TWO_KEYS, 0.9999)
DOUBTED = Standing(Route.DOUBTED, 0.97)
FILED = Decision(Status.FILED, "Two keys agree.", chosen=(("C-1", "INV-1"),), standing=SURE)
REVIEW = Decision(Status.REVIEW, "One key.", chosen=(("C-1", "INV-1"),), standing=DOUBTED)
LATER = Sampling(0.03, early=False, open=False)
OPEN = replace(LATER, open=True)
IN, OUT = (next(str(n) for n in range(1000) if drawn(str(n), 0.03) is wanted) for wanted in (True, False))


def test_about_the_share_is_drawn():
    assert 250 < sum(drawn(f"document {n}", 0.03) for n in range(10_000)) < 350


def test_what_is_drawn_for_a_small_share_is_drawn_for_a_larger_one():
    small = {n for n in range(2000) if drawn(str(n), 0.02)}
    assert small < {n for n in range(2000) if drawn(str(n), 0.05)}


def test_a_drawn_document_waits_with_its_invoices_proposed():
    held = sampled(FILED, IN, LATER)
    assert (held.status, held.reason, held.chosen) == (Status.REVIEW, HELD, FILED.chosen)
    assert held.standing == replace(SURE, weight=pytest.approx(1 / 0.03), blind=True)


def test_the_reason_of_a_blind_check_tells_nothing_of_the_proposal():
    assert "INV-1" not in sampled(FILED, IN, LATER).reason


def test_what_is_not_drawn_is_filed_and_stands_for_nothing():
    assert sampled(FILED, OUT, LATER) == FILED


def test_the_first_filings_are_all_checked_afterwards_and_none_is_held():
    early = sampled(FILED, IN, replace(LATER, early=True))
    assert (early.status, early.standing) == (Status.FILED, replace(SURE, weight=1.0))


@pytest.mark.parametrize("document", [IN, OUT])
def test_while_people_decide_on_all_doubted_ones_each_counts_once(document: str):
    assert sampled(REVIEW, document, LATER) == replace(REVIEW, standing=replace(DOUBTED, weight=1.0))


def test_once_doubted_ones_are_filed_only_drawn_ones_count_whatever_became_of_them():
    filed = replace(FILED, standing=DOUBTED)
    weights = [
        sampled(one, document, OPEN).standing.weight for one in (filed, REVIEW) for document in (IN, OUT)
    ]
    assert weights == [pytest.approx(1 / 0.03), 0.0, pytest.approx(1 / 0.03), 0.0]


def test_what_only_a_person_can_decide_is_left_alone():
    bare = replace(REVIEW, standing=None)
    assert sampled(bare, IN, OPEN) is bare


@pytest.mark.parametrize("decision", [FILED, REVIEW])
@pytest.mark.parametrize("document", [IN, OUT])
def test_drawing_twice_is_drawing_once(decision: Decision, document: str):
    once = sampled(decision, document, LATER)
    assert sampled(decision, document, LATER) == once

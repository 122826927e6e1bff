"""Doubted documents are filed only where checks of their own kind bear it, and no longer than they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.outcome import Checks, Fall, Outcome, Source
from models.reading import DocumentType
from pipeline.deciding.bound import upper_bound
from pipeline.deciding.strata import (
    GUARD,
    LEAST,
    RECENT,
    WINDOW,
    counting,
    footing,
    limits,
    needed,
    trip,
    with_outcome,
)
from pipeline.matching.weigh import WEIGHING
from tests.values.checks import DOUBTED_NOTES, DOUBTED_ORDERS, NOTES, ORDERS, checks, outcomes

TARGET = 0.005
PO, POD = DocumentType.PURCHASE_ORDER, DocumentType.PROOF_OF_DELIVERY
SPREAD = [0.6 + 0.4 * (n * 7 % 100) / 100 for n in range(1000)]
LEARNT = checks(outcomes(DOUBTED_NOTES, SPREAD))


def newest(checks: Checks, **differs: object) -> Outcome:
    last = checks.outcomes[-1]
    return replace(last, document_id="new", at=last.at + timedelta(minutes=1), **differs)


def test_a_fresh_installation_files_by_two_keys_only():
    assert limits(Checks(), TARGET) == {}
    assert limits(checks(outcomes(DOUBTED_NOTES, SPREAD[: LEAST - 1])), TARGET) == {}


def test_enough_checks_without_a_wrong_one_let_all_probabilities_that_were_seen_be_filed():
    assert limits(LEARNT, TARGET)[POD] == pytest.approx(0.6)


def test_wrong_ones_raise_the_limit_above_all_but_as_many_as_the_bound_bears():
    places = [n for n, sure in enumerate(SPREAD) if sure < 0.7][:9]
    found = limits(checks(outcomes(DOUBTED_NOTES, SPREAD, wrong=places)), TARGET)[POD]
    assert found > sorted(SPREAD[place] for place in places)[-2]


def test_the_checks_of_two_keys_carry_a_bound_and_no_threshold():
    known = checks(outcomes(NOTES, [0.9999] * 623, wrong=[5]))
    found = footing(known, NOTES, TARGET)
    assert (found.threshold.at, found.threshold.wrong, found.threshold.of) == (0.0, 1, 623)
    assert found.threshold.bound == upper_bound(1, 623)
    assert found.sources == {Source.AUDIT: 623}
    assert found.since == known.outcomes[0].at


def test_labels_that_people_chose_themselves_do_not_count():
    chosen = checks(outcomes(DOUBTED_NOTES, SPREAD, weight=0.0))
    assert counting(chosen, DOUBTED_NOTES) == ()
    assert limits(chosen, TARGET) == {}


def test_probabilities_that_were_weighed_otherwise_say_nothing_about_those_of_now():
    weighed = checks(replace(one, version=f"before {WEIGHING}") for one in LEARNT.outcomes)
    assert counting(weighed, DOUBTED_NOTES) == ()
    assert limits(weighed, TARGET) == {}
    few = checks(weighed.outcomes, outcomes(DOUBTED_ORDERS, SPREAD[: LEAST - 1]))
    assert footing(few, DOUBTED_ORDERS, TARGET).threshold.of == LEAST - 1
    assert limits(few, TARGET) == {}


def test_where_a_type_has_few_checks_the_other_one_helps():
    few = outcomes(DOUBTED_ORDERS, SPREAD[:GUARD])
    pooled = checks(LEARNT.outcomes, few)
    assert footing(pooled, DOUBTED_ORDERS, TARGET).pooled
    assert limits(pooled, TARGET)[PO] == pytest.approx(0.6)


def test_but_never_below_what_was_wrong_among_its_own():
    few = outcomes(DOUBTED_ORDERS, [*SPREAD[:GUARD], 0.95, 0.98], wrong=[GUARD])
    assert 0.95 < limits(checks(LEARNT.outcomes, few), TARGET)[PO] <= 0.98


def test_nor_where_it_has_hardly_any():
    few = outcomes(DOUBTED_ORDERS, SPREAD[: GUARD - 1])
    assert PO not in limits(checks(LEARNT.outcomes, few), TARGET)


def test_another_clients_or_routes_checks_never_help():
    assert limits(checks(outcomes(ORDERS, SPREAD), outcomes(NOTES, SPREAD)), TARGET) == {}


def test_only_the_newest_checks_count():
    many = checks(outcomes(DOUBTED_NOTES, SPREAD * 3, wrong=range(WINDOW // 2)))
    assert len(counting(many, DOUBTED_NOTES)) == WINDOW
    assert footing(many, DOUBTED_NOTES, TARGET).threshold.wrong == 0


def test_a_second_look_takes_the_place_of_the_first():
    again = replace(LEARNT.outcomes[3], right=False)
    known = with_outcome(LEARNT, again)
    assert len(known.outcomes) == len(LEARNT.outcomes)
    assert known.outcomes[-1] == again


@pytest.mark.parametrize("stratum", [NOTES, DOUBTED_NOTES])
def test_a_misfile_lets_the_breaker_fall(stratum):
    known = checks(outcomes(stratum, SPREAD))
    fall = trip(known, newest(known, right=False, source=Source.AUDIT), TARGET)
    assert fall == Fall("document new was filed wrongly", revocable=True)


def test_each_misfile_that_the_bound_does_not_bear_asks_for_one_key_more():
    assert needed(checks(outcomes(NOTES, [0.999] * 300)), TARGET) == {}
    assert needed(checks(outcomes(NOTES, [0.999] * 300, wrong=[0, 1])), TARGET) == {POD: 4}
    assert needed(checks(outcomes(NOTES, [0.999] * 946, wrong=[0])), TARGET) == {POD: 3}
    assert needed(checks(outcomes(NOTES, [0.999] * 947, wrong=[0])), TARGET) == {}
    assert needed(checks(outcomes(NOTES, [0.999] * 947, wrong=[0, 1])), TARGET) == {POD: 3}


def test_a_misfile_that_people_found_by_themselves_counts_and_other_routes_and_weights_do_not():
    (own,) = outcomes(NOTES, [0.99], wrong=[0], weight=0.0)
    assert needed(checks([own]), TARGET) == {POD: 3}
    assert needed(checks([replace(own, source=Source.REVIEW)]), TARGET) == {}
    assert needed(checks([replace(own, version="before")]), TARGET) == {}
    assert needed(checks(outcomes(DOUBTED_NOTES, [0.99], wrong=[0])), TARGET) == {}


def test_a_fall_of_the_breaker_does_not_make_a_misfile_right():
    fallen = checks(outcomes(NOTES, [0.99], wrong=[0]))
    fallen = replace(fallen, tripped={NOTES: fallen.outcomes[0].at})
    assert footing(fallen, NOTES, TARGET).keys == 3


def test_a_wrong_one_that_was_held_does_not_as_long_as_the_bound_bears_it():
    held = newest(LEARNT, right=False, source=Source.BLIND, probability=0.61)
    assert trip(LEARNT, held, TARGET) is None


def test_a_bound_above_the_target_lets_the_breaker_fall():
    barely = checks(outcomes(NOTES, [0.9999] * 700))
    held = newest(barely, right=False, source=Source.BLIND)
    assert trip(barely, held, TARGET) == Fall(f"the bound rose to {upper_bound(1, 701):.2%}", revocable=True)


def test_a_bound_that_is_lost_with_a_right_check_is_not_won_back_by_correcting_it():
    """With it the stratum has checks enough to stand alone, and too few for so low a target."""
    almost = checks(outcomes(DOUBTED_NOTES, SPREAD * 2), outcomes(DOUBTED_ORDERS, SPREAD[: LEAST - 1]))
    last = replace(newest(almost), stratum=DOUBTED_ORDERS)
    assert trip(almost, last, 0.002) == Fall(
        f"the bound rose to {upper_bound(0, LEAST):.2%}", revocable=False
    )


def test_a_bound_that_was_never_reached_cannot_be_lost():
    few = checks(outcomes(NOTES, [0.9999] * 100))
    assert trip(few, newest(few, right=False, source=Source.BLIND), TARGET) is None


def test_other_papers_than_before_let_the_breaker_fall():
    others = checks(outcomes(DOUBTED_NOTES, [*SPREAD[:500], *[0.6] * RECENT]))
    fall = trip(others, newest(others, probability=0.6, right=False), TARGET)
    assert fall == Fall("the papers have changed", revocable=False)
    assert trip(LEARNT, newest(LEARNT), TARGET) is None


def test_after_that_only_new_checks_count_and_no_neighbour_helps():
    fallen = replace(
        checks(LEARNT.outcomes, outcomes(DOUBTED_ORDERS, SPREAD)),
        tripped={DOUBTED_NOTES: LEARNT.outcomes[-1].at},
    )
    found = footing(fallen, DOUBTED_NOTES, TARGET)
    assert (found.threshold.open, found.threshold.of, found.fell) == (False, 0, LEARNT.outcomes[-1].at)
    assert limits(fallen, TARGET).keys() == {PO}

"""The threshold by rule: as loose as the evidence allows, and wrong no more often than it says."""

from __future__ import annotations

from math import inf
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.deciding.bound import SURE, Label, Threshold, allowed, at_most, guarded, threshold, upper_bound

QUIET = settings(deadline=None, max_examples=60)
RUNS = 200

labels = st.lists(
    st.builds(Label, st.sampled_from([n / 20 for n in range(21)]), st.sampled_from([False] * 9 + [True])),
    max_size=400,
)
targets = st.sampled_from([0.005, 0.01, 0.05, 0.2])


def wrong_above(checked: list[Label], at: float) -> int:
    return sum(label.wrong and label.probability >= at for label in checked)


@QUIET
@given(labels, targets)
def test_the_bound_holds_at_the_threshold_and_at_every_stricter_one(checked: list[Label], target: float):
    found = threshold(checked, target)
    if found.open:
        stricter = {label.probability for label in checked if label.probability >= found.at}
        assert all(upper_bound(wrong_above(checked, at), len(checked)) <= target + 1e-9 for at in stricter)
        assert found.bound == upper_bound(found.wrong, found.of)
        assert found.wrong == wrong_above(checked, found.at)


@QUIET
@given(labels, targets)
def test_no_looser_threshold_would_do(checked: list[Label], target: float):
    at = threshold(checked, target).at
    looser = {label.probability for label in checked if label.probability < at}
    assert all(upper_bound(wrong_above(checked, other), len(checked)) > target for other in looser)


@QUIET
@given(labels, targets, st.randoms(use_true_random=False))
def test_the_order_of_the_checks_is_nothing(checked: list[Label], target: float, chance: Random):
    shuffled = checked[:]
    chance.shuffle(shuffled)
    assert threshold(shuffled, target) == threshold(checked, target)


@QUIET
@given(labels, targets, st.integers(0, 399))
def test_one_more_wrong_one_never_loosens(checked: list[Label], target: float, place: int):
    worse = checked[:]
    if place < len(worse):
        worse[place] = Label(worse[place].probability, wrong=True)
    assert threshold(worse, target).at >= threshold(checked, target).at


@QUIET
@given(labels, labels, targets)
def test_a_guard_only_tightens_and_lets_no_known_fault_pass(
    own: list[Label], others: list[Label], target: float
):
    pooled = threshold(own + others, target)
    found = guarded(own, pooled)
    assert found.at >= pooled.at
    assert wrong_above(own, found.at) == 0


@pytest.mark.parametrize(
    ("target", "needed"),
    [
        (0.02, (149, 236, 313, 386)),
        (0.01, (299, 473, 628, 773)),
        (0.005, (598, 947, 1258, 1549)),
        (0.001, (2995, 4742, 6294, 7752)),
    ],
)
def test_so_many_checks_are_needed_for_none_one_two_and_three_wrong(target: float, needed: tuple[int, ...]):
    for wrong, of in enumerate(needed):
        assert allowed(of, target) == wrong
        assert allowed(of - 1, target) == wrong - 1


def test_without_enough_checks_nothing_is_filed():
    assert threshold([Label(1.0, wrong=False)] * 597, 0.005) == Threshold(inf, 0, 597, upper_bound(0, 597))
    assert threshold([Label(1.0, wrong=False)] * 598, 0.005).at == 1.0


def test_nothing_is_said_of_probabilities_that_were_never_checked():
    assert threshold([Label(0.9, wrong=False)] * 1000, 0.005).at == 0.9


def test_a_wrong_one_among_equals_bars_them_all():
    checked = [Label(0.9, wrong=False)] * 700 + [Label(0.99, wrong=False)] * 5 + [Label(0.9, wrong=True)]
    assert threshold(checked, 0.005).at == 0.99


# A population whose true rates are known: the probability is uniform, and a document is wrong with half the
# sixth power of what it lacks to 1. Filed from t on, wrongly, is (1 - t)^7 / 14 of all documents.


def population(chance: Random, size: int) -> list[Label]:
    drawn = (chance.random() for _ in range(size))
    return [Label(sure, wrong=chance.random() < (1 - sure) ** 6 / 2) for sure in drawn]


def truth(at: float) -> float:
    return max(1 - at, 0.0) ** 7 / 14 if at < inf else 0.0


def naive(checked: list[Label], target: float) -> float:
    """The loosest threshold at which the observed rate, without any bound, stays within the target."""
    wrongs = sorted((label.probability for label in checked if label.wrong), reverse=True)
    most = int(target * len(checked))
    return wrongs[most] if most < len(wrongs) else 0.0


@pytest.mark.parametrize(("target", "size"), [(0.01, 300), (0.01, 1000), (0.005, 1000), (0.005, 3000)])
def test_of_a_hundred_installations_no_more_than_five_exceed_the_target(target: float, size: int):
    chance = Random(f"{target} {size}")
    samples = [population(chance, size) for _ in range(RUNS)]
    exceeded = sum(truth(threshold(sample, target).at) > target for sample in samples)
    unbounded = sum(truth(naive(sample, target)) > target for sample in samples)
    assert at_most(RUNS - exceeded, RUNS, SURE) > 0.01, f"{exceeded} of {RUNS} exceed"
    assert unbounded > 5 * max(exceeded, RUNS // 20)


def test_more_evidence_files_more():
    chance = Random(5)
    shares = []
    for size in (300, 1000, 3000, 10_000):
        ats = [threshold(population(chance, size), 0.005).at for _ in range(20)]
        shares.append(sum(max(1 - at, 0.0) for at in ats if at < inf) / len(ats))
    assert shares[0] == 0.0
    assert shares == sorted(shares)
    assert shares[-1] > 0.9 * (0.005 * 14) ** (1 / 7)

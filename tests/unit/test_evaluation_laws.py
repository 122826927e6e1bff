"""What holds for every key and every capture: perfect is perfect, less is never more, order is nothing."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countersign.evaluation import Asked, evaluate, line_of, shape
from countersign.evaluation.calibration import LEAST, bins
from countersign.evaluation.line import FIELDS
from pipeline.deciding.bound import at_most, upper_bound

QUIET = settings(deadline=None, max_examples=50)
TYPES = ("purchase_order", "proof_of_delivery", "other")
RECALLS = ("share", "recall", "recall_split")
SHARES = (*RECALLS, "precision", "rate", "bound", "rate_filed", "bound_filed", "ece", "brier", "mean_iou")

texts = st.text(alphabet="ABC0123 -/.ä", min_size=1, max_size=6).filter(
    lambda text: any(map(str.isalnum, text))
)
days = st.dates().map(str)
invoices = st.tuples(st.sampled_from(["C-1", "C-2"]), st.sampled_from(["1", "2", "3"]))
edges = st.tuples(st.floats(0, 0.4), st.floats(0, 0.4)).map(lambda at: [*at, at[0] + 0.2, at[1] + 0.1])


@st.composite
def fields(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=4))
    told = {}
    for name in names:
        values = days if name.endswith("_date") else texts
        told[name] = {"value": draw(values), "page": 1, "bbox": draw(edges)}
        if draw(st.booleans()):
            told[name]["alternatives"] = [draw(values)]
    return told


@st.composite
def documents(draw: st.DrawFn, source: str, pages: list[int]) -> dict[str, Any]:
    named = draw(st.lists(invoices, unique=True, max_size=3))
    return {
        "source": source,
        "pages": pages,
        "type": draw(st.sampled_from(TYPES)),
        "kind": draw(st.sampled_from(["delivery_note", "cmr"])),
        "fields": draw(fields()),
        "signature": {"present": draw(st.booleans()), "page": 1, "bbox": draw(edges)},
        "exceptions": draw(st.lists(st.sampled_from(["short", "damaged"]), unique=True)),
        "remarks": [],
        "matches": [
            {"customer_number": c, "invoice_number": n, "filed": True, "confidence": 1.0} for c, n in named
        ],
        "status": "filed",
        "tags": [f"layout:{draw(st.sampled_from('abc'))}"],
    }


@st.composite
def stacks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """All documents of one to three files, each of consecutive pages."""
    told = []
    for source in ("a.pdf", "b.tif", "c.jpg")[: draw(st.integers(1, 3))]:
        page = 1
        for length in draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)):
            told.append(draw(documents(source, list(range(page, page + length)))))
            page += length
    return told


def scored(key: list[dict[str, Any]], found: list[dict[str, Any]]) -> Any:
    truth = [line_of(one, key=True) for one in key]
    return shape(evaluate(truth, [line_of(one, key=False) for one in found], Asked(("layout",), 3)))


def numbers(told: Any, names: tuple[str, ...], path: str = "") -> dict[str, float]:
    """All numbers in a report that bear one of the names, by where they stand."""
    if isinstance(told, dict):
        here = {f"{path}/{name}": told[name] for name in names if told.get(name) is not None}
        return here | {
            k: v for name, sub in told.items() for k, v in numbers(sub, names, f"{path}/{name}").items()
        }
    if isinstance(told, list):
        return {
            k: v for place, sub in enumerate(told) for k, v in numbers(sub, names, f"{path}/{place}").items()
        }
    return {}


@QUIET
@given(stacks())
def test_a_key_scored_against_itself_is_perfect(key: list[dict[str, Any]]):
    told = scored(key, key)
    assert set(numbers(told, (*RECALLS, "precision")).values()) <= {1.0}
    assert (told["pages"]["once"], told["pages"]["stray"]) == (told["pages"]["of"], 0)
    faults = ("misfiles", "held_wrong", "set_aside", "lost", "unknown", "duplicated", "worst")
    assert all(told[name] == [] for name in faults)
    assert told["calibration"]["ece"] in {None, 0.0}


@QUIET
@given(stacks(), stacks(), st.data())
def test_capturing_a_document_less_never_raises_a_share(
    key: list[dict[str, Any]], other: list[dict[str, Any]], data: st.DataObject
):
    places = {(one["source"], tuple(one["pages"])): one for one in (*key, *other)}
    found = list(places.values())
    less = [one for one in found if one is not data.draw(st.sampled_from(found))]
    before, after = (numbers(scored(key, captured)["scores"], ("share",)) for captured in (found, less))
    assert all(after[name] <= before[name] for name in after)


@QUIET
@given(stacks(), stacks(), st.randoms())
def test_the_order_of_lines_never_matters(
    key: list[dict[str, Any]], other: list[dict[str, Any]], chance: Any
):
    found = [*key[1:], *other]
    told = scored(key, found)
    chance.shuffle(key)
    chance.shuffle(found)
    assert scored(key, found) == told


@QUIET
@given(stacks(), stacks())
def test_every_share_lies_between_nought_and_one(key: list[dict[str, Any]], other: list[dict[str, Any]]):
    told = scored(key, other)
    assert all(0 <= number <= 1 for number in numbers(told, SHARES).values())
    pages = told["pages"]
    assert pages["once"] + pages["twice"] + pages["lost"] == pages["of"]


@pytest.mark.parametrize(
    ("seen", "of", "target"), [(0, 299, 0.01), (1, 473, 0.01), (0, 598, 0.005), (3, 7752, 0.001)]
)
def test_so_many_documents_are_needed_for_a_bound(seen: int, of: int, target: float):
    assert upper_bound(seen, of) <= target < upper_bound(seen, of - 1)


def test_nothing_seen_of_nothing_bounds_nothing():
    assert upper_bound(0, 0) == 1.0


@QUIET
@given(st.integers(1, 40), st.floats(0.01, 0.99))
def test_the_bound_covers_the_true_rate_in_at_least_95_of_100_draws(of: int, rate: float):
    chances = [math.comb(of, seen) * rate**seen * (1 - rate) ** (of - seen) for seen in range(of + 1)]
    covered = sum(chance for seen, chance in enumerate(chances) if upper_bound(seen, of) >= rate)
    assert covered >= 0.95 - 1e-9


@QUIET
@given(st.integers(1, 500), st.data())
def test_at_the_bound_so_few_are_seen_in_5_of_100_draws(of: int, data: st.DataObject):
    seen = data.draw(st.integers(0, of - 1))
    assert at_most(seen, of, upper_bound(seen, of)) == pytest.approx(0.05, rel=1e-6)


@QUIET
@given(
    st.lists(
        st.tuples(st.sampled_from([0.1, 0.5, 0.55, 0.9, 1.0]) | st.floats(0, 1), st.booleans()), max_size=300
    )
)
def test_bins_hold_enough_and_never_part_equal_confidences(guesses: list[tuple[float, bool]]):
    made = bins(sorted(guesses))
    assert sum(map(len, made)) == len(guesses)
    assert len(made) <= 10
    assert all(len(held) >= min(LEAST, len(guesses)) for held in made)
    assert all(one[-1][0] < two[0][0] for one, two in pairwise(made))

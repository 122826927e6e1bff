"""How often proposals were right, by how sure they were."""

from __future__ import annotations

from models.accuracy import Level
from pipeline.deciding.accuracy import certainty
from tests.values.checks import DOUBTED_NOTES, NOTES, outcomes


def test_each_level_counts_what_people_looked_at_and_what_was_right():
    doubted = outcomes(DOUBTED_NOTES, [0.3, 0.5, 0.79, 0.8], wrong=[0, 2])
    sure = outcomes(NOTES, [0.999, 0.9999, 1.0])
    assert certainty([*doubted, *sure]) == (
        Level(0.0, 0, 1),
        Level(0.5, 1, 2),
        Level(0.8, 1, 1),
        Level(0.999, 3, 3),
    )


def test_a_level_without_any_is_left_out():
    assert certainty([]) == ()

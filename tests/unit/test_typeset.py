"""Names in type are known from names by hand, whatever typeface and size; in doubt it stays a hand's."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import pytest

from extractors.page.engines.fitting import fitted
from extractors.page.engines.port import Picture
from extractors.page.signing.typeset import COLUMNS, ROWS, typeset_chance
from fixtures.hands import HANDS
from models.paper import Box
from tests.papers.drawn_pens import autograph, lay, note, typeset

NAMES = ("Odette Farrow", "Henri Collas", "Jonas Brandt", "Rosa Bellver", "Marek Zych", "Ike Vandross")
SURE = 0.82


def chance_of(picture: Picture) -> float:
    """Of what is drawn on white paper."""
    dark = picture < 128
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    high, wide = picture.shape
    box = Box(columns[0] / wide, rows[0] / high, (columns[-1] + 1) / wide, (rows[-1] + 1) / high)
    return typeset_chance(picture, box, 300)


def blank() -> Picture:
    return np.full((260, 1200), 255, np.uint8)


def printed(name: str, height: int) -> Picture:
    picture = blank()
    typeset(picture, name, 20, 60, height)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.8), np.uint8)


@pytest.mark.parametrize("height", [30, 48, 80])
def test_type_is_told(height: int) -> None:
    chances = [chance_of(printed(name, height)) for name in NAMES]
    assert min(chances) > SURE


def test_no_signature_of_the_generators_hands_is_called_type() -> None:
    chances = []
    for seed, hand in enumerate(HANDS):
        for manner in ("full", "initials", "cross"):
            picture = blank()
            lay(picture, autograph(manner, hand, seed), 60, 170, 200)
            chances.append(chance_of(picture))
    assert max(chances) < SURE


def test_names_in_joined_or_print_hands_are_hardly_ever_called_type() -> None:
    """Smooth strokes of one width, with nothing of a scanner: nothing written looks more like type."""
    chances = []
    for seed, hand in enumerate(HANDS):
        picture = blank()
        lay(picture, note(Random(seed).choice(NAMES), hand, seed), 60, 170, 200)
        chances.append(chance_of(picture))
    assert sum(chance >= SURE for chance in chances) <= len(HANDS) / 6


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (48, 224)])
def test_any_part_fits(shape: tuple[int, int]) -> None:
    assert fitted(np.full(shape, 120, np.uint8), ROWS, COLUMNS).shape == (ROWS, COLUMNS)
    assert 0 <= typeset_chance(np.full(shape, 120, np.uint8), Box(0.5, 0.5, 0.5, 0.5), 300) <= 1

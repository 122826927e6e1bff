"""People who sign papers: each the same, never the same twice; on a line to sign on, through a scanner."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.straightening.flatten import flatten
from fixtures.levels import LEVELS, lies, taken, worn
from fixtures.press import printed
from fixtures.sheet import A4, Sheet, Style
from fixtures.strokes import Ink, initials, signature, writer
from models.paper import Box, Word

COLUMNS, ROWS = 2, 7
INITIALS = 5
"""Every so many people sign with their initials."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature on a scanned page."""

    person: int
    sample: int
    level: str
    page: npt.NDArray[np.uint8]
    """Gray and flattened; shared by all signatures on it."""
    dpi: float
    box: Box
    """Around the ink."""
    words: tuple[Word, ...]
    """What is printed on the page."""


def signed(people: range, samples: int, levels: tuple[str, ...] = LEVELS) -> Iterator[Signed]:
    """`samples` signatures of each of `people`, each sample scanned in another way."""
    for sample in range(samples):
        for first in range(people.start, people.stop, COLUMNS * ROWS):
            shown = range(first, min(first + COLUMNS * ROWS, people.stop))
            yield from _page(shown, sample, levels)


def _page(people: range, sample: int, levels: tuple[str, ...]) -> Iterator[Signed]:
    rng = Random(f"signers {people.start} {sample}")
    level = rng.choice(levels)
    sheet, boxes, labels = Sheet(A4), [], []
    for place, person in enumerate(people):
        x, y = 22 + 92 * (place % COLUMNS), 48 + 36 * (place // COLUMNS)
        labels.append(sheet.text(x - 4, y + 5, "Received by", Style(size=7)))
        sheet.rule(x - 4, y + 1, x + 76, y + 1)
        boxes.append(sheet.ink(x, y + rng.uniform(-1.5, 2.5), _loosely(_ink(person, rng), rng)))
    (page,) = printed(sheet.finish())
    fate = replace(worn(level, rng), bleed=0.0)
    scan = taken(page, fate, rng.randrange(1 << 30))
    gray = scan.picture if scan.picture.ndim == 2 else cv2.cvtColor(scan.picture, cv2.COLOR_RGB2GRAY)
    gray = _square(gray, scan.dpi)
    flat, dpi = flatten(gray), float(gray.shape[1]) / (A4[0] / 25.4)
    words = tuple(
        Word("Received", lies(box, page.shape, fate), 0.97, line) for line, box in enumerate(labels)
    )
    for person, box in zip(people, boxes, strict=True):
        yield Signed(person, sample, level, flat, dpi, lies(box, page.shape, fate), words)


def _square(gray: npt.NDArray[np.uint8], dpi: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """A fax has fewer lines than dots in one: as many of both."""
    if dpi[0] == dpi[1]:
        return gray
    size = gray.shape[1], round(gray.shape[0] * dpi[0] / dpi[1])
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _ink(person: int, rng: Random) -> Ink:
    hand = writer(person)
    return initials(hand, rng) if person % INITIALS == 0 else signature(hand, rng)


def _loosely(ink: Ink, rng: Random) -> Ink:
    """As on another day: larger or smaller, longer or shorter, leaning more or less, drawn together here."""
    wide, high, lean, turn = (
        rng.gauss(1, 0.09), rng.gauss(1, 0.08), rng.gauss(0, 0.07), rng.gauss(0, 0.035),
    )  # fmt: skip
    waves = [(rng.uniform(0.5, 1.3), rng.uniform(14, 40), rng.uniform(0, math.tau)) for _ in range(4)]

    def moved(x: float, y: float) -> tuple[float, float]:
        across = sum(deep * math.sin(math.tau * x / long + at) for deep, long, at in waves[:2])
        up = sum(0.5 * deep * math.sin(math.tau * x / long + at) for deep, long, at in waves[2:])
        x, y = wide * x + across - lean * y, high * y + up
        return x, y + turn * x

    strokes = tuple(tuple((*moved(x, y), pen) for x, y, pen in stroke) for stroke in ink.strokes)
    return Ink(strokes, ink.colour, ink.strength)

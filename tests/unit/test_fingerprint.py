"""Fingerprints: near for another scan of the same paper, far for another paper."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.page.fingerprint import distance, fingerprint
from extractors.page.straightening.flatten import flatten

NEAR, FAR = 10, 14


def paper(seed: int) -> np.ndarray:
    """A page with a head, an address, a table and a footer, laid out by chance."""
    chance = np.random.default_rng(seed)
    page = np.full((1100, 850), 250, np.uint8)
    for _ in range(int(chance.integers(4, 9))):
        top, left = int(chance.integers(60, 900)), int(chance.integers(60, 500))
        for line in range(int(chance.integers(2, 9))):
            end = min(left + int(chance.integers(80, 330)), 800)
            cv2.putText(page, "x" * 60, (left, top + 20 * line), 0, 0.5, 40, 1)
            page[top + 20 * line - 14 : top + 20 * line + 6, end:] = 250
    return page


def scanned_again(page: np.ndarray, skew: float, shift: tuple[int, int], seed: int) -> np.ndarray:
    rows, columns = page.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), skew, 1.0)
    turn[:, 2] += shift
    moved = cv2.warpAffine(page, turn, (columns, rows), borderValue=250)
    noise = np.random.default_rng(seed).normal(0, 12, moved.shape)
    return np.clip(moved * 0.9 + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("seed", range(8))
def test_another_scan_of_the_same_paper_is_near(seed: int) -> None:
    page = paper(seed)
    again = scanned_again(page, skew=0.6, shift=(5, -6), seed=seed)
    assert distance(fingerprint(flatten(page)), fingerprint(flatten(again))) <= NEAR


def test_different_papers_are_far() -> None:
    prints = [fingerprint(flatten(paper(seed))) for seed in range(12)]
    pairs = [(one, other) for at, one in enumerate(prints) for other in prints[at + 1 :]]
    assert min(distance(one, other) for one, other in pairs) >= FAR


def test_a_fingerprint_is_sixteen_hexadecimal_digits() -> None:
    printed = fingerprint(flatten(paper(1)))
    assert len(printed) == 16
    assert distance(printed, printed) == 0

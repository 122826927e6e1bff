"""`python -m training.presence`: fits how likely ink without a label is a signature, on drawn pages.

Run after the network is trained: the chances depend on what it makes of ink. Needs no torch.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.page.ink import hands
from extractors.page.inks import Label, label_ink
from extractors.page.signing.presence import WEIGHTS, features
from training.press import faces
from training.scene import scene
from training.stock import Stock

_SIDE, _DPI = 832, 100
_FIRST = 50_000_000
"""Seed of the first page; the network is trained on smaller ones."""
_MOSTLY = 0.5
_PRINTED = 0.3
"""What print taken for a pen counts: drawings and script faces are drawn more often than papers bear them."""
_STIFF = 1e-2
"""Weight of the penalty on large coefficients."""


def main() -> None:
    """Draw, look, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m training.presence", description=__doc__)
    parser.add_argument("--text-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--script-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--pages", type=int, default=500)
    asked = parser.parse_args()
    stock = faces(asked.text_faces, asked.script_faces)
    seen = [one for seed in range(asked.pages) for one in _strokes(_FIRST + seed, stock)]
    held = len(seen) * 4 // 5
    x, y = np.array([one for one, _, _ in seen]), np.array([true for _, true, _ in seen], float)
    weights = _fitted(x[:held], y[:held], np.array([count for _, _, count in seen[:held]]))
    print(f"{len(seen)} strokes, {y.sum():.0f} of signatures; {_told(x[held:], y[held:], weights)}")
    WEIGHTS.write_text(json.dumps({"unlabelled": [round(float(one), 4) for one in weights]}) + "\n")


def _strokes(seed: int, stock: Stock) -> Iterator[tuple[list[float], bool, float]]:
    """What pens wrote on one page: features, whether most of it is a signature, and how much that counts."""
    page, truth = scene(seed, stock, _SIDE)
    found = label_ink(page, _DPI)
    strokes = hands(found)
    for stroke in strokes:
        left, top, right, bottom = (
            round(side / found.scale) for side in (stroke.left, stroke.top, stroke.right, stroke.bottom)
        )
        part = truth[top:bottom, left:right]
        written = part[part >= Label.HAND]
        signed = bool(len(written)) and float((written == Label.SIGNATURE).mean()) > _MOSTLY
        yield features(stroke, strokes, _DPI), signed, 1.0 if len(written) else _PRINTED


def _fitted(
    x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Logistic regression by Newton's method; the last weight is the constant."""
    x = np.column_stack((x, np.ones(len(x))))
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = _chance(x, weights)
        slope = x.T @ (counts * (chance - y)) + _STIFF * weights
        bend = (x * (counts * chance * (1 - chance))[:, None]).T @ x + _STIFF * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def _chance(x: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))))


def _told(x: NDArray[np.float64], y: NDArray[np.float64], weights: NDArray[np.float64]) -> str:
    chance = _chance(np.column_stack((x, np.ones(len(x)))), weights) >= _MOSTLY
    found, right = (chance & (y > 0)).sum() / max(y.sum(), 1), (chance & (y > 0)).sum() / max(chance.sum(), 1)
    return f"held out: {found:.1%} of signatures found, {right:.1%} of those called so are"


if __name__ == "__main__":
    main()

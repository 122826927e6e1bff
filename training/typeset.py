"""`python -m training.typeset --text-faces DIR --script-faces DIR`: trains what knows type from hands.

Needs torch, as `python -m training` does. Every fifth family of script faces is never trained on: on those
it is judged. See docs/ink.md.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page.engines.fitting import fitted
from extractors.page.signing.typeset import COLUMNS, ROWS, WEIGHTS
from extractors.page.straightening.flatten import flatten
from training import pens, press, wording
from training.canvas import Shade
from training.scene import worn
from training.stock import Stock

_PAD = 60
_HELD_OUT = 5
_SYLLABLES = ("bcdfghjklmnprstvwz", "aeiou")
_FIRST_HELD = 10_000_000
_FITS = 3


def main() -> None:
    """Draw, fit, judge, export."""
    asked = _arguments()
    try:
        import torch  # noqa: F401
    except ImportError as missing:
        raise SystemExit(
            "torch is not installed: `pip install torch==2.13.0` in this environment."
        ) from missing
    from training.typeset_fit import export, fit, judged, together

    stock = press.faces(asked.text_faces, asked.script_faces)
    seen, unseen = parted(stock)
    pieces = drawn(range(asked.pieces), seen)
    net = together([fit(pieces, asked.batches, asked.seed + number) for number in range(_FITS)])
    export(net, asked.out, (ROWS, COLUMNS))
    print(judged(net, drawn(range(_FIRST_HELD, _FIRST_HELD + asked.pieces // 12), unseen)))


def drawn(numbers: range, stock: Stock) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Pictures (N, ROWS, COLUMNS), and 1 for each that is set in type; the same numbers draw the same."""
    pairs = [one(number, stock) for number in numbers]
    return np.stack([picture for picture, _ in pairs]), np.array([typed for _, typed in pairs], np.float32)


def one(number: int, stock: Stock) -> tuple[NDArray[np.uint8], bool]:
    """A name in type or a signature, as a scanner and the search for ink leave it."""
    rng = Random(f"typeset {number}")
    typed = rng.random() < 1 / 2
    shade = _typed(stock, rng) if typed else _hand(stock, rng)
    return _shown(shade, stock, rng), typed


def parted(stock: Stock) -> tuple[Stock, Stock]:
    """With the script faces that are trained on, and with the others."""
    held = {file for file in stock.script if sum(map(ord, _family(file))) % _HELD_OUT == 0}
    kept = tuple(file for file in stock.script if file not in held)
    return replace(stock, script=kept), replace(stock, script=tuple(sorted(held)))


def _family(file: str) -> str:
    return Path(file).name.split("-latin")[0]


def _typed(stock: Stock, rng: Random) -> Shade:
    file = rng.choice(stock.script) if rng.random() < 0.72 else rng.choice(stock.text)
    text = _name(rng)
    if rng.random() < 0.08:
        text = rng.choice(wording.TYPED) + text
    return press.line(text, file, rng.randint(28, 100))


def _hand(stock: Stock, rng: Random) -> Shade:
    kind = rng.random()
    if kind < 0.5:
        return pens.autograph(rng)
    if kind < 0.75:
        return pens.words(_name(rng), rng, rng.uniform(3, 11))
    if kind < 0.8:
        return pens.cross(rng)
    return press.bent(_name(rng), rng.choice(stock.script), rng.uniform(3.5, 11), rng)


def _name(rng: Random) -> str:
    name = wording.name(rng)
    if rng.random() < 0.3:
        first = "".join(rng.choice(part) for _ in range(rng.randint(2, 4)) for part in _SYLLABLES)
        name = f"{first.title()} {name.split()[-1]}"
    return name.upper() if rng.random() < 0.06 else name


def _shown(shade: Shade, stock: Stock, rng: Random) -> NDArray[np.uint8]:
    """Worn, with lines and print around, cut out as roughly as ink is found."""
    ink = np.pad(np.clip(shade, 0, 1), _PAD).astype(np.float32) * np.float32(
        rng.choice((1, 1, 0.9, 0.8, 0.6))
    )
    rows, columns = shade.shape
    if rng.random() < 0.6:
        darken(ink, (0, _PAD + rows * rng.uniform(0.55, 1.1)), np.ones((rng.choice((1, 2, 3)), ink.shape[1])))
    if rng.random() < 0.15:
        darken(ink, (rng.uniform(0, ink.shape[1]), 0), np.ones((ink.shape[0], 2)))
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        text = rng.choice(wording.SIGN) if rng.random() < 1 / 2 else wording.name(rng)
        print_ = press.line(text, rng.choice(stock.text), rng.randint(15, 30))
        above, below = _PAD - print_.shape[0] * rng.uniform(0.2, 1.4), _PAD + rows * rng.uniform(0.7, 1.1)
        darken(ink, (rng.uniform(-50, ink.shape[1] - 60), rng.choice((above, below))), print_)
    high, wide = ink.shape
    side = max(high, wide) // 2 * 2 + 2
    turned = cv2.warpAffine(
        ink, cv2.getRotationMatrix2D((wide / 2, high / 2), rng.gauss(0, 1), 1), (side, side)
    )
    grey = flatten(worn(np.asarray(turned, np.float32), rng))
    top, left, bottom, right = (
        round(edge + rng.gauss(0, 4)) for edge in (_PAD - 3, _PAD - 3, _PAD + rows + 3, _PAD + columns + 3)
    )
    return fitted(grey[max(top, 0) : min(bottom, high), max(left, 0) : min(right, wide)], ROWS, COLUMNS)


def darken(ink: Shade, corner: tuple[float, float], other: NDArray[np.float64] | Shade) -> None:
    """Lay a shade over another with its upper left corner (x, y) there, as far as it reaches."""
    x, y = map(round, corner)
    top, left = max(y, 0), max(x, 0)
    bottom, right = min(y + other.shape[0], ink.shape[0]), min(x + other.shape[1], ink.shape[1])
    if bottom > top and right > left:
        part = ink[top:bottom, left:right]
        np.maximum(part, other[top - y : bottom - y, left - x : right - x] * 0.9, out=part, casting="unsafe")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.typeset", description=__doc__)
    parser.add_argument("--text-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--script-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--pieces", type=int, default=18_000)
    parser.add_argument(
        "--batches",
        type=int,
        default=1500,
        help="with more it knows our own hands better, and real ones worse",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""`python -m training.penned --text-faces DIR --script-faces DIR`: trains what tells pens from print.

Needs torch, as `python -m training` does. Every fifth family of script faces is never trained on: on those
it is judged. See docs/ink.md.
"""

from __future__ import annotations

import argparse
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page.engines.fitting import fitted
from extractors.page.penned import COLUMNS, ROWS, WEIGHTS
from training import pens, press, wording, writing
from training.canvas import Shade
from training.handwritten import PAD, by_hand, cropped, on_paper
from training.stock import Stock
from training.typeset import darken, parted

_LONGEST, _SMALLEST = 1600, 6
"""Dots at 200 an inch of a line's ink."""
_DARK, _LEAST = 180, 0.02
"""A dot with ink, and the share of them that a picture must have."""
_WORN, _HEAVY, _MARKED, _SHADED = 0.3, 0.15, 0.3, 0.08
"""How often print comes from a worn ribbon, is smeared, has a pen's marks; and anything a grey ground."""
_CAPITALS, _PIECE = 0.25, 64
_MOST_FOREIGN = 0.3
"""Share of a word of print, most, that a pen's marks cover."""


def main() -> None:
    """Draw, fit, judge, export."""
    asked = _arguments()
    try:
        import torch  # noqa: F401
    except ImportError as missing:
        raise SystemExit(
            "torch is not installed: `pip install torch==2.13.0` in this environment."
        ) from missing
    from training.typeset_fit import export, fit, judged

    seen, unseen = parted(press.faces(asked.text_faces, asked.script_faces))
    net = fit(_drawn("fit", asked.pieces, seen, asked.processes), asked.batches, asked.seed)
    export(net, asked.out, (ROWS, COLUMNS))
    print(judged(net, _drawn("judge", asked.pieces // 12, unseen, asked.processes)))


def _drawn(
    name: str, count: int, stock: Stock, processes: int
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Pictures (N, ROWS, COLUMNS), and 1 for each in print; the same name and number draw the same."""
    with Pool(processes) as pool:
        pairs = list(pool.imap(partial(one, name, stock), range(count), _PIECE))
    return np.stack([picture for picture, _ in pairs]), np.array([typed for _, typed in pairs], np.float32)


def one(name: str, stock: Stock, number: int) -> tuple[NDArray[np.uint8], bool]:
    """A part of a line as wide as a word, as a reader cuts it out, and whether it is print."""
    rng = Random(f"penned {name} {number}")
    while True:
        typed = rng.random() < 1 / 2
        shade = (
            _print(stock, rng)
            if typed
            else by_hand(writing.written(rng), rng.uniform(2.2, 6.5), stock, rng)[1]
        )
        if shade.shape[1] > _LONGEST or min(shade.shape) < _SMALLEST:
            continue
        part = _word(shade, stock, rng, typed=typed)
        if min(part.shape) >= _SMALLEST and (part < _DARK).mean() >= _LEAST:
            return fitted(part, ROWS, COLUMNS), typed


def _print(stock: Stock, rng: Random) -> Shade:
    shade = cropped(press.line(_text(rng), rng.choice(stock.text), round(14 * 2 ** rng.uniform(0, 2.2))))
    if rng.random() < _WORN:
        chance = np.random.default_rng(rng.getrandbits(32))
        small = chance.random([max(side // 3, 2) for side in shade.shape], np.float32)
        ribbon = cv2.resize(small, shade.shape[::-1]) * rng.uniform(1, 2.5) + rng.uniform(0, 0.5)
        shade = shade * np.clip(ribbon, 0, 1).astype(np.float32)
    if rng.random() < _HEAVY:
        shade = np.asarray(
            cv2.dilate(np.pad(shade, 3), np.ones((rng.randint(1, 3), rng.randint(2, 4)))), np.float32
        )
    return shade


def _text(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.3:
        text = wording.sentence(rng, rng.randint(1, 5))
    elif kind < 0.45:
        text = writing.label(rng)
    else:
        text = rng.choice(wording.SIGN) if kind < 0.55 else writing.written(rng)
    return text.upper() if rng.random() < _CAPITALS else text


def _word(shade: Shade, stock: Stock, rng: Random, *, typed: bool) -> NDArray[np.uint8]:
    """What a reader cuts out of the line: any part of it, on worn paper."""
    rows, columns = shade.shape
    wide = round(min(columns + rows * 0.3, rows * rng.uniform(1.2, 6)))
    left = round(rng.uniform(0, max(columns + rows * 0.3 - wide, 0)) - rows * 0.15)
    shade = shade.copy()
    if typed and rng.random() < _MARKED:
        _mark(shade, max(left, 0), min(left + wide, columns), rng)
    if rng.random() < _SHADED:
        shade = np.maximum(shade, np.float32(rng.uniform(0.08, 0.25)))
    grey = on_paper(shade, stock, rng)
    above, below = (min(rng.uniform(-0.08, 0.3) * rows, PAD) for _ in range(2))
    return grey[round(PAD - above) : round(PAD + rows + below), max(PAD + left, 0) : PAD + left + wide]


def _mark(shade: Shade, left: int, right: int, rng: Random) -> None:
    """A pen's marks at an end of a part of print: the beginning of an answer, a tick, a stroke through it."""
    rows = shade.shape[0]
    draw = rng.choice(
        (pens.autograph, pens.cross, lambda chance: pens.words(writing.written(chance), chance, 4))
    )
    mark = draw(rng)
    fold = rng.uniform(0.8, 2) * rows / mark.shape[0]
    mark = np.asarray(cv2.resize(mark, None, fx=fold, fy=fold, interpolation=cv2.INTER_AREA), np.float32)
    foreign = min(round(rng.uniform(0.05, _MOST_FOREIGN) * (right - left)), mark.shape[1])
    at_end = rng.random() < 0.7
    place = right - foreign if at_end else left
    part = mark[:, :foreign] if at_end else mark[:, -foreign:]
    if foreign:
        shade[:, place : place + foreign] *= rng.choice((0, 0, 1))
        darken(shade, (place, rng.uniform(-0.5, 0.3) * rows), part)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.penned", description=__doc__)
    parser.add_argument("--text-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--script-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--pieces", type=int, default=36_000)
    parser.add_argument("--batches", type=int, default=7000)
    parser.add_argument("--processes", type=int, default=2, help="for drawing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()

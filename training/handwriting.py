"""`python -m training.handwriting --text-faces DIR --script-faces DIR`: fits the reader of handwriting.

It goes on from the stronger recogniser of print. Needs torch and onnx (`pip install torch==2.13.0 onnx` in an
environment of your own), and faces as `python -m training` does. Every fifth family of script faces is never
drawn: on those it is judged. See docs/ink.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from itertools import chain
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extractors.page.engines.neural import HANDS, STRONGER
from extractors.page.engines.recogniser import Recogniser, narrowed_model, open_tuned
from training import press
from training.handwritten import one
from training.stock import Stock
from training.typeset import parted

_JUDGED = 600
_PIECE = 500
"""Lines that are drawn at a time."""


def main() -> None:
    """Draw, fit, judge."""
    asked = _arguments()
    try:
        import onnx  # noqa: F401
        import torch
    except ImportError as missing:
        raise SystemExit(
            "torch or onnx is not installed: `pip install torch==2.13.0 onnx` in this environment."
        ) from missing
    from training.handwriting_fit import Course, Lines, fit

    torch.set_num_threads(asked.threads)
    seen, unseen = parted(press.faces(asked.text_faces, asked.script_faces))
    drawn = _drawn("fit", asked.lines, seen, asked.threads)
    widths = [picture.shape[1] for picture, _ in drawn]
    lines = Lines(
        np.concatenate([picture for picture, _ in drawn], 1), np.cumsum(widths), [text for _, text in drawn]
    )
    model, characters = narrowed_model(*STRONGER)
    asked.out.write_bytes(model)
    judged = _drawn("judge", _JUDGED, unseen, asked.threads)
    print("before:", _score(open_tuned(asked.out, STRONGER[1]), judged))
    fit(asked.out, asked.out, lines, characters, Course(asked.minutes, asked.rate, asked.seed))
    print("after:", _score(open_tuned(asked.out, STRONGER[1]), judged))


def _drawn(name: str, count: int, stock: Stock, processes: int) -> list[tuple[NDArray[np.uint8], str]]:
    """So many lines; the same name and number draw the same."""
    with Pool(processes) as pool:
        return list(pool.imap(partial(_one, name, stock), range(count), _PIECE))


def _one(name: str, stock: Stock, number: int) -> tuple[NDArray[np.uint8], str]:
    return one(f"{name} {number}", stock)


def _score(reader: Recogniser, judged: Sequence[tuple[NDArray[np.uint8], str]]) -> str:
    """Of lines in hands that were never drawn in training; large and small letters count as one."""
    wrong = whole = 0
    truths = [text.lower() for _, text in judged]
    for line, truth in zip(reader([picture for picture, _ in judged]), truths, strict=True):
        read = " ".join("".join(sign.text for sign in line).split()).lower()
        wrong += min(Levenshtein.distance(read, truth), len(truth))
        whole += read == truth
    letters = len(list(chain.from_iterable(truths)))
    return f"{wrong / letters:.1%} of letters wrong, {whole / len(judged):.1%} of lines right"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.handwriting", description=__doc__)
    parser.add_argument("--text-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--script-faces", type=Path, nargs="+", required=True)
    parser.add_argument("--lines", type=int, default=80_000, help="that are drawn")
    parser.add_argument("--minutes", type=float, default=40, help="of fitting")
    parser.add_argument("--rate", type=float, default=8e-5, help="of learning, at most")
    parser.add_argument("--threads", type=int, default=2, help="for drawing and fitting")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HANDS)
    return parser.parse_args()


if __name__ == "__main__":
    main()

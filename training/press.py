"""Letters of typefaces as shades: lines of print, and script faces bent until they pass for a hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.canvas import MM, Shade
from training.stock import Stock

_NO_SIGN = "\u0378"
"""No letter: typefaces show what they show for signs that they lack."""
_KINDS = (".ttf", ".otf", ".woff", ".t1", ".pfb")


def faces(text: Sequence[Path], script: Sequence[Path]) -> Stock:
    """The Latin typefaces below the folders given.

    Raises:
        SystemExit: a kind has none.
    """
    found = Stock(_below(text), _below(script))
    if not found.text or not found.script:
        raise SystemExit("Give folders with typefaces: --text-faces and --script-faces (.ttf, .otf, .woff).")
    return found


def _below(folders: Sequence[Path]) -> tuple[str, ...]:
    files = (str(path) for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in _KINDS)
    return tuple(file for file in files if "-latin-ext-" not in file and _writes(file))


def _writes(file: str) -> bool:
    """True for a face that has letters, each its own."""
    try:
        shown = {face(file, 20).getmask(sign).getbbox() for sign in "Aaigm1"}
    except OSError:
        return False
    return len(shown) >= 4


@lru_cache(512)
def face(file: str, size: int) -> ImageFont.FreeTypeFont:
    """A typeface at a size in dots."""
    return ImageFont.truetype(file, size)


@lru_cache(65536)
def has(file: str, sign: str) -> bool:
    """True where a typeface has a shape for a sign, or the sign is a blank."""
    font = face(file, 20)
    return sign == " " or bytes(font.getmask(sign)) != bytes(font.getmask(_NO_SIGN))


def line(text: str, file: str, size: int) -> Shade:
    """One line of print, cropped to its advance; `size` in dots."""
    font = face(file, size)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (max(int(right - left) + 4, 1), max(int(bottom - top) + 4, 1)))
    ImageDraw.Draw(picture).text((2 - left, 2 - top), text, fill=255, font=font)
    return np.asarray(picture, np.float32) / np.float32(255)


def bent(text: str, file: str, height: float, rng: Random) -> Shade:
    """A script face, capitals about `height` millimetres tall, bent so that no two letters are alike."""
    flat = line(text, file, max(round(height * MM * 1.4), 8))
    rows = flat.shape[0]
    pad = rows // 2
    flat = np.pad(flat, pad)
    shape = flat.shape
    chance = np.random.default_rng(rng.getrandbits(32))
    x, y = np.meshgrid(np.arange(shape[1], dtype=np.float32), np.arange(shape[0], dtype=np.float32))
    for reach, size in ((0.5, 0.1), (1.5, 0.16), (4.0, 0.2)):
        cells = (max(round(shape[1] / (rows * reach)), 2), max(round(shape[0] / (rows * reach)), 2))
        moves = chance.normal(0, size * rows * 0.35, (2, *cells[::-1])).astype(np.float32)
        x += cv2.resize(moves[0], shape[::-1], interpolation=cv2.INTER_CUBIC)
        y += cv2.resize(moves[1], shape[::-1], interpolation=cv2.INTER_CUBIC)
    x += (y - shape[0] / 2) * rng.uniform(-0.3, 0.5)
    y += (x - shape[1] / 2) * rng.uniform(-0.06, 0.06)
    shown = cv2.remap(flat, x, y, cv2.INTER_LINEAR, borderValue=0)
    if rng.random() < 0.4:
        shown = cv2.GaussianBlur(shown, (0, 0), rng.uniform(0.6, 1.4))
        shown = np.clip((shown - rng.uniform(0.1, 0.35)) * 3, 0, 1)
    return np.asarray(shown, np.float32)

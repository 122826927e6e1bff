"""Pen strokes and print of the generator on gray pictures, for tests that look at pixels."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.page.engines.port import Picture
from fixtures.hands import HANDS, handwritten, signed
from fixtures.strokes import Ink

_FACE = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"


def lay(picture: Picture, ink: Ink, left: float, line: float, dpi: float) -> None:
    """Draw pen strokes in place; `left` and the writing `line` are pixels."""
    scale = dpi / 25.4
    for stroke in ink.strokes:
        for (x0, y0, pen), (x1, y1, _) in pairwise(stroke):
            one = (round(left + x0 * scale), round(line + y0 * scale))
            other = (round(left + x1 * scale), round(line + y1 * scale))
            cv2.line(picture, one, other, 50, max(1, round(pen * scale)), cv2.LINE_AA)


def autograph(manner: str = "full", hand: str = "bruno", seed: int = 0) -> Ink:
    """A signature: full, initials or cross."""
    return signed(HANDS[hand], manner, Random(seed))


def note(words: str, hand: str = "bruno", seed: int = 0) -> Ink:
    """Words by hand."""
    return handwritten(words, HANDS[hand], Random(seed))


def typeset(picture: Picture, words: str, left: int, top: int, height: int) -> int:
    """Draw a line of print in place; returns the pixel right of it."""
    font = ImageFont.truetype(_FACE, height)
    image = Image.fromarray(picture)
    ImageDraw.Draw(image).text((left, top), words, fill=30, font=font)
    picture[:] = np.asarray(image)
    return left + round(font.getlength(words))

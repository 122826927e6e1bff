"""Rubber stamps: coloured ink, patchy and askew, over whatever is printed."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from tests.benchmarks.sealed.faces import Face, mask
from tests.benchmarks.sealed.sheet import DOT, DPI, Box, Sheet, Told

STAMP_INKS = ((178, 34, 44), (34, 58, 150), (90, 40, 130), (30, 110, 70), (40, 40, 44))


def stamp(
    sheet: Sheet,
    x: float,
    y: float,
    texts: Sequence[str],
    *,
    told: dict[int, Told] | None = None,
    circle: bool = False,
) -> None:
    """A rubber stamp with its middle at x, y; `told` names the lines that say a field."""
    rng, face = (
        sheet.rng,
        Face(sheet.rng.choice(["grot-bold", "vera-bold", "type-bold"]), sheet.rng.choice((10, 11, 13))),
    )
    drawn = [mask(text, face, DPI, rng)[0] for text in texts]
    wide, step = max(one.width for one in drawn) + 50, max(one.height for one in drawn) + 16
    size = (max(wide, 330) if circle else wide, max(wide, 330) if circle else step * len(drawn) + 40)
    plate = _plate(size, circle=circle)
    spots = []
    for place, one in enumerate(drawn):
        at = ((size[0] - one.width) // 2, (size[1] - step * len(drawn)) // 2 + place * step + 8)
        plate.paste(one, at)
        spots.append((*at, at[0] + one.width, at[1] + one.height))
    tilt = rng.uniform(-14, 14)
    turned = _patchy(plate.rotate(tilt, Image.Resampling.BICUBIC, expand=True), rng)
    corner = (round(x * DOT - turned.width / 2), round(y * DOT - turned.height / 2))
    _press(sheet.page, turned, corner, rng.choice(STAMP_INKS))
    for place, meant in (told or {}).items():
        sheet.mark(meant, texts[place], _turned(spots[place], size, tilt, (x * DOT, y * DOT)))


def _plate(size: tuple[int, int], *, circle: bool) -> Image.Image:
    plate = Image.new("L", size)
    pen = ImageDraw.Draw(plate)
    edges = [4, 4, size[0] - 5, size[1] - 5]
    if circle:
        pen.ellipse(edges, outline=255, width=6)
        pen.ellipse([22, 22, size[0] - 23, size[1] - 23], outline=255, width=3)
    else:
        pen.rounded_rectangle(edges, 14, outline=255, width=7)
    return plate


def _patchy(plate: Image.Image, rng: Random) -> Image.Image:
    noise = np.random.default_rng(rng.getrandbits(32))
    coarse = Image.fromarray(
        (noise.random((plate.height // 24 + 2, plate.width // 24 + 2)) * 255).astype(np.uint8)
    )
    cover = np.asarray(coarse.resize(plate.size, Image.Resampling.BICUBIC), np.float32) / 255
    grain = noise.random((plate.height, plate.width))
    return Image.fromarray((np.asarray(plate) * (0.45 + 0.45 * cover) * (grain > 0.12)).astype(np.uint8))


def _press(page: Image.Image, plate: Image.Image, corner: tuple[int, int], ink: tuple[int, int, int]) -> None:
    """Ink lies over print without hiding it."""
    under = page.crop((*corner, corner[0] + plate.width, corner[1] + plate.height))
    page.paste(ImageChops.multiply(under, Image.new("RGB", plate.size, ink)), corner, plate)


def _turned(
    spot: tuple[int, int, int, int], size: tuple[int, int], tilt: float, middle: tuple[float, float]
) -> Box:
    turn = radians(-tilt)
    corners = [(spot[a] - size[0] / 2, spot[b] - size[1] / 2) for a in (0, 2) for b in (1, 3)]
    xs = [middle[0] + x * cos(turn) - y * sin(turn) for x, y in corners]
    ys = [middle[1] + x * sin(turn) + y * cos(turn) for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)

"""Rubber stamps, date stamps and chops: what is cut into them, and how badly they are pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.benchmarks.sealed.faces import Face, mask
from tests.benchmarks.sealed.sheet import DOT, DPI, Box
from tests.benchmarks.sealed_receipts import penmanship
from tests.benchmarks.sealed_receipts.pens import Pen, lay

PADS = ((170, 30, 50), (30, 50, 160), (80, 40, 130), (20, 105, 80), (38, 38, 44), (196, 60, 40))
SHAPES = ("frame", "frame", "double", "oval", "bare", "bare", "round")


def press(
    page: Image.Image, at: tuple[float, float], texts: Sequence[str], rng: Random, shape: str = ""
) -> Box:
    """A stamp of these lines with its middle at `at`, millimetres; gives its box in pixels."""
    plate = _plate(texts, shape or rng.choice(SHAPES), rng)
    return _pressed(page, plate, at, rng)


def chop(page: Image.Image, at: tuple[float, float], number: int, rng: Random) -> Box:
    """A small red seal with signs in it, round or square."""
    side = round(rng.uniform(11, 17) * DOT)
    plate = Image.new("L", (side, side))
    pen, edges = ImageDraw.Draw(plate), [3, 3, side - 4, side - 4]
    (pen.ellipse if number % 2 else pen.rectangle)(edges, outline=255, width=8)
    inner = side / DOT * 0.62
    who = replace(penmanship.scribe(number), style="ideographs")
    canvas = Image.new("RGB", plate.size, (255, 255, 255))
    strokes = penmanship.autograph("", who, (inner, inner), rng)
    away = (side / DOT - np.vstack(strokes).max(0)) / 2
    lay(canvas, [stroke + away for stroke in strokes], Pen("cut", (0, 0, 0), 0.9, 1, 0, 0), rng)
    signs = 255 - np.asarray(canvas.convert("L"))
    plate = Image.fromarray(np.maximum(np.asarray(plate), signs))
    return _pressed(page, plate, at, rng, (188, 34, 38))


def _plate(texts: Sequence[str], shape: str, rng: Random) -> Image.Image:
    name, size = (
        rng.choice(("grot-bold", "sans-bold", "narrow-bold", "serif-bold", "mono-bold")),
        rng.choice((9, 11, 13)),
    )
    lines = [
        mask(text, Face(name, size if place else size * 1.25), DPI, rng)[0]
        for place, text in enumerate(texts)
    ]
    wide, gap = max(line.width for line in lines), 14
    high = sum(line.height + gap for line in lines) - gap
    around = {"bare": 8, "oval": 90, "round": 70}.get(shape, 34)
    box = (wide + 2 * around, high + 2 * around)
    if shape == "round":
        box = (max(box), max(box))
    plate = Image.new("L", box)
    _edge(ImageDraw.Draw(plate), shape, (box[0] - 5, box[1] - 5))
    down = (box[1] - high) // 2
    for line in lines:
        plate.paste(line, ((box[0] - line.width) // 2, down))
        down += line.height + gap
    return plate


def _edge(pen: ImageDraw.ImageDraw, shape: str, end: tuple[int, int]) -> None:
    if shape in {"frame", "double"}:
        pen.rectangle([4, 4, *end], outline=255, width=6)
    if shape == "double":
        pen.rectangle([15, 15, end[0] - 11, end[1] - 11], outline=255, width=2)
    if shape in {"oval", "round"}:
        pen.ellipse([4, 4, *end], outline=255, width=5)
        pen.ellipse([20, 20, end[0] - 16, end[1] - 16], outline=255, width=3)


def _pressed(
    page: Image.Image, plate: Image.Image, at: tuple[float, float], rng: Random,
    ink: tuple[int, int, int] | None = None,
) -> Box:  # fmt: skip
    turned = (
        np.asarray(plate.rotate(rng.gauss(0, 7), Image.Resampling.BICUBIC, expand=True), np.float32) / 255
    )
    cover = turned * _uneven((turned.shape[0], turned.shape[1]), rng)
    left, top = round(at[0] * DOT - turned.shape[1] / 2), round(at[1] * DOT - turned.shape[0] / 2)
    left = min(max(left, 4), page.width - turned.shape[1] - 4)
    top = min(max(top, 4), page.height - turned.shape[0] - 4)
    spot = (left, top, left + turned.shape[1], top + turned.shape[0])
    under = np.asarray(page.crop(spot), np.float32)
    colour = np.array(ink or rng.choice(PADS), np.float32) / 255
    inked = under * (1 - cover[..., None]) + under * colour * cover[..., None]
    page.paste(Image.fromarray(inked.clip(0, 255).astype(np.uint8)), spot[:2])
    return tuple(map(float, spot))  # type: ignore[return-value]


def _uneven(shape: tuple[int, int], rng: Random) -> NDArray[np.float32]:
    """One side pressed harder, holes where no ink came, a grain all over."""
    noise = np.random.default_rng(rng.getrandbits(32))
    slope = np.linspace(rng.uniform(0.5, 1), rng.uniform(0.5, 1), shape[1], dtype=np.float32)[None]
    blots = cv2.resize(
        noise.random((5, 8), dtype=np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC
    )
    grain = cv2.GaussianBlur(noise.random(shape, dtype=np.float32), (0, 0), 1.1)
    cover = slope * (0.55 + 0.5 * blots) * np.clip((grain - 0.38) / 0.1, 0.15, 1)
    return np.asarray(np.clip(cover, 0, 1) * rng.uniform(0.8, 1), np.float32)

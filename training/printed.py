"""What machines put on papers: running print, tables, headings, forms, drawings."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np

from extractors.page.inks import Label
from training import artwork, wording
from training.canvas import Canvas, Shade
from training.ground import frame, room, rule
from training.press import line
from training.stock import Stock

_WORN = 0.3
"""How often print is that of a typewriter, a worn ribbon or a bad copy."""


def paragraph(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """Lines of running print."""
    file, size = _body(stock, rng), rng.randint(18, 42)
    wide, rows = rng.uniform(0.2, 1.0) * canvas.side, rng.randint(1, 14)
    step = size * rng.uniform(1.05, 1.9)
    spot = room(canvas, (wide, rows * step), rng)
    if spot is None:
        return
    x, y = spot
    tone = rng.uniform(0.6, 1)
    words = max(1, round(wide / (size * 3.2)))
    lines = [line(wording.sentence(rng, words), file, size) for _ in range(min(rows, 3))]
    if rng.random() < _WORN:
        lines = [_struck(one, rng) for one in lines]
    for row in range(rows):
        shown = rng.choice(lines)[:, : round(wide * rng.choice((1, 1, 1, rng.random())))]
        canvas.put(shown, x, y + row * step, Label.PRINT, tone)


def table(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """Rows and columns of print, ruled or not."""
    file, size = rng.choice(stock.text), rng.randint(18, 32)
    columns = [rng.uniform(60, 260) for _ in range(rng.randint(2, 6))]
    rows, step = rng.randint(2, 12), size * rng.uniform(1.3, 2.6)
    spot = room(canvas, (sum(columns), rows * step), rng)
    if spot is None:
        return
    x, y = spot
    lines = [line(_entry(rng), file, size) for _ in range(8)]
    ruled = rng.random()
    edges = np.cumsum([0, *columns]) + x
    for row in range(rows):
        for left, wide in zip(edges, columns, strict=False):
            if rng.random() < 0.8:
                shown = rng.choice(lines)[:, : int(wide)]
                canvas.put(shown, left + 8, y + row * step + step * 0.2, Label.PRINT, 0.9)
        if ruled < 0.6:
            rule(canvas, (edges[0], y + row * step), (edges[-1], y + row * step), rng)
    if ruled < 0.4:
        for left in edges:
            rule(canvas, (left, y), (left, y + rows * step), rng)


def heading(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """Large print, as of a letterhead; a script face set straight is print too."""
    typed = rng.random() < 0.7
    file = rng.choice(stock.text if typed else stock.script)
    shown = line(wording.sentence(rng, rng.randint(1, 3)), file, rng.randint(40 if typed else 60, 150))
    if rng.random() < 0.15:
        shown = 1 - np.pad(shown, 12)
    spot = room(canvas, shown.shape[::-1], rng)
    if spot:
        canvas.put(shown, *spot, Label.PRINT, rng.uniform(0.5, 1))


def drawing(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """A logo, picture, bar code or drawing."""
    side = rng.randint(50, 300)
    shown = rng.choice(artwork.KINDS)(side, rng)
    spot = room(canvas, shown.shape[::-1], rng)
    if spot:
        canvas.put(shown.astype(np.float32) / np.float32(255), *spot, Label.PRINT, rng.uniform(0.4, 1))
    if rng.random() < 0.3:
        heading(canvas, stock, rng)


def form(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """Rules, frames, boxes to tick and dotted lines with small labels."""
    file, size = rng.choice(stock.text), rng.randint(14, 26)
    for _ in range(rng.randint(1, 7)):
        kind, wide, high = rng.randrange(5), rng.uniform(80, 700), rng.uniform(20, 260)
        spot = room(canvas, (wide, 30), rng)
        if spot is None:
            continue
        x, y = spot
        label = rng.choice(wording.SIGN) if rng.random() < 0.6 else wording.sentence(rng, rng.randint(1, 3))
        canvas.put(line(label, file, size), x + 4, y + rng.choice((4, -size * 1.4)), Label.PRINT, 0.9)
        if kind == 0:
            frame(canvas, (x, y), (wide, high), rng)
        elif kind == 1:
            frame(canvas, (x, y), (rng.uniform(18, 40),) * 2, rng)
        elif kind == 2:
            canvas.put(line("." * rng.randint(10, 60), file, size), x + 100, y, Label.RULE, 0.9)
        elif kind == 3:
            canvas.put(line("_" * rng.randint(8, 40), file, size), x + 100, y, Label.RULE, 0.9)
        else:
            rule(canvas, (x, y), (x + wide, y), rng)


def _body(stock: Stock, rng: Random) -> str:
    """A face for running print, often a typewriter's."""
    typed = [
        file
        for file in stock.text
        if any(word in file.lower() for word in ("courier", "cutive", "elite", "mono"))
    ]
    return rng.choice(typed if typed and rng.random() < 0.3 else stock.text)


def _struck(shown: Shade, rng: Random) -> Shade:
    """Print that ran together or broke up, with letters off the line."""
    shown = np.pad(shown, 3)
    pitch = max(round(shown.shape[0] * 0.6), 4)
    for left in range(0, shown.shape[1], pitch):
        shown[:, left : left + pitch] = np.roll(
            shown[:, left : left + pitch], rng.choice((-1, 0, 0, 0, 1)), 0
        )
    chance = np.random.default_rng(rng.getrandbits(32))
    if rng.random() < 0.5:
        shown = cv2.GaussianBlur(shown, (0, 0), rng.uniform(0.8, 1.6)) * rng.uniform(1.5, 2.6)
    else:
        shown = shown * (chance.random(shown.shape) > rng.uniform(0.1, 0.5))
    return np.clip(shown, 0, 1).astype(np.float32)


def _entry(rng: Random) -> str:
    return wording.number(rng) if rng.random() < 0.5 else wording.sentence(rng, rng.randint(1, 2))

"""What people leave on papers: signatures, names, dates, notes, ticks; and places they left empty."""

from __future__ import annotations

from random import Random

from extractors.page.inks import Label
from training import pens, wording
from training.canvas import MM, Canvas, Shade
from training.ground import frame, place, rule, spot
from training.press import bent, line
from training.real import laid
from training.rubber import stamp
from training.stock import Stock

_REAL = 0.4
"""How often a signature is a real one, where some were given."""
_CAPITALS = 0.3
"""How often somebody writes in a script typeface's capitals: careful capitals pass for print otherwise."""


def handwriting(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """A name, a date, a remark or several lines of notes."""
    height = rng.uniform(2.2, 6) if rng.random() < 0.8 else rng.uniform(5, 11)
    pick = rng.randrange(10**6)
    rows = rng.choice((1, 1, 1, 1, 2, 3, 6, 10))
    x, y = place(canvas, (40 * MM, rows * height * MM * 1.5), rng)
    face = rng.choice(stock.script) if rng.random() < 0.5 else ""
    tone, capitals = rng.uniform(0.45, 1), bool(face) and rng.random() < _CAPITALS
    ruled, step = rows > 2 and rng.random() < 0.4, height * MM * rng.uniform(1.3, 2.2)
    for row in range(rows):
        if ruled:
            rule(canvas, (x - 20, y + (row + 0.8) * step), (x + 700, y + (row + 0.8) * step), rng)
        text = _written(rng) if rows < 3 else wording.sentence(rng, rng.randint(2, 9))
        text = text.upper() if capitals else text
        shown = bent(text, face, height, rng) if face else pens.words(text, Random(pick), height)
        canvas.put(shown, x + rng.gauss(0, 6), y + row * step, Label.HAND, tone)


def pen_marks(canvas: Canvas, _: Stock, rng: Random) -> None:
    """Ticks, circles, strokes through words."""
    for _mark in range(rng.randint(1, 4)):
        canvas.put(pens.pen_mark(rng), *spot(canvas, rng), Label.HAND, rng.uniform(0.5, 1))


def signing(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """A signature, mostly where one belongs: by a label, over a line or in a box, with a name beneath."""
    shown = _autograph(stock, rng)
    x, y = place(canvas, shown.shape[::-1], rng)
    rows, columns = shown.shape
    file, size = rng.choice(stock.text), rng.randint(15, 32)
    base = y + rows * rng.uniform(0.55, 1.0)
    kind = rng.random()
    if kind < 0.45:
        rule(canvas, (x - rng.uniform(0, 150), base), (x + columns + rng.uniform(-40, 150), base), rng)
    elif kind < 0.6:
        frame(
            canvas,
            (x - rng.uniform(0, 60), y - rng.uniform(0, 50)),
            (columns + rng.uniform(0, 150), rows + rng.uniform(-10, 90)),
            rng,
        )
    for low in (base + rng.uniform(0, 12), y - size * rng.uniform(0, 2.5)):
        if rng.random() < 0.55:
            text = rng.choice(wording.SIGN) if rng.random() < 0.6 else wording.name(rng)
            canvas.put(line(text, file, size), x + rng.uniform(-150, 120), low, Label.PRINT, 0.9)
    if rng.random() < 0.3:
        beside = pens.words(
            wording.day(rng) if rng.random() < 0.6 else wording.name(rng), rng, rng.uniform(2.5, 4.5)
        )
        canvas.put(
            beside,
            x + columns + rng.uniform(10, 160),
            y + rows * rng.uniform(0, 0.6),
            Label.HAND,
            rng.uniform(0.6, 1),
        )
    canvas.put(shown, x, y, Label.SIGNATURE, rng.choice((1, 1, 0.9, 0.8, 0.65, 0.5)))
    if rng.random() < 0.12:
        stamp(canvas, stock, rng)


def empty_place(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """A place to sign that nobody signed, or only in print."""
    file, size = rng.choice(stock.text), rng.randint(15, 32)
    x, y = place(canvas, (300, 60), rng)
    y += 45
    canvas.put(line(rng.choice(wording.SIGN), file, size), x, y + size * 1.2, Label.PRINT, 0.9)
    rule(canvas, (x, y), (x + rng.uniform(200, 500), y), rng)
    kind = rng.random()
    if kind < 0.35:
        text = rng.choice(wording.TYPED) + wording.name(rng)
        canvas.put(line(text, file, rng.randint(20, 40)), x + 10, y - 40, Label.PRINT, 0.95)
    elif kind < 0.75:
        shown = line(wording.name(rng), rng.choice(stock.script), rng.randint(34, 90))
        canvas.put(shown, x + 10, y - shown.shape[0], Label.PRINT, 0.95)
        if rng.random() < 0.6:
            above = line(rng.choice(wording.ELECTRONIC), file, 15)
            canvas.put(above, x + 10, y - shown.shape[0] - 22, Label.PRINT, 0.9)
            frame(canvas, (x - 6, y - shown.shape[0] - 26), (shown.shape[1] + 60, shown.shape[0] + 60), rng)


def _autograph(stock: Stock, rng: Random) -> Shade:
    kind = rng.random()
    if stock.ink and rng.random() < _REAL:
        return laid(rng.choice(stock.ink), rng)
    if kind < 0.08:
        return bent(wording.name(rng), rng.choice(stock.script), rng.uniform(4, 11), rng)
    if kind < 0.16:
        return pens.words(wording.name(rng), rng, rng.uniform(3, 7))
    return pens.cross(rng) if kind > 0.94 else pens.autograph(rng)


def _written(rng: Random) -> str:
    return rng.choice((wording.name, wording.day, wording.number, lambda r: r.choice(wording.NOTES)))(rng)

"""Pages full of boxes to be ticked and of what only looks like one, with what is true of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
import numpy.typing as npt
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing

from fixtures import fonts
from fixtures.forms.options import box_for, look, tick
from fixtures.hands import HANDS
from fixtures.levels import lies, taken, worn
from fixtures.noted import Ticking
from fixtures.packaging import rasterised
from fixtures.sheet import MM, Sheet, Style
from models.paper import Box, Word

Said = list[tuple[str, Box, Style]]
_WORDS = (
    "Short", "Damaged", "Refused", "Complete", "Wrong item", "Delivered late", "Not checked",
    "Returned goods",    "Beschädigt", "Fehlmenge", "Annahme verweigert", "Manquant", "Avarie",
    "OBO Bettermann", "DB Box BD80",
)  # fmt: skip


@dataclass(frozen=True)
class TickPage:
    """A page as scanned."""

    picture: npt.NDArray[np.uint8]
    """Gray."""
    dpi: float
    words: tuple[Word, ...]
    truth: tuple[tuple[Box, bool, str], ...]
    """Place, whether ticked, words."""


def tick_page(seed: int, level: str, *, boxes: bool = True) -> TickPage:
    """A page with three groups of boxes (none without `boxes`) among tables, letters and codes."""
    rng = Random(f"ticks {seed}")
    sheet = Sheet()
    said: Said = []
    _decoys(sheet, said, rng)
    for y in (130.0, 165.0, 205.0) if boxes else ():
        _group(sheet, said, y, rng)
    drawn = sheet.finish()
    page = rasterised(drawn.pdf)[0]
    fate = worn(level, Random(f"fate {seed} {level}"))
    scan = taken(page, fate, seed)
    picture = scan.picture if scan.picture.ndim == 2 else cv2.cvtColor(scan.picture, cv2.COLOR_RGB2GRAY)
    across, down = scan.dpi
    if across != down:
        size = picture.shape[1], round(picture.shape[0] * across / down)
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
    words = tuple(
        Word(text, lies(box, page.shape, fate), 0.95, line)
        for line, (whole, place, style) in enumerate(said)
        for text, box in _split(whole, place, style)
    )
    truth = tuple((lies(one.box, page.shape, fate), one.ticked, one.text) for one in drawn.ticks)
    dpi = across if across > 72 else picture.shape[1] / (sheet.size[0] / 25.4)
    return TickPage(np.ascontiguousarray(picture, np.uint8), dpi, words, truth)


def _split(text: str, box: Box, style: Style) -> list[tuple[str, Box]]:
    """Each word with its own box."""
    whole, spot, out = fonts.width(text, style.family, style.size), 0, []
    for word in text.split():
        start = text.index(word, spot)
        spot = start + len(word)
        left, right = (fonts.width(text[:end], style.family, style.size) / whole for end in (start, spot))
        out.append((word, replace(box, x0=box.x0 + left * box.width, x1=box.x0 + right * box.width)))
    return out


def _say(sheet: Sheet, said: Said, at: tuple[float, float], text: str, style: Style) -> None:
    said.append((text, sheet.text(*at, text, style), style))


def _group(sheet: Sheet, said: Said, y: float, rng: Random) -> None:
    boxes, hand = look(rng, rng.choice(("sans", "serif"))), rng.choice(list(HANDS.values()))
    column, share = rng.random() < 0.4, rng.choice((0.0, 0.3, 0.6, 1.0))
    x = 20.0
    for step in range(rng.randint(2, 4)):
        text = rng.choice(_WORDS)
        at = (22.0, y + step * (boxes.side + 2.5)) if column else (x, y)
        if not column and x > 150:
            break
        box, corner, x = box_for(sheet, at, boxes, text)
        x += 5
        gap = 1.2 + 0.3 * boxes.side
        start = corner[0] + boxes.side + gap if boxes.before else at[0]
        size = boxes.style.size / MM
        wide = fonts.width(text, boxes.style.family, boxes.style.size) / MM
        said.append((text, sheet.box(start, at[1] - 0.76 * size, wide, 0.98 * size), boxes.style))
        ticked = rng.random() < share
        sheet.ticks.append(Ticking(sheet.page, box, ticked, text))
        if ticked:
            tick(sheet, corner, boxes.side, hand, rng)


def _decoys(sheet: Sheet, said: Said, rng: Random) -> None:
    style = Style(rng.choice(("sans", "serif", "mono")), rng.uniform(8, 12))
    for row, text in enumerate(("DELIVERY NOTE No. 80080 B0X OOO DDD", "Qty O 0 8 B D Q @ in 00800 BOX",
                                "Please check goods on delivery; damage within 3 days")):  # fmt: skip
        _say(sheet, said, (20, 20 + 6 * row), text, style)
    cell = rng.uniform(3.5, 7)
    for row in range(4):
        for column in range(8):
            sheet.frame(20 + column * cell, 45 + row * cell, cell, cell)
            if rng.random() < 0.5:
                at = (20.8 + column * cell, 45 + (row + 0.75) * cell)
                _say(sheet, said, at, rng.choice("0812XO"), Style("sans", 7))
    for column in range(10):
        sheet.rule(110 + 5 * column, 50, 110 + 5 * column, 54)
    sheet.rule(110, 54, 155, 54)
    sheet.fill(120, 60, 3, 3, (0.1, 0.1, 0.1))
    sheet.frame(110, 70, 70, 30, 0.3)
    code = QrCodeWidget("https://pod.example/1234567890", barWidth=60, barHeight=60)
    drawing = Drawing(60, 60)
    drawing.add(code)
    sheet.drawing(20, 110, drawing)
    _say(sheet, said, (70, 105), "x", Style("sans", 9))

"""Parts of a page's picture: one cut out for people to look at, or some taken away for good."""

from __future__ import annotations

import io
from collections.abc import Sequence

from models.paper import Box

_MARGIN = 0.25
"""Of the box's height: what is left around it on every side, so that lines and labels beside it show."""
_LEAST = 8
"""Pixels of a side at least."""


def cut_out(png: bytes, box: Box) -> bytes:
    """The part of a picture that `png` shows in `box`, with a margin, as PNG.

    `png` has to be a picture that this program made: it is opened in this process.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png)) as page:
        wide, high = page.size
        margin = _MARGIN * box.height * high + _LEAST
        left, top = box.x0 * wide - margin, box.y0 * high - margin
        right, bottom = box.x1 * wide + margin, box.y1 * high + margin
        edges = (max(left, 0), max(top, 0), min(right, wide), min(bottom, high))
        stream = io.BytesIO()
        page.crop(edges).save(stream, "PNG")
    return stream.getvalue()


def blackened(png: bytes, boxes: Sequence[Box]) -> bytes:
    """A picture without what lies in `boxes`: black in its place, as JPEG, which holds nothing else.

    `png` has to be a picture that this program made: it is opened in this process.
    """
    from PIL import Image, ImageDraw

    with Image.open(io.BytesIO(png)) as shown:
        page = shown.convert("RGB")
    pen = ImageDraw.Draw(page)
    for box in boxes:
        edges = box.x0 * page.width, box.y0 * page.height, box.x1 * page.width, box.y1 * page.height
        pen.rectangle(edges, fill="black")
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=88, dpi=(_dots(page.height), _dots(page.height)))
    return stream.getvalue()


def _dots(high: int) -> int:
    """Dots an inch that give a picture of this height the height of A4."""
    return max(1, round(high / 11.69))

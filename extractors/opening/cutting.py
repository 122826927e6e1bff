"""A part of a page's picture, for people to look at."""

from __future__ import annotations

import io

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

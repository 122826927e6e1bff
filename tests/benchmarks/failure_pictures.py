"""Pictures of pages that were judged wrongly: the labelled box green, the boxes found red."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extractors.page.engines.orientation import turned
from models.paper import Box

LABELLED, PRESENT, ABSENT = (20, 140, 40), (210, 30, 30), (240, 160, 60)
_LONGEST = 1600
"""Pixels of a picture's longer side."""


def draw(
    picture: NDArray[np.uint8], turn: int, boxes: Iterable[tuple[Box, tuple[int, int, int]]]
) -> Image.Image:
    """The page turned upright, `turn` degrees clockwise, with frames at fractions of the upright page."""
    page = Image.fromarray(turned(picture, turn)).convert("RGB")
    page.thumbnail((_LONGEST, _LONGEST))
    pen = ImageDraw.Draw(page)
    for box, colour in boxes:
        edges = (box.x0 * page.width, box.y0 * page.height, box.x1 * page.width, box.y1 * page.height)
        pen.rectangle(edges, outline=colour, width=3)
    return page


def save(page: Image.Image, folder: Path, name: str) -> Path:
    """Write it as PNG below `folder`, which is made where absent."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.save(path)
    return path

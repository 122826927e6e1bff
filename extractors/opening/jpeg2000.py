"""Tells whether JPEG 2000 data is whole."""

from __future__ import annotations

import io

from PIL import Image

from extractors.opening import picture, room
from extractors.opening.limits import Limits

_END = b"\xff\xd9"
"""Coded data never holds this mark of its end."""


def fault_in(data: bytes, limits: Limits) -> str:
    """What is wrong with the data, empty when it decodes to the end.

    Where it is decoded at less than its size, for it would take too much memory, finer details are not: then
    its end must be there.

    Raises:
        UnreadableFile: it has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG2000"]) as opened:
            room.allowed(opened.size, limits)
            coarser = room.coarsen(opened, limits)
            opened.load()
    except picture.FAULTS:
        return "a picture on it does not decode"
    return "its data is cut off" if coarser and _END not in data[len(data) // 2 :] else ""

"""How much a picture may take when it is unpacked, and how a large one takes less."""

from __future__ import annotations

from PIL import Image, Jpeg2KImagePlugin, JpegImagePlugin

from extractors.opening.limits import Limits
from models.errors import UnreadableFile

_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
"""Of a pixel, by Pillow's mode; 4 for every other."""
_COARSEST = 3
"""Times that a side may be halved."""
_CODED_BYTES = 4
"""Of a pixel in each channel while JPEG 2000 is decoded."""
_LONGEST_SIDE = 100_000
"""Pixels: eight metres at 300 dpi."""


def allowed(size: tuple[int, int], limits: Limits, pixel_bytes: int = 1) -> None:
    """Passes a picture of this size on, of which a pixel takes so many bytes when it is unpacked.

    Raises:
        UnreadableFile: it has more pixels than a page of paper can need, or takes too much memory.
    """
    width, height = size
    if max(size) > _LONGEST_SIDE:
        raise UnreadableFile(
            f"A picture of {width} x {height} pixels is no paper: scan the paper at 300 dpi."
        )
    most = min(limits.source_pixels, limits.source_bytes // pixel_bytes)
    if width * height > most:
        raise UnreadableFile(
            f"A picture of {width} x {height} pixels is beyond the limit of "
            f"{most:,} pixels: scan the paper at 300 dpi."
        )


def coarsen(picture: Image.Image, limits: Limits) -> bool:
    """True where `picture` would take too much memory and is set to be decoded at a half or less.

    Raises:
        UnreadableFile: it would take too much even so, or its format knows no such way.
    """
    need = _BYTES.get(picture.mode, 4)
    coded = isinstance(picture, Jpeg2KImagePlugin.Jpeg2KImageFile)
    if coded:
        need += _CODED_BYTES * len(picture.getbands())
    times, pixels = 0, picture.width * picture.height
    if coded or isinstance(picture, JpegImagePlugin.JpegImageFile):
        times = next(
            (n for n in range(_COARSEST) if (pixels * need) >> 2 * n <= limits.source_bytes), _COARSEST
        )
    allowed((picture.width >> times, picture.height >> times), limits, need)
    if isinstance(picture, Jpeg2KImagePlugin.Jpeg2KImageFile):
        picture.reduce = times
    elif times:
        picture.draft(picture.mode, (picture.width >> times, picture.height >> times))
    return times > 0

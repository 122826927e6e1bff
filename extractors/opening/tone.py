"""Brings any Pillow picture to gray or RGB on white, square pixels, and a sensible size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

A4_INCHES = 11.7
"""Length of the page that a picture without a credible resolution is taken for."""
BEST_DPI = 200.0
COARSE_DPI = 150.0
FINEST_DPI = 300.0
MOST_ENLARGED = 2.0
_LONGEST_INCHES = 18.0
_SHORTEST_INCHES = 3.0
_DEEP_MODES = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I", "F"})
_ALPHA_MODES = {"LA": "LA", "La": "LA", "RGBA": "RGBA", "RGBa": "RGBA", "PA": "RGBA"}
_LARGEST_RATIO = 5.0
_AT_ONCE = 1 << 21
"""Pixels."""
_SQUARE_ENOUGH = 0.02


@dataclass(frozen=True, slots=True)
class Resolution:
    """Pixels an inch across and down; only their ratio counts where `known` is false."""

    across: float
    down: float
    known: bool = True


def on_white(picture: Image.Image, *, colour: bool = False) -> Image.Image:
    """The picture in mode L, or RGB for `colour`; what is transparent shows white paper."""
    mode = "RGB" if colour else "L"
    if picture.mode in _DEEP_MODES:
        return _in_mode(_eight_bits(picture), mode)
    if picture.mode == "LAB":
        return _in_mode(picture.getchannel(0), mode)
    alpha_mode = "RGBA" if "transparency" in picture.info else _ALPHA_MODES.get(picture.mode)
    if alpha_mode:
        picture = _flattened(_in_mode(picture, alpha_mode), mode)
    return _in_mode(picture, mode)


def _in_mode(picture: Image.Image, mode: str) -> Image.Image:
    return picture if picture.mode == mode else picture.convert(mode)


def credible_dpi(size: tuple[int, int], resolution: Resolution | None) -> float:
    """Pixels an inch of a picture of `size` (width, height); taken for an A4 page where none is credible."""
    longest = max(size)
    if resolution is not None and resolution.known:
        dpi = max(resolution.across, resolution.down)
        too_long = dpi < COARSE_DPI and longest > dpi * _LONGEST_INCHES
        too_short = dpi > FINEST_DPI and longest < dpi * _SHORTEST_INCHES
        if dpi > 0 and not too_long and not too_short:
            return dpi
    return longest / A4_INCHES


def reading_dpi(dpi: float) -> float:
    """The resolution at which a scan of `dpi` is best read: its own between 150 and 300."""
    if dpi < COARSE_DPI:
        return min(dpi * MOST_ENLARGED, BEST_DPI)
    return min(dpi, FINEST_DPI)


def with_pixels(resolution: Resolution | None, across: float, down: float) -> Resolution | None:
    """The resolution of a picture that was decoded at such fractions of its size."""
    if resolution is None or across == down == 1:
        return resolution
    return Resolution(resolution.across * across, resolution.down * down, resolution.known)


def fitting(scale: float, size: tuple[float, float], pixels: int) -> float:
    """`scale`, or less of it so that a picture of `size` ends with at most `pixels`."""
    area = size[0] * size[1] * scale * scale
    return scale * min(1.0, math.sqrt(pixels / area)) if area > 0 else scale


def squared_size(size: tuple[int, int], resolution: Resolution | None) -> tuple[int, int]:
    """The size with square pixels: the coarser axis is stretched to the finer one's resolution."""
    width, height = size
    if resolution is None or min(resolution.across, resolution.down) <= 0:
        return size
    ratio = resolution.across / resolution.down
    if abs(ratio - 1) < _SQUARE_ENOUGH or not 1 / _LARGEST_RATIO < ratio < _LARGEST_RATIO:
        return size
    return (width, round(height * ratio)) if ratio > 1 else (round(width / ratio), height)


def resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture at `size`, smoothed."""
    size = max(size[0], 1), max(size[1], 1)
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def _flattened(picture: Image.Image, mode: str) -> Image.Image:
    alpha = picture.getchannel("A")
    solid = picture.convert("L" if picture.mode == "LA" else mode)
    if alpha.getextrema() == (0, 0):
        # Some scanners write an alpha channel of nothing but zeros and mean nothing by it.
        return solid
    paper = Image.new(solid.mode, picture.size, "white")
    paper.paste(solid, mask=alpha)
    return paper


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A deep gray picture scaled by the bits that it uses: 8, 12 or 16."""
    top = max((float(part.max(initial=0.0)) for _, part in _parts(picture)), default=0.0)
    full = next((limit for limit in (1.0, 255.0, 4095.0, 65535.0) if top <= limit), top)
    if full == 1.0 and picture.mode != "F":
        full = 255.0
    flat = Image.new("L", picture.size)
    for row, part in _parts(picture):
        gray = (np.clip(part, 0, full) * (255.0 / full)).astype(np.uint8)
        flat.paste(Image.fromarray(gray), (0, row))
    return flat


def _parts(picture: Image.Image) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """(first row, values) of some rows after the other: all at once would take much memory."""
    rows = max(_AT_ONCE // max(picture.width, 1), 1)
    for row in range(0, picture.height, rows):
        part = picture.crop((0, row, picture.width, min(row + rows, picture.height)))
        yield row, np.nan_to_num(np.asarray(part, dtype=np.float32))

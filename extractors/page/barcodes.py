"""The door to zxing-cpp: one- and two-dimensional codes on a page."""

from __future__ import annotations

from typing import Any

import zxingcpp

from extractors.page.engines.port import Picture
from models.paper import Barcode, Box

# Left out are the symbologies without a check digit worth the name, which noise and print imitate.
_FORMATS = tuple(
    getattr(zxingcpp.BarcodeFormat, name)
    for name in ("Code128", "Code39", "Code93", "EAN13", "ITF", "QRCode", "DataMatrix", "PDF417", "Aztec")
)
_SHORTEST = 3
_DARK = 180
"""Shade: a picture without darker dots bears no code."""


def barcodes(picture: Picture) -> tuple[Barcode, ...]:
    """All codes of an upright picture that decode without error, top to bottom."""
    if picture.min() > _DARK:
        return ()
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(_FORMATS), try_invert=False)
    read = (_barcode(code, picture.shape) for code in found if code.valid)
    return tuple(sorted((code for code in read if len(code.text) >= _SHORTEST), key=lambda code: code.box.y0))


def _barcode(code: Any, shape: tuple[int, ...]) -> Barcode:
    place = code.position
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    xs = [min(max(point.x / shape[1], 0.0), 1.0) for point in points]
    ys = [min(max(point.y / shape[0], 0.0), 1.0) for point in points]
    return Barcode(code.format.name, code.text, Box(min(xs), min(ys), max(xs), max(ys)))

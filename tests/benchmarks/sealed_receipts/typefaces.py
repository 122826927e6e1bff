"""Names that machines put where people sign: typed, in script typefaces, in frames of signing services."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tests.benchmarks.sealed.faces import Face, latin, mask
from tests.benchmarks.sealed.sheet import DOT, DPI, Box

_FONTS = Path("/usr/share/fonts")
_SCRIPTS = (
    "truetype/sjfonts/Delphine.ttf",
    "truetype/sjfonts/SteveHand.ttf",
    "truetype/kristi/Kristi.ttf",
    "truetype/rufscript/Rufscript010.ttf",
    "truetype/femkeklaver/femkeklaver.ttf",
    "truetype/breip/Breip.ttf",
    "opentype/urw-base35/Z003-MediumItalic.otf",
)
"""Debian's fonts-sjfonts, -kristi, -rufscript, -femkeklaver, -breip and -urw-base35."""


def typed(page: Image.Image, at: tuple[float, float], text: str, face: Face, rng: Random) -> Box:
    """A line of print with its baseline at `at`, millimetres; gives its box in pixels."""
    drawn, rise = mask(text, face, DPI, rng)
    return _pasted(page, drawn, (round(at[0] * DOT), round(at[1] * DOT - rise)), face.ink)


def scripted(page: Image.Image, at: tuple[float, float], name: str, rng: Random, points: float = 24) -> Box:
    """A name in a script typeface; one that is not installed gives way to one that comes with reportlab."""
    path, ink = _FONTS / rng.choice(_SCRIPTS), rng.choice(((20, 20, 24), (24, 44, 120)))
    if not path.exists():
        return typed(page, at, name, Face("script", points, 1, ink), rng)
    font = _font(path, points)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(latin(name), anchor="ls"))
    drawn = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(drawn).text((-left, -top), latin(name), font=font, fill=255, anchor="ls")
    return _pasted(page, drawn, (round(at[0] * DOT), round(at[1] * DOT + top)), ink)


def frame(page: Image.Image, box: Box, thick: int = 3) -> None:
    """A frame around a box in pixels, as signing services draw it, open at the right."""
    pen = ImageDraw.Draw(page)
    x0, y0, _, y1 = box
    pen.line([(x0 + 60, y0), (x0, y0), (x0, y1), (x0 + 60, y1)], (30, 60, 130), thick)


@cache
def _font(path: Path, points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, round(points * DPI / 72))


def _pasted(page: Image.Image, drawn: Image.Image, at: tuple[int, int], ink: tuple[int, int, int]) -> Box:
    page.paste(ink, at, drawn)
    return float(at[0]), float(at[1]), float(at[0] + drawn.width), float(at[1] + drawn.height)

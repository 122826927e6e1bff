"""Names that machines put where people sign: typed, in script typefaces, in frames of signing services."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tests.benchmarks.sealed.faces import Face, latin, mask
from tests.benchmarks.sealed.sheet import DOT, DPI, Box
from tests.benchmarks.sealed_receipts.blanks import Spot

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
_SMALL = Face("sans", 5.5)


@dataclass(frozen=True)
class Signed:
    """Who signed electronically on which day, and how the service says so."""

    person: str
    day: str
    lines: list[str]


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


def typed_name(page: Image.Image, spot: Spot, person: str, rng: Random) -> Box:
    """A name typed on the line, after "/s/" or plain."""
    text = rng.choice((f"/s/ {person}", person, f"s/ {person.upper()}"))
    face = Face(rng.choice(("mono", "serif", "sans", "roman-italic")), 10)
    return typed(page, (spot.x, spot.y), text, face, rng)


def script_name(page: Image.Image, spot: Spot, person: str, rng: Random) -> Box:
    """A name in a script typeface on the line."""
    return scripted(page, (spot.x, spot.y - 1), person, rng, rng.uniform(17, 26))


def esigned(page: Image.Image, spot: Spot, told: Signed, rng: Random) -> Box:
    """The frame of a signing service: a name in script, who and when in small print below it."""
    stamp = f"{told.day} {rng.randint(7, 18)}:{rng.randint(10, 59)}"
    code = f"{rng.getrandbits(32):08X}"
    box = scripted(page, (spot.x + 1, spot.y - 4.5), told.person, rng, 17)
    rows = [
        typed(
            page,
            (spot.x + 1, spot.y - 2 + 2.6 * row),
            text.format(name=told.person, code=code, stamp=stamp),
            _SMALL,
            rng,
        )
        for row, text in enumerate(told.lines)
    ]
    whole = (box[0] - 8, box[1] - 4, max(box[2], *(row[2] for row in rows)), rows[-1][3] + 4)
    _frame(page, whole)
    return whole


def _frame(page: Image.Image, box: Box) -> None:
    """Open at the right, as signing services draw it."""
    x0, y0, _, y1 = box
    edge = [(x0 + 60, y0), (x0, y0), (x0, y1), (x0 + 60, y1)]
    ImageDraw.Draw(page).line(edge, (30, 60, 130), 3)


@cache
def _font(path: Path, points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, round(points * DPI / 72))


def _pasted(page: Image.Image, drawn: Image.Image, at: tuple[int, int], ink: tuple[int, int, int]) -> Box:
    page.paste(ink, at, drawn)
    return float(at[0]), float(at[1]), float(at[0] + drawn.width), float(at[1] + drawn.height)

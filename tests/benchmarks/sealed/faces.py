"""Typefaces of the sealed papers, and what printers do to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

INK = (24, 24, 28)
_LIBERATION = Path("/usr/share/fonts/truetype/liberation")
_FILES = {
    "grot": ("reportlab", "fonts/_a______.pfb"),
    "grot-bold": ("reportlab", "fonts/_ab_____.pfb"),
    "grot-italic": ("reportlab", "fonts/_ai_____.pfb"),
    "roman": ("reportlab", "fonts/_er_____.pfb"),
    "roman-bold": ("reportlab", "fonts/_eb_____.pfb"),
    "roman-italic": ("reportlab", "fonts/_ei_____.pfb"),
    "type": ("reportlab", "fonts/com_____.pfb"),
    "type-bold": ("reportlab", "fonts/cob_____.pfb"),
    "vera": ("reportlab", "fonts/Vera.ttf"),
    "vera-bold": ("reportlab", "fonts/VeraBd.ttf"),
    "script": ("reportlab", "fonts/callig15.pfb"),
    "geist": ("prefect", "server/ui-v2/fonts/Geist-VariableFont_wght.ttf"),
    "geist-mono": ("prefect", "server/ui-v2/fonts/GeistMono-VariableFont_wght.ttf"),
    "sans": ("", "LiberationSans-Regular.ttf"),
    "sans-bold": ("", "LiberationSans-Bold.ttf"),
    "serif": ("", "LiberationSerif-Regular.ttf"),
    "serif-bold": ("", "LiberationSerif-Bold.ttf"),
    "mono": ("", "LiberationMono-Regular.ttf"),
    "mono-bold": ("", "LiberationMono-Bold.ttf"),
    "narrow": ("", "LiberationSansNarrow-Regular.ttf"),
    "narrow-bold": ("", "LiberationSansNarrow-Bold.ttf"),
}
_EASTERN = {"grot": "sans", "vera": "sans", "geist": "sans", "roman": "serif", "type": "mono"}
"""What prints letters beyond Western Europe, which those faces lack."""
_CELL = (6, 11)
"""Columns and rows of a character of the dot-matrix face."""


def latin(text: str) -> str:
    """`text` in the letters of ASCII."""
    spelled = text.translate(str.maketrans("łŁøØº°", "lLoOoo")).replace("ß", "ss")
    return "".join(sign for sign in normalize("NFKD", spelled) if sign.isascii())


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface at a size; `print` is plain, dots (nine pins), jumpy (typewriter) or worn (old ribbon)."""

    name: str
    points: float
    stretch: float = 1.0
    ink: tuple[int, int, int] = INK
    print: str = "plain"

    def at(self, points: float) -> Face:
        """The same at another size."""
        return Face(self.name, points, self.stretch, self.ink, self.print)

    @property
    def bold(self) -> Face:
        """Its bold cut; a face without one stays as it is."""
        name = f"{self.name}-bold" if f"{self.name}-bold" in _FILES else self.name
        return Face(name, self.points, self.stretch, self.ink, self.print)

    def inked(self, ink: tuple[int, int, int]) -> Face:
        """The same in another colour."""
        return Face(self.name, self.points, self.stretch, ink, self.print)


def mask(text: str, face: Face, dpi: int, rng: Random) -> tuple[Image.Image, int]:
    """Coverage 0..255 of a line of text, and the pixels from its top to its baseline."""
    if face.print == "dots":
        return _trimmed(*_dots(text, face, dpi, rng))
    font = _font(_able(face.name, text), round(face.points * dpi / 72 * 4) / 4)
    drawn, rise = _jumpy(text, font, rng) if face.print == "jumpy" else _plain(text, font)
    if face.print == "worn":
        drawn = _worn(drawn, rng)
    if face.stretch != 1:
        drawn = drawn.resize((max(round(drawn.width * face.stretch), 1), drawn.height))
    return _trimmed(drawn, rise)


def _trimmed(drawn: Image.Image, rise: int) -> tuple[Image.Image, int]:
    """Without empty rows, and without empty columns at its end."""
    _, top, right, bottom = drawn.getbbox() or (0, 0, drawn.width, drawn.height)
    return drawn.crop((0, top, right, bottom)), rise - top


def width(text: str, face: Face) -> float:
    """Millimetres that a line of text takes."""
    return _font(_able(face.name, text), face.points).getlength(text) * face.stretch * 25.4 / 72


def _able(name: str, text: str) -> str:
    family, dash, cut = name.partition("-")
    eastern = any(0x100 <= ord(sign) < 0x250 for sign in text)
    return (
        f"{_EASTERN[family]}{dash}{cut}" if eastern and family in _EASTERN and cut in {"", "bold"} else name
    )


@cache
def _font(name: str, pixels: float) -> ImageFont.FreeTypeFont:
    package, path = _FILES[name]
    if not package:
        return ImageFont.truetype(_LIBERATION / path, pixels)
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise FileNotFoundError(f"Package {package} is not installed: its typefaces are needed.")
    return ImageFont.truetype(Path(folders[0], path), pixels)


def _plain(text: str, font: ImageFont.FreeTypeFont) -> tuple[Image.Image, int]:
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text, anchor="ls"))
    drawn = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(drawn).text((-left, -top), text, font=font, fill=255, anchor="ls")
    return drawn, -top


def _jumpy(text: str, font: ImageFont.FreeTypeFont, rng: Random) -> tuple[Image.Image, int]:
    size = round(font.size)
    drawn = Image.new("L", (round(font.getlength(text)) + 6, round(size * 1.5)))
    pen = ImageDraw.Draw(drawn)
    for place, sign in enumerate(text):
        across = font.getlength(text[:place]) + rng.uniform(-0.8, 0.8)
        pen.text((across, size + rng.gauss(0, 1.1)), sign, font=font, fill=rng.randint(150, 255), anchor="ls")
    return drawn, size


def _dots(text: str, face: Face, dpi: int, rng: Random) -> tuple[Image.Image, int]:
    font = ImageFont.load_default_imagefont()
    plain = "".join(sign if ord(sign) < 256 else latin(sign) for sign in text) or " "
    small = Image.new("1", (_CELL[0] * len(plain), _CELL[1]))
    ImageDraw.Draw(small).text((0, 0), plain, font=font, fill=1)
    wide = face.points * 0.6 * dpi / 72 / _CELL[0] * face.stretch
    high = face.points * dpi / 72 / 9
    fine = np.kron(np.asarray(small, np.float32), _pin())
    fade = 0.75 + 0.25 * np.sin(np.arange(fine.shape[1]) / rng.uniform(150, 400) + rng.uniform(0, 6))
    drawn = Image.fromarray((fine * fade[None, :] * rng.uniform(200, 255)).clip(0, 255).astype(np.uint8))
    size = round(small.width * wide), round(small.height * high)
    return drawn.resize(size, Image.Resampling.BOX), round(8.6 * high)


@cache
def _pin() -> NDArray[np.float32]:
    """The trace of one pin, eight by eight."""
    place = np.arange(8) - 3.5
    return np.asarray(np.hypot(place[:, None], place[None, :]) < 4.1, np.float32)


def _worn(drawn: Image.Image, rng: Random) -> Image.Image:
    noise = np.random.default_rng(rng.getrandbits(32)).random((drawn.height // 2 + 1, drawn.width // 2 + 1))
    patch = Image.fromarray((120 + 175 * noise).clip(0, 255).astype(np.uint8)).resize(drawn.size)
    return Image.fromarray((np.asarray(drawn, np.float32) * np.asarray(patch) / 255).astype(np.uint8))

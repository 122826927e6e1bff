"""The door to Pillow: pages of TIFF, JPEG, PNG and other pictures, checked and upright as their EXIF says."""

from __future__ import annotations

import io
import mmap
import struct
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from extractors.opening import room, tiff, tone
from extractors.opening.formats import Format
from extractors.opening.limits import Limits
from extractors.opening.tone import Resolution
from models.errors import UnreadableFile

PLUGINS: Mapping[Format, str] = {
    Format.TIFF: "TIFF",
    Format.JPEG: "JPEG",
    Format.PNG: "PNG",
    Format.BMP: "BMP",
    Format.GIF: "GIF",
    Format.WEBP: "WEBP",
    Format.JPEG2000: "JPEG2000",
}
FAULTS = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    struct.error,
)
"""What Pillow's plugins raise on damaged files."""
_MOVING = frozenset({Format.GIF, Format.WEBP, Format.PNG})
_SIDEWAYS = frozenset({5, 6, 7, 8})
_WHITE_IS_ZERO = 0
_UPRIGHT = frozenset({None, 0, 1})
_MOST_COLOURED = 75_000_000
"""Pixels of a picture with a palette beyond which every second one must do for the screen."""
_COLOURLESS = frozenset({"1", "L", "I;16", "I;16L", "I;16B", "I;16N", "I", "F"})
_ABSURD_DPI = 1e6
_AXES = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded page of a picture file, EXIF applied, pixels as stored."""

    picture: Image.Image
    resolution: Resolution | None
    sideways: bool = False
    """True where EXIF had the stored pixels turned by a quarter."""


def unlock() -> None:
    """Turns off Pillow's own pixel limit; `room.allowed` is the limit here, and it knows the settings."""
    Image.MAX_IMAGE_PIXELS = None


@contextmanager
def mapped(path: Path) -> Iterator[memoryview]:
    """The file's bytes, without reading them all."""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        memoryview(data) as view,
    ):
        yield view


def pages_of(path: Path, found: Format, limits: Limits) -> int:
    """How many pages the picture file has.

    Raises:
        UnreadableFile: no picture can be made out, pages are lost, or it is a moving picture.
    """
    if found is Format.TIFF:
        return len(tiff_pages(path, limits))
    try:
        with Image.open(path, formats=[PLUGINS[found]]) as picture:
            frames = getattr(picture, "n_frames", 1)
    except FAULTS as fault:
        raise _broken(found, fault) from fault
    if frames > 1 and found in _MOVING:
        raise UnreadableFile(f"This is a moving picture of {frames} frames: save the page as PNG or PDF.")
    return 1


def tiff_pages(path: Path, limits: Limits) -> tuple[tiff.Directory, ...]:
    """The directories of the TIFF's pages.

    Raises:
        UnreadableFile: pages are lost, or there are none.
    """
    try:
        with mapped(path) as data:
            pages = tiff.directories(data, limits.pages)
    except (ValueError, struct.error) as fault:
        raise _broken(Format.TIFF, fault) from fault
    if not pages:
        raise UnreadableFile("The TIFF holds no page: scan the paper again.")
    return pages


class Frames:
    """Decodes pages of one picture file.

    The file stays open from page to page: in a TIFF, Pillow walks to a page past all before it.
    """

    def __init__(self, path: Path, found: Format, limits: Limits) -> None:
        self.path = path
        self.format = found
        self.limits = limits
        self._open = ExitStack()
        self._picture: Image.Image | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def decode(self, place: int) -> Frame:
        """One page, decoded in full; `place` is 0-based in the file's chain of images.

        Raises:
            OSError, ValueError and others of `FAULTS`: its data is damaged or cut off.
            UnreadableFile: it has too many pixels.
        """
        try:
            return _decoded(self._opened(), place, self.limits)
        except FAULTS:
            # A decoder that gave up leaves its file in no known state.
            self._close()
            raise

    def _opened(self) -> Image.Image:
        if self._picture is None:
            # Opened by name, Pillow maps uncompressed TIFFs and garbles those that have an orientation.
            file = self._open.enter_context(self.path.open("rb"))
            self._picture = self._open.enter_context(Image.open(file, formats=[PLUGINS[self.format]]))
        return self._picture

    def _close(self) -> None:
        self._picture = None
        self._open.close()


def fine_gray(page: Frame, limits: Limits) -> tuple[Image.Image, float]:
    """The page in gray with square pixels at its reading size, and its dots an inch."""
    gray = tone.on_white(page.picture)
    size = tone.squared_size(gray.size, page.resolution)
    dpi = tone.credible_dpi(size, page.resolution)
    scale = tone.fitting(tone.reading_dpi(dpi) / dpi, size, limits.pixels)
    return tone.resized(gray, (round(size[0] * scale), round(size[1] * scale))), dpi * scale


def coloured(page: Frame, long_side: int) -> Image.Image:
    """The page in colour with square pixels, its longer side at most `long_side` pixels."""
    picture = page.picture
    while picture.width * picture.height > _MOST_COLOURED and picture.mode == "P":
        picture = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.NEAREST)
    picture = tone.on_white(picture, colour=picture.mode not in _COLOURLESS)
    size = tone.squared_size(picture.size, page.resolution)
    scale = min(1.0, long_side / max(size))
    return tone.resized(picture, (round(size[0] * scale), round(size[1] * scale)))


def png(picture: Image.Image) -> bytes:
    """The picture as PNG, in gray where it has no colour."""
    plain = picture.convert("L")
    gray = picture.mode != "L" and picture.tobytes() == plain.convert(picture.mode).tobytes()
    out = io.BytesIO()
    (plain if gray else picture).save(out, "PNG", compress_level=4)
    return out.getvalue()


def _decoded(picture: Image.Image, place: int, limits: Limits) -> Frame:
    if place or picture.tell():
        picture.seek(place)
    whole = picture.size
    room.allowed(whole, limits)
    room.coarsen(picture, limits)
    resolution = _resolution(picture.info)
    orientation = picture.getexif().get(ExifTags.Base.Orientation)
    picture.load()
    resolution = tone.with_pixels(resolution, picture.width / whole[0], picture.height / whole[1])
    upright = _positive(picture)
    if orientation not in _UPRIGHT:
        upright = ImageOps.exif_transpose(upright)
    sideways = orientation in _SIDEWAYS
    if sideways and resolution is not None:
        resolution = Resolution(resolution.down, resolution.across, resolution.known)
    return Frame(upright, resolution, sideways)


def _positive(picture: Image.Image) -> Image.Image:
    """16-bit TIFFs that count from white are not turned round by Pillow."""
    tags = getattr(picture, "tag_v2", {})
    if picture.mode.startswith("I;16") and tags.get(262) == _WHITE_IS_ZERO:
        return picture.point(lambda value: value * -1 + 65535)
    return picture


def _resolution(info: Mapping[str | tuple[int, int], object]) -> Resolution | None:
    """What the file says about its pixels; ratios alone come from aspect entries."""
    for key, known in (("dpi", True), ("resolution", False), ("jfif_density", False), ("aspect", False)):
        pair = info.get(key)
        if isinstance(pair, tuple) and len(pair) == _AXES:
            across, down = (_number(value) for value in pair)
            if across > 0 and down > 0:
                return Resolution(across, down, known)
    return None


def _number(value: object) -> float:
    """A resolution as a float, 0 where it is none (files hold 0/0 and text)."""
    try:
        number = float(value)  # type: ignore[arg-type]  # whatever the file holds
    except (TypeError, ValueError, ArithmeticError):
        return 0.0
    return number if 0 < number < _ABSURD_DPI else 0.0


def said(fault: Exception) -> str:
    """What Pillow says; where it can make nothing of a file it names the path, which tells people nothing."""
    return "its head cannot be read" if isinstance(fault, UnidentifiedImageError) else str(fault)


def _broken(found: Format, fault: Exception) -> UnreadableFile:
    return UnreadableFile(f"The {found.upper()} file is damaged ({said(fault)}): scan or send it again.")

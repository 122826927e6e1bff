"""Pictures to files as scanners, fax servers and telephones write them."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import img2pdf
import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.sealed.geometry import Shot
from tests.benchmarks.sealed.papers import Paper

_TURNED = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}
"""How a picture lies in a file whose EXIF orientation turns it upright."""


def save(shots: list[Shot], path: Path, rng: Random, *, quarters: bool = False) -> Path:
    """Write pages as PDF or TIFF; the suffix is added. With `quarters` some lie upside down or sideways."""
    path.parent.mkdir(parents=True, exist_ok=True)
    turns = [rng.choices((0, 2, 1, 3), (90, 6, 2, 2))[0] if quarters else 0 for _ in shots]
    images = [(_turned(shot, turn), shot) for shot, turn in zip(shots, turns, strict=True)]
    if all(shot.bilevel for shot in shots) and rng.random() < 0.6:
        return _tiff(images, path.with_suffix(".tif"))
    quality = rng.choice((55, 70, 80, 90))
    parts = [_encoded(image, shot, quality) for image, shot in images]
    whole = path.with_suffix(".pdf")
    whole.write_bytes(img2pdf.convert(parts, rotation=img2pdf.Rotation.ifvalid))
    return whole


def save_photo(shots: list[Shot], path: Path, rng: Random) -> Path:
    """A single photo as JPEG, often lying on its side with a note which way is up; several as PDF."""
    if len(shots) > 1:
        return save(shots, path, rng)
    path.parent.mkdir(parents=True, exist_ok=True)
    image, note = Image.fromarray(shots[0].picture), Image.Exif()
    way = rng.choice((1, 1, 6, 8, 3))
    note[0x0112] = way
    drawn = image.transpose(_TURNED[way]) if way in _TURNED else image
    whole = path.with_suffix(".jpg")
    drawn.save(whole, quality=rng.choice((72, 84, 90)), exif=note)
    return whole


def save_searchable(paper: Paper, path: Path, rng: Random, *, stale: bool) -> Path:
    """A picture with unseen text over it; a stale one was read badly."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".pdf")
    canvas = Canvas(str(whole), invariant=1)
    for place, shot in enumerate(paper.shots):
        image = Image.fromarray(shot.picture)
        size = (image.width * 72 / shot.dpi[0], image.height * 72 / shot.dpi[1])
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(_jpeg(image, shot, 82))), 0, 0, *size)
        for page, text, box in paper.sheet.words:
            if page == place:
                _unseen(canvas, _misread(text, rng) if stale else text, shot.box(box), size)
        canvas.showPage()
    canvas.save()
    return whole


def _unseen(canvas: Canvas, text: str, box: list[float], size: tuple[float, float]) -> None:
    high = max((box[3] - box[1]) * size[1], 3)
    shown = canvas.beginText(box[0] * size[0], size[1] * (1 - box[3]) + high * 0.1)
    shown.setFont("Helvetica", high)
    natural = canvas.stringWidth(text, "Helvetica", high) or 1
    shown.setHorizScale(100 * (box[2] - box[0]) * size[0] / natural)
    shown.setTextRenderMode(3)
    shown.textOut(text)
    canvas.drawText(shown)


def _misread(text: str, rng: Random) -> str:
    swaps = {"0": "8", "1": "7", "5": "6", "8": "3", "6": "5", "3": "8", "e": "c", "a": "o", "n": "u"}
    return "".join(swaps[sign] if sign in swaps and rng.random() < 0.3 else sign for sign in text)


def _turned(shot: Shot, turn: int) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(np.rot90(shot.picture, turn)))


def _tiff(images: list[tuple[Image.Image, Shot]], path: Path) -> Path:
    first, *rest = (image.convert("1", dither=Image.Dither.NONE) for image, _ in images)
    first.save(path, save_all=True, append_images=rest, compression="group4", dpi=images[0][1].dpi)
    return path


def _encoded(image: Image.Image, shot: Shot, quality: int) -> bytes:
    if not shot.bilevel:
        return _jpeg(image, shot, quality)
    kept = io.BytesIO()
    image.convert("1", dither=Image.Dither.NONE).save(kept, "TIFF", compression="group4", dpi=shot.dpi)
    return kept.getvalue()


def _jpeg(image: Image.Image, shot: Shot, quality: int) -> bytes:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality, dpi=(round(shot.dpi[0]), round(shot.dpi[1])))
    return kept.getvalue()

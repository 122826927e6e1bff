"""Scans as scanners, phones and offices make them, and what opens of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import img2pdf
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

from extractors.opening import Limits, Sheet, open_pages, picture_of

LIMITS = Limits(seconds=30)
EXIF_ORIENTATION = 274


def page(mark: str = "top", size: tuple[int, int] = (850, 1100)) -> Image.Image:
    """White paper with text, and one black square in the top left corner."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 120, 120), fill=0)
    for y in range(200, size[1] - 60, 60):
        draw.text((60, y), f"{mark} delivery note 4711 line {y}", fill=0, font=ImageFont.load_default(22))
    return picture


def saved(path: Path, picture: Image.Image, **options: object) -> Path:
    picture.save(path, **options)  # type: ignore[arg-type]  # passed through to Pillow
    return path


def tiff(path: Path, count: int, **options: object) -> Path:
    first, *rest = (page(f"page {n}") for n in range(count))
    mode = "1" if str(options["compression"]).startswith("group") else "L"
    return saved(
        path,
        first.convert(mode),
        format="TIFF",
        save_all=True,
        append_images=[p.convert(mode) for p in rest],
        **options,
    )


def scanned_pdf(path: Path, count: int = 1) -> Path:
    pictures = []
    for n in range(count):
        out = io.BytesIO()
        page(f"page {n}").save(out, "JPEG", dpi=(100, 100))
        pictures.append(out.getvalue())
    path.write_bytes(img2pdf.convert(pictures))
    return path


def printed_pdf(path: Path, draw: Callable[[canvas.Canvas], None] = lambda _: None) -> Path:
    """A born-digital page of Letter size with 20 lines."""
    drawing = canvas.Canvas(str(path), pagesize=(612, 792))
    for line in range(20):
        drawing.drawString(72, 720 - 24 * line, f"Purchase order 4500123 position {line} of twenty articles")
    draw(drawing)
    drawing.showPage()
    drawing.save()
    return path


def opened(path: Path, folder: Path, number: int = 1) -> tuple[Sheet, Image.Image]:
    (sheet,) = open_pages(path, number, number, folder, LIMITS)
    with Image.open(sheet.picture) as picture:
        picture.load()
        assert picture.mode == "L"
        assert picture.size == (sheet.width, sheet.height)
        assert np.array_equal(picture_of(sheet), np.asarray(picture))
        return sheet, picture.copy()


def dark_corner(picture: Image.Image) -> str:
    """Which corner holds the black square."""
    wide, high = picture.width // 8, picture.height // 8
    pixels = np.asarray(picture)
    corners = {
        "top left": pixels[:high, :wide],
        "top right": pixels[:high, -wide:],
        "bottom left": pixels[-high:, :wide],
        "bottom right": pixels[-high:, -wide:],
    }
    return min(corners, key=lambda name: float(corners[name].mean()))

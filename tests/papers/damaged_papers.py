"""Small papers whose bytes tests cut, flip and swell, and the reason they are refused with."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from extractors.opening import Limits, survey
from models.errors import UnreadableFile

LIMITS = Limits(seconds=20)


def page(number: int = 0) -> Image.Image:
    picture = Image.new("L", (600, 800), 255)
    draw = ImageDraw.Draw(picture)
    for y in range(20, 780, 20):
        draw.text((30, y), f"page {number} line {y} of a delivery note " * 2, fill=0)
    return picture


def jpeg(number: int = 0) -> bytes:
    out = io.BytesIO()
    page(number).save(out, "JPEG")
    return out.getvalue()


def tiff(compression: str, count: int = 3) -> bytes:
    mode = "1" if compression.startswith("group") else "L"
    first, *rest = (page(n).convert(mode) for n in range(count))
    out = io.BytesIO()
    first.save(out, "TIFF", compression=compression, save_all=True, append_images=rest)
    return out.getvalue()


def pdf_of(*images: dict[str, object]) -> bytes:
    """A PDF of one picture a page; `data` and the entries of each picture's dictionary are given."""
    with pikepdf.new() as pdf:
        for image in images:
            entries = {
                "Type": pikepdf.Name.XObject,
                "Subtype": pikepdf.Name.Image,
                "Width": 600,
                "Height": 800,
            }
            entries |= {"BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceGray, **image}
            data = entries.pop("data")
            assert isinstance(data, bytes)
            shown = pdf.add_blank_page(page_size=(432, 576))
            stream = pikepdf.Stream(pdf, data, **entries)
            shown.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(stream)))
            shown.Contents = pdf.make_stream(b"q 432 0 0 576 0 0 cm /Im0 Do Q")
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(path: Path, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        survey(put(path, data), LIMITS)
    assert str(path) not in str(refused.value)
    return str(refused.value)

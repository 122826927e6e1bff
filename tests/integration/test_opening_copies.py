"""Copies for people and pages for the screen show the paper upright and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from extractors.opening import copy_for_people, page_png, survey
from tests.papers.opening_papers import (
    EXIF_ORIENTATION,
    LIMITS,
    dark_corner,
    opened,
    page,
    printed_pdf,
    saved,
    scanned_pdf,
    tiff,
)


def streams_of(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [image.read_raw_bytes() for one in pdf.pages for image in one.get_images().values()]


def test_the_copy_for_people_has_the_pages_untouched_and_upright(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan", 3)
    copy = copy_for_people(path, (3, 1), {3: 180}, LIMITS)
    original = streams_of(path.read_bytes())
    assert streams_of(copy) == [original[2], original[0]]
    (tmp_path / "copy").write_bytes(copy)
    assert dark_corner(opened(tmp_path / "copy", tmp_path, 1)[1]) == "bottom right"
    assert dark_corner(opened(tmp_path / "copy", tmp_path, 2)[1]) == "top left"
    assert copy == copy_for_people(path, (3, 1), {3: 180}, LIMITS)


def test_the_copy_for_people_carries_no_scripts_links_or_attachments(tmp_path: Path) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        drawing.linkURL("http://example.com/", (0, 0, 100, 100))

    path = printed_pdf(tmp_path / "po", draw)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        pdf.attachments["x.exe"] = b"MZ"
        pdf.save()
    copy = copy_for_people(path, (1,), {}, LIMITS)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        loose = pdf.Root.unparse(resolved=True) + b"".join(obj.unparse(resolved=True) for obj in pdf.objects)
        assert not pdf.attachments
    assert not any(word in loose for word in (b"JavaScript", b"/AA", b"/URI", b"OpenAction", b"EmbeddedFile"))
    (tmp_path / "copy").write_bytes(copy)
    assert opened(tmp_path / "copy", tmp_path)[0].text_words == opened(path, tmp_path)[0].text_words


@pytest.mark.parametrize("compression", ["group4", "tiff_lzw", "jpeg"])
def test_a_tiff_becomes_a_pdf_of_the_same_pixels(tmp_path: Path, compression: str) -> None:
    path = tiff(tmp_path / "scan", 3, compression=compression, dpi=(200, 200))
    copy = tmp_path / "copy"
    copy.write_bytes(copy_for_people(path, (2, 3), {3: 90}, LIMITS))
    assert survey(copy, LIMITS).pages == 2
    _, shown = opened(copy, tmp_path)
    _, original = opened(path, tmp_path, 2)
    assert shown.size == original.size
    assert abs(np.asarray(shown).astype(int) - np.asarray(original)).mean() < 1
    assert dark_corner(opened(copy, tmp_path, 2)[1]) == "top right"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_becomes_a_pdf_that_shows_it_upright(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6
    path = saved(
        tmp_path / "photo", page().convert("RGBA" if kind == "PNG" else "RGB"), format=kind, exif=exif
    )
    copy = tmp_path / "copy"
    copy.write_bytes(copy_for_people(path, (1,), {}, LIMITS))
    assert dark_corner(opened(copy, tmp_path)[1]) == dark_corner(opened(path, tmp_path)[1]) == "top right"
    if kind == "JPEG":
        assert streams_of(copy.read_bytes()) == [path.read_bytes()]
    assert copy.read_bytes() == copy_for_people(path, (1,), {}, LIMITS)


def test_a_page_for_the_screen_is_upright_and_no_larger_than_asked(tmp_path: Path) -> None:
    for path in (scanned_pdf(tmp_path / "pdf"), tiff(tmp_path / "tiff", 1, compression="group4")):
        with Image.open(io.BytesIO(page_png(path, 1, 90, LIMITS, 500))) as shown:
            assert shown.format == "PNG"
            assert max(shown.size) <= 501
            assert dark_corner(shown.convert("L")) == "top right"


def test_a_page_for_the_screen_keeps_its_colours(tmp_path: Path) -> None:
    path = saved(tmp_path / "scan", Image.new("RGB", (400, 600), (200, 30, 30)), format="PNG")
    with Image.open(io.BytesIO(page_png(path, 1, 0, LIMITS))) as shown:
        assert shown.convert("RGB").getpixel((5, 5)) == (200, 30, 30)

"""PDFs open as a viewer shows them; their text is trusted where the picture bears it out; archives unpack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
import pytest
from reportlab.pdfgen import canvas

from extractors.opening import copy_for_people, open_pages, page_png, survey, unpack
from models.errors import UnreadableFile, WrongUse
from tests.papers.opening_papers import LIMITS, dark_corner, opened, page, printed_pdf, scanned_pdf, tiff


def test_a_scanned_pdf_is_shown_at_the_scans_own_resolution(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan", 2)
    assert survey(path, LIMITS).pages == 2
    sheet, picture = opened(path, tmp_path, 2)
    assert (sheet.width, sheet.height, sheet.text_words) == (1700, 2200, None)
    assert sheet.dpi == pytest.approx(200, abs=1)
    assert dark_corner(picture) == "top left"


def test_a_page_of_a_point_a_pixel_is_taken_for_a_sheet_of_paper(tmp_path: Path) -> None:
    out = io.BytesIO()
    page(size=(1700, 2200)).save(out, "JPEG", dpi=(72, 72))
    (tmp_path / "scan").write_bytes(img2pdf.convert(out.getvalue()))
    sheet, _ = opened(tmp_path / "scan", tmp_path)
    assert (sheet.width, sheet.height) == (1700, 2200)
    assert sheet.dpi == pytest.approx(2200 / 11.7, rel=0.01)


@pytest.mark.parametrize(
    ("rotate", "corner"), [(90, "top right"), (180, "bottom right"), (270, "bottom left")]
)
def test_a_pdf_page_is_shown_turned_as_it_says(tmp_path: Path, rotate: int, corner: str) -> None:
    path = scanned_pdf(tmp_path / "scan")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(rotate, relative=False)
        pdf.save()
    assert dark_corner(opened(path, tmp_path)[1]) == corner


def test_only_the_crop_box_of_a_page_is_shown(tmp_path: Path) -> None:
    path = printed_pdf(tmp_path / "po")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].cropbox = [0, 396, 612, 792]
        pdf.save()
    sheet, picture = opened(path, tmp_path)
    assert sheet.width / sheet.height == pytest.approx(612 / 396, rel=0.01)
    word, box = (sheet.text_words or ())[0]
    assert word == "Purchase"
    assert np.asarray(picture)[int(box.y0 * sheet.height) : int(box.y1 * sheet.height)].min() < 128


def test_a_printed_pages_words_lie_where_its_picture_shows_them(tmp_path: Path) -> None:
    sheet, picture = opened(printed_pdf(tmp_path / "po"), tmp_path)
    words = sheet.text_words
    assert words is not None
    assert [text for text, _ in words[:4]] == ["Purchase", "order", "4500123", "position"]
    pixels = np.asarray(picture)
    for _, box in words:
        part = pixels[
            int(box.y0 * sheet.height) : int(box.y1 * sheet.height) + 1,
            int(box.x0 * sheet.width) : int(box.x1 * sheet.width) + 1,
        ]
        assert part.min() < 128


def draw_scan(drawing: canvas.Canvas) -> None:
    drawing.drawInlineImage(page(), 0, 0, 612, 792)


def draw_invisible(drawing: canvas.Canvas) -> None:
    text = drawing.beginText(72, 100)
    text.setTextRenderMode(3)
    text.textLine("INV-9999 nobody can see this")
    drawing.drawText(text)


def draw_stamp(drawing: canvas.Canvas) -> None:
    drawing.drawInlineImage(page(size=(400, 500)), 300, 20, 280, 200)


def draw_white(drawing: canvas.Canvas) -> None:
    drawing.setFillGray(1)
    for line in range(10):
        drawing.drawString(72, 200 - 12 * line, "white on white words are not on the page")


@pytest.mark.parametrize("draw", [draw_scan, draw_invisible, draw_stamp, draw_white])
def test_a_text_layer_that_the_picture_does_not_bear_out_is_not_trusted(
    tmp_path: Path, draw: Callable[[canvas.Canvas], None]
) -> None:
    sheet, _ = opened(printed_pdf(tmp_path / "po", draw), tmp_path)
    assert sheet.text_words is None


def test_a_text_layer_of_garbage_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "garbage"
    drawing = canvas.Canvas(str(path))
    for line in range(20):
        shifted = "".join(
            chr(ord(letter) - 29) for letter in "Please send the following articles to our address"
        )
        drawing.drawString(72, 720 - 24 * line, shifted)
    drawing.save()
    assert opened(path, tmp_path)[0].text_words is None


def test_leading_junk_and_a_damaged_table_of_contents_are_repaired(tmp_path: Path) -> None:
    data = scanned_pdf(tmp_path / "scan", 2).read_bytes()
    junk = tmp_path / "junk"
    junk.write_bytes(b"\0scanner firmware 1.0\r\n" * 200 + data)
    broken = tmp_path / "broken"
    broken.write_bytes(data.replace(b"startxref\n", b"startxref\n9"))
    for path in (junk, broken):
        assert survey(path, LIMITS).pages == 2
        assert dark_corner(opened(path, tmp_path, 2)[1]) == "top left"


def test_an_owners_password_does_not_matter_and_a_users_does(tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "scan")) as pdf:
        pdf.save(tmp_path / "owner", encryption=pikepdf.Encryption(owner="boss", user=""))
        pdf.save(tmp_path / "user", encryption=pikepdf.Encryption(owner="boss", user="secret"))
    assert survey(tmp_path / "owner", LIMITS).pages == 1
    assert dark_corner(opened(tmp_path / "owner", tmp_path)[1]) == "top left"
    with pytest.raises(UnreadableFile, match="needs a password: remove it"):
        survey(tmp_path / "user", LIMITS)


def test_a_portfolio_is_refused_for_its_cover_sheet_is_not_the_paper(tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "scan")) as pdf:
        pdf.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)
        pdf.save(tmp_path / "portfolio")
    with pytest.raises(UnreadableFile, match="one by one"):
        survey(tmp_path / "portfolio", LIMITS)


def test_a_call_for_no_or_too_many_pages_is_wrong_use(tmp_path: Path) -> None:
    path = scanned_pdf(tmp_path / "scan")
    for first, last in ((0, 1), (1, 11), (2, 1)):
        with pytest.raises(WrongUse):
            open_pages(path, first, last, tmp_path, LIMITS)


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_a_call_for_a_page_that_the_file_has_not_is_wrong_use(tmp_path: Path, kind: str) -> None:
    scan = tmp_path / "scan"
    path = scanned_pdf(scan, 2) if kind == "pdf" else tiff(scan, 2, compression="group4")
    for call in (
        lambda: open_pages(path, 2, 3, tmp_path, LIMITS),
        lambda: page_png(path, 3, 0, LIMITS),
        lambda: copy_for_people(path, (1, 3), {}, LIMITS),
    ):
        with pytest.raises(WrongUse, match="There is no page 3: the file has 2"):
            call()


def test_a_zip_is_surveyed_and_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "batch", "w") as archive:
        archive.write(scanned_pdf(tmp_path / "scan"), "in/scan.pdf")
        archive.writestr(".DS_Store", b"x")
    found = survey(tmp_path / "batch", LIMITS)
    assert (found.format, found.pages) == ("zip", 0)
    assert [(member.name, bool(member.skipped)) for member in found.members] == [
        ("in/scan.pdf", False),
        (".DS_Store", True),
    ]
    (member,) = unpack(tmp_path / "batch", tmp_path, LIMITS)
    assert member.name == "in/scan.pdf"
    assert survey(member.path, LIMITS).pages == 1
    with pytest.raises(UnreadableFile, match="no archive but pdf"):
        unpack(member.path, tmp_path, LIMITS)

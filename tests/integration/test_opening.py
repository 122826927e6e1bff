"""Files as scanners, phones and offices send them open as a viewer shows them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

from extractors.opening import (
    Limits,
    Sheet,
    copy_for_people,
    open_pages,
    page_png,
    picture_of,
    survey,
    unpack,
)
from models.errors import UnreadableFile, WrongUse

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


@pytest.mark.parametrize(
    "compression", ["group3", "group4", "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits", "raw"]
)
def test_every_page_of_a_tiff_opens_whatever_its_compression(tmp_path: Path, compression: str) -> None:
    path = tiff(tmp_path / "scan", 3, compression=compression, dpi=(200, 200))
    assert survey(path, LIMITS).pages == 3
    sheets = open_pages(path, 1, 3, tmp_path, LIMITS)
    assert [(s.number, s.width, s.height, s.dpi, s.text_words) for s in sheets] == [
        (n, 850, 1100, 200, None) for n in (1, 2, 3)
    ]
    assert len({sheet.picture.read_bytes() for sheet in sheets}) == 3


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "top left"), (3, "bottom right"), (6, "top right"), (8, "bottom left")],
)
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_exif_orientation_is_applied(tmp_path: Path, kind: str, orientation: int, corner: str) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    path = saved(tmp_path / "photo", page(), format=kind, exif=exif)
    sheet, picture = opened(path, tmp_path)
    assert dark_corner(picture) == corner
    assert (sheet.width > sheet.height) == (orientation in {6, 8})


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "RGB", "I;16"])
def test_a_png_of_any_mode_is_the_same_gray_page(tmp_path: Path, mode: str) -> None:
    deep = Image.fromarray(np.asarray(page()).astype(np.uint16) * 257)
    path = saved(
        tmp_path / "scan", deep if mode == "I;16" else page().convert(mode), format="PNG", dpi=(200, 200)
    )
    assert survey(path, LIMITS).pages == 1
    _, picture = opened(path, tmp_path)
    difference = np.asarray(picture).astype(int) - np.asarray(page())
    assert abs(difference).mean() < 3


def test_a_cmyk_jpeg_is_dark_where_the_ink_is(tmp_path: Path) -> None:
    _, picture = opened(
        saved(tmp_path / "scan", page().convert("RGB").convert("CMYK"), format="JPEG"), tmp_path
    )
    assert dark_corner(picture) == "top left"
    assert picture.getpixel((picture.width - 3, 3)) == 255


@pytest.mark.parametrize("kind", ["BMP", "GIF", "WEBP", "JPEG2000"])
def test_other_picture_formats_open(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path / "scan", page(), format=kind)
    assert survey(path, LIMITS).pages == 1
    assert dark_corner(opened(path, tmp_path)[1]) == "top left"


def test_a_fax_page_gets_square_pixels(tmp_path: Path) -> None:
    squat = page(size=(1728, 1078)).convert("1")
    path = saved(tmp_path / "fax", squat, format="TIFF", compression="group4", dpi=(204, 98))
    sheet, _ = opened(path, tmp_path)
    assert (sheet.width, sheet.height, sheet.dpi) == (1728, round(1078 * 204 / 98), 204)


def test_a_small_picture_is_enlarged_twice_at_most_and_a_large_one_capped(tmp_path: Path) -> None:
    small, _ = opened(saved(tmp_path / "small", page(size=(425, 550)), format="PNG"), tmp_path)
    assert (small.width, small.height) == (850, 1100)
    large = saved(tmp_path / "large", Image.new("L", (4000, 3000), 255), format="PNG", dpi=(300, 300))
    (sheet,) = open_pages(large, 1, 1, tmp_path, Limits(pixels=2_000_000))
    assert sheet.width * sheet.height <= 2_001_000


def test_a_moving_picture_is_refused_not_cut_to_one_frame(tmp_path: Path) -> None:
    path = saved(tmp_path / "moving", page("a"), format="GIF", save_all=True, append_images=[page("b")])
    with pytest.raises(UnreadableFile, match="2 frames"):
        survey(path, LIMITS)


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

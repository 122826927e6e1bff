"""Pictures of any usual format open as a viewer shows them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.opening import Limits, open_pages, survey
from models.errors import UnreadableFile
from tests.papers.opening_papers import EXIF_ORIENTATION, LIMITS, dark_corner, opened, page, saved, tiff


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

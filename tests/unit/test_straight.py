"""A photographed sheet is found, laid flat, and every place of it known again on the photo."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from extractors.fields.layout import lay_out
from extractors.page.straightening.bend import Bend, find_bend
from extractors.page.straightening.flatten import flatten
from extractors.page.straightening.quad import find_quad
from extractors.page.straightening.straight import Lens, as_received, view_of
from models.paper import Barcode, Box, Page, PageKind, Role, SignatureRegion, Word
from tests.papers.photographed import SHEET, Shot, sheet

FLAT = Bend((0.0,) * 8, 0.1, 0.9, 0.1, 0.9)
TILTED = np.array([[1.02, 0.03, -0.02], [-0.02, 0.97, 0.015], [0.01, 0.02, 1.0]])


def dark_scanner_lid(page: np.ndarray) -> np.ndarray:
    """The lid stood open on two sides."""
    page = page.copy()
    page[:, -40:] = 40
    page[-25:] = 60
    return page


def dark_heads(page: np.ndarray) -> np.ndarray:
    page = page.copy()
    page[:160] = 50
    page[700:760, 100:1300] = 60
    return page


def framed(page: np.ndarray) -> np.ndarray:
    page = page.copy()
    cv2.rectangle(page, (60, 60), (SHEET[0] - 60, SHEET[1] - 60), 30, 40)
    return page


def shaded(page: np.ndarray) -> np.ndarray:
    return (page * np.linspace(0.4, 1.0, SHEET[0])).astype(np.uint8)


@pytest.mark.parametrize("table", [20, 110, 170])
def test_a_sheet_on_a_table_is_found_to_its_corners(table: int) -> None:
    shot = Shot(table=table)
    quad = find_quad(shot.of(sheet()))
    assert quad is not None
    assert np.abs(quad.corners - np.array(shot.corners)).max() < 15


def test_a_sheet_that_runs_out_of_the_picture_is_found_by_its_other_sides() -> None:
    shot = Shot(corners=((170, 130), (1480, 190), (1560, 2300), (90, 2240)))
    quad = find_quad(shot.of(sheet()))
    assert quad is not None
    assert np.abs(quad.corners[:2] - np.array(shot.corners[:2])).max() < 15


@pytest.mark.parametrize("scan", [np.array, dark_scanner_lid, dark_heads, framed, shaded, flatten])
def test_no_sheet_is_found_on_a_scan(scan: Callable[[np.ndarray], np.ndarray]) -> None:
    assert find_quad(scan(sheet())) is None


def test_a_picture_drawn_by_a_program_is_read_as_received() -> None:
    screen = cv2.copyMakeBorder(sheet(), 120, 120, 120, 120, cv2.BORDER_CONSTANT, value=60)
    assert find_quad(screen) is None


def test_of_two_sheets_none_is_cut_off() -> None:
    left = Shot(corners=((60, 130), (760, 150), (770, 1200), (50, 1190)))
    right = Shot(corners=((880, 140), (1600, 120), (1590, 1190), (870, 1200)))
    quad = find_quad(np.maximum(left.of(sheet()), right.of(sheet())))
    if quad is not None:
        hull = quad.corners.astype(np.float32).reshape(-1, 1, 2)
        corners = (*left.corners, *right.corners)
        assert min(cv2.pointPolygonTest(hull, corner, True) for corner in corners) > -15


def test_no_part_of_a_sheet_is_taken_for_it() -> None:
    """A dark table head, edge to edge, ends nothing: the paper goes on above it."""
    page = sheet()
    page[900:980] = 60
    quad = find_quad(Shot().of(page))
    assert quad is None or np.abs(quad.corners - np.array(Shot().corners)).max() < 15


def test_a_scan_is_read_as_received() -> None:
    view = view_of(sheet(), 200)
    assert view.lens is None
    assert (view.flat == flatten(sheet())).all()


def depth(flat: np.ndarray) -> float:
    """How bent the lines are that are printed well within the sheet."""
    high, wide = flat.shape
    bend = find_bend(flat[high // 8 : -high // 8, wide // 9 : -wide // 9])
    assert bend is not None
    return bend.depth


@pytest.mark.parametrize("bulge", [-45.0, 30.0, 60.0])
def test_curled_lines_are_level_once_laid_flat(bulge: float) -> None:
    photo = Shot(bulge=bulge).of(sheet())
    assert depth(view_of(photo, 200).flat) < 0.006 < depth(flatten(photo))


def test_a_sideways_photo_is_laid_flat_too() -> None:
    photo = np.ascontiguousarray(np.rot90(Shot(bulge=45.0).of(sheet())))
    assert depth(np.rot90(view_of(photo, 200).flat, -1)) < 0.006


def test_too_few_lines_tell_no_bend() -> None:
    page = np.full((2200, 1700), 255, np.uint8)
    cv2.putText(page, "Delivered goods in good order", (130, 220), 0, 1.5, 0, 3)
    assert find_bend(page) is None


def test_a_straight_page_has_no_depth() -> None:
    bend = find_bend(flatten(sheet()))
    assert bend is not None
    assert bend.depth < 0.0015


def test_a_photo_taken_straight_from_above_is_read_as_received() -> None:
    """Laying flat what hardly slants would only cost sharpness."""
    photo = Shot(corners=((140, 130), (1500, 140), (1510, 2060), (135, 2050))).of(sheet())
    assert find_quad(photo) is not None
    assert view_of(photo, 200).lens is None


@pytest.mark.parametrize("quarter", [0, 3])
def test_what_is_seen_flat_is_found_again_on_the_photo(quarter: int) -> None:
    """A mark of the sheet, found on the flat page, lies on the photo where the camera put it."""
    shot, page = Shot(bulge=40.0), sheet()
    mark = np.array([[1250.0, 1300.0]])
    page[1292:1308, 1242:1258] = 90
    marked = np.ascontiguousarray(np.rot90(shot.of(page), quarter))
    (x, y), (wide, high) = shot.seen(mark)[0], shot.size
    for _ in range(quarter):
        x, y, wide, high = y, wide - 1 - x, high, wide
    view = view_of(marked, 200)
    assert view.lens is not None
    flat = view.flat
    dark = np.argwhere(cv2.erode((flat < 130).astype(np.uint8), np.ones((9, 9))) > 0)
    back = view.lens.received((dark[:, ::-1] + 0.5) / flat.shape[1::-1]) * marked.shape[1::-1]
    assert np.hypot(*(back - (x, y)).T).min() < 6


@given(some.floats(0.1, 0.8), some.floats(0.1, 0.8), some.sampled_from([0, 90, 180, 270]), some.booleans())
@settings(max_examples=40)
def test_boxes_keep_their_place_when_the_page_is_turned(x: float, y: float, turned: int, bent: bool) -> None:
    """A word's box on the photo does not depend on how the page was turned before it was read."""
    lens = Lens(TILTED, FLAT if bent else None)
    upright = Box(x, y, x + 0.1, y + 0.02)
    flat = {
        0: upright,
        90: Box(1 - upright.y1, upright.x0, 1 - upright.y0, upright.x1),
        180: Box(1 - upright.x1, 1 - upright.y1, 1 - upright.x0, 1 - upright.y0),
        270: Box(upright.y0, 1 - upright.x1, upright.y1, 1 - upright.x0),
    }
    shown = _shown(upright, 0, lens)
    turned_back = _shown(_shown(flat[turned], turned, lens), 0, Lens(np.eye(3)))
    expected = {
        0: shown,
        90: Box(1 - shown.y1, shown.x0, 1 - shown.y0, shown.x1),
        180: Box(1 - shown.x1, 1 - shown.y1, 1 - shown.x0, 1 - shown.y0),
        270: Box(shown.y0, 1 - shown.x1, shown.y1, 1 - shown.x0),
    }[turned]
    assert _numbers(turned_back) == pytest.approx(_numbers(expected), abs=1e-9)


def _shown(box: Box, turned: int, lens: Lens) -> Box:
    page = Page(1, PageKind.CONTENT, (Word("4711", box, 1.0, 0),), turned=turned)
    return as_received(page, lens).words[0].box


def _numbers(box: Box) -> tuple[float, ...]:
    return box.x0, box.y0, box.x1, box.y1


def test_codes_and_signatures_move_with_the_words_and_words_keep_their_level_places() -> None:
    box = Box(0.5, 0.5, 0.6, 0.52)
    page = Page(
        1,
        PageKind.CONTENT,
        (Word("4711", box, 1.0, 0),),
        (Barcode("QRCode", "4711", box),),
        (SignatureRegion(Role.CUSTOMER, 1, box, True, 0.9, "Signature"),),
    )
    shown = as_received(page, Lens(TILTED))
    assert shown.words[0].box == shown.barcodes[0].box == shown.signatures[0].box != box
    assert shown.words[0].level == box


def test_words_of_a_curled_line_share_a_row_of_the_sheet() -> None:
    words = tuple(
        Word(text, Box(x, y, x + 0.1, y + 0.012), 1.0, 0, laid_flat=Box(x, 0.3, x + 0.1, 0.312))
        for text, x, y in (("Order", 0.1, 0.3), ("no", 0.45, 0.33), ("4711", 0.8, 0.3))
    )
    (row,) = lay_out(Page(1, PageKind.CONTENT, words)).rows
    assert [run.text for run in row] == ["Order", "no", "4711"]

"""Separator sheets: by Patch code, by what a barcode says, by what is printed."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.page.patches import patch_codes
from extractors.page.separators import is_nearly_empty, separator_mark
from extractors.page.straightening.flatten import flatten
from models.paper import Barcode, Box, Word

DPI = 200
ORDERS = {"1": "WWNN", "2": "WNNW", "3": "WNWN", "4": "NWWN", "6": "NNWW", "T": "NWNW"}
CORNER = Box(0.1, 0.1, 0.2, 0.2)


def patch(name: str, left: float = 1.0, top: float = 0.5, length: float = 2.0) -> np.ndarray:
    """A letter page with one Patch code whose bars run down; places and lengths in inches."""
    page = np.full((11 * DPI, round(8.5 * DPI)), 244, np.uint8)
    x, y = round(left * DPI), round(top * DPI)
    for bar in ORDERS[name]:
        width = round((0.2 if bar == "W" else 0.08) * DPI)
        page[y : y + round(length * DPI), x : x + width] = 25
        x += width + round(0.08 * DPI)
    return page


def scanned(page: np.ndarray, skew: float, noise: float, cut: int | None = None) -> np.ndarray:
    """Skewed by degrees, blurred, noisy, and black and white where `cut` says."""
    rows, columns = page.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), skew, 1.0)
    moved = cv2.GaussianBlur(cv2.warpAffine(page, turn, (columns, rows), borderValue=244), (0, 0), 1.2)
    grainy = moved + np.random.default_rng(3).normal(0, noise, moved.shape)
    if cut is not None:
        grainy = np.where(grainy < cut, 0, 255)
    return np.clip(grainy, 0, 255).astype(np.uint8)


def printed(text: str) -> list[Word]:
    return [
        Word(
            word,
            Box(0.1 + 0.1 * at, 0.1 + 0.03 * number, 0.18 + 0.1 * at, 0.12 + 0.03 * number),
            0.98,
            number,
        )
        for number, line in enumerate(text.splitlines())
        for at, word in enumerate(line.split())
    ]


def mark_of(words: list[Word], *codes: Barcode) -> str:
    return separator_mark(np.full((2200, 1700), 255, np.uint8), DPI, words, codes)


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize(
    ("skew", "noise", "cut"), [(0, 5, None), (3, 35, None), (-3, 60, 128), (1.5, 20, 170)]
)
def test_each_patch_code_is_named_in_clean_and_bad_scans(
    name: str, skew: float, noise: float, cut: int | None
) -> None:
    assert patch_codes(flatten(scanned(patch(name), skew, noise, cut)), DPI) == (name,)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_patch_code_is_found_whichever_way_the_sheet_was_fed(turns: int) -> None:
    page = np.ascontiguousarray(np.rot90(patch("T"), turns))
    assert len(patch_codes(flatten(page), DPI)) == 1


def test_all_patch_codes_of_a_sheet_are_found() -> None:
    page = np.minimum(patch("T", left=0.8), patch("T", left=5.0))
    assert patch_codes(flatten(page), DPI) == ("T", "T")


def test_four_bars_alike_are_no_patch_code() -> None:
    page = np.full((2200, 1700), 244, np.uint8)
    for bar in range(4):
        page[200:600, 300 + 40 * bar : 320 + 40 * bar] = 25
    assert patch_codes(flatten(page), DPI) == ()


def test_a_table_is_no_patch_code() -> None:
    page = np.full((2200, 1700), 244, np.uint8)
    for column in range(200, 1500, 90):
        page[300:1500, column : column + 4] = 0
    for row in range(300, 1500, 60):
        page[row : row + 4, 200:1500] = 0
    assert patch_codes(flatten(page), DPI) == ()


@pytest.mark.parametrize(
    "text",
    [
        "PATCHT",
        "PATCH T",
        "Patch-2",
        "PATCH CODE 3",
        "SEPARATOR",
        "DOCSEP",
        "Document Separator",
        "batch_separator",
    ],
)
def test_a_code_that_says_so_parts_documents(text: str) -> None:
    assert mark_of([], Barcode("Code128", text, CORNER)) == f"code Code128 {text}"


@pytest.mark.parametrize("text", ["INV-1004", "PATCH-1004-7", "SEPARATORS LTD", "400123456"])
def test_other_codes_part_nothing(text: str) -> None:
    assert mark_of([], Barcode("Code128", text, CORNER)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "DOCUMENT SEPARATOR",
        "separator sheet",
        "BATCH HEADER 12",
        "TRENNBLATT",
        "Dokumenttrenner",
        "PATCH T",
        "Séparateur de documents",
        "SEPARATEURDEDOCUMENTS",
        "Separador de documentos",
        "*** Page séparatrice ***",
    ],
)
def test_a_sheet_that_says_so_in_print_parts_documents(line: str) -> None:
    words = printed(f"{line}\nplace this sheet before the first page of each document")
    assert mark_of(words).startswith("printed ")


def test_a_sentence_about_separators_parts_nothing() -> None:
    assert mark_of(printed("Please order a new oil separator for the machine in hall two")) == ""


def test_a_delivery_note_is_not_nearly_empty_and_an_instruction_sheet_is() -> None:
    note = printed("\n".join(f"10045{row} article {row} pieces 12 net 4711{row}" for row in range(8)))
    assert not is_nearly_empty(note)
    assert is_nearly_empty(
        printed("Document separator\nplace before each document and scan the stack face up")
    )

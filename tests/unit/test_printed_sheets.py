"""Printed sheets are known again when they come back as scans: printed, drawn as pictures, read."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2
import pytest

from countersign.language import Reader, read_by
from countersign.printing import Again, batch_header, rescan_slips, separators
from extractors.fields.batch_header import BatchHeader, header_in
from extractors.page.barcodes import barcodes
from extractors.page.separators import RESCAN_SLIP, is_only_a_separator, separator_mark
from extractors.page.straightening.flatten import flatten
from models.errors import WrongUse
from models.paper import Box, Word
from models.sheets import RescanSlip, Separator, slip_among
from tests.values.builders import At, page_from_lines

DPI = 200
CORNER = Box(0.1, 0.1, 0.2, 0.2)
SLIP = RescanSlip("acme", "0123456789abcdef01234567")


def drawn(pdf: bytes, page: int = 0) -> np.ndarray:
    """A page of the PDF as a scanner at 200 dpi sees it."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=DPI / 72, grayscale=True).to_numpy()
    document.close()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]))


def scanned(picture: np.ndarray, turns: int = 0) -> np.ndarray:
    """The same, fed askew and in any direction, on a worn glass."""
    rows, columns = picture.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), 1.5, 1.0)
    moved = cv2.GaussianBlur(cv2.warpAffine(picture, turn, (columns, rows), borderValue=244), (0, 0), 1.0)
    noise = np.random.default_rng(5).normal(0, 15, moved.shape)
    return np.ascontiguousarray(np.rot90(np.clip(moved + noise, 0, 255).astype(np.uint8), turns))


def mark(picture: np.ndarray) -> str:
    flat = flatten(picture)
    return separator_mark(flat, DPI, (), barcodes(flat))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("kind", list(Separator))
def test_a_separator_sheet_parts_documents_whichever_way_it_is_fed(kind: Separator, turns: int):
    assert mark(scanned(drawn(separators(kind, 1)), turns))


def test_as_many_sheets_are_printed_as_are_asked_for():
    document = pypdfium2.PdfDocument(separators(Separator.PATCH, 7))
    assert len(document) == 7
    document.close()
    with pytest.raises(WrongUse, match="1 to 500"):
        separators(Separator.PATCH, 0)


@pytest.mark.parametrize("turns", [0, 2])
def test_a_slip_names_the_document_that_it_was_printed_for(turns: int):
    picture = scanned(drawn(rescan_slips([Again(SLIP, "batch 1.pdf", "page 3")])), turns)
    assert mark(picture) == RESCAN_SLIP
    assert slip_among(barcodes(flatten(picture))) == SLIP


def test_a_slip_is_a_separator_whatever_numbers_its_file_is_called_by():
    numbers = [Word(str(10_000_000 + at), CORNER, 0.9, at) for at in range(30)]
    assert is_only_a_separator(RESCAN_SLIP, numbers)
    assert not is_only_a_separator("patch code T", numbers)


def test_any_file_name_can_be_printed():
    assert rescan_slips([Again(SLIP, "łódź \udc80 發票.pdf" * 9, "page 3")]).startswith(b"%PDF")


def test_a_header_that_cannot_be_is_refused():
    with pytest.raises(WrongUse, match="3 documents of 2 pages"):
        batch_header(3, 2)


def test_a_batch_header_printed_in_german_says_the_same():
    with read_by(Reader("de", "de_DE")):
        document = pypdfium2.PdfDocument(batch_header(3, 12))
    lines = document[0].get_textpage().get_text_bounded().splitlines()
    document.close()
    assert "STAPELDECKBLATT" in lines
    page = page_from_lines([At(0.1, 0.1 + 0.1 * n, line) for n, line in enumerate(lines)])
    assert header_in(page.words) == BatchHeader(documents=3, pages=12)

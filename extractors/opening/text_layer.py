"""Takes a born-digital page's own words, if they say what its picture shows."""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from extractors.opening.pdf import Images
from models.paper import Box

Gray = npt.NDArray[np.uint8]
TextWords = tuple[tuple[str, Box], ...]

_SCALE = 1_000_000
"""pdfium maps points to whole device pixels: on a device this large they are millionths of the page."""
_STEP = 500.0
"""Points between the places by which a page's map is known."""
_SURROGATES = range(0xD800, 0xE000)
_INVISIBLE = frozenset({3, 7})
_MOST_COVERED = 0.3
_MOST_ODD = 0.02
_MOST_INKLESS = 0.05
_MOST_UNKNOWN_MARKS = 0.03
_LEAST_CONTRAST = 40
_INK = 128
_SPARE_MARKS = 3
_FEWEST_LETTERS = 60
_VOWELS = frozenset("aeiouyäöüàâáãéèêëíìîïóòôõúùûæøåAEIOUYÄÖÜÀÂÁÃÉÈÊËÍÌÎÏÓÒÔÕÚÙÛÆØÅ")
_VOWEL_SHARE = (0.22, 0.65)
"""Orders and invoices in European languages have 0.26 to 0.45, shifted encodings some 0.15."""
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\uffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Places:
    """Where points of a page's own space lie on the page as shown; pdfium's map is affine."""

    origin: tuple[float, float]
    along: tuple[float, float]
    """By how much a step of one point along the page's own x moves."""
    up: tuple[float, float]

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> Places:
        """The map of this page."""
        origin, along, up = (_device(page, x, y) for x, y in ((0, 0), (_STEP, 0), (0, _STEP)))
        return cls(
            origin,
            ((along[0] - origin[0]) / _STEP, (along[1] - origin[1]) / _STEP),
            ((up[0] - origin[0]) / _STEP, (up[1] - origin[1]) / _STEP),
        )

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's own space as fractions of the page as shown."""
        (x0, y0), (x1, y1) = self._at(left, top), self._at(right, bottom)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.origin[0] + x * self.along[0] + y * self.up[0],
            self.origin[1] + x * self.along[1] + y * self.up[1],
        )


def trusted_words(page: pypdfium2.PdfPage, picture: Gray, images: Images) -> TextWords | None:
    """The page's words with boxes as fractions of the page as shown; None where it has to be read.

    `picture` is the rendered page. The layer is trusted on a page that is no scan, carries nothing
    drawn on top of it, has only visible and mappable characters, and whose ink lies where they are.
    """
    if images.covered > _MOST_COVERED or _is_marked_up(page):
        return None
    characters = _characters(page)
    if characters is None:
        return None
    words = tuple((text, clipped(box)) for text, box in _words(characters) if _is_shown(box))
    if not words or not _reads_like_text([text for text, _ in words]):
        return None
    inked = tuple((text, box) for text, box in words if _contrast(picture, box) >= _LEAST_CONTRAST)
    if len(words) - len(inked) > _MOST_INKLESS * len(words):
        return None
    return None if _shows_more(picture, inked) else inked


def _is_marked_up(page: pypdfium2.PdfPage) -> bool:
    """True where anything but links lies on the page: stamps, ink, form values are not in its text."""
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind != pdfium.FPDF_ANNOT_LINK:
            return True
    return False


def _characters(page: pypdfium2.PdfPage) -> list[_Character | None] | None:
    """The page's characters, None standing for a gap; None for all where some cannot be trusted."""
    layer, place_of = page.get_textpage(), Places.of(page)
    try:
        found: list[_Character | None] = []
        odd, seen = 0, set[int]()
        for place in range(layer.count_chars()):
            if _is_invisible(layer, place, seen):
                return None
            odd += pdfium.FPDFText_HasUnicodeMapError(layer, place) == 1
            found.append(_character(place_of, layer, place))
    finally:
        layer.close()
    return None if odd > _MOST_ODD * len(found) else found


def _is_invisible(layer: pypdfium2.PdfTextPage, place: int, seen: set[int]) -> bool:
    """True for a character that is not painted; objects in `seen` are, and it learns of further ones."""
    text_object = pdfium.FPDFText_GetTextObject(layer, place)
    address = ctypes.addressof(text_object.contents) if text_object else 0
    if not address or address in seen:
        return False
    seen.add(address)
    return pdfium.FPDFTextObj_GetTextRenderMode(text_object) in _INVISIBLE


def _character(place_of: Places, layer: pypdfium2.PdfTextPage, place: int) -> _Character | None:
    code = pdfium.FPDFText_GetUnicode(layer, place)
    text = "\ufffd" if code == 0 or code in _SURROGATES or code > sys.maxunicode else chr(code)
    if text.isspace() or pdfium.FPDFText_IsGenerated(layer, place) == 1:
        return None
    return _Character(text, place_of.box(*layer.get_charbox(place)))


def _device(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / _SCALE, down.value / _SCALE


def _words(characters: Iterable[_Character | None]) -> Iterator[tuple[str, Box]]:
    text, box = "", None
    for character in (*characters, None):
        if character is not None and box is not None and not _follows(box, character.box):
            yield text, box
            text, box = "", None
        if character is not None:
            text += character.text
            box = character.box if box is None else box.union(character.box)
        elif box is not None:
            yield text, box
            text, box = "", None


def _follows(word: Box, character: Box) -> bool:
    """False where a character stands too far from the word so far to be part of it."""
    reach = 2 * max(word.height, character.height, word.width / 8)
    away = max(character.x0 - word.x1, word.x0 - character.x1, character.y0 - word.y1, word.y0 - character.y1)
    return away <= reach


def _is_shown(box: Box) -> bool:
    """False for what the page box crops away."""
    across, down = box.middle
    return 0 < across < 1 and 0 < down < 1


def clipped(box: Box) -> Box:
    """The part of a box that lies on the page."""
    return Box(*(min(max(edge, 0.0), 1.0) for edge in (box.x0, box.y0, box.x1, box.y1)))


def _reads_like_text(words: list[str]) -> bool:
    """False for layers of mapping errors, and of letters that no language strings together."""
    joined = "".join(words)
    if len(_ODD.findall(joined)) > _MOST_ODD * len(joined):
        return False
    letters = _LATIN.findall(joined)
    if len(letters) < _FEWEST_LETTERS:
        return True
    share = sum(letter in _VOWELS for letter in letters) / len(letters)
    return _VOWEL_SHARE[0] <= share <= _VOWEL_SHARE[1]


def _contrast(picture: Gray, box: Box) -> int:
    """Difference 0..255 of lightest and darkest pixel within a box."""
    rows, columns = _pixels(picture, box)
    part = picture[rows, columns]
    return int(part.max()) - int(part.min()) if part.size else 0


def _shows_more(picture: Gray, words: TextWords) -> bool:
    """True where the picture has many marks of a letter's size outside all words."""
    heights = [box.height * picture.shape[0] for _, box in words]
    letter = float(np.median(heights)) if heights else 0.0
    left_over = (picture < _INK).astype(np.uint8)
    for _, box in words:
        rows, columns = _pixels(picture, box, spare=2)
        left_over[rows, columns] = 0
    _, _, marks, _ = cv2.connectedComponentsWithStats(left_over, connectivity=8)
    wide, high = marks[1:, cv2.CC_STAT_WIDTH], marks[1:, cv2.CC_STAT_HEIGHT]
    like_letters = (high > letter * 0.5) & (high < letter * 2.5) & (wide < letter * 4) & (wide > letter * 0.1)
    known = sum(len(text) for text, _ in words)
    return int(like_letters.sum()) > max(_MOST_UNKNOWN_MARKS * known, _SPARE_MARKS)


def _pixels(picture: Gray, box: Box, spare: int = 0) -> tuple[slice, slice]:
    high, wide = picture.shape
    return (
        slice(max(int(box.y0 * high) - spare, 0), int(np.ceil(box.y1 * high)) + spare),
        slice(max(int(box.x0 * wide) - spare, 0), int(np.ceil(box.x1 * wide)) + spare),
    )

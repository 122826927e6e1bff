"""The Tesseract reader: the door to pytesseract."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pytesseract

from extractors.page.engines.port import Corners, Look, Picture, RawWord
from extractors.page.engines.spread import spread
from models.errors import Missing

INSTALL = "install it with `apt-get install tesseract-ocr`."
_LANGUAGES = ("eng", "deu", "fra", "spa")
_SURE_OF_TURN = 2.0
_LINE, _PITCH = 44, 72
"""Pixels: height of a line that is looked at closer, and from one such line to the next."""


@dataclass(frozen=True, slots=True)
class TesseractReader:
    """Tesseract in a child process for every page."""

    languages: str
    """As Tesseract's -l takes them, such as eng+deu."""
    name: str = "tesseract"

    def turn(self, picture: Picture) -> int:
        """Degrees clockwise (0, 90, 180, 270) that bring the text upright; 0 when unsure."""
        try:
            answer = pytesseract.image_to_osd(picture, output_type=pytesseract.Output.DICT)
        except pytesseract.TesseractError:  # its way of saying that there is too little text
            return 0
        return int(answer["rotate"]) if float(answer["orientation_conf"]) > _SURE_OF_TURN else 0

    def read(self, picture: Picture) -> tuple[RawWord, ...]:
        """All words of an upright picture."""
        table = pytesseract.image_to_data(
            picture, lang=self.languages, config="--psm 3", output_type=pytesseract.Output.DICT
        )
        return tuple(_word(row) for row in _rows(table))

    def look(self, picture: Picture, places: Sequence[Corners]) -> tuple[Look, ...]:
        """What Tesseract makes of `places`, laid under one another in one size: one child for all."""
        if not places:
            return ()
        parts = [_cut(picture, corners) for corners in places]
        table = pytesseract.image_to_data(
            _stacked(parts), lang=self.languages, config="--psm 6", output_type=pytesseract.Output.DICT
        )
        read: list[list[RawWord]] = [[] for _ in places]
        for row in _rows(table):
            place = int(row["top"] + row["height"] / 2) // _PITCH
            read[min(place, len(places) - 1)].append(_word(row))
        return tuple(_joined(words) for words in read)

    def handwriting(self, picture: Picture, places: Sequence[Corners]) -> tuple[tuple[RawWord, ...], ...]:
        """As `look`: Tesseract knows nothing better about hands."""
        looks = self.look(picture, places)
        return tuple(tuple(spread(look, place)) for look, place in zip(looks, places, strict=True))


def open_tesseract() -> TesseractReader:
    """Check that Tesseract is there; its children get one thread each.

    Raises:
        Missing: the program or its English data is not installed.
    """
    try:
        installed = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError) as error:
        raise Missing(f"Tesseract cannot be started ({error}): {INSTALL}") from error
    if "eng" not in installed:
        raise Missing(f"Tesseract has no English data: {INSTALL}")
    # More threads than one a child lock up where several pages are read side by side.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    return TesseractReader("+".join(language for language in _LANGUAGES if language in installed))


def _rows(table: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """The rows of Tesseract's table that hold a word."""
    for row in zip(*table.values(), strict=True):
        named = dict(zip(table, row, strict=True))
        if float(named["conf"]) >= 0 and named["text"].strip():
            yield named


def _cut(picture: Picture, corners: Corners) -> Picture:
    """The place, straightened and as high as `_LINE`."""
    one, two, _, four = np.array(corners, np.float32)
    along, down = two - one, four - one
    width = max(round(float(np.hypot(*along)) * _LINE / max(float(np.hypot(*down)), 1.0)), 1)
    target = np.array([(0, 0), (width, 0), (0, _LINE)], np.float32)
    warp = cv2.getAffineTransform(np.array([one, two, four], np.float32), target)
    part = cv2.warpAffine(
        picture, warp, (width, _LINE), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(part, np.uint8)


def _stacked(parts: Sequence[Picture]) -> Picture:
    """The parts under one another on white paper, `_PITCH` from one to the next."""
    widest = max(part.shape[1] for part in parts)
    sheet = np.full((_PITCH * len(parts), widest + _PITCH), 255, np.uint8)
    for row, part in enumerate(parts):
        top = row * _PITCH + (_PITCH - _LINE) // 2
        sheet[top : top + _LINE, _PITCH // 2 : _PITCH // 2 + part.shape[1]] = part
    return sheet


def _joined(words: Sequence[RawWord]) -> Look:
    sure = min((word.confidence for word in words), default=0.0)
    return Look(" ".join(word.text for word in words), sure)


def _word(row: dict[str, Any]) -> RawWord:
    left, top = float(row["left"]), float(row["top"])
    right, bottom = left + row["width"], top + row["height"]
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return RawWord(str(row["text"]).strip(), corners, float(row["conf"]) / 100)

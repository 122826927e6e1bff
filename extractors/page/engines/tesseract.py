"""The Tesseract reader: the door to pytesseract."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import pytesseract

from extractors.page.engines.port import Picture, RawWord
from models.errors import Missing

INSTALL = "install it with `apt-get install tesseract-ocr`."
_LANGUAGES = ("eng", "deu", "fra", "spa")
_SURE_OF_TURN = 2.0


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
        rows = (dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True))
        return tuple(_word(row) for row in rows if float(row["conf"]) >= 0 and row["text"].strip())


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


def _word(row: dict[str, Any]) -> RawWord:
    left, top = float(row["left"]), float(row["top"])
    right, bottom = left + row["width"], top + row["height"]
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return RawWord(str(row["text"]).strip(), corners, float(row["conf"]) / 100)

"""OCR engines behind one port: `open_reader` gives the one that is asked for."""

from __future__ import annotations

from extractors.page.engines.port import Picture, RawWord, Reader
from models.errors import Missing, WrongUse

__all__ = ["Picture", "RawWord", "Reader", "open_reader"]


def open_reader(name: str) -> Reader:
    """The reader `name`: neural, or tesseract; tesseract also stands in where neural cannot start.

    Raises:
        WrongUse: there is no such reader.
        Missing: neither it nor its stand-in is installed.
    """
    from extractors.page.engines.neural import open_neural
    from extractors.page.engines.tesseract import open_tesseract

    if name == "tesseract":
        return open_tesseract()
    if name != "neural":
        raise WrongUse(f"COUNTERSIGN_OCR={name!r} is no reader: use neural or tesseract.")
    try:
        return open_neural()
    except Missing as neural:
        try:
            return open_tesseract()
        except Missing as tesseract:
            raise Missing(f"{neural} Its stand-in is not there either: {tesseract}") from tesseract

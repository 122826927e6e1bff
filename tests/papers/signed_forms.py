"""Forms with places to sign, drawn with real print and pen strokes."""

from __future__ import annotations

import cv2
import numpy as np
from PIL.Image import Image

from extractors.page.inks import label_ink
from extractors.page.made import with_ink
from extractors.page.rules import find_rules
from extractors.page.signing.anchors import spotted
from extractors.page.signing.signature import Sheet, Signed, signatures
from models.paper import Box, SignatureRegion, Word
from tests.papers.drawn_pens import autograph, lay, note, typeset

DPI = 200
ROWS, COLUMNS = 2200, 1700
HEIGHT = 26


class Form:
    """A white page on which print, rules and handwriting are drawn; print is known as words."""

    def __init__(self) -> None:
        self.picture = np.full((ROWS, COLUMNS), 255, np.uint8)
        self.words: list[Word] = []

    def print(self, text: str, left: int, top: int, confidence: float = 0.98) -> Form:
        """Words HEIGHT pixels high, on a line of their own."""
        line = len({word.line for word in self.words})
        for word in text.split():
            right = typeset(self.picture, word, left, top, HEIGHT)
            box = Box(left / COLUMNS, top / ROWS, right / COLUMNS, (top + HEIGHT) / ROWS)
            self.words.append(Word(word, box, confidence, line))
            left = right + 10
        return self

    def rule(self, left: int, top: int, right: int, bottom: int | None = None) -> Form:
        cv2.line(self.picture, (left, top), (right, top if bottom is None else bottom), 40, 2)
        return self

    def frame(self, left: int, top: int, right: int, bottom: int) -> Form:
        cv2.rectangle(self.picture, (left, top), (right, bottom), 40, 2)
        return self

    def sign(self, left: int, bottom: int, manner: str = "full") -> Form:
        lay(self.picture, autograph(manner), left, bottom, DPI)
        return self

    def write(self, left: int, bottom: int, words: str) -> Form:
        lay(self.picture, note(words), left, bottom, DPI)
        return self

    def stamp(self, left: int, top: int, picture: Image) -> Form:
        """Lay a stamp (RGBA) with its top left corner there."""
        shade = np.asarray(picture.convert("L"), np.float32)
        alpha = np.asarray(picture.getchannel("A"), np.float32) / 255
        part = self.picture[top : top + picture.height, left : left + picture.width]
        part[:] = part * (1 - alpha) + shade * alpha
        return self

    def read(self) -> tuple[SignatureRegion, ...]:
        return self.signed().signatures

    def signed(self) -> Signed:
        inks = label_ink(self.picture, DPI)
        words = with_ink(self.words, inks)
        labels, rules = spotted(words, self.picture.shape), find_rules(self.picture, DPI)
        return signatures(Sheet(self.picture, DPI, 1, words, labels, rules, inks))

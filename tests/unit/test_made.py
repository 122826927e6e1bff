"""What wrote a word is told by the page's ink and by its own look; labels need a hand beside them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.page.inks import InkMap, Label
from extractors.page.made import with_ink, with_pens
from extractors.page.penned import Looks
from fixtures.hands import HANDS
from models.paper import Box, Ink, Word
from tests.papers.drawn_pens import lay, note, typeset

ROWS, COLUMNS, DPI, CELL = 600, 1200, 200, 4


class Sheet:
    """A white sheet with words in print and by hand, and what a network may say of their ink."""

    def __init__(self) -> None:
        self.picture = np.full((ROWS, COLUMNS), 255, np.uint8)
        self.words: list[Word] = []
        self.chances = np.zeros((len(Label), ROWS // CELL, COLUMNS // CELL), np.float32)

    def print(self, text: str, left: int, hand: float = 0.05, label: Label = Label.HAND) -> Sheet:
        """In type, 30 dots high; the chance that its ink is of `label`."""
        right = typeset(self.picture, text, left, 200, 30)
        return self._add(text, Box(left / COLUMNS, 200 / ROWS, right / COLUMNS, 232 / ROWS), hand, label)

    def write(self, text: str, left: int, hand: float = 0.3, seed: int = 0) -> Sheet:
        """By hand on the same line; the chance that the network gives its ink to be so."""
        ink = note(text, "bruno", seed)
        lay(self.picture, ink, left, 228, DPI)
        dark = self.picture[:, left:] < 128
        columns, rows = np.flatnonzero(dark.any(0)), np.flatnonzero(dark.any(1))
        box = Box(left / COLUMNS, rows[0] / ROWS, (left + columns[-1] + 1) / COLUMNS, (rows[-1] + 1) / ROWS)
        return self._add(text, box, hand, Label.HAND)

    def _add(self, text: str, box: Box, chance: float, label: Label) -> Sheet:
        self.words.append(Word(text, box, 0.98, 0))
        part = self.inks.within(box)
        self.chances[label][part], self.chances[Label.PRINT][part] = chance, 1 - chance
        return self

    @property
    def inks(self) -> InkMap:
        small = self.picture.reshape(ROWS // CELL, CELL, COLUMNS // CELL, CELL).min((1, 3))
        return InkMap(self.chances, (small < 128).astype(np.uint8), CELL)

    def told(self) -> dict[str, Ink]:
        return {word.text: word.ink for word in with_pens(self.words, self.inks, Looks(self.picture))}


def test_most_of_its_ink_tells_what_wrote_a_word() -> None:
    sheet = Sheet().print("Menge", 40).print("Ware", 200, 0.7).print("Eingang", 400, 0.7, Label.STAMP)
    told = [word.ink for word in with_ink(sheet.words, sheet.inks)]
    assert told == [Ink.PRINT, Ink.HAND, Ink.STAMP]


def test_what_looks_like_a_pens_is_by_hand_although_most_of_its_ink_passes_for_print() -> None:
    sheet = Sheet().print("Kolli", 40, 0.3).write("geteld", 200)
    assert with_ink(sheet.words, sheet.inks)[1].ink is Ink.PRINT
    assert sheet.told() == {"Kolli": Ink.PRINT, "geteld": Ink.HAND}


def test_print_stays_print_whatever_its_ink_may_be() -> None:
    words = ("Liefermenge", "Paletten", "HOEVEELHEID")
    sheet = Sheet()
    for place, word in enumerate(words):
        sheet.print(word, 40 + 320 * place, 0.45)
    assert set(sheet.told().values()) == {Ink.PRINT}


def test_where_no_ink_may_be_a_hands_no_look_makes_it_one() -> None:
    assert Sheet().write("geteld", 200, 0.0).told() == {"geteld": Ink.PRINT}


def test_a_stamp_is_left_a_stamp() -> None:
    sheet = Sheet().write("geteld", 200, 0.2)
    part = sheet.inks.within(sheet.words[0].box)
    sheet.chances[Label.STAMP][part], sheet.chances[Label.PRINT][part] = 0.75, 0.05
    assert sheet.told() == {"geteld": Ink.STAMP}


@pytest.mark.parametrize("label", ["Remarks", "Name:"])
def test_a_word_of_a_label_is_no_hands_by_its_own_look(label: str) -> None:
    assert Sheet().write(label, 200).told() == {label: Ink.PRINT}


def test_a_word_of_a_label_beside_a_hand_is_part_of_what_it_wrote() -> None:
    sheet = Sheet().write("geen", 60)
    right = round(sheet.words[0].box.x1 * COLUMNS)
    assert sheet.write("bijzonderheden", right + 20).told()["bijzonderheden"] is Ink.HAND


@pytest.mark.parametrize("height", [22, 30, 48])
def test_type_and_pens_are_told_apart(height: int) -> None:
    words = ("not counted", "Paletten", "Odette", "Menge", "12 Kartons", "damaged")
    for seed, (text, hand) in enumerate(zip(words, HANDS, strict=False)):
        print_, pen = (np.full((200, 900), 255, np.uint8) for _ in range(2))
        typeset(print_, text, 20, 60, height)
        lay(pen, note(text, hand, seed), 20, 100, DPI)
        odds = [Looks(picture).odds([_around(picture)])[0] for picture in (print_, pen)]
        assert odds[0] < 0 < odds[1]


def _around(picture: np.ndarray) -> Box:
    dark = picture < 128
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    high, wide = picture.shape
    return Box(columns[0] / wide, rows[0] / high, (columns[-1] + 1) / wide, (rows[-1] + 1) / high)


@pytest.mark.parametrize(
    "box",
    [
        Box(1, 1, 1, 1),
        Box(0, 0, 0, 0),
        Box(-0.1, 0.5, 0.1, 0.6),
        Box(0.99, 0.2, 1.2, 0.3),
        Box(1.1, 1.1, 1.2, 1.2),
    ],
)
@pytest.mark.parametrize("shape", [(50, 50), (3, 900), (1, 1)])
def test_a_word_at_the_edge_of_the_page_is_looked_at_too(box: Box, shape: tuple[int, int]) -> None:
    assert np.isfinite(Looks(np.full(shape, 255, np.uint8)).odds([box])).all()


def test_no_words_have_no_odds() -> None:
    assert Looks(np.full((50, 50), 255, np.uint8)).odds([]) == []
